"""Nothing that people type means anything to Discord but itself."""

import re

from hypothesis import given
from hypothesis import strategies as st

from cogs._shared.harmless import in_quotation, on_one_line, room_of

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
