"""Nothing that people type means anything to Discord but itself."""

import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs._shared.harmless import for_copying, in_quotation, label, on_one_line, room_of

_ESCAPE = re.compile(r"\\[^0-9A-Za-z\s]")
_MEANS = re.compile(r"[*_~|`\[\]<]|://|@(?:everyone|here|[!&]?[0-9])")
_BEGINS = re.compile(r"^(?:> )?(?:[#>]|-[# ]|[0-9]+\. )", re.MULTILINE)
_PIECES = st.sampled_from(
    ["[a](b) ", "[Sign in](https://evil.example)", "**", "||", "`", "\\", "# ", "-# ", "> ", "1. ", "- ", "\n", "<@1>"]
    + [
        "<#1>",
        "</cmd:1>",
        "<id:customize>",
        "<t:1:R>",
        "<a:x:1>",
        "@everyone",
        "@here",
        "x",
        " ",
        "\u200b",
        "👨‍👩‍👧",
        "é",
    ]
)
HOSTILE = st.lists(_PIECES, max_size=40).map("".join)


@given(HOSTILE, st.integers(20, 400))
def test_nothing_of_what_is_typed_means_anything_to_discord(typed: str, most: int) -> None:
    line = on_one_line(typed, most)

    assert _MEANS.search(_ESCAPE.sub("", line)) is None
    assert _BEGINS.match(line) is None
    assert room_of(line) <= most


@given(HOSTILE, st.integers(20, 400))
def test_a_quotation_stays_one_and_fits(typed: str, most: int) -> None:
    shown = in_quotation(typed, most)

    assert all(line.startswith(">") for line in shown.split("\n") if shown)
    assert _MEANS.search(_ESCAPE.sub("", shown)) is None
    assert room_of(shown) <= most


@given(HOSTILE, st.integers(20, 400))
def test_what_is_given_back_cannot_close_its_block_and_fits(typed: str, most: int) -> None:
    shown = for_copying(typed, most)

    assert "```" not in shown
    assert room_of(shown) <= most


@given(HOSTILE, st.integers(2, 100))
def test_a_label_is_one_line_that_fits(typed: str, most: int) -> None:
    shown = label(typed, most)

    assert 1 <= len(shown) <= most
    assert shown == " ".join(shown.split())


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("short", "short"),
        ("one\ntwo", "one two"),
        ("nine letters", "nine let…"),
        ("eightie 👨‍👩‍👧", "eightie…"),
        ("a\u200bb", "ab"),
        ("\u200b", "…"),
    ],
)
def test_a_label_is_cut_between_what_is_seen(typed: str, shown: str) -> None:
    assert label(typed, 9) == shown


LETTERS = 1000
SHAPES = [
    "[](",
    "[",
    "😀\u200d",
    "a\u200d",
    "क\ufe0f",
    "\u0301",
    "- \n",
    "a\n\n",
    "@everyone",
    "://",
    "🏴\U000e0067\U000e0062\U000e007f",
]
WAYS = [on_one_line, in_quotation, for_copying, label]


@pytest.mark.parametrize("shape", SHAPES, ids=ascii)
@pytest.mark.parametrize("way", WAYS)
def test_twice_the_letters_take_at_most_twice_the_time_and_some(way: Callable[[str, int], str], shape: str) -> None:
    few, many = (shape * (letters // len(shape)) for letters in (LETTERS, 4 * LETTERS))

    turns = [(_seconds(way, few), _seconds(way, many)) for _ in range(7)]

    shorter, longer = map(min, zip(*turns, strict=True))
    assert longer <= 2.6**2 * shorter


def _seconds(way: Callable[[str, int], str], text: str) -> float:
    """Of this process alone, whatever else the machine does; several times, since once is too short to be measured."""
    began = time.process_time()
    for _ in range(3):
        way(text, len(text))
    return time.process_time() - began
