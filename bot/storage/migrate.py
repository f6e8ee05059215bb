"""Brings a database up to the schema this program knows: numbered SQL files, each applied once, in a transaction."""

import asyncio
import hashlib
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from whenever import Instant

from bot.domain.errors import DatabaseDamaged
from bot.storage.database import Connection, Database, stored


class MigrationChanged(Exception):
    """A migration that was applied here has another text now; released migrations are never edited."""


class DatabaseNewer(Exception):
    """The database was written by a newer Trellis than this one."""


_SCHEMA = "SELECT type, name FROM sqlite_schema WHERE sql IS NOT NULL"


@dataclass(frozen=True)
class Migration:
    number: int
    name: str
    sql: str

    @property
    def checksum(self) -> str:
        return hashlib.sha256(self.sql.encode()).hexdigest()

    def statements(self) -> list[str]:
        found, current = [], ""
        for line in self.sql.splitlines(keepends=True):
            current += line
            if sqlite3.complete_statement(current):
                found.append(current)
                current = ""
        return found


def known_migrations() -> list[Migration]:
    files = sorted(resources.files("bot.storage").joinpath("migrations").iterdir(), key=lambda file: file.name)
    sql_files = [file for file in files if file.name.endswith(".sql")]
    return [Migration(int(file.name[:4]), file.name, file.read_text(encoding="utf-8")) for file in sql_files]


@cache
def known_schema() -> frozenset[tuple[str, str]]:
    """Kind and name of everything that the migrations make."""
    with closing(sqlite3.connect(":memory:")) as connection:
        for migration in known_migrations():
            connection.executescript(migration.sql)
        return frozenset(connection.execute(_SCHEMA))


async def migrate(
    database: Database,
    now: Instant,
    *,
    backup: Path | None = None,
    migrations: Sequence[Migration] | None = None,
) -> list[str]:
    """Applies what is missing of `migrations`, all known ones by default, and returns the names.

    Before touching a database that already holds something, a copy is written to `backup`, if one is named. Each
    migration is one transaction. MigrationChanged, DatabaseNewer; DatabaseDamaged where something is missing of what
    all known ones make.
    """
    applied = await _bring_up(database, now, known_migrations() if migrations is None else migrations, backup)
    if migrations is None:
        await _check_schema(database)
    return applied


async def _bring_up(
    database: Database, now: Instant, migrations: Sequence[Migration], backup: Path | None
) -> list[str]:
    async with database.transaction() as tx:
        await tx.execute(
            "CREATE TABLE IF NOT EXISTS migrations"
            " (number BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at BIGINT NOT NULL)"
        )
        rows = await tx.fetch_all("SELECT number, name, checksum FROM migrations")
    applied = {row["number"]: row["checksum"] for row in rows}
    _check(applied, migrations)
    pending = [migration for migration in migrations if migration.number not in applied]
    if pending and applied and backup is not None:
        await database.copy_to(backup)
    for migration in pending:
        async with database.transaction() as tx:
            await _apply(tx, migration, now)
    return [migration.name for migration in pending]


async def _check_schema(database: Database) -> None:
    async with database.glancing() as tx:
        found = {(row["type"], row["name"]) for row in await tx.fetch_all(_SCHEMA)}
    if missing := sorted(await asyncio.to_thread(known_schema) - found):
        raise DatabaseDamaged(f"it lacks the {' '.join(missing[0])}")


def _check(applied: dict[int, str], migrations: Sequence[Migration]) -> None:
    known = {migration.number: migration for migration in migrations}
    for number, checksum in applied.items():
        if number not in known:
            raise DatabaseNewer(number)
        if known[number].checksum != checksum:
            raise MigrationChanged(known[number].name)


async def _apply(tx: Connection, migration: Migration, now: Instant) -> None:
    for statement in migration.statements():
        await tx.execute(statement)
    await tx.execute(
        "INSERT INTO migrations (number, name, checksum, applied_at) VALUES (:number, :name, :checksum, :applied_at)",
        number=migration.number,
        name=migration.name,
        checksum=migration.checksum,
        applied_at=stored(now),
    )
