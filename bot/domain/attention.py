"""One budget of attention per person, over everything that nobody asked for.

A nudge is given only outside quiet hours, at most so many a day and a week, and ever more rarely to who does not
answer: the bot hands a human a card rather than pinging a silent person again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date, Instant, Time

from bot.domain.errors import Field, OutOfRange
from bot.domain.recurrence import instant_at, local_date

PER_WEEK_MOST, PER_DAY_MOST = 7, 3
WEEK_DAYS = 7
QUIET_FROM, QUIET_UNTIL = Time(21), Time(8)
# Days to leave somebody in peace after so many nudges in a row without an answer; after more, until they answer.
BACK_OFF_DAYS = (0, 0, 14, 28)
LOOK_AHEAD_DAYS = 60


@dataclass(frozen=True)
class Choices:
    """What a person lets the bot do; quiet hours are local wall time and may pass midnight. Equal ends mean all day."""

    per_week: int = 2
    per_day: int = 1
    quiet_from: Time = QUIET_FROM
    quiet_until: Time = QUIET_UNTIL

    @property
    def none_wanted(self) -> bool:
        return self.per_week == 0 or self.per_day == 0

    @property
    def always_quiet(self) -> bool:
        return self.quiet_from == self.quiet_until

    def is_quiet(self, time: Time) -> bool:
        if self.always_quiet:
            return True
        if self.quiet_from < self.quiet_until:
            return self.quiet_from <= time < self.quiet_until
        return time >= self.quiet_from or time < self.quiet_until


@dataclass(frozen=True)
class History:
    """The nudges somebody was given in the last weeks, and how many of them since they last answered anything."""

    given: Sequence[Instant] = ()
    unanswered: int = 0


def check_choices(choices: Choices) -> Choices:
    if not 0 <= choices.per_week <= PER_WEEK_MOST:
        raise OutOfRange(Field.PER_WEEK, choices.per_week, 0, PER_WEEK_MOST)
    if not 0 <= choices.per_day <= PER_DAY_MOST:
        raise OutOfRange(Field.PER_DAY, choices.per_day, 0, PER_DAY_MOST)
    return choices


def next_allowed(choices: Choices, history: History, zone: str, now: Instant) -> Instant | None:
    """The earliest instant, `now` or later, at which this person may be nudged; None if that never comes by itself."""
    if choices.none_wanted or choices.always_quiet or history.unanswered >= len(BACK_OFF_DAYS):
        return None
    given_on = [local_date(instant, zone) for instant in history.given]
    day = local_date(now, zone)
    if given_on and (rest := BACK_OFF_DAYS[history.unanswered]):
        day = max(day, max(given_on).add(days=rest))
    for _ in range(LOOK_AHEAD_DAYS):
        if _has_room(choices, given_on, day) and (instant := _first_waking(choices, day, zone, now)) is not None:
            return instant
        day = day.add(days=1)
    return None


def _has_room(choices: Choices, given_on: Sequence[Date], day: Date) -> bool:
    """Counted in the person's own days: those of `day`, and those of the seven days that end with it."""
    week_began = day.subtract(days=WEEK_DAYS - 1)
    today = sum(date == day for date in given_on)
    this_week = sum(week_began <= date <= day for date in given_on)
    return today < choices.per_day and this_week < choices.per_week


def _first_waking(choices: Choices, day: Date, zone: str, now: Instant) -> Instant | None:
    """The first instant of `day`, not before `now`, that is not quiet."""
    candidates = [now, instant_at(day, Time(0), zone), instant_at(day, choices.quiet_until, zone)]
    for instant in sorted(candidate for candidate in candidates if candidate >= now):
        wall = instant.to_tz(zone)
        if wall.date() == day and not choices.is_quiet(wall.time()):
            return instant
    return None
