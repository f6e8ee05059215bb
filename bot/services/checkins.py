"""Answering how an experiment goes."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date, Instant, TimeDelta

from bot.domain.checkins import (
    BACK_DAYS_MOST,
    Answer,
    CheckIn,
    Outcome,
    check_day,
    clean_answer,
    may_change,
    parse_day,
    period_of,
)
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import AnswerSettled, ExperimentMissing, Missing, NothingToCheckIn, Refusal, RoundMissing
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.people import DEFAULT_ZONE, Actor, Contact, Person
from bot.domain.recurrence import local_date
from bot.domain.rounds import Round
from bot.domain.visibility import Visibility
from bot.services.answer_rounds import comes_back, round_changed, round_of_day, shown_at
from bot.services.groups import own_group
from bot.services.leaders import led_ahead
from bot.services.live_count import owed_live_count
from bot.services.people import meet
from bot.services.strength import strength_now
from bot.services.work import Work
from bot.storage import checkins, deliveries, experiments, groups, people, rounds
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)
ASKED_AFTER, ASKED_UNTIL = TimeDelta(hours=2), TimeDelta(hours=26)


@dataclass(frozen=True)
class CheckInFacts:
    """An answer and what it is about, with the plan that was in force; what the card in the thread speaks of.

    `is_first_fail`: as far as the group may read, it is the first try of theirs that failed.
    """

    check_in: CheckIn
    experiment: Experiment
    group: Group
    round: Round
    is_first_fail: bool = False


@dataclass(frozen=True)
class Recorded:
    """What the private reply to an answer speaks of; `blocked` is all that stands in the person's way, and
    `is_first_fail` counts what nobody but them may read, too."""

    facts: CheckInFacts
    strength: int
    blocked: Sequence[CheckIn]
    is_first_fail: bool


@dataclass(frozen=True)
class Ready:
    """Something to answer about: for `day`, or for today where that is None. `earlier` is what was answered before;
    `round_id` names the round ahead for which somebody who leads answers before the others."""

    experiment: Experiment
    day: Date | None
    earlier: CheckIn | None
    round_id: int | None = None


@dataclass(frozen=True)
class DoNow:
    """What somebody sets out to do; `by_message`: they are asked about it by direct message."""

    about: CheckInFacts
    by_message: bool


class CheckIns:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def ready(
        self, actor: Actor, *, round_id: int | None = None, experiment_id: int | None = None, day: str = ""
    ) -> list[Ready]:
        """What somebody can answer about: under a round's buttons that group's, else all of theirs here, or the one
        that is named; for the day that was typed, or for today.

        Reads. DateUnreadable, RoundMissing, NotInGroup, ExperimentMissing, NothingToCheckIn; where there is only one
        that might have been meant, why it takes no answer: DayAhead, DayTooLongAgo, ExperimentEnded and the like.
        """
        now = self._work.clock.now()
        ahead = None
        async with self._work.reading() as tx:
            own = await experiments.of_member(tx, actor.community_id, actor.person_id)
            if round_id is not None:
                group = await _group_of_round(tx, actor, round_id)
                own = [experiment for experiment in own if experiment.group_id == group.id]
                ahead = await led_ahead(tx, group, actor.person_id, round_id)
            if experiment_id is not None:
                own = [experiment for experiment in own if experiment.id == experiment_id]
                if not own:
                    raise ExperimentMissing
            person = await people.get(tx, actor.person_id)
            if person is None:
                raise NothingToCheckIn
            today = person.today(now)
            meant = parse_day(day, today) if day.strip() else None
            answerable = _answerable(own, meant or today, today, is_named=experiment_id is not None)
            return [await self._ready(tx, experiment, person, meant, now, ahead) for experiment in answerable]

    async def suggest(self, actor: Actor) -> list[Experiment]:
        """Those somebody might answer about: not over yet, or not for long. Reads."""
        async with self._work.reading() as tx:
            own = await experiments.of_member(tx, actor.community_id, actor.person_id)
            person = await people.get(tx, actor.person_id)
        if person is None:
            return []
        since = person.today(self._work.clock.now()).subtract(days=BACK_DAYS_MOST)
        return [each for each in own if each.is_unfinished(since) or (each.ending and each.ending.on >= since)]

    async def days(self, actor: Actor) -> list[Date]:
        """The days somebody may still answer about, by their own clock, today first. Reads."""
        async with self._work.reading() as tx:
            person = await people.get(tx, actor.person_id)
        today = local_date(self._work.clock.now(), person.zone if person else DEFAULT_ZONE)
        return [today.subtract(days=back) for back in range(BACK_DAYS_MOST + 1)]

    async def own_answer(self, actor: Actor, check_in_id: int) -> CheckInFacts:
        """An answer of one's own that may still be changed. Reads. Missing, AnswerSettled."""
        async with self._work.reading() as tx:
            facts = await _own(tx, actor, check_in_id)
            person = await people.get(tx, actor.person_id)
        if person is None or not may_change(facts.check_in, person.today(self._work.clock.now())):
            raise AnswerSettled(BACK_DAYS_MOST)
        return facts

    async def record(
        self,
        actor: Actor,
        experiment_id: int,
        answer: Answer,
        *,
        day: Date | None = None,
        round_id: int | None = None,
    ) -> Recorded:
        """Keeps the answer for the period of `day`, today unless told; a second one for the period replaces the first.

        It belongs to the round open now or, for a day before, to the one that was open at its noon; `round_id` names
        the round of an answer that is being changed, or the one ahead in which who leads goes first. Unless it is
        private a card shows it, in the round's thread or in the pair's, and the prompt's count follows.

        One transaction. ExperimentMissing, NotInGroup, TooLong, RoundMissing, DayAhead, DayTooLongAgo, ExperimentAhead,
        ExperimentEnded, ExperimentPaused, PausedThen.
        """
        answer, now = clean_answer(answer), self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await experiments.get(tx, actor.community_id, experiment_id)
            if experiment is None or experiment.person_id != actor.person_id:
                raise ExperimentMissing
            group = await own_group(tx, actor, experiment.group_id)
            person = await meet(tx, actor, now)
            today = person.today(now)
            meant = day or today
            check_day(experiment, meant, today)
            round = await round_of_day(tx, group, person, meant, now)
            experiment = experiment.on(meant)
            if round_id is not None:
                ahead = await led_ahead(tx, group, person.id, round_id)
                round = ahead or await round_changed(tx, experiment, meant, round_id, round)
            own = await checkins.blocked_or_of_experiment(tx, actor.community_id, person.id, experiment.id)
            earlier = [each for each in own if each.experiment_id == experiment.id]
            given = CheckIn(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                group_id=group.id,
                round_id=round.id,
                experiment_id=experiment.id,
                person_id=actor.person_id,
                answer=answer,
                period=period_of(experiment.frame.cadence, meant, round.local_date),
                local_date=meant,
                is_comeback=await comes_back(tx, experiment, round, meant, answer, earlier),
                created_at=now,
            )
            kept = await checkins.save(tx, given)
            cards = self._cards(kept, experiment, given.id, await shown_at(tx, kept, round, now))
            await deliveries.add_all(tx, [*cards, *owed_live_count(self._work.ids, round, now)])
            own = [*(each for each in own if each.id != kept.id), kept]
            given_here = [each for each in own if each.experiment_id == experiment.id]
            return Recorded(
                facts=await _facts(tx, kept, experiment, group, round),
                strength=await strength_now(tx, experiment, given_here, group, person, now),
                blocked=[each for each in reversed(own) if each.is_blocked],
                is_first_fail=kept.id == await checkins.own_first_fail(tx, kept.community_id, person.id),
            )

    async def do_now(self, actor: Actor, check_in_id: int) -> DoNow:
        """Somebody who answered “not yet” sets out at once, and is asked in two hours how it went.

        One transaction; pressed twice it is asked once. Missing.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            facts = await _own(tx, actor, check_in_id)
            person = await meet(tx, actor, now)
            again = Delivery(
                id=self._work.ids.new(),
                community_id=facts.check_in.community_id,
                kind=Kind.DO_NOW,
                subject=check_in_id,
                occurrence=str(person.today(now)),
                group_id=facts.group.id,
                person_id=person.id,
                due_at=now + ASKED_AFTER,
                expires_at=now + ASKED_UNTIL,
            )
            await deliveries.add(tx, again)
        return DoNow(facts, by_message=person.contact is Contact.MESSAGE)

    async def resolve_blocker(self, actor: Actor, check_in_id: int) -> CheckInFacts:
        """What stood in somebody's way does not any more; its card says so. One transaction. Missing."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            facts = await _own(tx, actor, check_in_id)
            if await checkins.resolve_blocker(tx, facts.check_in.community_id, check_in_id, now):
                change_id = self._work.ids.new()
                at = await shown_at(tx, facts.check_in, facts.round, now)
                await deliveries.add_all(tx, self._cards(facts.check_in, facts.experiment, change_id, at))
        return facts

    async def _ready(
        self,
        tx: Connection,
        experiment: Experiment,
        person: Person,
        day: Date | None,
        now: Instant,
        ahead: Round | None,
    ) -> Ready:
        group = await groups.get(tx, experiment.community_id, experiment.group_id)
        assert group is not None  # foreign key
        meant = day or person.today(now)
        round = ahead or await round_of_day(tx, group, person, meant, now)
        period = period_of(experiment.on(meant).frame.cadence, meant, round.local_date)
        earlier = await checkins.of_period(tx, experiment.community_id, experiment.id, period)
        return Ready(experiment, day, earlier, ahead.id if ahead else None)

    def _cards(self, check_in: CheckIn, experiment: Experiment, change_id: int, due_at: Instant) -> list[Delivery]:
        """One given anew changes its card, which `change_id` tells from an answer's first. What is private is shown to
        nobody."""
        if experiment.visibility is Visibility.PRIVATE:
            return []
        is_first = change_id == check_in.id
        return [
            Delivery(
                id=self._work.ids.new(),
                community_id=check_in.community_id,
                kind=Kind.CHECK_IN if is_first else Kind.CHECK_IN_EDIT,
                subject=check_in.id,
                occurrence="once" if is_first else str(change_id),
                group_id=check_in.group_id,
                person_id=None,
                due_at=due_at,
                expires_at=due_at + CARD_KEPT,
            )
        ]


