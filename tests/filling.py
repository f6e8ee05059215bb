"""A disk that is full for the database alone: SQLite gets no more pages, and says what it says on a full disk."""

from bot.storage.database import Connection, Database

UNLIMITED = 1 << 30


async def fill_up(database: Database) -> None:
    """From now on nothing that takes another page can be written."""
    async with database.transaction() as tx:
        # Pages that are free within the file are taken first.
        await tx.execute("CREATE TABLE filling (bytes BLOB NOT NULL)")
        [free, size] = [await _number(tx, f"PRAGMA {name}") for name in ("freelist_count", "page_size")]
        await tx.execute("INSERT INTO filling (bytes) VALUES (zeroblob(:bytes))", bytes=free * size)
        pages = await _number(tx, "PRAGMA page_count")
    await _most_pages(database, pages)


async def _number(tx: Connection, pragma: str) -> int:
    [[number]] = [tuple(row) for row in await tx.fetch_all(pragma)]
    return int(number)


async def make_room(database: Database) -> None:
    await _most_pages(database, UNLIMITED)


async def _most_pages(database: Database, most: int) -> None:
    async with database.transaction() as tx:
        await tx.fetch_all(f"PRAGMA max_page_count = {most}")
