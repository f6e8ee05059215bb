"""What moderators decide for the whole server."""

from bot.domain.audit import SERVER, Action
from bot.domain.communities import Decided, Wish, check_wish
from bot.domain.people import Actor, must_moderate
from bot.domain.setup import Standing
from bot.services.audits import note
from bot.services.work import Work
from bot.storage import communities, gates, groups


class Communities:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def decided(self, actor: Actor) -> Decided:
        """What is decided so far. Reads. ModeratorsOnly."""
        must_moderate(actor)
        async with self._work.reading() as tx:
            return await communities.decided(tx, actor.community_id)

    async def standing(self, actor: Actor) -> Standing:
        """How far the server is set up, with every channel that is named for something. Reads. ModeratorsOnly."""
        must_moderate(actor)
        async with self._work.reading() as tx:
            in_use, led = await groups.all_of(tx, actor.community_id), await groups.led(tx, actor.community_id)
            return Standing(
                decided=await communities.decided(tx, actor.community_id),
                groups=tuple(in_use),
                unled=tuple(group.name for group in in_use if group.id not in led),
                is_stopped=await gates.is_stopped(tx, actor.community_id),
            )

    async def decide(self, actor: Actor, wish: Wish) -> Decided:
        """Decides what is named in the wish, and leaves the rest as it is, whoever else decides at the same time.

        Language and zone are for groups that are made from now on. Pairs meet in the channel named from the next round
        of each group on; without one nobody is paired. One transaction. ModeratorsOnly, ZoneUnknown.
        """
        must_moderate(actor)
        async with self._work.unit() as tx:
            before = await communities.decided(tx, actor.community_id)
            await communities.decide(tx, actor.community_id, check_wish(wish))
            after = await communities.decided(tx, actor.community_id)
            now = self._work.clock.now()
            await note(tx, self._work.ids, actor, Action.SETTINGS_CHANGED, SERVER, before.facts, after.facts, now)
            return after
