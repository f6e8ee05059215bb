"""People's words as Discord shows them letter for letter: no markup, no link, no mention, nothing hidden.

A text is looked through once, letter by letter, so that no text takes longer than another of its length. Each letter
has a form in which it says only itself; a text that is too long is cut between two of those.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from bot.domain.legible import clean_line, legible

# Beyond some ten thousand bytes Discord breaks instead of refusing (discord-api-docs#8554), so what takes many bytes
# takes more of the 4000 characters of a message.
BYTES_PER_ROOM = 2.5
ELLIPSIS = "…"
LETTERS_TOGETHER_MOST = 16  # family emoji are of eleven; what is longer is cut all the same
# How many times the letters that can be shown are looked at: blanks and hidden ones may stand between them.
LOOKED_AT_TIMES = 2

# What means something wherever it stands: emphasis, spoilers, code, masked links, and whatever is written in `<>`: that
# is mentions, channels, commands, timestamps, emoji and addresses.
_ESCAPED = {letter: "\\" + letter for letter in "\\*_~|`[]<"}
# What means something where it stands: a heading, quotation, list or small print where a line begins, an address by its
# `://`, and a mention of everybody, which Discord looks for beneath all markup.
_BEGINS_LINE = re.compile(r"^(?:[#>]|-(?=[# ]|$)|[0-9]{1,20}\.(?= |$))", re.MULTILINE)
_ADDRESS = re.compile("://")
_MENTION = re.compile("@(?=everyone|here|[!&]?[0-9])", re.IGNORECASE)
_BLANK_LINES = re.compile("\n{3,}")
_BREAK = "\u200b"  # nobody sees it


def on_one_line(text: str, most: int) -> str:
    """As they typed it but for line breaks, in at most `most` of room, cut kindly where that is too little."""
    return _cut(_spelled(" ".join(legible(_beginning(text, most)).split())), most)


def in_quotation(text: str, most: int) -> str:
    """Each line as part of one quotation; of several blank lines one is left."""
    pieces = _spelled(_lines(_beginning(text, most)))
    for at, piece in enumerate(pieces):
        if piece == "\n":
            pieces[at] = "\n>" if pieces[at + 1] == "\n" else "\n> "
    return _cut(pieces, most, "> ")


def for_copying(text: str, most: int) -> str:
    """As they typed it, for between fences of code, where all but such a fence means nothing."""
    return _cut(list(legible(_beginning(text, most)).replace("```", "'''")), most)


def label(text: str, most: int) -> str:
    """For what knows no markup, as a menu's option or a thread's name. One line of at most `most` letters, and never
    of none, since Discord refuses a whole menu for an option without a name."""
    line = clean_line(_beginning(text, most))
    if len(line) <= most:
        return line or ELLIPSIS
    return line[: _whole(line, most - 1)].rstrip() + ELLIPSIS


def room_of(text: str) -> int:
    """How much of a message's 4000 characters a text takes; an emoji takes more than a letter."""
    return max(len(text), ceil(len(text.encode()) / BYTES_PER_ROOM))


def _beginning(text: str, most: int) -> str:
    """As much of a text as need be looked at: nothing after it can be shown."""
    return text[: LOOKED_AT_TIMES * most + LETTERS_TOGETHER_MOST]


def _lines(text: str) -> str:
    """With single blanks, and at most one blank line between two."""
    lines = [" ".join(line.split()) for line in legible(text).strip().splitlines()]
    return _BLANK_LINES.sub("\n\n", "\n".join(lines))


def _spelled(text: str) -> list[str]:
    """Each letter in the form in which it says only itself."""
    pieces = [_ESCAPED.get(letter, letter) for letter in text]
    for found in _BEGINS_LINE.finditer(text):
        pieces[found.end() - 1] = "\\" + text[found.end() - 1]
    for found in _ADDRESS.finditer(text):
        pieces[found.start()] = "\\:"
    for found in _MENTION.finditer(text):
        pieces[found.start()] = "@" + _BREAK
    return pieces


def _cut(pieces: Sequence[str], most: int, before: str = "") -> str:
    """All of it, or as much as leaves room for an ellipsis; never half of what is seen as one letter."""
    if not pieces:
        return ""
    whole = before + "".join(pieces)
    if room_of(whole) <= most:
        return whole
    room = int(most * BYTES_PER_ROOM) - len(ELLIPSIS.encode())
    letters = min(most - len(ELLIPSIS), len(whole.encode()[:room].decode(errors="ignore"))) - len(before)
    fits = bisect_right(list(accumulate(map(len, pieces))), letters)
    fits = _whole(pieces, fits)
    while fits and (pieces[fits - 1].isspace() or pieces[fits - 1][0] == "\n"):
        fits -= 1
    return before + "".join(pieces[:fits]) + ELLIPSIS


def _whole(letters: Sequence[str], end: int) -> int:
    """The last place up to `end` at which a letter ends as it is seen, with its accents, or an emoji of several."""
    for place in range(end, max(0, end - LETTERS_TOGETHER_MOST), -1):
        if not _goes_on(letters, place):
            return place
    return end


def _goes_on(letters: Sequence[str], place: int) -> bool:
    if not 0 < place < len(letters):
        return False
    last, after = letters[place - 1], letters[place]
    if len(after) > 1:  # it is escaped, so it is no accent
        return False
    if after in "\u200c\u200d" or last == "\u200d" or unicodedata.category(after).startswith("M"):
        return True
    if "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    return _is_half_flag(after) and _flags_before(letters, place) % 2 == 1


def _flags_before(letters: Sequence[str], place: int) -> int:
    first = place
    while first > max(0, place - LETTERS_TOGETHER_MOST) and _is_half_flag(letters[first - 1]):
        first -= 1
    return place - first


def _is_half_flag(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"
