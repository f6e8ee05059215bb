"""An experiment: a commitment with a plan, a cadence and an end."""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Date, Instant

from bot.domain.errors import Blank, ExperimentEnded, Field, OutOfRange, TooLong, TooManyExperiments

DAYS_DEFAULT = 30  # a trial, not yet a habit: one missed day does not matter (Lally et al. 2010)
DAYS_LEAST, DAYS_MOST = 7, 90
OPEN_MOST = 5
TIMES_DEFAULT = 3
TIMES_LEAST, TIMES_MOST = 2, 6
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


@dataclass(frozen=True)
class Experiment:
    """Runs from `started_on` to `ends_on`, both included, in its person's own zone."""

    id: int
    community_id: int
    group_id: int
    person_id: int
    plan: Plan
    frame: Frame
    started_on: Date
    ends_on: Date
    created_at: Instant

    def is_open(self, today: Date) -> bool:
        return today <= self.ends_on

    def must_be_open(self, today: Date) -> None:
        if not self.is_open(today):
            raise ExperimentEnded(self.plan.what, self.ends_on)

    def day(self, today: Date) -> int:
        """Which day of the experiment `today` is, from 1."""
        return days_between(self.started_on, today) + 1


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
