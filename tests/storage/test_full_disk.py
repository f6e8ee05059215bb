"""A full disk, as SQLite says it where no more pages may be had; and what stands in the log."""

from pathlib import Path

import pytest

from bot.domain.errors import DatabaseFull
from bot.storage.database import SqliteDatabase
from tests.filling import fill_up, make_room

WORDS = "Persimmon " * 2000


async def notes(database: SqliteDatabase) -> int:
    async with database.reading() as tx:
        row = await tx.fetch_one("SELECT count(*) AS n FROM notes")
    assert row is not None
    return int(row["n"])


async def note(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await tx.execute("INSERT INTO notes (words) VALUES (:words)", words=WORDS)


@pytest.fixture
async def with_notes(database: SqliteDatabase) -> SqliteDatabase:
    async with database.transaction() as tx:
        await tx.execute("CREATE TABLE notes (words TEXT NOT NULL)")
    return database


async def test_a_full_disk_has_its_name_and_room_on_it_is_used_again(with_notes: SqliteDatabase) -> None:
    await fill_up(with_notes)

    with pytest.raises(DatabaseFull):
        await note(with_notes)
    while_full = await notes(with_notes)
    await make_room(with_notes)
    await note(with_notes)

    assert (while_full, await notes(with_notes)) == (0, 1)


async def test_what_was_erased_does_not_stand_in_the_log(with_notes: SqliteDatabase, tmp_path: Path) -> None:
    await note(with_notes)
    async with with_notes.transaction() as tx:
        await tx.execute("DELETE FROM notes")
    before = b"Persimmon" in (tmp_path / "trellis.db-wal").read_bytes()

    emptied = await with_notes.empty_log()

    assert (before, emptied, (tmp_path / "trellis.db-wal").stat().st_size) == (True, True, 0)
    assert b"Persimmon" not in (tmp_path / "trellis.db").read_bytes()


async def test_a_log_that_a_reader_holds_up_is_emptied_at_the_next_heartbeat(
    with_notes: SqliteDatabase, tmp_path: Path
) -> None:
    async with with_notes.transaction() as tx:
        await tx.execute("PRAGMA busy_timeout = 1")
    async with with_notes.reading() as tx:
        await tx.fetch_all("SELECT * FROM notes")
        await note(with_notes)
        held_up = await with_notes.empty_log()

    await with_notes.look_after()

    assert (held_up, (tmp_path / "trellis.db-wal").stat().st_size) == (False, 0)
