"""A roster: a list of people, as somebody's spreadsheet wrote it.

One person a line, by their Discord user id; other columns are left alone. What spreadsheets do to files is undone
where nothing is lost by it: a byte order mark, semicolons or tabs, Windows letters. A number that was rounded is gone,
and its line says so.
"""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import RosterEmpty, RosterTooLong, RosterUnreadable

LINES_MOST = 5_000
BYTES_MOST = 1_000_000
SHOWN_OF_CELL = 40

_HEADINGS = frozenset(
    {
        "user_id",
        "userid",
        "id",
        "discord_id",
        "bruker_id",
        "brukerid",
        "id_utente",
        "utente_id",
        "user",
        "bruker",
        "utente",
    }
)
_DELIMITERS = (",", ";", "\t")
_ID = re.compile(r"<@!?(\d{17,20})>|(\d{17,20})")
_ROUNDED = re.compile(r"\d([.,]\d+)?E\+?\d+", re.IGNORECASE)
# What other programs' files begin with: archives (so spreadsheets), pictures, documents.
_NOT_TEXT = (b"PK", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"\xd0\xcf\x11\xe0")
_BIGGEST_ID = 2**63 - 1


class Flaw(StrEnum):
    """What is wrong with a line."""

    NO_ID = "no_id"
    ROUNDED = "rounded"  # a spreadsheet took the id for a number and kept its first digits
    TWICE = "twice"


@dataclass(frozen=True)
class FlawedLine:
    """`line` counts from 1, as an editor does. `cell` is what stands there, `first` the line it repeats."""

    line: int
    flaw: Flaw
    cell: str = ""
    first: int | None = None


@dataclass(frozen=True)
class Roster:
    """The people in the order of their lines, each once, and the lines that name nobody new."""

    lines: dict[int, int]  # person id → line
    flawed: Sequence[FlawedLine]

    @property
    def person_ids(self) -> list[int]:
        return list(self.lines)


def read_roster(data: bytes) -> Roster:
    """RosterUnreadable, RosterEmpty, RosterTooLong."""
    column, rows = _column(_rows(_decoded(data)))
    if not rows:
        raise RosterEmpty
    if len(rows) > LINES_MOST:
        raise RosterTooLong(len(rows), LINES_MOST)
    lines: dict[int, int] = {}
    flawed: list[FlawedLine] = []
    for line, row in rows:
        cell = row[column].strip().strip("'=\"") if column < len(row) else ""
        found = _person_id(cell)
        if found is None:
            flaw = Flaw.ROUNDED if _ROUNDED.fullmatch(cell) else Flaw.NO_ID
            flawed.append(FlawedLine(line, flaw, cell[:SHOWN_OF_CELL]))
        elif found in lines:
            flawed.append(FlawedLine(line, Flaw.TWICE, cell[:SHOWN_OF_CELL], lines[found]))
        else:
            lines[found] = line
    return Roster(lines, flawed)


def _decoded(data: bytes) -> str:
    """UTF-8 with or without a byte order mark, UTF-16 with one, else what Windows writes in Western Europe."""
    if data.startswith(_NOT_TEXT):
        raise RosterUnreadable
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(data, "utf-16")
    if b"\0" in data:
        raise RosterUnreadable
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as(data, "cp1252")


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise RosterUnreadable from broken


def _rows(text: str) -> list[tuple[int, list[str]]]:
    """The lines that hold anything, each with its number."""
    lines = text.splitlines()
    skipped = 1 if lines and lines[0].strip().lower().startswith("sep=") else 0  # Excel's own first line
    first = next((line for line in lines[skipped:] if line.strip()), "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(lines[skipped:], delimiter=delimiter)
    try:
        return [(reader.line_num + skipped, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as broken:
        raise RosterUnreadable from broken


def _column(rows: list[tuple[int, list[str]]]) -> tuple[int, list[tuple[int, list[str]]]]:
    """Which column holds the ids, by its heading, and the lines below that; without a heading it is the first one that
    holds an id anywhere."""
    if not rows:
        return 0, rows
    headings = [_heading(cell) for cell in rows[0][1]]
    for name in headings:
        if name in _HEADINGS:
            return headings.index(name), rows[1:]
    if any(_person_id(cell.strip()) for cell in rows[0][1]):
        return _first_with_id(rows[:1]), rows
    return _first_with_id(rows), rows


def _first_with_id(rows: Sequence[tuple[int, list[str]]]) -> int:
    for _, row in rows:
        for column, cell in enumerate(row):
            if _person_id(cell.strip()):
                return column
    return 0


def _heading(cell: str) -> str:
    return re.sub(r"[\s-]+", "_", cell.strip().lower())


def _person_id(cell: str) -> int | None:
    found = _ID.fullmatch(cell)
    if found is None:
        return None
    number = int(found[1] or found[2])
    return number if number <= _BIGGEST_ID else None
