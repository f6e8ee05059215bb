"""What is done to an experiment on its way: begin later, change the plan, pause, park, close it."""

from collections.abc import Iterator
from dataclasses import replace

from whenever import Date

from bot.domain.errors import (
    AlreadyAnswered,
    ExperimentAhead,
    ExperimentOver,
    ExperimentPaused,
    Field,
    NotPaused,
)
from bot.domain.experiments import (
    PARKED_DAYS_MOST,
    TEXT_MOST,
    Begin,
    Ending,
    Experiment,
    FormerPlan,
    Frame,
    Pause,
    Plan,
    check_rating,
    days_between,
    first_day,
    last_day,
)
from bot.domain.groups import Group
from bot.domain.legible import clean_text, fitting


def begun_later(experiment: Experiment, begin: Begin, today: Date, *, is_answered: bool) -> Experiment:
    """The same from a fresher start on. ExperimentOver, ExperimentPaused, AlreadyAnswered."""
    _must_be_unfinished(experiment, today)
    if experiment.paused_on:
        raise ExperimentPaused(experiment.plan.what)
    if is_answered:
        raise AlreadyAnswered(experiment.plan.what)
    experiment, starts_on = cut_short(experiment, today), first_day(begin, today)
    return replace(experiment, started_on=starts_on, ends_on=last_day(starts_on, experiment.frame.days))


def changed(experiment: Experiment, plan: Plan, frame: Frame, today: Date) -> Experiment:
    """The same with another plan from tomorrow on; before it has begun, at once.

    A second change on one day takes the place of the first: what is in force today stays the one that is kept.
    ExperimentOver.
    """
    _must_be_unfinished(experiment, today)
    if today < experiment.started_on:
        return replace(experiment, plan=plan, frame=frame)
    in_force = experiment.on(today)
    earlier = tuple(each for each in experiment.former if each.until < today)
    if (plan, frame) == (in_force.plan, in_force.frame):
        return replace(in_force, former=earlier)
    kept = FormerPlan(in_force.plan, in_force.frame, today)
    return replace(experiment, plan=plan, frame=frame, former=(*earlier, kept))


def paused(experiment: Experiment, today: Date) -> Experiment:
    """Nothing is expected from today on. ExperimentOver, ExperimentPaused, ExperimentAhead."""
    _must_be_unfinished(experiment, today)
    if experiment.paused_on or experiment.rests_until(today):
        raise ExperimentPaused(experiment.plan.what)
    if today < experiment.started_on:
        raise ExperimentAhead(experiment.plan.what, experiment.started_on)
    return replace(experiment, paused_on=today)


def resumed(experiment: Experiment, today: Date) -> Experiment:
    """Taken up again today, also while its group rests; its end moves by the days that it rested. ExperimentOver,
    NotPaused."""
    _must_be_unfinished(experiment, today)
    if experiment.paused_on is None and not experiment.rests_until(today):
        raise NotPaused(experiment.plan.what)
    return _taken_up(cut_short(experiment, today), experiment.paused_on or today, today)


def resting(experiment: Experiment, pause: Pause, today: Date) -> Experiment:
    """With the pause of its group; its end moves along. What is over by then, and what its person paused, stays."""
    if not experiment.is_unfinished(today) or experiment.paused_on or experiment.ends_on < pause.first:
        return experiment
    own = Pause(max(pause.first, experiment.started_on), pause.last)
    if own.last < own.first:
        return experiment
    return replace(experiment, pauses=(*experiment.pauses, own), ends_on=experiment.ends_on.add(days=own.days))


def cut_short(experiment: Experiment, today: Date) -> Experiment:
    """Without what is left of a pause from today on; its end moves back by as much."""
    for pause in [each for each in experiment.pauses if each.last >= today and not experiment.ending]:
        left = Pause(max(pause.first, today), pause.last)
        kept = [Pause(pause.first, today.subtract(days=1))] if pause.first < today else []
        others = [each for each in experiment.pauses if each != pause]
        ends_on = experiment.ends_on.subtract(days=left.days)
        experiment = replace(experiment, pauses=(*others, *kept), ends_on=ends_on)
    return experiment


def resting_with(group: Group, experiment: Experiment, today: Date) -> Experiment:
    """An experiment that rests as long as its group still does, and no longer."""
    awake, pause = cut_short(experiment, today), group.pause_left(today)
    return resting(awake, pause, today) if pause else awake


def parked(experiment: Experiment, today: Date) -> Experiment:
    """At rest because its person has left the group, or the group is archived. What is over, or parked already, stays
    as it is."""
    if not experiment.is_unfinished(today) or experiment.parked_on:
        return experiment
    return replace(experiment, parked_on=today, paused_on=experiment.paused_on or max(today, experiment.started_on))


def unparked(experiment: Experiment, today: Date) -> Experiment:
    """Taken up again by who came back to the group, or with the group that came back, within 30 days, unless its person
    had paused it before. After that it ended on the day it was parked."""
    parked_on, paused_on = experiment.parked_on, experiment.paused_on
    if parked_on is None or paused_on is None or experiment.ending:
        return experiment
    back = replace(experiment, parked_on=None)
    if days_between(parked_on, today) > PARKED_DAYS_MOST:
        return replace(back, paused_on=None, ends_on=min(parked_on, experiment.ends_on))
    return back if paused_on < parked_on else _taken_up(back, max(parked_on, back.started_on), today)


def closed(experiment: Experiment, ending: Ending) -> Experiment:
    """With its person's last word on it; a plan that was to come into force tomorrow is none of it.

    ExperimentOver once that was said, or 30 days after its last day.
    """
    if not experiment.can_be_closed(ending.on):
        raise ExperimentOver(experiment.plan.what, experiment.ended_on)
    tried = experiment.on(ending.on)
    if tried.paused_on:
        tried = _taken_up(tried, tried.paused_on, ending.on)
    former = tuple(each for each in tried.former if each.until < ending.on)
    return replace(tried, former=former, parked_on=None, ending=_clean(ending))


def _taken_up(experiment: Experiment, paused_on: Date, today: Date) -> Experiment:
    """Days on which its group rested as well have moved its end already."""
    rested = [day for day in _days(paused_on, today) if not experiment.rests_until(day)]
    pauses = (*experiment.pauses, *_runs(rested))
    return replace(experiment, paused_on=None, pauses=pauses, ends_on=experiment.ends_on.add(days=len(rested)))


def _days(first: Date, until: Date) -> Iterator[Date]:
    """From `first` to the day before `until`."""
    return (first.add(days=number) for number in range(days_between(first, until)))


def _runs(days: list[Date]) -> Iterator[Pause]:
    """Days in their order, as pauses: one for each unbroken run."""
    begins = [day for day in days if day.subtract(days=1) not in days]
    ends = [day for day in days if day.add(days=1) not in days]
    return (Pause(first, last) for first, last in zip(begins, ends, strict=True))


def _clean(ending: Ending) -> Ending:
    check_rating(ending.rating)
    happened, advice = (fitting(clean_text(text), Field.ANSWER, TEXT_MOST) for text in (ending.happened, ending.advice))
    return replace(ending, happened=happened, advice=advice)


def _must_be_unfinished(experiment: Experiment, today: Date) -> None:
    if not experiment.is_unfinished(today):
        raise ExperimentOver(experiment.plan.what, experiment.ended_on)
