"""How long people's words take to be made harmless: the worst that was found, beside plain words of as many letters."""

import itertools
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from cogs._shared.harmless import label
from cogs._shared.layout import code, plain, quoted
from tests.bench.measure import Result

LETTERS = 4000
BAR = 3.0
MEASURED_AGAIN, TIMES = 12, 15
WORDS = "In our meeting I asked one open question, and waited. "
WAYS: Mapping[str, Callable[[str], str]] = {
    "plain": plain,
    "plain, all of it": lambda text: plain(text, LETTERS),
    "quoted": quoted,
    "quoted, all of it": lambda text: quoted(text, LETTERS),
    "code": code,
    "label": lambda text: label(text, 100),
}
# What hides, joins, opens, begins a line, is escaped, takes many bytes or shows nothing.
PIECES = (
    [
        "a",
        "1",
        " ",
        "\n",
        "\\",
        "`",
        "```",
        "[",
        "](",
        "<",
        "*",
        "_",
        "|",
        "#",
        "-",
        "> ",
        "1. ",
        "://",
        "@",
        "@everyone",
    ]
    + ["\u0301", "\u00a0", "\u2028", "\u200b", "\u202e", "\u200c", "\u200d", "\u200e", "\u3164", "\u2800", "\ufe0f"]
    + ["\u180b", "\U000e0067", "\U000e0062\U000e007f", "\U000e0100", "\U0001f3fb", "\U0001f1f3", "\U0001f3f4", "\u2764"]
    + ["\U0001f600", "\u6f22", "\u1820", "\u0628", "\u0915", "\ufdfa", "\ud800", "\U0003fffe"]
)
OLD_KILLERS = {"[…](": "[" * 500 + "](" * 500 + "x" * 500, "family": "\U0001f468\u200d\U0001f469\u200d\U0001f467"}


async def hostile_text(_folder: Path, *, quick: bool) -> Result:
    """Each piece with each other, over and over to so many letters; the slowest of them are measured again."""
    pieces = PIECES[:: 2 if quick else 1]
    texts = {repr(one + other): _filled(one + other) for one, other in itertools.product(pieces, repeat=2)}
    texts |= {name: _filled(text) for name, text in OLD_KILLERS.items()}
    worst = [_worst(way, show, texts) for way, show in WAYS.items()]
    times, of, figures = max(worst)
    return Result(
        "hostile_text",
        times,
        BAR,
        "times as long",
        times <= BAR,
        "1: each letter is looked at once, whatever it is",
        f"the slowest of {len(texts):,} texts of {LETTERS:,} letters, by the time of plain words in the same way: {of} "
        f"({figures}); " + ", ".join(f"{name} {each[0]:.1f}" for name, each in zip(WAYS, worst, strict=True)),
    )


def _worst(way: str, show: Callable[[str], str], texts: Mapping[str, str]) -> tuple[float, str, str]:
    once = {name: _seconds(show, text) for name, text in texts.items()}
    slowest = sorted(texts, key=once.__getitem__)[-MEASURED_AGAIN:]
    slowest += [name for name in OLD_KILLERS if name not in slowest]
    found = max(((*_beside_plain_words(show, texts[name]), name) for name in slowest), key=lambda each: each[0])
    times, milliseconds, name = found
    return times, f"{name} {way}", f"{milliseconds:.2f} ms"


def _beside_plain_words(show: Callable[[str], str], text: str) -> tuple[float, float]:
    """How many times as long as plain words, measured in turns, and its milliseconds."""
    words = _filled(WORDS)
    pairs = [(_seconds(show, words), _seconds(show, text)) for _ in range(TIMES)]
    alone, hostile = (median(each) for each in zip(*pairs, strict=True))
    return hostile / alone, hostile * 1000


def _seconds(show: Callable[[str], str], text: str) -> float:
    began = time.process_time()
    show(text)
    return time.process_time() - began


def _filled(piece: str) -> str:
    return (piece * (LETTERS // len(piece) + 1))[:LETTERS]
