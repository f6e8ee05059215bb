"""C6: a strength from 0 to 100 that forgives a slip; no streak anywhere."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant, Weekday

from bot.domain.checkins import Answer, CheckIn, Outcome, period_of
from bot.domain.experiments import Cadence, Ending, Experiment, FormerPlan, Frame, Pause, Plan, Verdict, last_day
from bot.domain.strength import strength

BEGUN = Date(2026, 9, 7)  # a Monday
PLAN = Plan("Ask one open question", "", "", "")
DAILY = Frame(cadence=Cadence.DAILY)


def experiment(frame: Frame = DAILY) -> Experiment:
    return Experiment(
        id=1,
        community_id=1,
        group_id=1,
        person_id=1,
        plan=PLAN,
        frame=frame,
        started_on=BEGUN,
        ends_on=last_day(BEGUN, frame.days),
        created_at=Instant.from_utc(2026, 9, 7),
    )


def answered(day: int, outcome: Outcome = Outcome.TRIED, cadence: Cadence = Cadence.DAILY) -> CheckIn:
    """On the experiment's `day`, counted from 0; of the round that began on that week's Monday."""
    date = BEGUN.add(days=day)
    period = period_of(cadence, date, date.subtract(days=date.day_of_week().value - 1))
    return CheckIn(1, 1, 1, 1, 1, 1, Answer(outcome), period, date, is_comeback=False, created_at=Instant.MIN)


def on(day: int) -> Date:
    return BEGUN.add(days=day)


def every_day_but(*missed: int, of: int = 30) -> list[CheckIn]:
    return [answered(day) for day in range(of) if day not in missed]


frames = st.builds(Frame, cadence=st.sampled_from(Cadence), times=st.integers(2, 6), days=st.integers(7, 90))
days = st.sets(st.integers(0, 89), max_size=60)
pauses = st.lists(
    st.tuples(st.integers(0, 89), st.integers(0, 20)).map(lambda span: Pause(on(span[0]), on(span[0] + span[1]))),
    max_size=3,
)


@given(frames, frames, st.integers(0, 40), days, st.integers(0, 89), st.integers(0, 100), pauses, pauses)
def test_c6_it_stays_between_0_and_100_and_a_try_more_never_lowers_it(
    frame: Frame,
    former: Frame,
    until: int,
    tried: set[int],
    more: int,
    today: int,
    paused: list[Pause],
    away: list[Pause],
) -> None:
    running = replace(
        experiment(frame), pauses=tuple(paused), former=(FormerPlan(PLAN, former, on(until)),) if until else ()
    )

    def now(answers: set[int]) -> int:
        check_ins = [answered(day, cadence=running.on(on(day)).frame.cadence) for day in sorted(answers)]
        return strength(running, check_ins, on(today), away=away)

    assert 0 <= now(tried) <= now(tried | {more}) <= 100


@given(frames, days, st.integers(0, 89))
def test_c6_saying_not_yet_is_the_same_as_saying_nothing(frame: Frame, tried: set[int], not_yet: int) -> None:
    running = experiment(frame)
    tries = [answered(day, cadence=frame.cadence) for day in tried - {not_yet}]

    said = strength(running, [*tries, answered(not_yet, Outcome.NOT_YET, frame.cadence)], on(89))

    assert said == strength(running, tries, on(89))


def test_c6_thirteen_days_in_a_row_make_half_of_it() -> None:
    assert strength(experiment(), every_day_but(of=13), on(12)) == 50


def test_c6_one_slip_in_a_month_costs_little_and_nothing_starts_anew() -> None:
    without = strength(experiment(), every_day_but(), on(29))
    with_one = strength(experiment(), every_day_but(24), on(29))

    assert (without, with_one) == (80, 76)


def test_c6_a_failed_try_counts_as_much_as_one_that_worked() -> None:
    failed = [answered(day, Outcome.FAILED) for day in range(10)]

    assert strength(experiment(), failed, on(9)) == strength(experiment(), every_day_but(of=10), on(9))


def test_c6_today_without_an_answer_is_not_a_miss_yet() -> None:
    tries = every_day_but(of=10)

    assert strength(experiment(), tries, on(10)) == strength(experiment(), tries, on(9))
    assert strength(experiment(), tries, on(11)) < strength(experiment(), tries, on(9))


def test_c6_nor_is_this_week_while_it_lasts() -> None:
    weekly = experiment(Frame(cadence=Cadence.WEEKLY))
    tries = [answered(1, cadence=Cadence.WEEKLY), answered(9, cadence=Cadence.WEEKLY)]

    assert strength(weekly, tries, on(20)) == strength(weekly, tries, on(13))
    assert strength(weekly, tries, on(21)) < strength(weekly, tries, on(20))


def test_c6_two_answers_of_two_rounds_in_one_week_of_the_experiment_make_two_weeks() -> None:
    """An experiment begun on a Friday, answered on Sunday and, for the next round, on Monday."""
    weekly = replace(experiment(Frame(cadence=Cadence.WEEKLY)), started_on=on(4))
    sunday, monday = answered(6, cadence=Cadence.WEEKLY), answered(7, cadence=Cadence.WEEKLY)

    both = strength(weekly, [sunday, monday], on(7), week_begins=Weekday.MONDAY)

    assert both > strength(weekly, [monday], on(7), week_begins=Weekday.MONDAY)


def test_c6_weekends_are_free_where_weekdays_were_promised() -> None:
    weekdays = experiment(Frame(cadence=Cadence.WEEKDAYS))
    week = [answered(day) for day in range(5)]

    assert strength(weekdays, week, on(7)) == strength(weekdays, week, on(4))


def test_c6_three_of_three_times_is_a_whole_week_and_more_is_not_more() -> None:
    several = experiment(Frame(cadence=Cadence.SEVERAL, times=3))

    strengths = [strength(several, every_day_but(of=tries), on(6)) for tries in range(6)]

    assert strengths == sorted(strengths)
    assert strengths[2] < strengths[3] == strengths[4] == strengths[5]


def test_c6_days_paused_and_days_away_are_left_out() -> None:
    tries = every_day_but(of=10)
    gap = Pause(on(10), on(16))
    paused = replace(experiment(), pauses=(gap,))

    assert strength(paused, tries, on(17)) == strength(experiment(), tries, on(9))
    assert strength(experiment(), tries, on(17), away=[gap]) == strength(experiment(), tries, on(9))
    assert strength(replace(experiment(), paused_on=on(10)), tries, on(25)) == strength(experiment(), tries, on(9))


def test_c6_what_was_tried_on_a_day_away_counts_all_the_same() -> None:
    away = [Pause(on(0), on(9))]

    assert strength(experiment(), every_day_but(of=10), on(9), away=away) > 0


def test_c6_a_change_of_plan_asks_for_the_old_cadence_until_its_day() -> None:
    """A week of trying daily, then once a week: the days after the change are no misses."""
    changed = replace(experiment(Frame(cadence=Cadence.WEEKLY)), former=(FormerPlan(PLAN, DAILY, until=on(6)),))

    assert strength(changed, every_day_but(of=7), on(13)) == strength(experiment(), every_day_but(of=7), on(6))


def test_c6_it_stands_still_once_the_experiment_is_finished() -> None:
    tries = every_day_but(of=10)
    finished = replace(experiment(), ending=Ending(on(9), Verdict.KEEP))

    assert strength(finished, tries, on(60)) == strength(experiment(), tries, on(9))
