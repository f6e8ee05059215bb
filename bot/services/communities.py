"""What moderators decide for the whole server."""

from dataclasses import dataclass

from bot.domain.audit import SERVER, Action, Fact
from bot.domain.people import Actor, must_moderate
from bot.services.audits import note
from bot.services.work import Work
from bot.storage import communities
from bot.storage.database import Connection


@dataclass(frozen=True)
class Decided:
    """`meeting_channel_id` is where pairs get their threads, `knowledge_channel_id` where asks go; None where nobody is
    paired, or nobody asks."""

    meeting_channel_id: int | None
    knowledge_channel_id: int | None


class Communities:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def decided(self, actor: Actor) -> Decided:
        """What is settled so far. Reads. ModeratorsOnly."""
        must_moderate(actor)
        async with self._work.reading() as tx:
            return await _decided(tx, actor)

    async def choose_meeting_channel(self, actor: Actor, channel_id: int | None) -> Decided:
        """Has pairs meet in threads of a channel from the next round of each group on; None ends pairing.

        One transaction. ModeratorsOnly.
        """
        must_moderate(actor)
        async with self._work.unit() as tx:
            was = await communities.meeting_channel(tx, actor.community_id)
            await communities.set_meeting_channel(tx, actor.community_id, channel_id)
            await self._note(tx, actor, Fact.MEETING_CHANNEL, was, channel_id)
            return await _decided(tx, actor)

    async def choose_knowledge_channel(self, actor: Actor, channel_id: int | None) -> Decided:
        """Has asks go to a channel from now on; None ends asking. Those that are out stay where they are.

        One transaction. ModeratorsOnly.
        """
        must_moderate(actor)
        async with self._work.unit() as tx:
            was = await communities.knowledge_channel(tx, actor.community_id)
            await communities.set_knowledge_channel(tx, actor.community_id, channel_id)
            await self._note(tx, actor, Fact.KNOWLEDGE_CHANNEL, was, channel_id)
            return await _decided(tx, actor)

    async def _note(self, tx: Connection, actor: Actor, fact: Fact, was: int | None, became: int | None) -> None:
        changed, now = Action.SETTINGS_CHANGED, self._work.clock.now()
        await note(tx, self._work.ids, actor, changed, SERVER, {fact: was}, {fact: became}, now)


async def _decided(tx: Connection, actor: Actor) -> Decided:
    return Decided(
        meeting_channel_id=await communities.meeting_channel(tx, actor.community_id),
        knowledge_channel_id=await communities.knowledge_channel(tx, actor.community_id),
    )
