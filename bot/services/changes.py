"""Changing the plan of an experiment, and letting it rest."""

from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.course import changed, parked, paused, resting_with, resumed, unparked
from bot.domain.errors import ExperimentOver
from bot.domain.experiments import Cadence, Experiment, Frame, Plan, check_frame, clean_plan
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.people import Actor, Person
from bot.services.experiments import group_of, owe_card_edit, owe_closing, own_experiment
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import experiments, people
from bot.storage.database import Connection


@dataclass(frozen=True)
class FrameWish:
    """What to change of how often; None leaves it as it is."""

    cadence: Cadence | None = None
    times: int | None = None


@dataclass(frozen=True)
class Changed:
    """`from_on` is the first day of the new plan."""

    experiment: Experiment
    from_on: Date


class Changes:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def prepare(self, actor: Actor, experiment_id: int, wish: FrameWish) -> Experiment:
        """The experiment with its newest plan, before the form opens.

        Reads. ExperimentMissing, NotInGroup, ExperimentOver, OutOfRange.
        """
        async with self._work.reading() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            await group_of(tx, actor, experiment)
            person = await people.get(tx, actor.person_id)
        _wished(experiment.frame, wish)
        if person is None or not experiment.is_unfinished(person.today(self._work.clock.now())):
            raise ExperimentOver(experiment.plan.what, experiment.ended_on)
        return experiment

    async def change(self, actor: Actor, experiment_id: int, plan: Plan, wish: FrameWish) -> Changed:
        """Another plan from tomorrow on, by the person's own clock; the old one is kept, and the card follows. Changed
        twice in a day, the last one counts. Before it has begun, at once.

        One transaction. ExperimentMissing, NotInGroup, ExperimentOver, Blank, TooLong, OutOfRange.
        """
        plan, now = clean_plan(plan), self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            await group_of(tx, actor, experiment)
            today = (await meet(tx, actor, now)).today(now)
            new = changed(experiment, plan, _wished(experiment.frame, wish), today)
            await experiments.save(tx, new)
            await owe_card_edit(tx, self._work.ids, new, now)
            return Changed(new, max(today.add(days=1), new.started_on))

    async def pause(self, actor: Actor, experiment_id: int) -> Experiment:
        """Nothing is asked about it from today on; its end moves by the days it rests.

        One transaction. ExperimentMissing, NotInGroup, ExperimentOver, ExperimentPaused, ExperimentAhead.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            await group_of(tx, actor, experiment)
            resting = paused(experiment, (await meet(tx, actor, now)).today(now))
            await experiments.save(tx, resting)
            return resting

    async def resume(self, actor: Actor, experiment_id: int) -> Experiment:
        """Taken up again from today on.

        One transaction. ExperimentMissing, NotInGroup, ExperimentOver, NotPaused.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            experiment = await own_experiment(tx, actor, experiment_id)
            await group_of(tx, actor, experiment)
            person = await meet(tx, actor, now)
            running = resumed(experiment, person.today(now))
            await experiments.save(tx, running)
            await owe_closing(tx, self._work.ids, running, person)
            return running


async def park(tx: Connection, community_id: int, group_id: int, person: Person, now: Instant) -> None:
    """Lets rest what somebody tries in a group they leave. Within the caller's transaction."""
    for experiment in await experiments.of_person(tx, community_id, person.id):
        if experiment.group_id == group_id:
            await _save_if_new(tx, experiment, parked(experiment, person.today(now)))


async def unpark(tx: Connection, ids: Ids, group: Group, person: Person, now: Instant) -> list[Experiment]:
    """Takes up again what rested since somebody left the group, or since it was archived, if that was within 30 days,
    and returns it; what rested longer ended on that day. Within the caller's transaction."""
    taken_up = []
    for experiment in await experiments.of_person(tx, group.community_id, person.id):
        if experiment.group_id == group.id and experiment.parked_on:
            back = resting_with(group, unparked(experiment, person.today(now)), person.today(now))
            await _save_if_new(tx, experiment, back)
            if back.is_unfinished(person.today(now)):
                await owe_closing(tx, ids, back, person)
            if back != experiment and back.is_unfinished(person.today(now)):
                taken_up.append(back)
    return taken_up


async def _save_if_new(tx: Connection, before: Experiment, after: Experiment) -> None:
    if after != before:
        await experiments.save(tx, after)


def _wished(frame: Frame, wish: FrameWish) -> Frame:
    times = frame.times if wish.times is None else wish.times
    return check_frame(replace(frame, cadence=wish.cadence or frame.cadence, times=times))
