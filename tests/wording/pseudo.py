"""A language that nobody speaks, made from the English: what is still English beside it shows at once.

Every vowel carries a mark, every sentence stands in ⟦brackets⟧ and is 140 % as long, as translations are, where Discord
has room for that. So a word without marks was never translated, a bracket without its other half was cut off, and an
ellipsis stands for something that did not fit: the sentences themselves have none.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from bot.wording.texts import Texts, Wording, read_wording
from tests.wording.source import limited_texts, names, sentences

IN_PLACE_OF = "it"  # Discord offers people the languages it has; one that is made up stands in for one of them
AS_LONG = 1.4
NAME_MOST = 32
OPENS, CLOSES, ELLIPSIS = "⟦", "⟧", "…"

_MARKED = str.maketrans("aeiouyAEIOUY", "ȧėïȯüÿȦĖÏȮÜŸ")
_FILLING = "ȯ"
_KEPT = re.compile(r"(\{\w+\}|`[^`]*`|<[^>]*>|https?://\S+)")  # placeholders, code, mentions, addresses
_HEAD = re.compile(r"(?:### |-# |> )?")  # means something to Discord only where a line begins
_COMMAND = re.compile(r"`/([^`]+)`")
_OPTION = re.compile(r"`[-\w]+`")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"<[@#t/][^>]*>|https?://\S+")  # what Discord fills in for each reader


def pseudo_wording(folder: Path) -> Wording:
    """English, and the made-up language in place of one other: read from its one file, as every language is."""
    catalogue = Catalog(locale=IN_PLACE_OF)
    for sentence in sentences():
        one_or_two = (sentence,) if isinstance(sentence, str) else sentence
        said = tuple(_said(each, one_or_two[0]) for each in one_or_two)
        catalogue.add(sentence, said[0] if isinstance(sentence, str) else said)
    with (folder / f"{IN_PLACE_OF}.po").open("wb") as file:
        write_po(file, catalogue)
    return read_wording(folder)


@cache
def pseudo_texts() -> Texts:
    with TemporaryDirectory() as folder:
        return pseudo_wording(Path(folder)).in_language(IN_PLACE_OF)


def left_in_english(text: str, known: Iterable[str] = ()) -> list[str]:
    """The words that carry no mark, but for those that are `known`: people's own, names, dates as Babel writes them."""
    for each in sorted(known, key=len, reverse=True):
        text = text.replace(each, " ")
    unmarked = (word for word in _WORD.findall(_NUMBERED.sub(" ", text)) if set(word) & set("aeiouyAEIOUY"))
    return [word for word in unmarked if word.casefold() not in _of_dates()]


def cut(text: str) -> bool:
    """Something of it is missing."""
    return ELLIPSIS in text or text.count(OPENS) != text.count(CLOSES)


def _said(text: str, key: str) -> str:
    """`key` is what code and tests know the sentence by: of two plural forms the first."""
    marked = "".join(_kept(part) if number % 2 else _mark(part) for number, part in enumerate(_KEPT.split(text)))
    if key in _names():
        return marked + _FILLING * (_room(text, NAME_MOST) - len(text))
    room = max(_room(text, _limits().get(key)), min(len(text) + 2, _limits().get(key, len(text) + 2)))
    if room < len(marked) + 2:
        return marked
    head = _HEAD.match(marked)
    begins = head.end() if head else 0
    filling = "".join(f" {_FILLING * 6}" for _ in range(room // 7 + 1))[: room - len(marked) - 2].rstrip()
    return f"{marked[:begins]}{OPENS}{marked[begins:]}{filling}{CLOSES}"


def _room(text: str, most: int | None) -> int:
    longer = ceil(len(text) * AS_LONG)
    return min(longer, most) if most else longer


def _mark(text: str) -> str:
    return text.translate(_MARKED).replace(ELLIPSIS, "...")


def _kept(part: str) -> str:
    """Commands and options are called in sentences what they are called in Discord; all else stays as it is."""
    if _OPTION.fullmatch(part):
        return f"`{_called(part.strip('`'))}`"
    return _COMMAND.sub(lambda found: f"`/{' '.join(map(_called, found[1].split()))}`", part)


def _called(word: str) -> str:
    return _said(word, word) if word in _names() else word


@cache
def _names() -> frozenset[str]:
    return frozenset(name.word for name in names())


@cache
def _limits() -> dict[str, int]:
    """The least room that each text has anywhere."""
    found: dict[str, int] = {}
    for each in limited_texts():
        found[each.text] = min(each.most, found.get(each.text, each.most))
    return found


@cache
def _of_dates() -> frozenset[str]:
    """What Babel, and not a catalogue, says in that language."""
    locale = Locale.parse(IN_PLACE_OF)
    words = {"e"}  # between the last two of a list
    for by_width in (locale.days["format"], locale.months["format"]):
        words |= {str(name) for name in by_width["wide"].values()}
    return frozenset(words)


def texts_of(payload: object) -> Iterator[str]:
    """What people read of a message, a form, a thread or suggestions, as they go over the wire."""
    if isinstance(payload, dict):
        for key, value in payload.items():
            if isinstance(value, str) and key in ("content", "label", "placeholder", "description", "title", "name"):
                yield value
            elif key not in ("emoji", "author", "mentions", "resolved", "interaction_metadata", "interaction"):
                yield from texts_of(value)
    elif isinstance(payload, list | tuple):
        for each in payload:
            yield from texts_of(each)
