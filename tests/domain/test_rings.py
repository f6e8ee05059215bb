"""Rings: their steps, one's own request, and whose request somebody is shown (K12)."""

import pytest
from whenever import Instant, TimeDelta

from bot.domain.ask_care import handed_over, in_care
from bot.domain.asks import Ask, AskKind, AskStage, AskState, AskWords, Help
from bot.domain.errors import Blank, OutOfRange, RequestAnswered, TooLong
from bot.domain.people import Language
from bot.domain.rings import (
    ANSWER_MOST,
    Request,
    Ring,
    RingStage,
    RingStep,
    after_step,
    check_may_reword,
    clean_answer,
    clean_request,
    due_step,
    ending_now,
    has_answered,
    open_ring,
    to_answer,
)

NOW = Instant.from_utc(2026, 9, 7, 7)
DAY = TimeDelta(hours=24)
KARI, LUCA, HENRY, GRACE = 1, 2, 3, 4


def ring(days: int = 7) -> Ring:
    return open_ring(1, 10, 20, GRACE, days, NOW)


def request(person_id: int, *helpers: int, state: AskState = AskState.OPEN) -> Request:
    ask = Ask(
        id=100 + person_id,
        community_id=10,
        person_id=person_id,
        kind=AskKind.ADVICE,
        words=AskWords("How do you price a day?"),
        language=Language.ENGLISH,
        asked_at=NOW,
        state=state,
        state_at=NOW,
        ring_id=1,
    )
    return Request(ask, [Help(each, 10, ask.id, each, NOW, text="So.") for each in helpers])


def shown(requests: list[Request], person_id: int, *apart: int) -> int | None:
    found = to_answer(requests, person_id, apart)
    return found.ask.person_id if found else None


def test_k12_a_ring_reminds_half_way_and_closes_at_its_end() -> None:
    opened = ring()

    reminded = after_step(opened, due_step(opened, NOW + 3 * DAY))
    closed = after_step(reminded, due_step(reminded, NOW + 7 * DAY))

    assert (opened.next_at, opened.ends_at) == (NOW + 3 * DAY, NOW + 7 * DAY)
    assert (reminded.stage, reminded.next_at) == (RingStage.REMINDED, NOW + 7 * DAY)
    assert (closed.stage, closed.next_at, closed.is_over) == (RingStage.CLOSED, None, True)


def test_k12_a_ring_whose_end_came_while_the_bot_was_away_reminds_nobody() -> None:
    assert due_step(ring(), NOW + 8 * DAY) is RingStep.CLOSE


def test_k12_a_ring_whose_group_rests_closes_at_its_next_step() -> None:
    ending = ending_now(ring(), NOW + DAY)

    assert (ending.next_at, ending.ends_at, due_step(ending, NOW + DAY)) == (NOW + DAY, NOW + DAY, RingStep.CLOSE)


@pytest.mark.parametrize("days", [1, 15])
def test_k12_a_ring_takes_two_days_to_two_weeks(days: int) -> None:
    with pytest.raises(OutOfRange):
        ring(days)


def test_k12_of_the_requests_with_the_fewest_answers_everybody_is_shown_the_next_after_their_own() -> None:
    requests = [request(KARI), request(LUCA), request(HENRY)]

    assert [shown(requests, each) for each in (KARI, LUCA, HENRY, GRACE)] == [LUCA, HENRY, KARI, KARI]


def test_k12_a_request_with_fewer_answers_comes_before_the_next() -> None:
    assert shown([request(KARI), request(LUCA, GRACE), request(HENRY)], KARI) == HENRY


def test_k12_nobody_is_shown_what_they_answered_what_is_closed_or_whom_they_are_kept_apart_from() -> None:
    requests = [request(KARI), request(LUCA, KARI), request(HENRY, state=AskState.SOLVED), request(GRACE)]

    assert (shown(requests, KARI), shown(requests, KARI, GRACE)) == (GRACE, None)


def test_k12_a_request_waits_until_somebody_answers_or_it_is_closed() -> None:
    assert [request(KARI).waits, request(KARI, LUCA).waits, request(KARI, state=AskState.SOLVED).waits] == [
        True,
        False,
        False,
    ]


def test_k12_whoever_helped_with_any_request_has_answered() -> None:
    requests = [request(KARI, LUCA), request(LUCA)]

    assert (has_answered(requests, LUCA), has_answered(requests, KARI)) == (True, False)


@pytest.mark.parametrize("own", [request(KARI, LUCA), request(KARI, state=AskState.SOLVED)])
def test_k12_a_request_that_is_answered_or_solved_keeps_its_words(own: Request) -> None:
    with pytest.raises(RequestAnswered):
        check_may_reword(own)


def test_k12_one_that_was_taken_back_may_be_made_anew() -> None:
    check_may_reword(request(KARI, state=AskState.WITHDRAWN))


def test_k12_what_is_typed_is_neither_blank_nor_endless() -> None:
    assert (clean_request("  Who knows? "), clean_answer(" Ada. ")) == ("Who knows?", "Ada.")
    with pytest.raises(Blank):
        clean_request(" ")
    with pytest.raises(TooLong):
        clean_answer("a" * (ANSWER_MOST + 1))


def test_k12_of_a_request_without_an_answer_only_who_leads_hears() -> None:
    ask = request(KARI).ask

    again, over = in_care(ask, NOW), handed_over(ask, NOW)

    assert (again.stage, again.next_at) == (AskStage.WIDENED, NOW + 3 * DAY)
    assert (over.stage, over.next_at) == (AskStage.WIDENED, NOW)
