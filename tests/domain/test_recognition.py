"""When thanks are in place: pure (R1, R2)."""

import pytest
from whenever import Instant, TimeDelta

from bot.domain.errors import Blank, SelfThanks, ThankedForThis, ThankedLately, ThanksForThanks, TooLong
from bot.domain.recognition import (
    COOL_DOWN,
    LATELY,
    NO_THANKS_BACK,
    TEXT_MOST,
    Between,
    Thanks,
    check_in_place,
    check_not_oneself,
    clean_thanks,
    is_lately,
)

NOW = Instant.from_utc(2026, 9, 7, 9)
MOMENT = TimeDelta(microseconds=1)
GIVER, RECEIVER = 1, 2


def ago(time: TimeDelta) -> Instant:
    return NOW - time


def test_r1_thanks_are_kept_without_the_space_around_them() -> None:
    assert clean_thanks(" You listened.\n") == "You listened."


def test_r1_thanks_may_be_as_long_as_the_form_and_not_longer() -> None:
    assert clean_thanks("x" * TEXT_MOST) == "x" * TEXT_MOST
    with pytest.raises(TooLong):
        clean_thanks("x" * (TEXT_MOST + 1))


def test_r1_thanks_without_words_are_refused() -> None:
    with pytest.raises(Blank):
        clean_thanks(" \n ")


def test_r2_nobody_thanks_themselves() -> None:
    check_not_oneself(GIVER, RECEIVER)
    with pytest.raises(SelfThanks):
        check_not_oneself(GIVER, GIVER)


@pytest.mark.parametrize("is_tied", [True, False])
def test_r2_the_first_thanks_between_two_are_in_place(is_tied: bool) -> None:
    check_in_place(RECEIVER, Between(), is_tied=is_tied, now=NOW)


def test_r2_thanks_are_not_given_back_within_a_day() -> None:
    check_in_place(RECEIVER, Between(returned_at=ago(NO_THANKS_BACK)), is_tied=False, now=NOW)
    with pytest.raises(ThanksForThanks):
        check_in_place(RECEIVER, Between(returned_at=ago(NO_THANKS_BACK - MOMENT)), is_tied=False, now=NOW)


def test_r2_the_same_person_is_thanked_once_in_three_days_and_told_when_next() -> None:
    last = ago(COOL_DOWN - MOMENT)

    check_in_place(RECEIVER, Between(given_at=ago(COOL_DOWN)), is_tied=False, now=NOW)
    with pytest.raises(ThankedLately) as refused:
        check_in_place(RECEIVER, Between(given_at=last), is_tied=False, now=NOW)

    assert refused.value == ThankedLately(RECEIVER, last + COOL_DOWN)


def test_r2_for_a_check_in_neither_of_these_holds_but_once_is_enough() -> None:
    check_in_place(RECEIVER, Between(given_at=NOW, returned_at=NOW), is_tied=True, now=NOW)
    with pytest.raises(ThankedForThis):
        check_in_place(RECEIVER, Between(is_said=True), is_tied=True, now=NOW)


def test_r3_what_was_given_a_month_ago_was_not_given_lately() -> None:
    def given(at: Instant) -> Thanks:
        return Thanks(1, 1, GIVER, RECEIVER, "You listened.", at)

    said = [is_lately(last, NOW) for last in (None, given(ago(LATELY)), given(ago(LATELY - MOMENT)))]

    assert said == [False, False, True]
