"""What nobody can see is nothing; what is seen stays; two names of one look are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.legible import clean_line, clean_text, legible
from bot.domain.lookalikes import look_alike

UNSEEN = ["\u200b", "\u3164", "\u2800", "\u200d", "\u00ad", "\u2060", "\ufe0f", "\U000e0041", "\u0301", "\u202e"]


@pytest.mark.parametrize("typed", UNSEEN)
def test_what_nobody_can_see_is_blank(typed: str) -> None:
    assert (clean_text(typed), clean_line(f" {typed} ")) == ("", "")


@pytest.mark.parametrize("typed", ["👨\u200d👩\u200d👧", "❤️\u200d🔥", "می\u200cخواهم", "क्\u200dष", "1️⃣"])
def test_joiners_stay_where_they_are_seen(typed: str) -> None:
    assert clean_line(typed) == typed


@pytest.mark.parametrize(("one", "other"), [("Oslo", "Оslо"), ("Alice", "AIice"), ("Oslo", "Os\u200dlo"), ("A", "a")])
def test_names_of_one_look_are_taken_for_each_other(one: str, other: str) -> None:
    assert look_alike(one, other)


def test_names_of_another_look_are_not() -> None:
    assert not look_alike("Trust", "Rust")


TYPED = st.text(
    st.sampled_from("a1# 😀🏴❤بक漢ᠠ\n\u200b\u200c\u200d\ufe0f\u180b\U000e0067\U000e0062\U000e007f\u3164\u0301")
)


@given(TYPED)
def test_what_is_legible_stays_as_it_is(typed: str) -> None:
    seen = legible(typed)

    assert legible(seen) == seen


@pytest.mark.parametrize("flag", ["🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"])
def test_a_flag_keeps_its_letters_and_nothing_else_does(flag: str) -> None:
    assert legible(f"{flag}a\U000e0067\U000e0062\U000e007f🏴\U000e0067") == f"{flag}a🏴"
