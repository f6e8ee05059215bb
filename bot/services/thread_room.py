"""Planning threads against what a server has free, and telling moderators before there is none left."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import NO_GROUP, Delivery, Kind
from bot.domain.thread_room import IN_USE_MOST, ThreadInUse, ThreadNeed, is_short, to_put_away
from bot.services.work import Work
from bot.storage import communities, deliveries, thread_room
from bot.storage.database import Connection

INTRODUCED_LATELY = TimeDelta(hours=24 * 30)
TOLD_FOR = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class ThreadsShort:
    """A server with hardly any room left for threads; `most` is how many may be in use."""

    most: int


class ThreadRooms:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def wanted_in(self) -> int | None:
        """The community whose pairs are made next, None if none are due. Reads."""
        async with self._work.database.glancing() as tx:
            return await thread_room.community_of_pairs(tx, self._work.clock.now())

    async def need(self, community_id: int) -> ThreadNeed:
        """The threads that are to come of a community, rather too many than too few. Reads."""
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            pairs = await thread_room.people_to_pair(tx, community_id, now) // 2
            if pairs and not await communities.has_begun_month_across(tx, community_id, _month(now)):
                pairs += await thread_room.people_of(tx, community_id) // 2
            if await communities.meeting_channel(tx, community_id) is None:
                pairs = 0
            return ThreadNeed(await thread_room.owed(tx, community_id), pairs)

    async def to_put_away(
        self, community_id: int, in_use: Sequence[ThreadInUse], need: ThreadNeed, most: int
    ) -> list[int]:
        """Return those of our threads that make room for what is to come, the longest quiet first. Reads."""
        since = self._work.clock.now() - INTRODUCED_LATELY
        async with self._work.reading() as tx:
            going_on = await thread_room.going_on(tx, community_id, since)
        return to_put_away(in_use, going_on, need, most)

    async def note_room(self, community_id: int, room: int, need: ThreadNeed) -> None:
        """Has moderators told once a month where hardly any room is left. One transaction, and none elsewhere."""
        if not is_short(room, need):
            return
        now = self._work.clock.now()
        word = Delivery(
            id=self._work.ids.new(),
            community_id=community_id,
            kind=Kind.THREADS_SHORT,
            subject=community_id,
            occurrence=_month(now),
            group_id=NO_GROUP,
            person_id=None,
            due_at=now,
            expires_at=now + TOLD_FOR,
        )
        async with self._work.unit() as tx:
            await deliveries.add(tx, word)


async def short_facts(_tx: Connection, _delivery: Delivery, _now: Instant) -> ThreadsShort:
    """It was so when it was planned, and moderators have the same to do whatever became of it."""
    return ThreadsShort(IN_USE_MOST)


def _month(now: Instant) -> str:
    """Such as 2026-09."""
    return now.format_iso()[:7]
