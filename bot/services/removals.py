"""Being taken off a server, coming back to it, and erasing what was kept of it."""

from collections.abc import Collection

from bot.domain.removals import KEPT_FOR
from bot.services.work import Work
from bot.storage import forgetting, removals

BATCH = 50  # rows a transaction; the writer is held for milliseconds, however much there is


class Removals:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def note_all(self, community_ids: Collection[int]) -> None:
        """Takes the list of every server the bot is on: it was taken off those that are missing, and is back on those
        it was taken off before. One transaction, and none where nothing has changed."""
        async with self._work.reading() as tx:
            known = await removals.of_communities(tx)
        gone = [id for id, was_removed in known.items() if id not in community_ids and not was_removed]
        back = [id for id, was_removed in known.items() if id in community_ids and was_removed]
        if gone or back:
            async with self._work.unit() as tx:
                await removals.remove(tx, gone, self._work.clock.now())
                await removals.bring_back(tx, back)

    async def note_removed(self, community_id: int) -> None:
        """The bot was taken off a server: from now on nothing goes out and nothing moves there, and it is all kept for
        30 days. One transaction."""
        async with self._work.unit() as tx:
            await removals.remove(tx, [community_id], self._work.clock.now())

    async def note_back(self, community_id: int) -> bool:
        """The bot is on a server. If it was taken off it within 30 days, all is there again: what is late says so, and
        what is too late is on the list of deliveries. One transaction, and none where nothing has changed; false then.
        """
        async with self._work.database.glancing() as tx:
            was_removed = await removals.is_removed(tx, community_id)
        if was_removed:
            async with self._work.unit() as tx:
                await removals.bring_back(tx, [community_id])
        return was_removed

    async def erase_old(self) -> int:
        """Erases all that is kept of servers the bot was taken off 30 days ago, and people of whom nothing else is
        kept; returns how many servers those are.

        Many small transactions. Begun again where it was broken off; what is left of a server the bot comes back to in
        the middle of it stays.
        """
        before = self._work.clock.now() - KEPT_FOR
        async with self._work.reading() as tx:
            due = await removals.removed_before(tx, before)
        for community_id in due:
            await self._erase(community_id)
        if due:
            await self._forget_unknown()
        return len(due)

    async def _erase(self, community_id: int) -> None:
        for table in removals.ERASED:
            while await self._erase_some(community_id, table):
                pass
        before = self._work.clock.now() - KEPT_FOR
        async with self._work.database.transaction() as tx:
            if await removals.was_removed_before(tx, community_id, before):
                await removals.erase_community(tx, community_id)
                await forgetting.tidy_indexes(tx)

    async def _erase_some(self, community_id: int, table: str) -> bool:
        """False once there is nothing left, or the bot is back. What is to go is found before the writer is held."""
        async with self._work.database.glancing() as tx:
            keys = await removals.some_of(tx, community_id, table, BATCH)
        if not keys:
            return False
        async with self._work.database.transaction() as tx:
            if not await removals.was_removed_before(tx, community_id, self._work.clock.now() - KEPT_FOR):
                return False
            await removals.erase(tx, table, keys)
        return True

    async def _forget_unknown(self) -> None:
        """Only those met before the time of the last removal, so that nobody is forgotten while they arrive."""
        before = self._work.clock.now() - KEPT_FOR
        async with self._work.reading() as tx:
            unknown = await removals.known_nowhere(tx, before)
        for person_id in unknown:
            async with self._work.database.transaction() as tx:
                if not await removals.is_known(tx, person_id):
                    await removals.forget(tx, person_id)
