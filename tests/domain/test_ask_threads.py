"""K7: what follows from a look into an ask's thread."""

from dataclasses import replace

import pytest
from whenever import Instant, TimeDelta

from bot.domain.ask_threads import IDLE_AFTER, AskThread, Follows, Glimpse, after_look, look
from bot.domain.asks import Ask, AskKind, AskState, AskWords, Help
from bot.domain.people import Language

ASKED = Instant.from_utc(2026, 9, 3, 8)
DAY = TimeDelta(hours=24)
QUIET = Glimpse(10, is_written=False, is_hidden=False)
HIDDEN = replace(QUIET, is_hidden=True)
WRITTEN = Glimpse(11, is_written=True, is_hidden=False)


def ask(state: AskState = AskState.OPEN, state_at: Instant = ASKED) -> Ask:
    words = AskWords("How do you price a workshop?", "By the hour")
    return Ask(1, 2, 3, AskKind.ADVICE, words, Language.ENGLISH, ASKED, state, state_at)


def thread(*, written_at: Instant = ASKED, is_hidden: bool = False, thread_id: int | None = 5) -> AskThread:
    return AskThread(1, 2, thread_id, 10, written_at, is_hidden, look_at=ASKED + DAY)


def help_at(at: Instant) -> Help:
    return Help(4, 2, 1, 6, offered_at=at)


@pytest.mark.parametrize(("days", "follows"), [(9, Follows.NOTHING), (10, Follows.CLOSING)])
def test_an_ask_is_closed_when_nobody_has_written_for_ten_days(days: int, follows: Follows) -> None:
    assert look(thread(), ask(), [], QUIET, ASKED + days * DAY) is follows


def test_one_without_a_thread_is_closed_after_ten_days_without_a_sign() -> None:
    assert look(thread(thread_id=None), ask(), [], None, ASKED + IDLE_AFTER) is Follows.CLOSING


def test_whoever_writes_on_the_last_day_keeps_it_open() -> None:
    assert look(thread(), ask(), [], WRITTEN, ASKED + IDLE_AFTER) is Follows.NOTHING


def test_an_offer_of_help_is_a_sign_of_life() -> None:
    helps = [help_at(ASKED + 5 * DAY)]

    assert look(thread(), ask(), helps, QUIET, ASKED + 14 * DAY) is Follows.NOTHING
    assert look(thread(), ask(), helps, QUIET, ASKED + 15 * DAY) is Follows.CLOSING


def test_a_reopened_ask_has_its_ten_days_anew() -> None:
    again = ask(state_at=ASKED + 20 * DAY)

    assert look(thread(), again, [], QUIET, ASKED + 29 * DAY) is Follows.NOTHING


def test_a_thread_that_was_hidden_while_its_ask_is_open_is_woken() -> None:
    now = ASKED + 8 * DAY

    assert look(thread(), ask(), [], HIDDEN, now) is Follows.WAKING
    assert after_look(thread(), ask(), HIDDEN, now).is_hidden is False


@pytest.mark.parametrize(
    ("state", "was_hidden", "follows"),
    [
        (AskState.IDLE, False, Follows.REOPENING),
        (AskState.IDLE, True, Follows.REOPENING),
        (AskState.SOLVED, False, Follows.NOTHING),  # “thank you!”
        (AskState.SOLVED, True, Follows.REOPENING),
        (AskState.WITHDRAWN, True, Follows.NOTHING),
    ],
)
def test_writing_reopens_what_is_idle_or_was_put_away(state: AskState, was_hidden: bool, follows: Follows) -> None:
    assert look(thread(is_hidden=was_hidden), ask(state), [], WRITTEN, ASKED + DAY) is follows


def test_nobody_writing_reopens_nothing() -> None:
    assert look(thread(is_hidden=True), ask(AskState.IDLE), [], QUIET, ASKED + DAY) is Follows.NOTHING


def test_what_is_remembered_is_the_newest_message_and_when_it_was_seen() -> None:
    now = ASKED + DAY

    remembered = after_look(thread(), ask(), WRITTEN, now)

    assert remembered == replace(thread(), last_message_id=11, written_at=now, look_at=now + DAY)


@pytest.mark.parametrize(
    ("state", "days", "thread_id", "is_looked_at"),
    [
        (AskState.OPEN, 100, 5, True),
        (AskState.OPEN, 1, None, True),
        (AskState.IDLE, 29, 5, True),
        (AskState.SOLVED, 29, 5, True),
        (AskState.IDLE, 30, 5, False),
        (AskState.IDLE, 1, None, False),
        (AskState.WITHDRAWN, 1, 5, False),
    ],
)
def test_a_closed_ask_is_looked_at_for_a_month(
    state: AskState, days: int, thread_id: int | None, is_looked_at: bool
) -> None:
    remembered = after_look(thread(thread_id=thread_id), ask(state), None, ASKED + days * DAY)

    assert (remembered.look_at is not None) is is_looked_at
