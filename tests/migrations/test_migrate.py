"""Bringing a database up to date, once, unaltered, with a copy of what was there."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from whenever import Instant

from bot.domain.lessons import Told
from bot.storage import lessons
from bot.storage.database import SqliteDatabase
from bot.storage.migrate import DatabaseNewer, Migration, MigrationChanged, known_migrations, migrate

NOW = Instant.from_utc(2026, 9, 1)
NEXT = len(known_migrations()) + 1
LATER = Migration(NEXT, f"{NEXT:04}_later.sql", "CREATE TABLE later (id BIGINT PRIMARY KEY);\n")
LESSONS_OF_ALL_KINDS = 11
OLD_LESSONS = (
    "INSERT INTO people"
    " (id, language, zone, contact, nudges_per_week, nudges_per_day, quiet_from, quiet_until, created_at) VALUES"
    " (1, 'en', 'Europe/Oslo', 'here', 2, 1, '21:00', '08:00', 0),"
    " (2, 'en', 'Europe/Oslo', 'here', 2, 1, '21:00', '08:00', 0)",
    "INSERT INTO groups"
    " (id, community_id, name, name_key, channel_id, language, weekday, prompt_time, zone, created_at)"
    " VALUES (20, 10, 'Founders', 'founders', 30, 'en', 1, '09:00', 'Europe/Oslo', 0)",
    "INSERT INTO experiments (id, community_id, group_id, person_id, what, why, obstacle, when_then, learned_from, way,"
    " cadence, times_per_week, days, started_on, ends_on, created_at, finished_on, verdict, ending, advice)"
    " VALUES (40, 10, 20, 1, 'Cold calls', '', '', '', '', 'other', 'weekly', 3, 30, '2026-09-01', '2026-09-30', 0,"
    " '2026-09-30', 'drop', 'Nobody answered', 'Write instead')",
    "INSERT INTO lessons (id, community_id, group_id, experiment_id, person_id, verdict, learned_at, terms_version)"
    " VALUES (50, 10, 20, 40, 1, 'drop', 0, 2)",
    "INSERT INTO lesson_terms (rowid, terms) VALUES (50, 'gkzcold gkzcalls')",
    "INSERT INTO lesson_thanks (community_id, lesson_id, person_id, thanked_at) VALUES (10, 50, 2, 0)",
)
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


async def test_lessons_and_the_thanks_for_them_come_through_their_new_table(tmp_path: Path) -> None:
    """K11: a table of lessons that all came of experiments becomes one of lessons of all kinds."""
    before = [migration for migration in known_migrations() if migration.number < LESSONS_OF_ALL_KINDS]
    async with closing(await SqliteDatabase.open(tmp_path / "old.db")) as database:
        await migrate(database, NOW, migrations=before)
        async with database.transaction() as tx:
            for statement in OLD_LESSONS:
                await tx.execute(statement)

        applied = await migrate(database, NOW)

        async with database.reading() as tx:
            [lesson] = await lessons.newest(tx, 10, [20], 5)
            [thanks] = await tx.fetch_all("SELECT * FROM lesson_thanks")
            found = await lessons.holding(tx, 10, [20], ["cold"], most=5)
            broken = await tx.fetch_all("PRAGMA foreign_key_check")
            indexes = await tx.fetch_all("SELECT name FROM sqlite_master WHERE tbl_name = 'lessons' AND sql NOT NULL")
        with pytest.raises(sqlite3.IntegrityError):
            async with database.transaction() as tx:
                await tx.execute("DELETE FROM lessons")
    assert len(applied) == len(known_migrations()) - len(before)
    assert (lesson.id, lesson.group_id, lesson.told) == (50, 20, Told("Cold calls", "Nobody answered", "Write instead"))
    assert (thanks["lesson_id"], thanks["person_id"]) == (50, 2)
    assert ([each.id for each in found], broken) == ([50], [])
    assert {"lessons_of_group", "lessons_by_terms_version", "lessons_of_message"} < {row["name"] for row in indexes}
