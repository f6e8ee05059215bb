"""An experiment: a commitment with a plan, a cadence and an end."""

from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Date, Instant

from bot.domain.errors import (
    Blank,
    ExperimentAhead,
    ExperimentEnded,
    ExperimentPaused,
    Field,
    OutOfRange,
    TooLong,
    TooManyExperiments,
)
from bot.domain.visibility import Visibility

DAYS_DEFAULT = 30  # a trial, not yet a habit: one missed day does not matter (Lally et al. 2010)
DAYS_LEAST, DAYS_MOST = 7, 90
OPEN_MOST = 5
TIMES_DEFAULT = 3
TIMES_LEAST, TIMES_MOST = 2, 6
REACH_LEAST, REACH_MOST = 1, 5
RATING_LEAST, RATING_MOST = 1, 10
WHAT_MOST = 150
TEXT_MOST = 500


class Way(StrEnum):
    """The four ways to try something, and room for another."""

    PROJECT = "project"
    CONVERSATION = "conversation"
    STRETCH = "stretch"
    WORKFLOW = "workflow"
    OTHER = "other"


class Cadence(StrEnum):
    DAILY = "daily"
    WEEKDAYS = "weekdays"
    SEVERAL = "several"
    WEEKLY = "weekly"


@dataclass(frozen=True)
class Plan:
    """What somebody wrote when they committed; `when_then` is the if-then plan that "not yet" brings back."""

    what: str
    why: str
    obstacle: str
    when_then: str
    learned_from: str = ""


@dataclass(frozen=True)
class Frame:
    """How an experiment is run; `times` counts per week and speaks only for SEVERAL."""

    way: Way = Way.OTHER
    cadence: Cadence = Cadence.WEEKLY
    times: int = TIMES_DEFAULT
    days: int = DAYS_DEFAULT


class Verdict(StrEnum):
    """What somebody does with what they tried, once it is over."""

    KEEP = "keep"
    ADAPT = "adapt"
    DROP = "drop"


@dataclass(frozen=True)
class FormerPlan:
    """What was in force up to and including `until`."""

    plan: Plan
    frame: Frame
    until: Date


@dataclass(frozen=True)
class Pause:
    """Days on which nobody expected anything, both included."""

    first: Date
    last: Date


@dataclass(frozen=True)
class Ending:
    """How an experiment was closed by its person; `rating` is their skill by their own measure, 1 to 10."""

    on: Date
    verdict: Verdict
    happened: str = ""
    advice: str = ""
    rating: int | None = None


@dataclass(frozen=True)
class Experiment:
    """Runs from `started_on` to `ends_on`, both included, in its person's own zone.

    `plan` and `frame` are the newest; `on` gives those in force on a day. `reach` is how far it lies outside the
    comfort zone, 1 to 5, `rating` the person's skill by their own measure when they began, 1 to 10; both may be unsaid.
    `paused_on` is the first day of a pause that is not over; `pauses` are those that are.
    """

    id: int
    community_id: int
    group_id: int
    person_id: int
    plan: Plan
    frame: Frame
    started_on: Date
    ends_on: Date
    created_at: Instant
    visibility: Visibility = Visibility.GROUP
    reach: int | None = None
    rating: int | None = None
    former: tuple[FormerPlan, ...] = ()
    pauses: tuple[Pause, ...] = ()
    paused_on: Date | None = None
    ending: Ending | None = None

    def is_unfinished(self, today: Date) -> bool:
        """Still to come, running or paused: it counts among those one person can attend to."""
        return self.ending is None and (self.paused_on is not None or today <= self.ends_on)

    def is_open(self, today: Date) -> bool:
        """Takes check-ins today."""
        return self.is_unfinished(today) and self.paused_on is None and self.started_on <= today

    def must_be_open(self, today: Date) -> None:
        """ExperimentEnded, ExperimentPaused, ExperimentAhead."""
        if not self.is_unfinished(today):
            raise ExperimentEnded(self.plan.what, self.ending.on if self.ending else self.ends_on)
        if self.paused_on is not None:
            raise ExperimentPaused(self.plan.what)
        if today < self.started_on:
            raise ExperimentAhead(self.plan.what, self.started_on)

    def on(self, date: Date) -> "Experiment":
        """The same with the plan that was in force on `date`: a change takes effect the day after it was made."""
        in_force = min((each for each in self.former if each.until >= date), key=lambda each: each.until, default=None)
        return replace(self, plan=in_force.plan, frame=in_force.frame) if in_force else self

    def day(self, today: Date) -> int:
        """Which day of the experiment `today` is, from 1; days of past pauses are not counted."""
        paused = sum(days_between(each.first, min(each.last, today)) + 1 for each in self.pauses if each.first <= today)
        return days_between(self.started_on, min(today, self.paused_on or today)) + 1 - paused


def days_between(earlier: Date, later: Date) -> int:
    return int(later.since(earlier, total="days"))


def check_frame(frame: Frame) -> Frame:
    if not DAYS_LEAST <= frame.days <= DAYS_MOST:
        raise OutOfRange(Field.DAYS, frame.days, DAYS_LEAST, DAYS_MOST)
    if not TIMES_LEAST <= frame.times <= TIMES_MOST:
        raise OutOfRange(Field.TIMES, frame.times, TIMES_LEAST, TIMES_MOST)
    return frame


def clean_plan(plan: Plan) -> Plan:
    """The plan as it is kept: stripped, and with something to try in it."""
    what = " ".join(plan.what.split())
    if not what:
        raise Blank(Field.WHAT)
    if len(what) > WHAT_MOST:
        raise TooLong(Field.WHAT, len(what), WHAT_MOST)
    for text in (plan.why, plan.obstacle, plan.when_then, plan.learned_from):
        if len(text) > TEXT_MOST:
            raise TooLong(Field.ANSWER, len(text), TEXT_MOST)
    return Plan(what, plan.why.strip(), plan.obstacle.strip(), plan.when_then.strip(), plan.learned_from.strip())


def last_day(started_on: Date, days: int) -> Date:
    return started_on.add(days=days - 1)


def check_room(open_count: int) -> None:
    if open_count >= OPEN_MOST:
        raise TooManyExperiments(OPEN_MOST)
