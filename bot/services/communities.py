"""What moderators decide for the whole server."""

from dataclasses import dataclass

from bot.domain.audit import SERVER, Action, Fact
from bot.domain.people import Actor, must_moderate
from bot.services.audits import note
from bot.services.work import Work
from bot.storage import communities


@dataclass(frozen=True)
class Decided:
    """`meeting_channel_id` is where pairs get their threads; None where nobody is paired."""

    meeting_channel_id: int | None


class Communities:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def decided(self, actor: Actor) -> Decided:
        """What is settled so far. Reads. ModeratorsOnly."""
        must_moderate(actor)
        async with self._work.reading() as tx:
            return Decided(await communities.meeting_channel(tx, actor.community_id))

    async def choose_meeting_channel(self, actor: Actor, channel_id: int | None) -> Decided:
        """Has pairs meet in threads of a channel from the next round of each group on; None ends pairing.

        One transaction. ModeratorsOnly.
        """
        must_moderate(actor)
        async with self._work.unit() as tx:
            was = {Fact.MEETING_CHANNEL: await communities.meeting_channel(tx, actor.community_id)}
            await communities.set_meeting_channel(tx, actor.community_id, channel_id)
            became = {Fact.MEETING_CHANNEL: channel_id}
            now = self._work.clock.now()
            await note(tx, self._work.ids, actor, Action.SETTINGS_CHANGED, SERVER, was, became, now)
        return Decided(channel_id)
