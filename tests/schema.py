"""A new database without the wait: the migrations run once in a process, and what they leave is copied."""

import asyncio
import tempfile
from pathlib import Path

from whenever import Instant

from bot.storage.database import SqliteDatabase
from bot.storage.migrate import migrate

_empty: list[bytes] = []


async def laid_out(path: Path) -> Path:
    """Makes `path` a database with today's schema and nothing in it; whoever opens it checks the migrations anew."""
    if not _empty:
        _empty.append(await _migrated())
    await asyncio.to_thread(path.write_bytes, _empty[0])
    return path


async def _migrated() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "trellis.db"
        database = await SqliteDatabase.open(made)
        try:
            await migrate(database, Instant.from_utc(2026, 9, 1))
        finally:
            await database.close()  # by which all of it is in the one file
        return await asyncio.to_thread(made.read_bytes)


# Ids that are nobody's, by the name of their column wherever it stands.
_OF_THINGS = frozenset(
    {
        "id", "ask_id", "channel_id", "check_in_id", "community_id", "delivery_id", "experiment_id", "group_id",
        "introduction_id", "knowledge_channel_id", "last_message_id", "lesson_id", "meeting_channel_id", "merged_into",
        "message_id", "moderators_channel_id", "offer_id", "pairing_id", "ring_id", "round_id", "thread_id",
    }
)  # fmt: skip


async def person_columns(database: SqliteDatabase) -> set[str]:
    """Every column that names a person, such as `thanks.giver_id`: each id or `…_by` that is known not to be a thing's.

    A new column counts as a person's until it is named among those of things.
    """
    async with database.reading() as tx:
        tables = [row["name"] for row in await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {
            f"{table}.{column['name']}"
            for table in tables
            for column in await tx.fetch_all(f"PRAGMA table_info({table})")
            if column["name"].endswith(("_id", "_by")) and column["name"] not in _OF_THINGS
        }
    return {*found, "people.id"}
