"""Closing an experiment: what happened, what is kept of it, and who hears."""

from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from bot.domain.course import closed
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import ExperimentOver
from bot.domain.experiments import Ending, Experiment, Verdict
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.domain.visibility import Visibility
from bot.services.experiments import Commitment, group_of, owe_card_edit, own_experiment
from bot.services.lessons import learn_from
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import deliveries, experiments, groups, people, witnesses
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)
HEARD_FOR = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class LastWord:
    """What somebody says when they close an experiment; `rating` as they chose it, 1 to 10."""

    verdict: Verdict
    happened: str = ""
    advice: str = ""
    rating: int | None = None


class Endings:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(self, actor: Actor, experiment_id: int) -> Experiment:
        """The experiment to be closed, before its form opens. Reads. ExperimentMissing, NotInGroup, ExperimentOver."""
        async with self._work.reading() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            await group_of(tx, actor, experiment, or_archived=True)
            person = await people.get(tx, actor.person_id)
        if person is None or not experiment.can_be_closed(person.today(self._work.clock.now())):
            raise ExperimentOver(experiment.plan.what, experiment.ended_on)
        return experiment

    async def close(self, actor: Actor, experiment_id: int, word: LastWord) -> Commitment:
        """Closes an experiment today. Who may read it, the group or the partner, sees how it ended; those who back it
        hear of it; its first card says that it is closed. What it teaches the group is kept for whoever starts
        something alike.

        One transaction. ExperimentMissing, NotInGroup, ExperimentOver, TooLong, OutOfRange.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            group = await group_of(tx, actor, experiment, or_archived=True)
            person = await meet(tx, actor, now)
            ending = Ending(person.today(now), word.verdict, word.happened, word.advice, word.rating)
            finished = closed(experiment, ending)
            await experiments.save(tx, finished)
            backed_by = await witnesses.of_experiment(tx, experiment.community_id, finished.id)
            if finished.visibility is not Visibility.PRIVATE:
                await learn_from(tx, self._work.ids, finished, now)
                await deliveries.add_all(tx, self._owed(finished, group, backed_by, now))
                await owe_card_edit(tx, self._work.ids, finished, now)
            return Commitment(finished, group, backed_by)

    def _owed(self, experiment: Experiment, group: Group, backed_by: list[int], now: Instant) -> list[Delivery]:
        card = Delivery(
            id=self._work.ids.new(),
            community_id=experiment.community_id,
            kind=Kind.ENDING,
            subject=experiment.id,
            occurrence="once",
            group_id=group.id,
            person_id=None,
            due_at=now,
            expires_at=now + CARD_KEPT,
        )
        words = [
            replace(
                card,
                id=self._work.ids.new(),
                kind=Kind.WITNESS,
                occurrence=f"person:{witness}",
                person_id=witness,
                expires_at=now + HEARD_FOR,
                caused_by=experiment.person_id,
            )
            for witness in backed_by
        ]
        return [card, *words]


async def ending_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Commitment | None:
    """How an experiment ended; None where it is for nobody else. One for the partner goes to the pair."""
    experiment = await experiments.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if experiment is None or group is None or experiment.ending is None:
        return None
    if experiment.visibility is Visibility.PRIVATE:
        return None
    return Commitment(experiment, group, await witnesses.of_experiment(tx, delivery.community_id, experiment.id))


async def closing_facts(tx: Connection, delivery: Delivery, now: Instant) -> Commitment | None:
    """The experiment whose last day it is. None once it was closed, rests, has another last day, is past closing, or
    its person has left the group."""
    experiment = await experiments.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if experiment is None or group is None or experiment.paused_on:
        return None
    person = await people.get(tx, experiment.person_id)
    membership = await groups.membership(tx, delivery.community_id, group.id, experiment.person_id)
    if person is None or membership is None or delivery.occurrence != experiment.ends_on.format_iso():
        return None
    return Commitment(experiment, group) if experiment.can_be_closed(person.today(now)) else None
