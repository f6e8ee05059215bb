"""A round's life, step by step, on time and after downtime."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant, Time, TimeDelta, Weekday

from bot.domain.recurrence import WeeklyRhythm, next_after, on_or_after
from bot.domain.rounds import Round, Stage, Step, after_step, next_step, plan_round, reopened, replan

RHYTHM = WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo")
HOUR = TimeDelta(hours=1)


def a_round() -> Round:
    return plan_round(1, 2, 3, RHYTHM, on_or_after(RHYTHM, Date(2026, 9, 7)))


def test_a_weekly_round_runs_from_prompt_to_an_hour_before_the_next() -> None:
    round = a_round()

    assert (round.prompt_at, round.half_way_at, round.digest_at) == (
        Instant.from_utc(2026, 9, 7, 7),
        Instant.from_utc(2026, 9, 10, 7),
        Instant.from_utc(2026, 9, 14, 6),
    )


def test_nothing_happens_before_its_moment() -> None:
    round = a_round()

    assert next_step(round, round.prompt_at - HOUR) is None


def test_on_time_a_round_takes_every_step_and_closes() -> None:
    round, taken = a_round(), []

    while round.next_at is not None:
        now = round.next_at
        step = next_step(round, now)
        assert step is not None
        taken.append((step, now))
        round = after_step(round, step, now)

    first = a_round()
    assert taken == [
        (Step.PROMPT, first.prompt_at),
        (Step.PAIR, first.prompt_at),
        (Step.NUDGE, first.half_way_at),
        (Step.CARE, Instant.from_utc(2026, 9, 12, 6)),
        (Step.LEAD, Instant.from_utc(2026, 9, 13, 7)),
        (Step.DIGEST, first.digest_at),
    ]
    assert round.stage is Stage.CLOSED


@pytest.mark.parametrize(
    ("stage", "late_by_days", "step"),
    [
        (Stage.AHEAD, 1, Step.PROMPT),
        (Stage.AHEAD, 4, Step.PROMPT),
        (Stage.AHEAD, 7, Step.SKIP),
        (Stage.PROMPTED, 4, Step.PAIR),
        (Stage.PAIRED, 4, Step.NUDGE),
        (Stage.PAIRED, 7, Step.DIGEST),
        (Stage.NUDGED, 30, Step.DIGEST),
    ],
)
def test_after_downtime_a_round_does_what_still_makes_sense(stage: Stage, late_by_days: int, step: Step) -> None:
    begun = a_round()
    round = Round(**{**begun.__dict__, "stage": stage})

    taken = next_step(round, begun.prompt_at + TimeDelta(hours=24 * late_by_days))

    assert taken is step


NOON_TUESDAYS = WeeklyRhythm(Weekday.TUESDAY, Time(12), "Europe/Rome")
FRIDAYS = WeeklyRhythm(Weekday.FRIDAY, Time(9), "Europe/Oslo")
IN_AUCKLAND = WeeklyRhythm(Weekday.MONDAY, Time(9), "Pacific/Auckland")


@pytest.mark.parametrize(
    ("rhythm", "date"),
    [(NOON_TUESDAYS, Date(2026, 9, 8)), (FRIDAYS, Date(2026, 9, 4)), (IN_AUCKLAND, Date(2026, 9, 7))],
)
def test_a_round_still_ahead_moves_to_the_nearest_new_occurrence(rhythm: WeeklyRhythm, date: Date) -> None:
    round = a_round()

    moved = replan(round, rhythm, RHYTHM, round.prompt_at - 96 * HOUR)

    assert (moved.id, moved.local_date) == (round.id, date)
    assert moved.next_at == moved.prompt_at


def test_a_round_ahead_whose_nearest_new_occurrence_is_over_takes_the_next() -> None:
    round = a_round()

    moved = replan(round, FRIDAYS, RHYTHM, round.prompt_at - HOUR)

    assert moved.local_date == Date(2026, 9, 11)


@pytest.mark.parametrize(("rhythm", "next_date"), [(NOON_TUESDAYS, Date(2026, 9, 15)), (FRIDAYS, Date(2026, 9, 11))])
def test_a_running_round_ends_an_hour_before_the_nearest_new_occurrence(rhythm: WeeklyRhythm, next_date: Date) -> None:
    round = after_step(a_round(), Step.PROMPT, a_round().prompt_at)

    moved = replan(round, rhythm, RHYTHM, round.prompt_at + HOUR)

    following = next_after(rhythm, moved.digest_at)
    assert (moved.local_date, moved.prompt_at) == (round.local_date, round.prompt_at)
    assert following.local_date == next_date
    assert following.at - moved.digest_at == HOUR


@given(
    weekday=st.sampled_from(list(Weekday)),
    hour=st.integers(0, 23),
    zone=st.sampled_from(["Europe/Oslo", "Pacific/Auckland", "America/Los_Angeles", "Pacific/Apia"]),
    hours_in=st.integers(0, 166),
)
def test_after_any_change_the_next_round_opens_once_and_within_ten_days(
    weekday: Weekday, hour: int, zone: str, hours_in: int
) -> None:
    rhythm, begun = WeeklyRhythm(weekday, Time(hour), zone), a_round()
    round, now = after_step(begun, Step.PROMPT, begun.prompt_at), begun.prompt_at + hours_in * HOUR

    moved = replan(round, rhythm, RHYTHM, now)

    following = next_after(rhythm, moved.digest_at)
    assert moved.digest_at > now
    assert following.at == moved.digest_at + HOUR
    assert following.at <= now + 24 * 11 * HOUR


def test_no_nudge_follows_on_the_heels_of_a_late_prompt() -> None:
    round = a_round()

    prompted = after_step(round, Step.PROMPT, round.half_way_at + HOUR)
    paired = after_step(prompted, Step.PAIR, round.half_way_at + HOUR)

    assert (paired.stage, paired.next_at) == (Stage.NUDGED, round.care_at)


def test_no_care_follows_on_the_heels_of_a_late_nudge_yet_the_leaders_are_asked() -> None:
    round = after_step(a_round(), Step.PAIR, a_round().prompt_at)

    nudged = after_step(round, Step.NUDGE, round.lead_at + HOUR)

    assert (nudged.stage, nudged.next_at) == (Stage.CARED, round.lead_at)
    assert next_step(nudged, round.lead_at + HOUR) is Step.LEAD


def test_a_round_covers_the_days_until_its_digest() -> None:
    assert a_round().last_day == Date(2026, 9, 13)


@pytest.mark.parametrize("monday", [Date(2026, 10, 19), Date(2027, 3, 22)], ids=["autumn", "spring"])
def test_a_clock_change_moves_no_day_into_a_round(monday: Date) -> None:
    round = plan_round(1, 2, 3, RHYTHM, on_or_after(RHYTHM, monday))

    assert round.last_day == monday.add(days=6)


def test_the_round_planned_behind_a_moved_one_opens_an_hour_after_its_digest() -> None:
    begun = a_round()
    led = after_step(begun, Step.LEAD, begun.lead_at)
    behind = plan_round(2, 2, 3, RHYTHM, next_after(RHYTHM, begun.digest_at))

    moved = replan(led, NOON_TUESDAYS, RHYTHM, begun.lead_at + HOUR)
    following = reopened(behind, NOON_TUESDAYS, next_after(NOON_TUESDAYS, moved.digest_at))

    assert moved.stage is Stage.LED
    assert (following.id, following.prompt_at) == (2, moved.digest_at + HOUR)


def test_a_rhythm_changed_back_on_its_first_day_does_not_open_the_same_day_twice() -> None:
    """A running round that was to end on Tuesday; its group now meets on Mondays again, but in the evening."""
    begun = a_round()
    round, noon = after_step(begun, Step.PROMPT, begun.prompt_at), begun.prompt_at + 3 * HOUR

    moved = replan(round, WeeklyRhythm(Weekday.MONDAY, Time(20), "Europe/Oslo"), NOON_TUESDAYS, noon)

    assert moved.digest_at == Instant.from_utc(2026, 9, 14, 17)


@pytest.mark.parametrize(
    ("first", "ends_on", "last_day"),
    [
        (Date(2026, 9, 7), Date(2026, 10, 6), Date(2026, 9, 13)),
        (Date(2026, 9, 28), Date(2026, 10, 6), Date(2026, 10, 6)),
        (Date(2026, 9, 28), Date(2026, 10, 4), Date(2026, 10, 4)),
        (Date(2026, 10, 12), Date(2026, 10, 6), Date(2026, 10, 18)),
    ],
    ids=["in the middle", "the last and longer", "the last and exact", "moved beyond the end"],
)
def test_a9_a_round_behind_which_no_week_is_left_lasts_to_the_end_of_its_group(
    first: Date, ends_on: Date, last_day: Date
) -> None:
    round = plan_round(1, 2, 3, RHYTHM, on_or_after(RHYTHM, first), ends_on)

    assert round.last_day == last_day
