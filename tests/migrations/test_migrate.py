"""Bringing a database up to date, once, unaltered, with a copy of what was there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from whenever import Instant

from bot.storage.database import SqliteDatabase
from bot.storage.migrate import DatabaseNewer, Migration, MigrationChanged, known_migrations, migrate

NOW = Instant.from_utc(2026, 9, 1)
NEXT = len(known_migrations()) + 1
LATER = Migration(NEXT, f"{NEXT:04}_later.sql", "CREATE TABLE later (id BIGINT PRIMARY KEY);\n")
BROKEN = Migration(
    NEXT, f"{NEXT:04}_broken.sql", "CREATE TABLE half (id BIGINT PRIMARY KEY);\nCREATE TABLE half (id BIGINT);\n"
)


@asynccontextmanager
async def closing(database: SqliteDatabase) -> AsyncIterator[SqliteDatabase]:
    try:
        yield database
    finally:
        await database.close()


async def tables(database: SqliteDatabase) -> set[str]:
    async with database.reading() as tx:
        return {row["name"] for row in await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")}


async def test_a_fresh_database_takes_every_migration_and_a_second_start_takes_none(tmp_path: Path) -> None:
    async with closing(await SqliteDatabase.open(tmp_path / "fresh.db")) as database:
        first = await migrate(database, NOW)
        second = await migrate(database, NOW)

    assert (first, second) == ([migration.name for migration in known_migrations()], [])


def test_migrations_are_numbered_without_gaps() -> None:
    assert [migration.number for migration in known_migrations()] == list(range(1, len(known_migrations()) + 1))


async def test_a_migration_changed_after_it_was_applied_is_refused(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await tx.execute("UPDATE migrations SET checksum = 'other' WHERE number = 1")

    with pytest.raises(MigrationChanged):
        await migrate(database, NOW)


async def test_a_database_from_a_newer_trellis_is_refused(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await tx.execute("INSERT INTO migrations (number, name, checksum, applied_at) VALUES (9999, 'later', 'x', 0)")

    with pytest.raises(DatabaseNewer):
        await migrate(database, NOW)


async def test_before_an_upgrade_a_copy_is_written(database: SqliteDatabase, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"

    applied = await migrate(database, NOW, backup=copy, migrations=[*known_migrations(), LATER])

    async with closing(await SqliteDatabase.open(copy)) as copied:
        before = await tables(copied)
    assert applied == [f"{NEXT:04}_later.sql"]
    assert await tables(database) - before == {"later"}


async def test_a_migration_that_fails_in_the_middle_leaves_nothing_behind(database: SqliteDatabase) -> None:
    before = await tables(database)

    with pytest.raises(Exception, match="already exists"):
        await migrate(database, NOW, migrations=[*known_migrations(), BROKEN])

    assert await tables(database) == before
