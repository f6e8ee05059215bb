"""Answering how an experiment goes."""

from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from bot.domain.checkins import Answer, CheckIn, clean_answer, is_comeback, period_of
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import ExperimentMissing, NothingToCheckIn, RoundMissing
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.rounds import Round
from bot.services.groups import own_group
from bot.services.people import meet
from bot.services.rounds import owe_live_count
from bot.services.work import Work
from bot.storage import checkins, deliveries, experiments, groups, people, rounds
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)


@dataclass(frozen=True)
class CheckInFacts:
    """An answer and what it is about; what the private reply and the card in the thread speak of."""

    check_in: CheckIn
    experiment: Experiment
    group: Group
    round: Round


class CheckIns:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def open_experiments(self, actor: Actor, round_id: int | None = None) -> list[Experiment]:
        """What somebody can answer about now: under a round's buttons that group's, else all of theirs here.

        Reads. RoundMissing, NotInGroup, NothingToCheckIn.
        """
        async with self._work.reading() as tx:
            own = await experiments.of_member(tx, actor.community_id, actor.person_id)
            if round_id is not None:
                group = await _group_of_round(tx, actor, round_id)
                own = [experiment for experiment in own if experiment.group_id == group.id]
            person = await people.get(tx, actor.person_id)
        now = self._work.clock.now()
        ready = [experiment for experiment in own if person and experiment.is_open(person.today(now))]
        if not ready:
            raise NothingToCheckIn
        return ready

    async def record(self, actor: Actor, experiment_id: int, answer: Answer) -> CheckInFacts:
        """Keeps the answer for the person's present period; a second one for the same period replaces the first.

        The group is shown a card in the round's thread, and the prompt's count follows.
        One transaction. ExperimentMissing, NotInGroup, ExperimentEnded, TooLong.
        """
        answer, now = clean_answer(answer), self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await experiments.get(tx, actor.community_id, experiment_id)
            if experiment is None or experiment.person_id != actor.person_id:
                raise ExperimentMissing
            group = await own_group(tx, actor, experiment.group_id)
            person = await meet(tx, actor, now)
            experiment.must_be_open(person.today(now))
            round = await rounds.open_round(tx, actor.community_id, group.id)
            if round is None:
                raise RoundMissing
            check_in = CheckIn(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                group_id=group.id,
                round_id=round.id,
                experiment_id=experiment.id,
                person_id=actor.person_id,
                answer=answer,
                period=period_of(experiment.frame.cadence, person.today(now), round.local_date),
                local_date=person.today(now),
                is_comeback=await _comes_back(tx, experiment, round, answer),
                created_at=now,
            )
            kept_id = await checkins.save(tx, check_in)
            await self._owe_card(tx, check_in, kept_id, round, now)
            await owe_live_count(tx, self._work.ids, round, now)
            kept = await checkins.get(tx, actor.community_id, kept_id)
            assert kept is not None  # written above
            return CheckInFacts(kept, experiment, group, round)

    async def _owe_card(self, tx: Connection, check_in: CheckIn, kept_id: int, round: Round, now: Instant) -> None:
        """An answer given before the prompt is shown in the thread it opens. One given anew changes its card."""
        due_at = max(now, round.prompt_at)
        card = Delivery(
            id=self._work.ids.new(),
            community_id=check_in.community_id,
            kind=Kind.CHECK_IN,
            subject=kept_id,
            occurrence="once",
            group_id=check_in.group_id,
            person_id=None,
            due_at=due_at,
            expires_at=due_at + CARD_KEPT,
        )
        if not await deliveries.add(tx, card):
            await deliveries.add(tx, replace(card, kind=Kind.CHECK_IN_EDIT, occurrence=str(check_in.id)))


async def _comes_back(tx: Connection, experiment: Experiment, round: Round, answer: Answer) -> bool:
    last_round = await rounds.before(tx, round)
    if last_round is None:
        return False
    earlier = [
        check_in
        for check_in in await checkins.of_experiment(tx, experiment.community_id, experiment.id)
        if check_in.round_id != round.id and check_in.answer.outcome.is_try
    ]
    away_until = await people.away_until(tx, experiment.community_id, experiment.person_id)
    was_away = away_until is not None and away_until >= last_round.local_date
    return is_comeback(
        answer.outcome,
        tried_before=bool(earlier),
        tried_last_round=any(check_in.round_id == last_round.id for check_in in earlier),
        last_round_counted=experiment.created_at < last_round.digest_at and not was_away,
    )


async def _group_of_round(tx: Connection, actor: Actor, round_id: int) -> Group:
    round = await rounds.get(tx, actor.community_id, round_id)
    if round is None:
        raise RoundMissing
    return await own_group(tx, actor, round.group_id)


async def check_in_facts(tx: Connection, delivery: Delivery, _now: Instant) -> CheckInFacts | None:
    """What the card of an answer says."""
    check_in = await checkins.get(tx, delivery.community_id, delivery.subject)
    if check_in is None:
        return None
    experiment = await experiments.get(tx, delivery.community_id, check_in.experiment_id)
    group = await groups.get(tx, delivery.community_id, check_in.group_id)
    round = await rounds.get(tx, delivery.community_id, check_in.round_id)
    return CheckInFacts(check_in, experiment, group, round) if experiment and group and round else None
