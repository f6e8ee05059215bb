"""K11: a message is held for its author's word, for seven days and no longer."""

import pytest
from whenever import Instant, TimeDelta

from bot.domain.errors import AuthorsWord, NoLongerHeld, TooManyHeld, Wordless
from bot.domain.held import AT_ONCE_MOST, HELD_FOR, Consent, Held, check_room, words_of

AT = Instant.from_utc(2026, 9, 3)
AUTHOR, SAVER = 7, 8
MOMENT = TimeDelta(microseconds=1)


def held(text: str = "Ask first", consent: Consent | None = None) -> Held:
    return Held(1, 2, 3, 4, 5, AUTHOR, SAVER, text, AT, consent)


@pytest.mark.parametrize(
    ("message", "at", "is_open"),
    [
        (held(), AT, True),
        (held(), AT + HELD_FOR - MOMENT, True),
        (held(), AT + HELD_FOR, False),
        (held(""), AT, False),
        (held("", Consent.KEEP), AT, False),
    ],
)
def test_k11_a_message_is_held_until_its_author_answers_or_a_week_is_over(
    message: Held, at: Instant, is_open: bool
) -> None:
    assert message.is_open(at) is is_open


def test_k11_only_its_author_answers_and_only_in_time_yet_whoever_has_may_press_again() -> None:
    held().check_may_answer(AUTHOR, AT)
    held("", Consent.LET_GO).check_may_answer(AUTHOR, AT + HELD_FOR)

    with pytest.raises(AuthorsWord) as refused:
        held().check_may_answer(SAVER, AT)
    with pytest.raises(NoLongerHeld):
        held().check_may_answer(AUTHOR, AT + HELD_FOR)

    assert refused.value.author_id == AUTHOR


def test_k11_nobody_asks_more_authors_at_once_than_three() -> None:
    check_room(AT_ONCE_MOST - 1)

    with pytest.raises(TooManyHeld):
        check_room(AT_ONCE_MOST)


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_k11_a_message_without_words_teaches_nothing(text: str) -> None:
    with pytest.raises(Wordless):
        words_of(text)
