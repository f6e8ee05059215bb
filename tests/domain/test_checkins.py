"""What answers add up to."""

import pytest
from whenever import Date

from bot.domain.checkins import Outcome, Tally, is_comeback, period_of, tally
from bot.domain.experiments import Cadence

ANNA, BEN, CHIARA = 1, 2, 3


def test_a_failed_try_counts_as_a_try() -> None:
    counted = shared({ANNA, BEN}, (ANNA, Outcome.FAILED), (BEN, Outcome.NOT_YET))

    assert counted == Tally(of=2, answered=2, sharing=2, tried=1)
    assert counted.try_rate == 0.5


def test_two_experiments_of_one_person_are_one_person() -> None:
    counted = shared({ANNA, BEN}, (ANNA, Outcome.TRIED), (ANNA, Outcome.NOT_YET))

    assert counted == Tally(of=2, answered=1, sharing=2, tried=1)


def test_who_answers_although_away_is_counted_in() -> None:
    counted = shared({ANNA}, (CHIARA, Outcome.TRIED))

    assert counted == Tally(of=2, answered=1, sharing=2, tried=1)


def test_with_nobody_to_ask_there_is_no_rate() -> None:
    assert shared(set()).try_rate is None


def test_whoever_shares_nothing_counts_as_answered_and_in_no_rate() -> None:
    counted = tally({ANNA, BEN, CHIARA}, answered={ANNA, CHIARA}, sharing={ANNA, BEN}, shown=[(ANNA, Outcome.TRIED)])

    assert (counted.of, counted.answered) == (3, 2)
    assert counted.try_rate == 0.5
    assert counted.is_partly_hidden


def test_where_nothing_is_shared_there_is_no_rate() -> None:
    counted = tally({ANNA, BEN}, answered={ANNA}, sharing=[], shown=[])

    assert (counted.of, counted.answered, counted.try_rate) == (2, 1, None)


def shared(people: set[int], *told: tuple[int, Outcome]) -> Tally:
    """The counts of people who share all they try with the group."""
    return tally(people, {person for person, _ in told}, people, told)


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
