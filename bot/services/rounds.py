"""A group's rhythm: what a round does when its moment comes, from its prompt to its digest."""

from dataclasses import dataclass, field

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.groups import Group, Role
from bot.domain.rounds import Round, Step, after_step, is_away_for, next_step, plan_round
from bot.services.archives import end_group
from bot.services.blockers import owed_blockers
from bot.services.care import owed_care
from bot.services.leaders import ask_leaders
from bot.services.round_facts import silent_people
from bot.services.steps import owed_by_step
from bot.services.work import Work
from bot.storage import checkins, communities, deliveries, experiments, groups, pairings, people, rounds, unsaid
from bot.storage.database import Connection

BATCH = 20  # rounds a transaction; the writer is held for milliseconds, not for the whole morning
DIGEST_KEPT = TimeDelta(hours=48)


class Rounds:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def take_due_steps(self) -> int:
        """Takes the steps that have come in up to BATCH rounds of all communities; returns how many it took.

        One transaction, and none where nothing is due: the deliveries a step causes and the round's next moment are
        written together, so a crash leaves either both or neither.
        Deliveries are unique, so a step taken twice would still speak once.
        """
        now = self._work.clock.now()
        async with self._work.database.glancing() as tx:
            if not await rounds.due(tx, now, 1):
                return 0
        async with self._work.database.transaction() as tx:
            due = await rounds.due(tx, now, BATCH)
            if not due:
                return 0
            found = await groups.of_rounds(tx, [round.id for round in due])
            asked = await _with_somebody_to_ask(tx, due, now)
            ids = [round.id for round in due]
            taken = _Taken(
                has_following=await rounds.with_following(tx, ids),
                pairing=await communities.with_meeting_channel(tx, [round.community_id for round in due]),
                with_pairs=await pairings.rounds_with_pairs(tx, ids),
                leaders=await groups.leaders_of_rounds(tx, ids),
            )
            for round in due:
                step = next_step(round, now)
                assert step is not None  # the query asks for rounds whose moment has come
                await self._take(tx, taken, found[round.id], round, step, now, can_be_asked=round.id in asked)
            await rounds.save_stages(tx, taken.stages)
            await unsaid.withdraw(tx, Kind.LEADERS_FIRST, taken.begun, now)
            await deliveries.add_all(tx, taken.owed)
            await rounds.add_all(tx, taken.following)
            told = {each.group_id for each in taken.owed if each.kind is Kind.DIGEST}
            for group in taken.ended:
                await end_group(tx, self._work.ids, group, now, has_digest=group.id in told)
        return len(due)

    async def next_due(self) -> Instant | None:
        async with self._work.database.glancing() as tx:
            return await rounds.next_due(tx)

    async def _take(
        self,
        tx: Connection,
        taken: "_Taken",
        group: Group,
        round: Round,
        step: Step,
        now: Instant,
        *,
        can_be_asked: bool,
    ) -> None:
        ids = self._work.ids
        taken.stages.append(_after(round, step, now, pairs=round.community_id in taken.pairing))
        if step in (Step.PROMPT, Step.SKIP):
            taken.begun.append(round.id)
        match step:
            case Step.PROMPT if can_be_asked:
                taken.owed.append(owed_by_step(ids, round, Kind.PROMPT, round.digest_at))
            case Step.PROMPT:
                pass  # nobody could answer it; the facilitator hears of that when the round closes
            case Step.NUDGE:
                silent = await silent_people(tx, group, round, now)
                if silent:
                    taken.owed.append(owed_by_step(ids, round, Kind.MENTION, round.digest_at))
                taken.owed += [owed_by_step(ids, round, Kind.NUDGE, round.digest_at, person_id=each) for each in silent]
            case Step.CARE if round.id in taken.with_pairs:
                taken.owed += await self._care(tx, group, round, now)
            case Step.DIGEST:
                taken.owed += await self._closing(tx, round, now)
                taken.owed += await owed_blockers(tx, ids, round, taken.leaders.get(round.id, ()))
        if step in (Step.LEAD, Step.DIGEST, Step.SKIP) and round.id not in taken.has_following:
            # The very next occurrence, even where it lies behind us: a prompt that is late by an hour is still worth
            # posting, and one whose round is over is skipped when its turn comes.
            opening = group.following(round)
            if opening is None:
                taken.ended += [group] if step is not Step.LEAD else []
                return
            planned = plan_round(ids.new(), group.community_id, group.id, group.rhythm, opening, group.ends_on)
            taken.following.append(planned)
            taken.owed += ask_leaders(ids, planned, taken.leaders.get(round.id, ()), now)

    async def _care(self, tx: Connection, group: Group, round: Round, now: Instant) -> list[Delivery]:
        answered = await checkins.people_answered(tx, round.community_id, round.id)
        silent = await silent_people(tx, group, round, now)
        pairs = await pairings.of_round(tx, round.community_id, round.id)
        return owed_care(self._work.ids, round, pairs, silent, answered)

    async def _closing(self, tx: Connection, round: Round, now: Instant) -> list[Delivery]:
        """A digest if anybody answered; with no answer at all the facilitators hear of it instead."""
        ids, until = self._work.ids, now + DIGEST_KEPT
        if await checkins.people_answered(tx, round.community_id, round.id):
            return [owed_by_step(ids, round, Kind.DIGEST, until)]
        members = await groups.members(tx, round.community_id, round.group_id)
        leaders = [each.person_id for each in members if each.role is Role.FACILITATOR]
        return [owed_by_step(ids, round, Kind.EMPTY_ROUND, until, person_id=leader) for leader in leaders]


@dataclass
class _Taken:
    """What a batch of steps comes to, written at its end: the writer is held for a few statements, not for hundreds."""

    has_following: set[int]  # rounds behind which another is planned
    pairing: set[int]  # communities that pair their members
    with_pairs: set[int]  # rounds whose pairs are made
    leaders: dict[int, list[int]]  # who leads, by round
    stages: list[Round] = field(default_factory=list)
    begun: list[int] = field(default_factory=list)  # rounds that are ahead no more: nobody goes first any longer
    owed: list[Delivery] = field(default_factory=list)
    following: list[Round] = field(default_factory=list)
    ended: list[Group] = field(default_factory=list)  # groups whose last round is over


def _after(round: Round, step: Step, now: Instant, *, pairs: bool) -> Round:
    """Where a community pairs its members, a prompted round waits for `Pairs.pair_next`; elsewhere for nothing."""
    following = after_step(round, step, now)
    return following if pairs or step is not Step.PROMPT else after_step(following, Step.PAIR, now)


async def _with_somebody_to_ask(tx: Connection, due: list[Round], now: Instant) -> set[int]:
    """Those of the rounds in which somebody has an experiment and is not away."""
    by_id = {round.id: round for round in due}
    running = await experiments.people_running(tx, due)
    for round_id, person, until in await people.away_in_rounds(tx, by_id):
        if is_away_for(by_id[round_id], until, person.today(now), person.zone):
            running.get(round_id, set()).discard(person.id)
    return {round_id for round_id, asked in running.items() if asked}
