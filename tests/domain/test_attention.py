"""The budget of attention, as a table and as properties."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, Time, TimeDelta

from bot.domain.attention import Choices, History, check_choices, next_allowed
from bot.domain.errors import OutOfRange
from bot.domain.recurrence import local_date

ZONE = "Europe/Oslo"
NOON = Instant.from_utc(2026, 9, 10, 10)  # a Thursday, 12:00 in Oslo
DAY = TimeDelta(hours=24)


def test_with_nothing_given_yet_a_nudge_may_come_at_once() -> None:
    assert next_allowed(Choices(), History(), ZONE, NOON) == NOON


def test_in_quiet_hours_it_waits_for_the_morning() -> None:
    late = Instant.from_utc(2026, 9, 10, 21)  # 23:00

    assert next_allowed(Choices(), History(), ZONE, late) == Instant.from_utc(2026, 9, 11, 6)


def test_after_midnight_it_waits_for_the_same_morning() -> None:
    early = Instant.from_utc(2026, 9, 10, 1)  # 03:00

    assert next_allowed(Choices(), History(), ZONE, early) == Instant.from_utc(2026, 9, 10, 6)


def test_one_a_day_and_the_next_comes_the_next_morning() -> None:
    earlier = History(given=[NOON - TimeDelta(hours=2)])

    assert next_allowed(Choices(), earlier, ZONE, NOON) == Instant.from_utc(2026, 9, 11, 6)


def test_two_a_week_and_the_third_comes_when_the_first_is_a_week_old() -> None:
    earlier = History(given=[NOON - 3 * DAY, NOON - DAY])

    assert next_allowed(Choices(), earlier, ZONE, NOON) == Instant.from_utc(2026, 9, 14, 6)


@pytest.mark.parametrize(("unanswered", "days"), [(1, 0), (2, 14), (3, 28), (4, None), (9, None)])
def test_who_does_not_answer_is_left_in_peace_ever_longer(unanswered: int, days: int | None) -> None:
    last = NOON - 7 * DAY
    history = History(given=[last], unanswered=unanswered)

    allowed = next_allowed(Choices(), history, ZONE, NOON)

    if days is None:
        assert allowed is None
    else:
        assert allowed is not None
        assert allowed == max(NOON, allowed)
        assert local_date(allowed, ZONE) == max(local_date(NOON, ZONE), local_date(last, ZONE).add(days=days))


@pytest.mark.parametrize("choices", [Choices(per_week=0), Choices(per_day=0)])
def test_a_budget_of_none_is_none(choices: Choices) -> None:
    assert choices.none_wanted
    assert next_allowed(choices, History(), ZONE, NOON) is None


def test_quiet_hours_that_cover_the_whole_day_allow_no_hour() -> None:
    choices = Choices(quiet_from=Time(8), quiet_until=Time(8))

    assert choices.always_quiet
    assert next_allowed(choices, History(), ZONE, NOON) is None


@pytest.mark.parametrize("choices", [Choices(per_week=8), Choices(per_week=-1), Choices(per_day=4)])
def test_a_budget_beyond_measure_is_refused(choices: Choices) -> None:
    with pytest.raises(OutOfRange):
        check_choices(choices)


times = st.builds(Time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
instants = st.integers(0, 400 * 24 * 60).map(lambda minutes: Instant.from_utc(2026, 1, 1) + TimeDelta(minutes=minutes))


@given(
    choices=st.builds(Choices, st.integers(1, 7), st.integers(1, 3), times, times),
    given_at=st.lists(instants, max_size=12),
    zone=st.sampled_from(["Europe/Oslo", "America/St_Johns", "Pacific/Apia", "America/Havana", "Asia/Kolkata"]),
    now=instants,
)
def test_an_allowed_instant_is_awake_within_budget_and_not_before_now(
    choices: Choices, given_at: list[Instant], zone: str, now: Instant
) -> None:
    history = History(given=[instant for instant in given_at if instant <= now])

    allowed = next_allowed(choices, history, zone, now)

    if allowed is None:
        assert choices.always_quiet
        return
    day = local_date(allowed, zone)
    given_on = [local_date(instant, zone) for instant in history.given]
    assert allowed >= now
    assert not choices.is_quiet(allowed.to_tz(zone).time())
    assert given_on.count(day) < choices.per_day
    assert sum(day.subtract(days=6) <= date <= day for date in given_on) < choices.per_week


@given(choices=st.builds(Choices, st.integers(1, 7), st.integers(1, 3), times, times), now=instants)
def test_what_is_allowed_stays_allowed_when_its_moment_comes(choices: Choices, now: Instant) -> None:
    allowed = next_allowed(choices, History(), ZONE, now)

    if allowed is not None:
        assert next_allowed(choices, History(), ZONE, allowed) == allowed
