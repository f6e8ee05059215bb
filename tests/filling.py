"""A disk that is full for the database alone: SQLite gets no more pages, and says what it says on a full disk."""

from bot.storage.database import Database

UNLIMITED = 1 << 30


async def fill_up(database: Database) -> None:
    """From now on nothing that takes another page can be written."""
    async with database.transaction() as tx:
        # Pages that are free within the file are taken first.
        await tx.execute("CREATE TABLE filling (bytes BLOB NOT NULL)")
        row = await tx.fetch_one("PRAGMA page_count")
        assert row is not None
    await _most_pages(database, row["page_count"])


async def make_room(database: Database) -> None:
    await _most_pages(database, UNLIMITED)


async def _most_pages(database: Database, most: int) -> None:
    async with database.transaction() as tx:
        await tx.fetch_all(f"PRAGMA max_page_count = {most}")
