"""C3, C7: for which day an answer may be given, and who may respond to it with what."""

from dataclasses import replace

import pytest
from whenever import Date, Instant

from bot.domain.checkins import Answer, CheckIn, Outcome, check_day, may_change, parse_day
from bot.domain.errors import (
    Blank,
    DateUnreadable,
    DayAhead,
    DayTooLongAgo,
    ExperimentAhead,
    ExperimentEnded,
    ExperimentPaused,
    NotForYou,
    OwnCheckIn,
    PausedThen,
    Refusal,
    TooLong,
)
from bot.domain.experiments import Ending, Experiment, Frame, Pause, Plan, Verdict
from bot.domain.responses import QUESTIONS, check_may_respond, clean_response, question_for
from bot.domain.visibility import Viewer, Visibility

TODAY = Date(2026, 9, 17)
ANNA, BEN = 1, 2


def experiment() -> Experiment:
    return Experiment(
        id=1,
        community_id=1,
        group_id=1,
        person_id=ANNA,
        plan=Plan("Ask first", "", "", ""),
        frame=Frame(),
        started_on=Date(2026, 9, 12),
        ends_on=Date(2026, 10, 11),
        created_at=Instant.from_utc(2026, 9, 12),
    )


def check_in(id: int = 1, outcome: Outcome = Outcome.TRIED, date: Date = TODAY) -> CheckIn:
    return CheckIn(id, 1, 1, 1, 1, ANNA, Answer(outcome), "", date, is_comeback=False, created_at=Instant.MIN)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-09-16", Date(2026, 9, 16)),
        ("16.9", Date(2026, 9, 16)),
        ("16/9/2026", Date(2026, 9, 16)),
        ("30.12", Date(2026, 12, 30)),
    ],
)
def test_c3_a_day_is_read_as_people_write_it(typed: str, read: Date) -> None:
    assert parse_day(typed, TODAY) == read


def test_c3_without_a_year_it_is_the_nearest_one() -> None:
    assert parse_day("30.12", Date(2027, 1, 2)) == Date(2026, 12, 30)
    assert parse_day("2.1", Date(2026, 12, 30)) == Date(2027, 1, 2)


@pytest.mark.parametrize("typed", ["yesterday", "29.2", "0.1", "1.1.1.1", "²"])
def test_c3_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(DateUnreadable):
        parse_day(typed, TODAY)


@pytest.mark.parametrize(
    ("changed", "day", "refusal"),
    [
        ({}, TODAY.add(days=1), DayAhead),
        ({}, TODAY.subtract(days=8), DayTooLongAgo),
        ({}, Date(2026, 9, 11), ExperimentAhead),
        ({"ends_on": Date(2026, 9, 14)}, Date(2026, 9, 15), ExperimentEnded),
        ({"ends_on": Date(2026, 9, 14)}, TODAY, ExperimentEnded),
        ({"ending": Ending(Date(2026, 9, 13), Verdict.DROP)}, Date(2026, 9, 14), ExperimentEnded),
        ({"paused_on": Date(2026, 9, 15)}, TODAY, ExperimentPaused),
        ({"paused_on": Date(2026, 9, 15)}, Date(2026, 9, 16), PausedThen),
        ({"pauses": (Pause(Date(2026, 9, 13), Date(2026, 9, 14)),)}, Date(2026, 9, 14), PausedThen),
    ],
)
def test_c3_a_day_on_which_nothing_was_to_be_answered_is_refused(
    changed: dict[str, object], day: Date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        check_day(replace(experiment(), **changed), day, TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "day"),
    [
        ({}, TODAY),
        ({}, Date(2026, 9, 12)),
        ({"ends_on": Date(2026, 9, 14)}, Date(2026, 9, 14)),
        ({"ending": Ending(Date(2026, 9, 16), Verdict.KEEP)}, Date(2026, 9, 16)),
        ({"paused_on": Date(2026, 9, 15)}, Date(2026, 9, 14)),
        ({"pauses": (Pause(Date(2026, 9, 13), Date(2026, 9, 14)),)}, Date(2026, 9, 15)),
    ],
)
def test_c3_a_day_on_which_it_ran_takes_an_answer_also_later(changed: dict[str, object], day: Date) -> None:
    check_day(replace(experiment(), **changed), day, TODAY)  # type: ignore[arg-type]


def test_c3_an_answer_may_be_changed_for_seven_days() -> None:
    assert [may_change(check_in(date=TODAY.subtract(days=days)), TODAY) for days in (0, 7, 8)] == [True, True, False]


@pytest.mark.parametrize("outcome", Outcome)
def test_c7_questions_come_in_turn_until_each_has_been_asked(outcome: Outcome) -> None:
    asked = [question_for(check_in(outcome=outcome), given) for given in range(len(QUESTIONS[outcome]))]

    assert sorted(asked) == sorted(QUESTIONS[outcome])


def test_c7_there_are_twelve_questions_and_none_is_asked_of_two_outcomes() -> None:
    every = [question for questions in QUESTIONS.values() for question in questions]

    assert len(every) == len(set(every)) >= 12


@pytest.mark.parametrize(
    ("visibility", "viewer", "refusal"),
    [
        (Visibility.GROUP, Viewer(ANNA, is_in_group=True), OwnCheckIn),
        (Visibility.GROUP, Viewer(BEN, is_in_group=False), NotForYou),
        (Visibility.PARTNER, Viewer(BEN, is_in_group=True), NotForYou),
        (Visibility.PRIVATE, Viewer(BEN, is_in_group=True, partner_ids=[ANNA]), NotForYou),
    ],
)
def test_c7_only_another_who_may_read_it_responds(
    visibility: Visibility, viewer: Viewer, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        check_may_respond(check_in(), visibility, viewer)


def test_c7_a_partner_responds_to_what_is_for_the_partner() -> None:
    check_may_respond(check_in(), Visibility.PARTNER, Viewer(BEN, is_in_group=True, partner_ids=[ANNA]))


@pytest.mark.parametrize(("text", "refusal"), [("  \n", Blank), ("a" * 501, TooLong)])
def test_c7_a_response_says_something_and_not_too_much(text: str, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        clean_response(text)
