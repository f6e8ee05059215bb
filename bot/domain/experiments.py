"""An experiment: a commitment with a plan, a cadence and an end."""

from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Date, Instant

from bot.domain.errors import (
    ExperimentAhead,
    ExperimentEnded,
    ExperimentPaused,
    Field,
    OutOfRange,
    TooManyExperiments,
)
from bot.domain.legible import clean_line, clean_text, fitting, needed
from bot.domain.visibility import Visibility

DAYS_DEFAULT = 30  # a trial, not yet a habit: one missed day does not matter (Lally et al. 2010)
DAYS_LEAST, DAYS_MOST = 7, 90
WEEK = 7
OPEN_MOST = 5
TIMES_DEFAULT = 3
TIMES_LEAST, TIMES_MOST = 2, 6
REACH_LEAST, REACH_MOST = 1, 5
RATING_LEAST, RATING_MOST = 1, 10
FRESH_START_DAYS = 4  # from Thursday on, the week that is left is no week
CLOSED_DAYS_MOST = 30  # after its last day; what is told later is no longer remembered
PARKED_DAYS_MOST = 30
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


class Begin(StrEnum):
    """When to begin: people take up more on a day that feels like the first of something (Dai, Milkman & Riis 2014)."""

    TODAY = "today"
    MONDAY = "monday"
    FIRST = "first"  # of a month


@dataclass(frozen=True)
class Beginning:
    """What else is decided at the start, all of it optional."""

    begin: Begin = Begin.TODAY
    visibility: Visibility = Visibility.GROUP
    reach: int | None = None
    rating: int | None = None


USUAL_BEGINNING = Beginning()


class Standing(StrEnum):
    """How an experiment stands on a day."""

    AHEAD = "ahead"
    RUNNING = "running"
    PAUSED = "paused"
    PARKED = "parked"  # its person has left the group
    ENDED = "ended"  # past its last day, and nobody has said how it went
    FINISHED = "finished"


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
    """Days on which nobody expects anything, both included."""

    first: Date
    last: Date

    def __contains__(self, day: Date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        return days_between(self.first, self.last) + 1


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
    `paused_on` is the first day of a pause whose end nobody knows yet; `pauses` are those with an end, of its person or
    of its group, `ends_on` has moved by their days. `parked_on` is the day its person left the group, or the group was
    archived.
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
    parked_on: Date | None = None
    ending: Ending | None = None

    def standing(self, today: Date) -> Standing:
        if self.ending:
            return Standing.FINISHED
        if self.parked_on and days_between(self.parked_on, today) > PARKED_DAYS_MOST:
            return Standing.ENDED
        if self.parked_on:
            return Standing.PARKED
        if self.paused_on or self.rests_until(today):
            return Standing.PAUSED
        if today > self.ends_on:
            return Standing.ENDED
        return Standing.RUNNING if self.started_on <= today else Standing.AHEAD

    def is_unfinished(self, today: Date) -> bool:
        """Still to come, running or paused: it counts among those one person can attend to."""
        return self.standing(today) not in (Standing.ENDED, Standing.FINISHED)

    def is_open(self, today: Date) -> bool:
        """Takes check-ins today."""
        return self.standing(today) is Standing.RUNNING

    def rests_until(self, day: Date) -> Date | None:
        """The last day of the pause with an end that `day` lies in."""
        return max((pause.last for pause in self.pauses if day in pause), default=None)

    def can_be_closed(self, today: Date) -> bool:
        """Its person may say how it ended: at any time, and for a while after its last day."""
        return self.is_unfinished(today) or (
            self.ending is None and days_between(self.ended_on, today) <= CLOSED_DAYS_MOST
        )

    def must_be_open(self, today: Date) -> None:
        """ExperimentEnded, ExperimentPaused, ExperimentAhead."""
        if not self.is_unfinished(today):
            raise ExperimentEnded(self.plan.what, self.ended_on)
        if self.paused_on is not None or self.rests_until(today):
            raise ExperimentPaused(self.plan.what)
        if today < self.started_on:
            raise ExperimentAhead(self.plan.what, self.started_on)

    @property
    def ended_on(self) -> Date:
        """Once it is over: the day it was closed, its last, or the one on which its person left for good."""
        if self.ending:
            return self.ending.on
        return min(self.ends_on, self.parked_on or self.ends_on)

    def on(self, date: Date) -> "Experiment":
        """The same with the plan that was in force on `date`: a change takes effect the day after it was made."""
        in_force = min((each for each in self.former if each.until >= date), key=lambda each: each.until, default=None)
        return replace(self, plan=in_force.plan, frame=in_force.frame) if in_force else self

    def day(self, today: Date) -> int:
        """Which day of the experiment `today` is, from 1; days of pauses are not counted."""
        rested = sum(
            max(0, days_between(max(each.first, self.started_on), min(each.last, today)) + 1) for each in self.pauses
        )
        return days_between(self.started_on, min(today, self.paused_on or today)) + 1 - rested


def days_between(earlier: Date, later: Date) -> int:
    return int(later.since(earlier, total="days"))


def check_frame(frame: Frame) -> Frame:
    if not DAYS_LEAST <= frame.days <= DAYS_MOST:
        raise OutOfRange(Field.DAYS, frame.days, DAYS_LEAST, DAYS_MOST)
    if not TIMES_LEAST <= frame.times <= TIMES_MOST:
        raise OutOfRange(Field.TIMES, frame.times, TIMES_LEAST, TIMES_MOST)
    return frame


def check_beginning(beginning: Beginning) -> Beginning:
    if beginning.reach is not None and not REACH_LEAST <= beginning.reach <= REACH_MOST:
        raise OutOfRange(Field.REACH, beginning.reach, REACH_LEAST, REACH_MOST)
    check_rating(beginning.rating)
    return beginning


def check_rating(rating: int | None) -> int | None:
    if rating is not None and not RATING_LEAST <= rating <= RATING_MOST:
        raise OutOfRange(Field.RATING, rating, RATING_LEAST, RATING_MOST)
    return rating


def clean_plan(plan: Plan) -> Plan:
    """The plan as it is kept: stripped, and with something to try in it."""
    what = needed(clean_line(plan.what), Field.WHAT, WHAT_MOST)
    texts = (plan.why, plan.obstacle, plan.when_then, plan.learned_from)
    return Plan(what, *(fitting(clean_text(text), Field.ANSWER, TEXT_MOST) for text in texts))


def last_day(started_on: Date, days: int) -> Date:
    return started_on.add(days=days - 1)


def first_day(begin: Begin, today: Date) -> Date:
    """The day that `begin` means today; a Monday or a first that is today is today."""
    match begin:
        case Begin.TODAY:
            return today
        case Begin.MONDAY:
            return today.add(days=(1 - today.day_of_week().value) % WEEK)
        case Begin.FIRST:
            return today if today.day == 1 else today.replace(day=1).add(months=1)


def fresh_start(today: Date) -> Begin | None:
    """A first day near enough to wait for: the nearer of next Monday and the 1st."""
    near = {begin: days_between(today, first_day(begin, today)) for begin in (Begin.MONDAY, Begin.FIRST)}
    begin = min(near, key=lambda begin: near[begin])
    return begin if 0 < near[begin] <= FRESH_START_DAYS else None


def check_room(open_count: int) -> None:
    if open_count >= OPEN_MOST:
        raise TooManyExperiments(OPEN_MOST)
