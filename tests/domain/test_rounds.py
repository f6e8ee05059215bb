"""A round's life, step by step, on time and after downtime."""

import pytest
from whenever import Date, Instant, Time, TimeDelta, Weekday

from bot.domain.recurrence import WeeklyRhythm, on_or_after
from bot.domain.rounds import Round, Stage, Step, after_step, next_step, plan_round

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


def test_on_time_a_round_prompts_nudges_and_closes() -> None:
    round, taken = a_round(), []

    while round.next_at is not None:
        now = round.next_at
        step = next_step(round, now)
        assert step is not None
        taken.append((step, now))
        round = after_step(round, step, now)

    first = a_round()
    assert taken == [(Step.PROMPT, first.prompt_at), (Step.NUDGE, first.half_way_at), (Step.DIGEST, first.digest_at)]
    assert round.stage is Stage.CLOSED


@pytest.mark.parametrize(
    ("stage", "late_by_days", "step"),
    [
        (Stage.AHEAD, 1, Step.PROMPT),
        (Stage.AHEAD, 4, Step.PROMPT),
        (Stage.AHEAD, 7, Step.SKIP),
        (Stage.PROMPTED, 4, Step.NUDGE),
        (Stage.PROMPTED, 7, Step.DIGEST),
        (Stage.NUDGED, 30, Step.DIGEST),
    ],
)
def test_after_downtime_a_round_does_what_still_makes_sense(stage: Stage, late_by_days: int, step: Step) -> None:
    begun = a_round()
    round = Round(**{**begun.__dict__, "stage": stage})

    taken = next_step(round, begun.prompt_at + TimeDelta(hours=24 * late_by_days))

    assert taken is step


def test_no_nudge_follows_on_the_heels_of_a_late_prompt() -> None:
    round = a_round()

    prompted = after_step(round, Step.PROMPT, round.half_way_at + HOUR)

    assert prompted.next_at == round.digest_at
