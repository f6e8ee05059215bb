"""What its person does to an experiment on its way: change, pause, park, close."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.course import begun_later, changed, closed, cut_short, parked, paused, resting, resumed, unparked
from bot.domain.errors import (
    AlreadyAnswered,
    ExperimentAhead,
    ExperimentOver,
    ExperimentPaused,
    NotPaused,
    OutOfRange,
    TooLong,
)
from bot.domain.experiments import (
    Begin,
    Cadence,
    Ending,
    Experiment,
    FormerPlan,
    Frame,
    Pause,
    Plan,
    Standing,
    Verdict,
    last_day,
)

FIRST = Date(2026, 9, 1)
FRAME = Frame(cadence=Cadence.DAILY)
OLD, NEW, NEWER = (Plan(what, "", "", "") for what in ("Ask ten people", "Ask five people", "Ask one person"))


def day(number: int) -> Date:
    """That day of the experiment, from 1."""
    return FIRST.add(days=number - 1)


@pytest.fixture
def experiment() -> Experiment:
    return Experiment(1, 2, 3, 4, OLD, FRAME, FIRST, last_day(FIRST, 30), Instant.from_utc(2026, 9, 1))


def test_e8_a_change_takes_effect_the_next_day_and_the_old_plan_is_kept(experiment: Experiment) -> None:
    new = changed(experiment, NEW, FRAME, day(5))

    assert (new.on(day(5)).plan, new.on(day(6)).plan) == (OLD, NEW)
    assert new.former == (FormerPlan(OLD, FRAME, day(5)),)


def test_e8_the_second_change_of_a_day_takes_the_place_of_the_first(experiment: Experiment) -> None:
    new = changed(changed(experiment, NEW, FRAME, day(5)), NEWER, FRAME, day(5))

    assert (new.on(day(5)).plan, new.on(day(6)).plan) == (OLD, NEWER)
    assert [former.plan for former in new.former] == [OLD]


def test_e8_changed_on_two_days_both_old_plans_are_kept(experiment: Experiment) -> None:
    new = changed(changed(experiment, NEW, FRAME, day(5)), NEWER, FRAME, day(9))

    assert [new.on(day(number)).plan for number in (5, 6, 9, 10)] == [OLD, NEW, NEW, NEWER]


def test_e8_changed_back_on_the_same_day_it_is_as_if_nothing_had_been_changed(experiment: Experiment) -> None:
    assert changed(changed(experiment, NEW, FRAME, day(5)), OLD, FRAME, day(5)) == experiment


def test_e8_before_the_first_day_a_change_takes_effect_at_once(experiment: Experiment) -> None:
    new = changed(experiment, NEW, FRAME, FIRST.subtract(days=3))

    assert (new.plan, new.former) == (NEW, ())


def test_e8_what_is_over_is_not_changed(experiment: Experiment) -> None:
    with pytest.raises(ExperimentOver):
        changed(experiment, NEW, FRAME, day(31))


def test_e9_a_pause_moves_the_end_by_the_days_it_lasted(experiment: Experiment) -> None:
    back = resumed(paused(experiment, day(4)), day(9))

    assert back.pauses == (Pause(day(4), day(8)),)
    assert back.ends_on == experiment.ends_on.add(days=5)
    assert (back.day(day(9)), back.standing(day(9))) == (4, Standing.RUNNING)


def test_e9_a_pause_taken_back_on_the_same_day_changes_nothing(experiment: Experiment) -> None:
    assert resumed(paused(experiment, day(4)), day(4)) == experiment


def test_e9_a_pause_outlasts_the_last_day(experiment: Experiment) -> None:
    resting = paused(experiment, day(30))

    assert resting.is_unfinished(day(50))
    assert resumed(resting, day(50)).ends_on == day(50)


def test_e9_pausing_twice_and_resuming_what_runs_are_refused(experiment: Experiment) -> None:
    with pytest.raises(ExperimentPaused):
        paused(paused(experiment, day(4)), day(5))
    with pytest.raises(NotPaused):
        resumed(experiment, day(4))


def test_e9_what_has_not_begun_or_is_over_does_not_pause(experiment: Experiment) -> None:
    with pytest.raises(ExperimentAhead):
        paused(experiment, FIRST.subtract(days=1))
    with pytest.raises(ExperimentOver):
        paused(experiment, day(31))


@given(st.lists(st.integers(min_value=0, max_value=6), max_size=12))
def test_e9_however_often_it_pauses_it_keeps_its_thirty_days(lengths: list[int]) -> None:
    experiment = Experiment(1, 2, 3, 4, OLD, FRAME, FIRST, last_day(FIRST, 30), Instant.from_utc(2026, 9, 1))
    today = FIRST
    for length in lengths:
        today = today.add(days=1)
        experiment = paused(experiment, today)
        today = today.add(days=length)
        experiment = resumed(experiment, today)

    assert experiment.day(experiment.ends_on) == 30


def test_j4_parked_and_taken_up_within_thirty_days_it_goes_on_where_it_was(experiment: Experiment) -> None:
    resting = parked(experiment, day(10))

    back = unparked(resting, day(40))

    assert resting.standing(day(40)) is Standing.PARKED
    assert (back.day(day(40)), back.ends_on, back.parked_on) == (10, day(60), None)


def test_j4_parked_for_longer_it_ended_on_the_day_its_person_left(experiment: Experiment) -> None:
    resting = parked(experiment, day(10))

    back = unparked(resting, day(41))

    assert (resting.standing(day(41)), back.standing(day(41)), back.ended_on) == (
        Standing.ENDED,
        Standing.ENDED,
        day(10),
    )


def test_j4_what_its_person_had_paused_stays_paused_when_they_come_back(experiment: Experiment) -> None:
    back = unparked(parked(paused(experiment, day(8)), day(10)), day(20))

    assert (back.standing(day(20)), back.paused_on) == (Standing.PAUSED, day(8))


def test_j4_what_is_over_is_not_parked(experiment: Experiment) -> None:
    assert parked(experiment, day(31)) == experiment
    assert unparked(experiment, day(5)) == experiment


def test_e3_an_experiment_nobody_has_answered_about_moves_to_a_fresh_start(experiment: Experiment) -> None:
    moved = begun_later(experiment, Begin.MONDAY, FIRST, is_answered=False)

    assert (moved.started_on, moved.ends_on) == (Date(2026, 9, 7), Date(2026, 10, 6))
    with pytest.raises(AlreadyAnswered):
        begun_later(experiment, Begin.MONDAY, FIRST, is_answered=True)


def test_e10_closed_on_any_day_and_for_thirty_days_after_the_last(experiment: Experiment) -> None:
    on_time, late = Ending(day(12), Verdict.DROP), Ending(day(60), Verdict.KEEP)

    assert closed(experiment, on_time).standing(day(12)) is Standing.FINISHED
    assert closed(experiment, late).ending == late
    with pytest.raises(ExperimentOver):
        closed(experiment, Ending(day(61), Verdict.KEEP))


def test_e10_closed_once_it_stays_closed(experiment: Experiment) -> None:
    with pytest.raises(ExperimentOver):
        closed(closed(experiment, Ending(day(12), Verdict.DROP)), Ending(day(12), Verdict.KEEP))


def test_e10_closed_during_a_pause_the_pause_ends_there(experiment: Experiment) -> None:
    finished = closed(paused(experiment, day(4)), Ending(day(6), Verdict.KEEP))

    assert (finished.paused_on, finished.pauses) == (None, (Pause(day(4), day(5)),))


@pytest.mark.parametrize("rating", [0, 11, -1])
def test_e12_a_rating_off_the_scale_is_refused(experiment: Experiment, rating: int) -> None:
    with pytest.raises(OutOfRange):
        closed(experiment, Ending(day(12), Verdict.KEEP, rating=rating))


def test_e10_advice_that_is_too_long_is_refused_with_its_length(experiment: Experiment) -> None:
    with pytest.raises(TooLong) as refused:
        closed(experiment, Ending(day(12), Verdict.KEEP, advice="x" * 501))

    assert refused.value.length == 501


def test_a_plan_in_force_is_found_also_where_plans_are_kept_out_of_order(experiment: Experiment) -> None:
    twice = replace(experiment, former=(FormerPlan(NEW, FRAME, day(9)), FormerPlan(OLD, FRAME, day(5))), plan=NEWER)

    assert [twice.on(day(number)).plan for number in (5, 6, 10)] == [OLD, NEW, NEWER]


def test_j4_what_had_not_begun_when_its_person_left_loses_only_the_days_after_its_first(
    experiment: Experiment,
) -> None:
    resting = parked(experiment, day(-9))

    before_it_begins, after = unparked(resting, day(-5)), unparked(resting, day(4))

    assert (before_it_begins.ends_on, before_it_begins.pauses) == (day(30), ())
    assert (after.ends_on, after.day(day(4))) == (day(33), 1)


def test_e3_days_it_rested_before_a_later_beginning_are_none_of_its_own(experiment: Experiment) -> None:
    rested = resumed(paused(experiment, day(2)), day(5))

    moved = begun_later(rested, Begin.FIRST, day(5), is_answered=False)

    assert (moved.day(moved.started_on), moved.day(moved.ends_on)) == (1, 30)


def test_j4_who_stays_away_sees_that_it_ended_when_they_left(experiment: Experiment) -> None:
    resting = parked(replace(experiment, ends_on=day(90)), day(10))

    assert resting.standing(day(41)) is Standing.ENDED
    assert resting.ended_on == day(10)
    assert not resting.can_be_closed(day(41))


@given(first=st.integers(-5, 40), days=st.integers(1, 30), cut=st.integers(0, 60))
def test_a3_a_rest_of_the_group_moves_the_end_by_the_days_that_were_rested(first: int, days: int, cut: int) -> None:
    begun = Experiment(1, 2, 3, 4, OLD, FRAME, FIRST, last_day(FIRST, 30), Instant.from_utc(2026, 9, 1))
    pause = Pause(day(first), day(first + days - 1))

    rested = resting(begun, pause, day(1))
    over = cut_short(rested, day(cut))

    assert cut_short(rested, min(pause.first, FIRST)) == begun
    assert begun.ends_on.add(days=sum(each.days for each in over.pauses)) == over.ends_on


def test_a3_days_on_which_its_person_and_its_group_let_it_rest_count_once(experiment: Experiment) -> None:
    rests = resting(experiment, Pause(day(8), day(12)), day(3))

    back = resumed(paused(rests, day(5)), day(15))

    assert back.ends_on == experiment.ends_on.add(days=10)
    assert sorted((each.first, each.last) for each in back.pauses) == [
        (day(5), day(7)),
        (day(8), day(12)),
        (day(13), day(14)),
    ]
    assert back.day(day(16)) == 6
