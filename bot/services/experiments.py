"""Committing to an experiment, and seeing how it goes."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.checkins import CheckIn
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import ExperimentMissing, GroupMissing, NotInAnyGroup
from bot.domain.experiments import (
    Experiment,
    Frame,
    Plan,
    check_frame,
    check_room,
    clean_plan,
    last_day,
)
from bot.domain.groups import Group
from bot.domain.people import Actor
from bot.services.groups import own_group
from bot.services.people import meet
from bot.services.strength import strength_now
from bot.services.work import Work
from bot.storage import checkins, deliveries, experiments, groups, people
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)


@dataclass(frozen=True)
class Commitment:
    """An experiment and the group it was made in; what the reply, and the card in the group, speak of."""

    experiment: Experiment
    group: Group


@dataclass(frozen=True)
class Progress:
    """An experiment with every answer so far; `day` counts from 1, `strength` goes from 0 to 100."""

    experiment: Experiment
    group: Group
    check_ins: list[CheckIn]
    day: int
    is_open: bool
    strength: int


class Experiments:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(self, actor: Actor, group_name: str | None, frame: Frame) -> Group:
        """Checks what can be checked before the form opens, so that nobody writes in vain; finds the group.

        Without a name it is the group joined last. Reads. OutOfRange, TooManyExperiments, NotInAnyGroup,
        GroupMissing, NotInGroup.
        """
        check_frame(frame)
        async with self._work.reading() as tx:
            await self._check_room(tx, actor)
            if group_name is None:
                own = await groups.of_person(tx, actor.community_id, actor.person_id)
                if not own:
                    raise NotInAnyGroup
                return own[0]
            group = await groups.by_name(tx, actor.community_id, group_name)
            if group is None:
                raise GroupMissing(group_name)
            return await own_group(tx, actor, group.id)

    async def start(self, actor: Actor, group_id: int, frame: Frame, plan: Plan) -> Commitment:
        """Commits from today, in the person's own zone; the group is shown a card.

        One transaction. Blank, TooLong, OutOfRange, TooManyExperiments, GroupMissing, NotInGroup.
        """
        plan, frame, now = clean_plan(plan), check_frame(frame), self._work.clock.now()
        async with self._work.unit() as tx:
            group = await own_group(tx, actor, group_id)
            await self._check_room(tx, actor)
            person = await meet(tx, actor, now, zone=group.rhythm.zone)
            today = person.today(now)
            experiment = Experiment(
                id=self._work.ids.new(),
                community_id=actor.community_id,
                group_id=group.id,
                person_id=person.id,
                plan=plan,
                frame=frame,
                started_on=today,
                ends_on=last_day(today, frame.days),
                created_at=now,
            )
            await experiments.add(tx, experiment)
            await deliveries.add(tx, self._card(experiment, now))
            return Commitment(experiment, group)

    async def list_own(self, actor: Actor) -> list[Progress]:
        """One's own experiments here, newest first. Reads."""
        async with self._work.reading() as tx:
            own = await experiments.of_person(tx, actor.community_id, actor.person_id)
            return [await self._progress(tx, experiment) for experiment in own]

    async def show(self, actor: Actor, experiment_id: int) -> Progress:
        """One of one's own experiments. Reads. ExperimentMissing."""
        async with self._work.reading() as tx:
            experiment = await experiments.get(tx, actor.community_id, experiment_id)
            if experiment is None or experiment.person_id != actor.person_id:
                raise ExperimentMissing
            return await self._progress(tx, experiment)

    async def _check_room(self, tx: Connection, actor: Actor) -> None:
        person = await people.get(tx, actor.person_id)
        if person is not None:
            own = await experiments.of_member(tx, actor.community_id, actor.person_id)
            today = person.today(self._work.clock.now())
            check_room(sum(experiment.is_open(today) for experiment in own))

    async def _progress(self, tx: Connection, experiment: Experiment) -> Progress:
        group = await groups.get(tx, experiment.community_id, experiment.group_id)
        person = await people.get(tx, experiment.person_id)
        assert group is not None and person is not None  # foreign keys
        now = self._work.clock.now()
        today = person.today(now)
        check_ins = await checkins.of_experiment(tx, experiment.community_id, experiment.id)
        return Progress(
            experiment=experiment,
            group=group,
            check_ins=check_ins,
            day=min(experiment.day(today), experiment.frame.days),
            is_open=experiment.is_open(today),
            strength=await strength_now(tx, experiment, check_ins, group, person, now),
        )

    def _card(self, experiment: Experiment, due_at: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=experiment.community_id,
            kind=Kind.EXPERIMENT,
            subject=experiment.id,
            occurrence="started",
            group_id=experiment.group_id,
            person_id=None,
            due_at=due_at,
            expires_at=due_at + CARD_KEPT,
        )


async def commitment_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Commitment | None:
    """What the card of a new experiment says."""
    experiment = await experiments.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    return Commitment(experiment, group) if experiment and group else None
