"""What answers add up to."""

import pytest
from whenever import Date

from bot.domain.checkins import Outcome, Tally, is_comeback, period_of, tally
from bot.domain.experiments import Cadence

ANNA, BEN, CHIARA = 1, 2, 3


def test_a_failed_try_counts_as_a_try() -> None:
    counted = tally({ANNA, BEN}, [(ANNA, Outcome.FAILED), (BEN, Outcome.NOT_YET)])

    assert counted == Tally(of=2, answered=2, tried=1)
    assert counted.try_rate == 0.5


def test_two_experiments_of_one_person_are_one_person() -> None:
    counted = tally({ANNA, BEN}, [(ANNA, Outcome.TRIED), (ANNA, Outcome.NOT_YET)])

    assert counted == Tally(of=2, answered=1, tried=1)


def test_who_answers_although_away_is_counted_in() -> None:
    counted = tally({ANNA}, [(CHIARA, Outcome.TRIED)])

    assert counted == Tally(of=2, answered=1, tried=1)


def test_with_nobody_to_ask_there_is_no_rate() -> None:
    assert tally(set(), []).try_rate is None


@pytest.mark.parametrize(
    ("outcome", "tried_before", "tried_last_round", "last_round_counted", "comeback"),
    [
        (Outcome.TRIED, True, False, True, True),
        (Outcome.FAILED, True, False, True, True),
        (Outcome.NOT_YET, True, False, True, False),
        (Outcome.TRIED, True, True, True, False),
        (Outcome.TRIED, False, False, True, False),
        (Outcome.TRIED, True, False, False, False),
    ],
)
def test_a_comeback_is_a_try_after_a_round_without_one(
    outcome: Outcome, tried_before: bool, tried_last_round: bool, last_round_counted: bool, comeback: bool
) -> None:
    assert is_comeback(outcome, tried_before, tried_last_round, last_round_counted) is comeback


@pytest.mark.parametrize(
    ("cadence", "period"),
    [
        (Cadence.WEEKLY, "round:2026-09-07"),
        (Cadence.DAILY, "day:2026-09-09 round:2026-09-07"),
        (Cadence.WEEKDAYS, "day:2026-09-09 round:2026-09-07"),
        (Cadence.SEVERAL, "day:2026-09-09 round:2026-09-07"),
    ],
)
def test_a_weekly_experiment_answers_once_a_round_every_other_once_a_day(cadence: Cadence, period: str) -> None:
    assert period_of(cadence, Date(2026, 9, 9), Date(2026, 9, 7)) == period
