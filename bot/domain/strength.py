"""How strong an experiment has become, 0 to 100: every try adds to it, a slip takes a little away, nothing resets it.

Exponential smoothing, as in the score of Loop Habit Tracker (Á. S. Xavier and others, `Score.kt`; its formula, none of
its code). Each day `score = score · m + value · (1 - m)` with `m = 0.5 ^ (√f / 13)`, where `f` is how many tries a day
the cadence asks for and `value` how much of that was done, 0 to 1. Done every day for 13 days, a daily experiment
stands at 50. There is no streak: a broken one lowers the chance of carrying on (Silverman & Barasch 2023), and one
missed day did not matter to habit formation (Lally et al. 2010).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import sqrt

from whenever import Date, Weekday

from bot.domain.checkins import CheckIn
from bot.domain.experiments import Cadence, Experiment, Frame, Pause

HALVED_AFTER_DAYS = 13  # of a daily experiment without a try
WEEK_DAYS, WORK_DAYS = 7, 5
MOST = 100


def strength(
    experiment: Experiment,
    check_ins: Iterable[CheckIn],
    today: Date,
    *,
    week_begins: Weekday = Weekday.MONDAY,
    away: Sequence[Pause] = (),
) -> int:
    """The strength on `today` by its person's own clock.

    A failed try is a try; “not yet” and silence are none. Days paused or away are left out unless something was tried
    on them. Where a whole week counts, it begins on `week_begins`, the weekday of the group's rounds. What is not over,
    today or this week, can add but takes nothing away. Never below 0 or above 100; a try more never lowers it.
    """
    tried = Counter(_day_of(each, experiment, today) for each in check_ins if each.answer.outcome.is_try)
    score = 0.0
    for days, frame in _periods(experiment, _last_day(experiment), week_begins):
        if days[0] > today:
            break
        tries = sum(tried[day] for day in days)
        counted = _counted(days, frame, experiment, away)
        if not counted:
            counted = [day for day in days if tried[day]]
        if not counted:
            continue
        kept = _multiplier(frame) ** len(counted)
        following = score * kept + min(1.0, tries / _wanted(frame, len(counted))) * (1 - kept)
        score = max(score, following) if days[-1] >= today else following
    return round(score * MOST)


def _multiplier(frame: Frame) -> float:
    """What is left of the score after a day without a try."""
    return float(0.5 ** (sqrt(_per_day(frame)) / HALVED_AFTER_DAYS))


def _per_day(frame: Frame) -> float:
    match frame.cadence:
        case Cadence.DAILY:
            return 1.0
        case Cadence.WEEKDAYS:
            return WORK_DAYS / WEEK_DAYS
        case Cadence.SEVERAL:
            return frame.times / WEEK_DAYS
        case Cadence.WEEKLY:
            return 1 / WEEK_DAYS


def _wanted(frame: Frame, days: int) -> float:
    """How many tries the days ask for; of a week cut short, its share."""
    return 1.0 if _by_the_day(frame) else _per_day(frame) * days


def _by_the_day(frame: Frame) -> bool:
    return frame.cadence in (Cadence.DAILY, Cadence.WEEKDAYS)


def _counted(days: Sequence[Date], frame: Frame, experiment: Experiment, away: Sequence[Pause]) -> list[Date]:
    """Those of the days on which something was to be expected."""
    return [day for day in days if not _is_left_out(day, experiment, away) and not _is_free(day, frame)]


def _is_free(day: Date, frame: Frame) -> bool:
    return frame.cadence is Cadence.WEEKDAYS and day.day_of_week().value > WORK_DAYS


def _is_left_out(day: Date, experiment: Experiment, away: Sequence[Pause]) -> bool:
    if experiment.paused_on is not None and day >= experiment.paused_on:
        return True
    return any(day in pause for pause in (*experiment.pauses, *away))


def _periods(experiment: Experiment, last: Date, week_begins: Weekday) -> Iterator[tuple[list[Date], Frame]]:
    """Days one by one, or week by week, as the plan in force asks; a change of plan begins a new period."""
    day = experiment.started_on
    while day <= last:
        frame = experiment.on(day).frame
        days = [day]
        day = day.add(days=1)
        while not _by_the_day(frame) and day <= last and day.day_of_week() is not week_begins:
            if experiment.on(day).frame != frame:
                break
            days.append(day)
            day = day.add(days=1)
        yield days, frame


def _last_day(experiment: Experiment) -> Date:
    return experiment.ending.on if experiment.ending else experiment.ends_on


def _day_of(check_in: CheckIn, experiment: Experiment, today: Date) -> Date:
    """An answer for a round stands for the day the round began, so that no two of them fall into one week."""
    round_date = check_in.round_date
    day = check_in.local_date if round_date is None else round_date
    return min(max(day, experiment.started_on), today)