def _answerable(own: Sequence[Experiment], day: Date, today: Date, *, is_named: bool) -> list[Experiment]:
    """Those that take an answer for the day. Where none does, why: of one that is named or not over yet."""
    answerable, refused = [], []
    for experiment in own:
        try:
            check_day(experiment, day, today)
        except Refusal as refusal:
            if is_named or experiment.is_unfinished(today):
                refused.append(refusal)
        else:
            answerable.append(experiment)
    if not answerable:
        of_all = len(refused) == 1 or day != today
        raise refused[0] if refused and of_all else NothingToCheckIn
    return answerable


async def _group_of_round(tx: Connection, actor: Actor, round_id: int) -> Group:
    round = await rounds.get(tx, actor.community_id, round_id)
    if round is None:
        raise RoundMissing
    return await own_group(tx, actor, round.group_id)


async def _own(tx: Connection, actor: Actor, check_in_id: int) -> CheckInFacts:
    facts = await facts_of(tx, actor.community_id, check_in_id)
    if facts is None or facts.check_in.person_id != actor.person_id:
        raise Missing
    await own_group(tx, actor, facts.group.id, or_archived=True)
    return facts


async def _facts(tx: Connection, check_in: CheckIn, experiment: Experiment, group: Group, round: Round) -> CheckInFacts:
    if check_in.answer.outcome is not Outcome.FAILED:
        return CheckInFacts(check_in, experiment, group, round)
    firsts = await checkins.first_fails(tx, check_in.community_id, group.id, [check_in.person_id])
    return CheckInFacts(check_in, experiment, group, round, is_first_fail=check_in.id in firsts)


