"""People's words made harmless: nothing they type breaks a card, pings anybody or shouts as a heading."""

import pytest

from cogs._shared.layout import code, plain, quoted


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("**bold**", r"\*\*bold\*\*"),
        ("# heading", r"\# heading"),
        ("> quote", r"\> quote"),
        ("two\nlines", "two lines"),
        ("\u202egnp.\u2067exe", "gnp.exe"),
        ("كيف أبدأ؟", "كيف أبدأ؟"),
        ("@everyone", "@\u200beveryone"),
        ("<@123456789012345678>", "\\<@\u200b123456789012345678>"),
    ],
)
def test_words_are_shown_as_they_were_typed(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def test_a_quotation_keeps_its_lines_and_stays_one_quotation() -> None:
    assert quoted("one\n\ntwo") == "> one\n>\n> two"


def test_a_long_quotation_is_cut_with_an_ellipsis() -> None:
    shown = quoted("x" * 700, most=100)

    assert shown == "> " + "x" * 97 + "…"


def test_what_is_given_back_cannot_break_out_of_its_block() -> None:
    assert code("a```b") == "```\na'''b\n```"
