"""The same community with many times as much in it: everything there is, copied with ids of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

FURTHER = 1 << 40  # between the ids of one copy and those of the next
# Two copies would be one and the same thing; and what is under way would be sent.
ALONE = ("communities", "migrations", "people", "members", "greetings", "gates", "blocks", "drafts")
NOT_OVER = ("scheduled", "claimed", "waiting")
SEARCHED = ("lesson_terms", "offer_terms")  # rows of words, under the ids of what they are of
TOLD_APART = ("name", "name_key", "occurrence")


def crowd(database: Path, copies: int) -> None:
    """Copies all that the communities hold, for the same people. Nothing of what is still to be said is copied."""
    with closing(sqlite3.connect(database)) as connection:
        connection.row_factory = _as_dict
        connection.execute("PRAGMA foreign_keys = OFF")
        tables = list(_tables(connection))
        own_ids = {row["id"] for table in tables for row in _rows(connection, table) if "id" in row}
        for table in tables:
            for row in _rows(connection, table):
                for copy in range(1, copies + 1):
                    _insert(connection, table, _copied(row, own_ids, copy))
        for table in SEARCHED:
            _find_copies(connection, table, own_ids, copies)
        connection.commit()


def _as_dict(cursor: sqlite3.Cursor, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


def _tables(connection: sqlite3.Connection) -> Iterator[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE TABLE%' AND name NOT LIKE 'sqlite_%'"
        " AND name NOT LIKE '%_terms%'"
    )
    yield from (row["name"] for row in found.fetchall() if row["name"] not in ALONE)


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {table}").fetchall()
    return [row for row in rows if "state" not in row or row["state"] not in NOT_OVER]


def _copied(row: dict[str, Any], own_ids: set[int], copy: int) -> dict[str, Any]:
    """With the ids of its copy, so that it hangs on the copies of what it hung on."""
    return {
        column: value + copy * FURTHER
        if value in own_ids
        else f"{value} {copy}"
        if column in TOLD_APART and isinstance(value, str)
        else value
        for column, value in row.items()
    }


def _insert(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    places = ", ".join(f":{name}" for name in row)
    connection.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({places})", row)


def _find_copies(connection: sqlite3.Connection, table: str, own_ids: set[int], copies: int) -> None:
    """Has a copy found by the words of what it is a copy of."""
    for row in connection.execute(f"SELECT rowid AS id, terms FROM {table}").fetchall():
        for copy in range(1, copies + 1):
            found = (_copied(row, own_ids, copy)["id"], row["terms"])
            connection.execute(f"INSERT INTO {table} (rowid, terms) VALUES (?, ?)", found)
