"""What leaves Trellis as a file: tables, as CSV for spreadsheets and as JSON for programs.

People's words are data, never formulas: a cell that a spreadsheet would run gets an apostrophe in front. Ids are
written as mentions in CSV, since a spreadsheet takes eighteen digits for a number and rounds it.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Where a cell begins that is run, or that hides one that is (OWASP: CSV injection). A spreadsheet that parts columns by
# semicolons, as the Norwegian and Italian ones do, takes what follows one for a cell, and a new line for a row.
_RUN = re.compile(r'\A(?= *[\t\r\n])|(?:\A|[;\t\r\n])(?= *"*[=+\-@＝＋－＠])')

Value = str | int | float | bool | None


class Format(StrEnum):
    CSV = "csv"
    JSON = "json"


@dataclass(frozen=True)
class PersonId:
    """Somebody's Discord id."""

    id: int


Cell = Value | PersonId


_Writer = Callable[[Sequence[str], Sequence[Mapping[str, Cell]]], bytes]


@dataclass(frozen=True)
class Table:
    """`name` is that of its file; every row has all the columns."""

    name: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Cell]]


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


def as_files(table: Table, format: Format, most_bytes: int) -> list[File]:
    """The table as one file, or as several where it is bigger than `most_bytes`; each stands by itself.

    A single row that does not fit makes a file of its own, however big.
    """
    write = _csv if format is Format.CSV else _json
    parts = _parts(table, write, most_bytes)
    if len(parts) == 1:
        return [File(f"{table.name}.{format}", parts[0])]
    return [File(f"{table.name}-{number}.{format}", part) for number, part in enumerate(parts, start=1)]


def _parts(table: Table, write: _Writer, most_bytes: int) -> list[bytes]:
    whole = write(table.columns, table.rows)
    if len(whole) <= most_bytes or len(table.rows) < 2:
        return [whole]
    middle = len(table.rows) // 2
    halves = (table.rows[:middle], table.rows[middle:])
    return [part for rows in halves for part in _parts(Table(table.name, table.columns, rows), write, most_bytes)]


def _csv(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> bytes:
    """UTF-8 with a byte order mark, without which Excel reads å, ø and è as something else (RFC 4180 otherwise)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([[_cell(row[column]) for column in columns] for row in rows])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, PersonId):
        return f"<@{value.id}>" if value.id > 0 else "forgotten"  # a stand-in, whom nobody on Discord is
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return harmless(value)
    return str(value)


def harmless(text: str) -> str:
    """As a spreadsheet shows it and does not run it."""
    return _RUN.sub(lambda found: f"{found[0]}'", text)


def _json(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> bytes:
    written = [{column: _plain(row[column]) for column in columns} for row in rows]
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def _plain(value: Cell) -> Value:
    """Ids as text: JavaScript rounds them too."""
    return str(value.id) if isinstance(value, PersonId) else value
