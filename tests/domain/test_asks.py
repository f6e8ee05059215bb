"""An ask and its chain, as pure rules (K1, K4, K8)."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from whenever import Instant

from bot.domain.asks import (
    ABLE_MOST,
    MINUTES,
    OPEN_MOST,
    QUESTION_MOST,
    Ask,
    AskKind,
    AskState,
    AskWords,
    Help,
    Worked,
    accept,
    check_may_help,
    check_may_take_back,
    check_own,
    check_room,
    clean_ask,
    close,
    reopen,
    weigh,
)
from bot.domain.errors import (
    AskClosed,
    AskOpen,
    Blank,
    Field,
    HelpAccepted,
    HelpingOneself,
    LooksLikeWork,
    NotYourAsk,
    OutOfRange,
    TooLong,
    TooManyAsks,
)
from bot.domain.people import Language

NOW = Instant.from_utc(2026, 9, 3, 10)
LATER = NOW.add(hours=1)
KARI, LUCA = 1, 2
WORDS = AskWords("How do you end a call?", "Waiting")
ASK = Ask(7, 10, KARI, AskKind.ADVICE, WORDS, Language.NORWEGIAN, NOW, AskState.OPEN, NOW)
HELP = Help(8, 10, 7, LUCA, NOW)
CLOSED = [AskState.SOLVED, AskState.IDLE, AskState.WITHDRAWN]


def test_k1_an_ask_is_kept_without_the_blanks_around_it() -> None:
    assert clean_ask(AskWords("  How? ", " Waiting\n", in_return=" ")) == AskWords("How?", "Waiting")


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (replace(WORDS, question=" \n"), Field.QUESTION),
        (replace(WORDS, question="\u200b…?"), Field.QUESTION),
        (replace(WORDS, tried=""), Field.ASK_TRIED),
    ],
)
def test_k8_an_ask_needs_a_question_and_what_was_tried(words: AskWords, field: Field) -> None:
    with pytest.raises(Blank) as refused:
        clean_ask(words)

    assert refused.value == Blank(field)


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (replace(WORDS, question="x" * 4000), TooLong(Field.QUESTION, 4000, QUESTION_MOST)),
        (replace(WORDS, able="x" * (ABLE_MOST + 1)), TooLong(Field.ABLE, ABLE_MOST + 1, ABLE_MOST)),
    ],
)
def test_k1_what_is_too_long_is_refused_with_how_much_may_be(words: AskWords, error: TooLong) -> None:
    with pytest.raises(TooLong) as refused:
        clean_ask(words)

    assert refused.value == error


def test_k8_the_time_asked_for_is_one_of_those_offered() -> None:
    with pytest.raises(OutOfRange):
        clean_ask(replace(WORDS, minutes=45))


@pytest.mark.parametrize("minutes", MINUTES[:-1])
def test_k8_a_question_that_takes_up_to_an_hour_is_a_question(minutes: int) -> None:
    weigh(replace(WORDS, minutes=minutes))


@pytest.mark.parametrize("words", [replace(WORDS, minutes=MINUTES[-1]), replace(WORDS, question="Write my CV.")])
def test_k8_more_than_an_hour_or_an_order_looks_like_work_unless_something_is_offered_in_return(
    words: AskWords,
) -> None:
    with pytest.raises(LooksLikeWork):
        weigh(words)

    weigh(replace(words, in_return="I go through your slides"))


def test_k1_one_person_has_so_many_asks_open_at_once() -> None:
    check_room(OPEN_MOST - 1)

    with pytest.raises(TooManyAsks):
        check_room(OPEN_MOST)


def test_k3_nobody_helps_themselves_and_others_only_while_it_is_open() -> None:
    check_may_help(ASK, LUCA)

    with pytest.raises(HelpingOneself):
        check_may_help(ASK, KARI)
    with pytest.raises(AskClosed):
        check_may_help(replace(ASK, state=AskState.SOLVED), LUCA)


def test_k4_only_whoever_asked_decides() -> None:
    check_own(ASK, KARI)

    with pytest.raises(NotYourAsk):
        check_own(ASK, LUCA)


def test_k4_help_that_is_accepted_is_not_taken_back_by_a_press() -> None:
    check_may_take_back(HELP)

    with pytest.raises(HelpAccepted):
        check_may_take_back(replace(HELP, accepted_at=NOW))


@pytest.mark.parametrize("state", CLOSED)
@pytest.mark.parametrize("step", [accept, lambda ask, now: close(ask, AskState.SOLVED, now)])
def test_k7_nothing_happens_to_a_closed_ask(state: AskState, step: Callable[[Ask, Instant], Ask]) -> None:
    with pytest.raises(AskClosed):
        step(replace(ASK, state=state), LATER)


@pytest.mark.parametrize("state", CLOSED)
def test_k7_a_closed_ask_is_reopened_as_it_was_before(state: AskState) -> None:
    closed = replace(close(ASK, state, NOW), worked=Worked.YES)

    without = reopen(closed, [HELP], LATER)
    with_help = reopen(closed, [HELP, replace(HELP, accepted_at=NOW)], LATER)

    assert (without.state, with_help.state) == (AskState.OPEN, AskState.ACCEPTED)
    assert (without.state_at, without.worked) == (LATER, None)


def test_k7_an_open_ask_is_not_reopened() -> None:
    with pytest.raises(AskOpen):
        reopen(ASK, [], LATER)