async def facts_of(tx: Connection, community_id: int, check_in_id: int) -> CheckInFacts | None:
    """An answer with all it is about; None where some of it is gone."""
    check_in = await checkins.get(tx, community_id, check_in_id)
    if check_in is None:
        return None
    experiment = await experiments.get(tx, community_id, check_in.experiment_id)
    group = await groups.get(tx, community_id, check_in.group_id)
    round = await rounds.get(tx, community_id, check_in.round_id)
    if experiment is None or group is None or round is None:
        return None
    return await _facts(tx, check_in, experiment.on(check_in.local_date), group, round)


async def check_in_facts(tx: Connection, delivery: Delivery, _now: Instant) -> CheckInFacts | None:
    """What the card of an answer says; nothing where it is for its person alone."""
    facts = await facts_of(tx, delivery.community_id, delivery.subject)
    return facts if facts and facts.experiment.visibility is not Visibility.PRIVATE else None


async def do_now_facts(tx: Connection, delivery: Delivery, _now: Instant) -> CheckInFacts | None:
    """None once they have said that they tried, have closed the experiment or let it rest."""
    facts = await facts_of(tx, delivery.community_id, delivery.subject)
    if facts is None or facts.experiment.ending or facts.experiment.paused_on:
        return None
    return None if facts.check_in.answer.outcome.is_try else facts
