"""The files of a database: whose they are, who is kept out of them, and what is noticed when they go."""

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.errors import DatabaseDamaged, DatabaseGone, DatabaseInUse
from bot.storage.database import SqliteDatabase
from bot.storage.migrate import migrate
from tests.conftest import START
from tests.schema import laid_out


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of the open `database`."""
    return tmp_path / "trellis.db"


async def open_and_close(path: Path) -> None:
    database = await SqliteDatabase.open(path)
    await database.close()


async def note(database: SqliteDatabase, words: str) -> None:
    async with database.transaction() as tx:
        await tx.execute("CREATE TABLE IF NOT EXISTS notes (words TEXT NOT NULL)")
        await tx.execute("INSERT INTO notes (words) VALUES (:words)", words=words)


def noted(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[0] for row in connection.execute("SELECT words FROM notes")]


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def modes(folder: Path) -> dict[str, str]:
    return {each.name: oct(stat.S_IMODE(each.stat().st_mode)) for each in folder.iterdir()}


async def test_files_are_their_owners_alone_and_so_are_the_folders_made_for_them(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        database = await SqliteDatabase.open(tmp_path / "made" / "for it" / "trellis.db")
        await note(database, "Cold calls")
        await database.copy_to(tmp_path / "made" / "for it" / "copy.db")
        files = modes(tmp_path / "made" / "for it")
        await database.close()
    finally:
        os.umask(before)

    assert files == dict.fromkeys(
        ["trellis.db", "trellis.db-wal", "trellis.db-shm", "trellis.db.lock", "copy.db"], "0o600"
    )
    assert {**modes(tmp_path), **modes(tmp_path / "made")} == {"made": "0o700", "for it": "0o700"}


async def test_files_that_were_everybodys_to_read_become_their_owners(tmp_path: Path) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    copy = tmp_path / "trellis.db.before-20260901T000000"
    copy.touch(0o644)
    path.chmod(0o644)

    await open_and_close(path)

    assert modes(tmp_path) == {path.name: "0o600", copy.name: "0o600", "trellis.db.lock": "0o600"}


@pytest.mark.parametrize("how", ["symlink_to", "hardlink_to"])
async def test_another_name_for_the_file_is_no_way_around_the_lock(
    database: SqliteDatabase, path: Path, tmp_path: Path, how: str
) -> None:
    other = tmp_path / "other" / "name.db"
    other.parent.mkdir()
    getattr(other, how)(path)

    with pytest.raises(DatabaseInUse):
        await SqliteDatabase.open(other)


async def test_a_deleted_lock_file_lets_nobody_in_and_is_made_anew(database: SqliteDatabase, path: Path) -> None:
    lock = path.with_name("trellis.db.lock")
    lock.unlink()

    with pytest.raises(DatabaseInUse):
        await SqliteDatabase.open(path)
    lock.unlink()
    await database.look_after()

    assert lock.read_bytes() == b"in use\n"


async def test_a_lock_file_that_leads_elsewhere_harms_nothing_there(tmp_path: Path) -> None:
    elsewhere = tmp_path / "letter.txt"
    elsewhere.write_text("Dear Grace")
    (tmp_path / "trellis.db.lock").symlink_to(elsewhere)

    with pytest.raises(OSError, match="symbolic links"):
        await SqliteDatabase.open(tmp_path / "trellis.db")

    assert elsewhere.read_text() == "Dear Grace"


@pytest.mark.parametrize("ending", ["", "-wal", "-shm"])
async def test_a_deleted_file_is_noticed(database: SqliteDatabase, path: Path, ending: str) -> None:
    await note(database, "Cold calls")
    await database.look_after()
    deleted = path.with_name(path.name + ending)
    deleted.unlink()

    with pytest.raises(DatabaseGone) as gone:
        await database.look_after()

    assert gone.value.file == deleted


async def test_a_replaced_file_is_noticed(database: SqliteDatabase, path: Path, tmp_path: Path) -> None:
    (await laid_out(tmp_path / "other.db")).replace(path)

    with pytest.raises(DatabaseGone):
        await database.look_after()


async def test_what_a_deleted_database_held_is_saved_beside_it_and_nothing_begins_in_its_place(tmp_path: Path) -> None:
    path = tmp_path / "trellis.db"
    database = await SqliteDatabase.open(path)
    await note(database, "Cold calls")
    path.unlink()
    await note(database, "One open question")

    with pytest.raises(DatabaseGone) as gone:
        await database.look_after()
    await database.close()
    with pytest.raises(DatabaseGone) as refused:
        await SqliteDatabase.open(path)

    assert gone.value.left is not None
    assert noted(gone.value.left) == ["Cold calls", "One open question"]
    assert refused.value.left == gone.value.left
    assert names(tmp_path) == ["trellis.db.lock", gone.value.left.name]


async def test_what_stood_in_a_deleted_log_is_in_the_database_after_the_end(tmp_path: Path) -> None:
    path = tmp_path / "trellis.db"
    database = await SqliteDatabase.open(path)
    await note(database, "Cold calls")
    path.with_name("trellis.db-wal").unlink()
    await note(database, "One open question")

    await database.close()

    assert noted(path) == ["Cold calls", "One open question"]


async def test_a_log_without_its_database_is_not_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "trellis.db-wal").write_bytes(b"\x37\x7f\x06\x82" + bytes(4096))

    with pytest.raises(DatabaseGone) as gone:
        await SqliteDatabase.open(tmp_path / "trellis.db")

    assert gone.value.left == tmp_path / "trellis.db-wal"


@pytest.mark.parametrize(
    "log", [b"not a log" * 100, b"\x37\x7f\x06\x82" + b"\x00\x2d\xe2\x18" + b"\x00\x00\x02\x00" * 6]
)
async def test_a_log_that_is_not_the_databases_own_is_refused(tmp_path: Path, log: bytes) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    (tmp_path / "trellis.db-wal").write_bytes(log)

    with pytest.raises(DatabaseDamaged):
        await SqliteDatabase.open(path)

    assert (tmp_path / "trellis.db-wal").read_bytes() == log


async def test_a_database_whose_end_is_missing_is_refused(tmp_path: Path) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    os.truncate(path, path.stat().st_size // 2)

    with pytest.raises(DatabaseDamaged, match="its end is missing"):
        await SqliteDatabase.open(path)


async def test_all_pages_are_looked_at_after_an_end_that_was_not_clean_and_only_then(tmp_path: Path) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    with closing(sqlite3.connect(path)) as connection:
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'blocks'")
        [(size,)] = connection.execute("PRAGMA page_size")
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * size)
    await open_and_close(path)
    (tmp_path / "trellis.db.lock").write_text("in use\n")

    with pytest.raises(DatabaseDamaged):
        await SqliteDatabase.open(path)
    with pytest.raises(DatabaseDamaged):  # and it is not forgotten that nobody has looked at it with success
        await SqliteDatabase.open(path)


async def test_a_table_that_is_missing_is_noticed_at_the_start(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await tx.execute("DROP TABLE blocks")

    with pytest.raises(DatabaseDamaged, match="it lacks the table blocks"):
        await migrate(database, START)
