"""Looking at a round's prompt before it is out, and posting it at once."""

from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.deliveries import Delivery, Kind, State
from bot.domain.errors import GroupMissing, GroupRests, NobodyToAsk, PromptOut, RoundMissing
from bot.domain.groups import Group
from bot.domain.people import Actor, Language
from bot.domain.rounds import Round, Stage, Step, after_step, brought_forward
from bot.services.groups import led_group, must_lead
from bot.services.letters import Address, Letter
from bot.services.live_count import owed_live_count
from bot.services.round_facts import RoundFacts, facts_of_round
from bot.services.work import Work
from bot.storage import deliveries, groups, rounds, unsaid
from bot.storage.database import Connection


@dataclass(frozen=True)
class PromptOutlook:
    """The prompt of the open round as it would look now: `letter` is what would go out.

    `posted` is the delivery of one that is owed already; it is out once `is_out`, and `can_post` says whether it may be
    posted at once, which it may not while the group rests, until `rests_until`.
    """

    letter: Letter
    facts: RoundFacts
    round: Round
    posted: Delivery | None
    is_out: bool
    can_post: bool
    rests_until: Date | None


class Prompts:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def preview(self, actor: Actor, group_name: str | None) -> PromptOutlook:
        """What the prompt of the group's open round looks like now, and whether it is out.

        Without a name it is the group the person leads and joined last. Reads. GroupMissing, FacilitatorsOnly,
        RoundMissing.
        """
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            group = await led_group(tx, actor, group_name)
            round = await _open_round(tx, group)
            owed = await deliveries.find(tx, group.community_id, Kind.PROMPT, round.id)
            facts = await facts_of_round(tx, group, round if owed else replace(round, prompt_at=now), now)
        posted, state = owed or (None, None)
        rests_until = _rests_until(group, round, now)
        delivery = posted or self._owed(round, now)
        return PromptOutlook(
            letter=Letter(delivery, facts, Language(group.language), Address(channel_id=group.channel_id)),
            facts=facts,
            round=round,
            posted=posted,
            is_out=state is State.DELIVERED,
            can_post=owed is None and facts.tally.of > 0 and rests_until is None,
            rests_until=rests_until,
        )

    async def look_for(self, round: Round) -> None:
        """Has the prompt of an open round written anew: that finds out whether somebody has deleted it, and then it is
        posted again. One transaction; whose round it is was asked before."""
        async with self._work.unit() as tx:
            await deliveries.add_all(tx, owed_live_count(self._work.ids, round, self._work.clock.now()))

    async def post_now(self, actor: Actor, round_id: int) -> Group:
        """Opens the round at once instead of at its regular moment, which then is past; returns its group.

        One transaction: whoever presses second finds the prompt owed. RoundMissing, GroupMissing, FacilitatorsOnly,
        PromptOut, GroupRests, NobodyToAsk.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            round = await rounds.get(tx, actor.community_id, round_id)
            if round is None or not round.is_open:
                raise RoundMissing
            group = await groups.get(tx, actor.community_id, round.group_id)
            if group is None:
                raise GroupMissing
            await must_lead(tx, actor, group)
            if await deliveries.find(tx, group.community_id, Kind.PROMPT, round.id):
                raise PromptOut
            if until := _rests_until(group, round, now):
                raise GroupRests(group.name, until)
            facts = await facts_of_round(tx, group, round, now)
            if not facts.tally.of:
                raise NobodyToAsk(group.name)
            await rounds.save_plan(tx, _opened(round, now))
            if round.stage is Stage.AHEAD:  # answers given already come with the prompt
                await unsaid.shift_cards(tx, round.community_id, round.id, now - round.prompt_at)
            await unsaid.withdraw(tx, Kind.LEADERS_FIRST, [round.id], now)
            await deliveries.add(tx, self._owed(round, now))
            return group

    async def as_posted(self, group: Group, round: Round, message_id: int) -> Letter | None:
        """The round's prompt as it stands now, if `message_id` is where it was posted. Reads."""
        async with self._work.reading() as tx:
            owed = await deliveries.find(tx, round.community_id, Kind.PROMPT, round.id)
            if owed is None or owed[0].message_id != message_id:
                return None
            posted = owed[0]
            facts = await facts_of_round(tx, group, round, self._work.clock.now(), prompt=posted)
        return Letter(posted, facts, Language(group.language), Address(posted.channel_id, posted.message_id))

    def _owed(self, round: Round, due_at: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=round.community_id,
            kind=Kind.PROMPT,
            subject=round.id,
            occurrence="once",
            group_id=round.group_id,
            person_id=None,
            due_at=due_at,
            expires_at=round.digest_at,
        )


async def _open_round(tx: Connection, group: Group) -> Round:
    round = await rounds.open_round(tx, group.community_id, group.id)
    if round is None:
        raise RoundMissing
    return round


def _rests_until(group: Group, round: Round, now: Instant) -> Date | None:
    pause = group.pause_from(group.today(now))
    return pause.last if pause and round.stage is Stage.AHEAD else None


def _opened(round: Round, now: Instant) -> Round:
    if round.stage is Stage.AHEAD:
        return after_step(brought_forward(round, now), Step.PROMPT, now)
    return replace(round, prompt_at=now)  # its moment came while nobody could be asked
