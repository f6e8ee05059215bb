"""The limits of a commitment."""

import pytest
from whenever import Date, Instant

from bot.domain.errors import Blank, ExperimentEnded, OutOfRange, TooLong, TooManyExperiments
from bot.domain.experiments import Experiment, Frame, Plan, check_frame, check_room, clean_plan, last_day


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
