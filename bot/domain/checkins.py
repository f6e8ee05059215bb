"""A check-in: one honest answer about one period of one experiment, and what a round's answers add up to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from whenever import Date, Instant

from bot.domain.dates import nearest, read_date
from bot.domain.errors import DayAhead, DayTooLongAgo, ExperimentAhead, ExperimentEnded, Field, PausedThen
from bot.domain.experiments import Cadence, Experiment
from bot.domain.legible import clean_text, fitting

TEXT_MOST = 500
BACK_DAYS_MOST = 7  # how long an answer may be given late, or changed


class Outcome(StrEnum):
    TRIED = "tried"
    FAILED = "failed"  # tried and it failed
    NOT_YET = "not_yet"

    @property
    def is_try(self) -> bool:
        """A failed try is a try: failing is data."""
        return self is not Outcome.NOT_YET


@dataclass(frozen=True)
class Answer:
    """What somebody wrote; every part may be left empty but the outcome. `blocker` is what stands in their way and
    they cannot solve alone."""

    outcome: Outcome
    tried: str = ""
    happened: str = ""
    learned: str = ""
    next_step: str = ""
    blocker: str = ""


@dataclass(frozen=True)
class CheckIn:
    """`local_date` is the person's own; `period` is what no second check-in of the experiment may share."""

    id: int
    community_id: int
    group_id: int
    round_id: int
    experiment_id: int
    person_id: int
    answer: Answer
    period: str
    local_date: Date
    is_comeback: bool
    created_at: Instant
    blocker_resolved_at: Instant | None = None

    @property
    def is_blocked(self) -> bool:
        """Something still stands in the way."""
        return bool(self.answer.blocker) and self.blocker_resolved_at is None

    @property
    def round_date(self) -> Date | None:
        """The day on which the round began, where the whole round is the period."""
        word, _, date = self.period.partition(":")
        return Date.parse_iso(date) if word == "round" else None


def parse_day(text: str, today: Date) -> Date:
    """A day somebody typed, without a year the one nearest to today. DateUnreadable."""
    return read_date(text, lambda month, day: nearest(month, day, today))


def may_change(check_in: CheckIn, today: Date) -> bool:
    return check_in.local_date >= today.subtract(days=BACK_DAYS_MOST)


def check_day(experiment: Experiment, day: Date, today: Date) -> None:
    """Whether the experiment takes an answer for `day`, both by its person's own clock.

    DayAhead, DayTooLongAgo, ExperimentAhead, ExperimentEnded, ExperimentPaused, PausedThen.
    """
    if day > today:
        raise DayAhead(day)
    if day < today.subtract(days=BACK_DAYS_MOST):
        raise DayTooLongAgo(day, BACK_DAYS_MOST)
    what = experiment.plan.what
    if day < experiment.started_on:
        raise ExperimentAhead(what, experiment.started_on)
    if day == today:
        experiment.must_be_open(today)
        return
    if experiment.ending and day > experiment.ending.on:
        raise ExperimentEnded(what, experiment.ending.on)
    if experiment.rests_until(day):
        raise PausedThen(what, day)
    if experiment.paused_on is not None and day >= experiment.paused_on:
        raise PausedThen(what, day)
    if experiment.paused_on is None and day > experiment.ends_on:
        raise ExperimentEnded(what, experiment.ends_on)


def period_of(cadence: Cadence, local_date: Date, round_date: Date) -> str:
    """A weekly experiment answers once a round, every other once a day of its person; on a day on which one round ends
    and the next begins, once in each."""
    return f"round:{round_date}" if cadence is Cadence.WEEKLY else f"day:{local_date} round:{round_date}"


def clean_answer(answer: Answer) -> Answer:
    texts = [answer.tried, answer.happened, answer.learned, answer.next_step, answer.blocker]
    return Answer(answer.outcome, *(fitting(clean_text(text), Field.ANSWER, TEXT_MOST) for text in texts))


def is_comeback(outcome: Outcome, tried_before: bool, tried_last_round: bool, last_round_counted: bool) -> bool:
    """A try after a round without one. The first try of all is a start, not a comeback.

    `last_round_counted`: the experiment was running then and its person was not away.
    """
    return outcome.is_try and tried_before and last_round_counted and not tried_last_round


@dataclass(frozen=True)
class Tally:
    """Counts of a round, in people. `of` are those with an open experiment who are not away, whoever may read it.

    What was said in an answer that is hidden from the group is in no number: `tried`, and the `sharing` that it is a
    part of, are counted from experiments that the whole group may read, as if there were no others.
    """

    of: int
    answered: int
    sharing: int
    tried: int

    @property
    def try_rate(self) -> float | None:
        """Share of people who tried something, worked or not; None while nobody had anything to try that the group may
        read."""
        return self.tried / self.sharing if self.sharing else None

    @property
    def is_partly_hidden(self) -> bool:
        """Somebody is counted of whom the group may read nothing."""
        return self.of > self.sharing


def tally(
    expected: Iterable[int], answered: Iterable[int], sharing: Iterable[int], shown: Iterable[tuple[int, Outcome]]
) -> Tally:
    """Count people, not answers: two experiments of one person are one person.

    `sharing` are those of the `expected` with an experiment that the group may read, `shown` what was said of such.
    Somebody who answers although away, or whose experiment ended in mid-round, is counted in: an answer given is never
    left out of the sum.
    """
    told = list(shown)
    with_answers = set(answered).union(person_id for person_id, _ in told)
    tried = {person_id for person_id, outcome in told if outcome.is_try}
    able = set(sharing).union(person_id for person_id, _ in told)
    return Tally(len(with_answers.union(expected, able)), len(with_answers), len(able), len(tried))
