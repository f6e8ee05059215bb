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
