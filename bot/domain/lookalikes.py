"""Whether two names could be taken for each other: by the skeletons of Unicode's UTS 39."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from bot.domain.confusables import CONFUSABLES
from bot.domain.legible import clean_line

_JOINERS = re.compile("[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")


@cache
def _prototypes() -> dict[int, str]:
    """Each letter that is taken for another → that other."""
    table = CONFUSABLES.split()
    pairs = zip(table[::2], table[1::2], strict=True)
    return {ord(letter): prototype for prototype, letters in pairs for letter in letters}


def skeleton(name: str) -> str:
    """What is left of a name when all that looks alike is written alike. Nobody reads it."""
    seen = _JOINERS.sub("", unicodedata.normalize("NFKC", clean_line(name)))
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", seen).translate(_prototypes()))


def look_alike(one: str, other: str) -> bool:
    """Whether somebody may take one name for the other, written large or small."""
    return taken_for(one, [other]) is not None


def taken_for(name: str, others: Iterable[str]) -> str | None:
    """The first of other names that somebody may take it for.

    Letters are compared as they stand, since a large I is taken for a small l, and as small ones, since names are the
    same however they are written; never both at once, or half the alphabet would be one letter.
    """
    seen, small = _as_seen(name), skeleton(_small(name))
    return next((each for each in others if _as_seen(each) == seen or skeleton(_small(each)) == small), None)


def _as_seen(name: str) -> str:
    return skeleton(name).casefold()


def _small(name: str) -> str:
    return unicodedata.normalize("NFKC", clean_line(name)).casefold()
