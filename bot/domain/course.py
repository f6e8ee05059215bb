"""What its person does to an experiment on its way: begin later, change the plan, pause, park, close it."""

from dataclasses import replace

from whenever import Date

from bot.domain.errors import (
    AlreadyAnswered,
    ExperimentAhead,
    ExperimentOver,
    ExperimentPaused,
    Field,
    NotPaused,
    TooLong,
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


def begun_later(experiment: Experiment, begin: Begin, today: Date, *, is_answered: bool) -> Experiment:
    """The same from a fresher start on. ExperimentOver, ExperimentPaused, AlreadyAnswered."""
    _must_be_unfinished(experiment, today)
    if experiment.paused_on:
        raise ExperimentPaused(experiment.plan.what)
    if is_answered:
        raise AlreadyAnswered(experiment.plan.what)
    starts_on = first_day(begin, today)
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
    if experiment.paused_on:
        raise ExperimentPaused(experiment.plan.what)
    if today < experiment.started_on:
        raise ExperimentAhead(experiment.plan.what, experiment.started_on)
    return replace(experiment, paused_on=today)


def resumed(experiment: Experiment, today: Date) -> Experiment:
    """Taken up again today; its end moves by the days that it rested. ExperimentOver, NotPaused."""
    _must_be_unfinished(experiment, today)
    if experiment.paused_on is None:
        raise NotPaused(experiment.plan.what)
    return _taken_up(experiment, experiment.paused_on, today)


def parked(experiment: Experiment, today: Date) -> Experiment:
    """At rest because its person has left the group. What is over, or parked already, stays as it is."""
    if not experiment.is_unfinished(today) or experiment.parked_on:
        return experiment
    return replace(experiment, parked_on=today, paused_on=experiment.paused_on or max(today, experiment.started_on))


def unparked(experiment: Experiment, today: Date) -> Experiment:
    """Taken up again by who came back to the group within 30 days, unless they had paused it themselves before they
    left. After that it ended on the day they left."""
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
    rested = days_between(paused_on, today)
    if rested <= 0:
        return replace(experiment, paused_on=None)
    pauses = (*experiment.pauses, Pause(paused_on, today.subtract(days=1)))
    return replace(experiment, paused_on=None, pauses=pauses, ends_on=experiment.ends_on.add(days=rested))


def _clean(ending: Ending) -> Ending:
    for text in (ending.happened, ending.advice):
        if len(text) > TEXT_MOST:
            raise TooLong(Field.ANSWER, len(text), TEXT_MOST)
    check_rating(ending.rating)
    return replace(ending, happened=ending.happened.strip(), advice=ending.advice.strip())


def _must_be_unfinished(experiment: Experiment, today: Date) -> None:
    if not experiment.is_unfinished(today):
        raise ExperimentOver(experiment.plan.what, experiment.ended_on)
