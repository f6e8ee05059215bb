"""The limits of a commitment."""

import pytest
from whenever import Date, Instant

from bot.domain.errors import Blank, ExperimentEnded, Field, OutOfRange, TooLong, TooManyExperiments
from bot.domain.experiments import (
    Begin,
    Beginning,
    Experiment,
    Frame,
    Plan,
    Standing,
    check_beginning,
    check_frame,
    check_room,
    clean_plan,
    first_day,
    fresh_start,
    last_day,
)


def an_experiment() -> Experiment:
    started = Date(2026, 9, 1)
    return Experiment(
        1, 2, 3, 4, Plan("Ask first", "", "", ""), Frame(), started, last_day(started, 30), Instant.from_utc(2026, 9, 1)
    )


def test_thirty_days_include_the_first_and_the_last() -> None:
    experiment = an_experiment()

    assert experiment.ends_on == Date(2026, 9, 30)
    assert (experiment.day(Date(2026, 9, 1)), experiment.day(Date(2026, 9, 30))) == (1, 30)


def test_an_experiment_takes_answers_through_its_last_day() -> None:
    experiment = an_experiment()

    experiment.must_be_open(Date(2026, 9, 30))
    with pytest.raises(ExperimentEnded):
        experiment.must_be_open(Date(2026, 10, 1))


@pytest.mark.parametrize("days", [0, 6, 91, 400, -3])
def test_an_experiment_of_other_than_7_to_90_days_is_refused(days: int) -> None:
    with pytest.raises(OutOfRange) as refused:
        check_frame(Frame(days=days))

    assert (refused.value.value, refused.value.least, refused.value.most) == (days, 7, 90)


def test_an_experiment_without_a_word_of_what_is_refused() -> None:
    with pytest.raises(Blank):
        clean_plan(Plan("  \n ", "why", "", ""))


def test_an_overlong_answer_is_refused_with_its_length() -> None:
    with pytest.raises(TooLong) as refused:
        clean_plan(Plan("what", "x" * 501, "", ""))

    assert (refused.value.length, refused.value.most) == (501, 500)


def test_a_sixth_experiment_at_once_is_refused() -> None:
    check_room(4)
    with pytest.raises(TooManyExperiments):
        check_room(5)


@pytest.mark.parametrize(
    ("today", "monday", "first"),
    [
        (Date(2026, 9, 3), Date(2026, 9, 7), Date(2026, 10, 1)),
        (Date(2026, 9, 7), Date(2026, 9, 7), Date(2026, 10, 1)),
        (Date(2026, 9, 1), Date(2026, 9, 7), Date(2026, 9, 1)),
        (Date(2026, 12, 31), Date(2027, 1, 4), Date(2027, 1, 1)),
        (Date(2027, 1, 31), Date(2027, 2, 1), Date(2027, 2, 1)),
    ],
)
def test_e3_next_monday_and_the_first_that_are_today_are_today(today: Date, monday: Date, first: Date) -> None:
    assert [first_day(begin, today) for begin in Begin] == [today, monday, first]


@pytest.mark.parametrize(
    ("today", "suggested"),
    [
        (Date(2026, 9, 2), None),  # a Wednesday
        (Date(2026, 9, 3), Begin.MONDAY),
        (Date(2026, 9, 6), Begin.MONDAY),
        (Date(2026, 9, 7), None),
        (Date(2026, 9, 29), Begin.FIRST),
        (Date(2026, 10, 1), None),  # a Thursday, yet a fresh start itself
    ],
)
def test_e3_a_fresh_start_is_suggested_when_it_is_near(today: Date, suggested: Begin | None) -> None:
    assert fresh_start(today) == suggested


@pytest.mark.parametrize(
    ("beginning", "field"),
    [
        (Beginning(reach=6), Field.REACH),
        (Beginning(reach=0), Field.REACH),
        (Beginning(rating=11), Field.RATING),
        (Beginning(rating=0), Field.RATING),
    ],
)
def test_e12_e15_what_is_off_its_scale_is_refused(beginning: Beginning, field: Field) -> None:
    with pytest.raises(OutOfRange) as refused:
        check_beginning(beginning)

    assert refused.value.field is field


def test_an_experiment_ahead_running_and_past_its_end_stands_so() -> None:
    experiment = an_experiment()

    days = [Date(2026, 8, 31), Date(2026, 9, 1), Date(2026, 9, 30), Date(2026, 10, 1)]

    assert [experiment.standing(day) for day in days] == [
        Standing.AHEAD,
        Standing.RUNNING,
        Standing.RUNNING,
        Standing.ENDED,
    ]
    assert [experiment.can_be_closed(day) for day in (days[-1], Date(2026, 10, 30), Date(2026, 10, 31))] == [
        True,
        True,
        False,
    ]
