"""The promises of the small interface, on a real file."""

import asyncio
from pathlib import Path

import pytest

from bot.domain.errors import DatabaseInUse
from bot.storage.database import SqliteDatabase


async def a_counter(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await tx.execute("CREATE TABLE counter (n BIGINT NOT NULL)")
        await tx.execute("INSERT INTO counter (n) VALUES (0)")


async def read_counter(database: SqliteDatabase) -> int:
    async with database.reading() as tx:
        row = await tx.fetch_one("SELECT n FROM counter")
    assert row is not None
    return int(row["n"])


async def add_one(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        row = await tx.fetch_one("SELECT n FROM counter")
        assert row is not None
        await tx.execute("UPDATE counter SET n = :n", n=row["n"] + 1)


async def test_eight_updates_at_once_are_all_kept(database: SqliteDatabase) -> None:
    await a_counter(database)

    await asyncio.gather(*(add_one(database) for _ in range(8)))

    assert await read_counter(database) == 8


async def test_a_block_that_raises_leaves_nothing_behind(database: SqliteDatabase) -> None:
    await a_counter(database)

    with pytest.raises(ZeroDivisionError):
        async with database.transaction() as tx:
            await tx.execute("UPDATE counter SET n = 7")
            raise ZeroDivisionError

    assert await read_counter(database) == 0


async def test_a_cancelled_block_leaves_nothing_behind_and_the_next_one_works(database: SqliteDatabase) -> None:
    await a_counter(database)
    inside, never = asyncio.Event(), asyncio.Event()

    async def half_done() -> None:
        async with database.transaction() as tx:
            await tx.execute("UPDATE counter SET n = 7")
            inside.set()
            await never.wait()

    task = asyncio.create_task(half_done())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await add_one(database)

    assert await read_counter(database) == 1


async def test_a_reader_sees_one_picture_while_a_writer_commits(database: SqliteDatabase) -> None:
    await a_counter(database)

    async with database.reading() as tx:
        before = await tx.fetch_one("SELECT n FROM counter")
        await add_one(database)
        after = await tx.fetch_one("SELECT n FROM counter")

    assert before is not None and after is not None
    assert (before["n"], after["n"], await read_counter(database)) == (0, 0, 1)


async def test_a_second_trellis_on_the_same_file_is_kept_out(database: SqliteDatabase, tmp_path: Path) -> None:
    with pytest.raises(DatabaseInUse):
        await SqliteDatabase.open(tmp_path / "trellis.db")


async def test_foreign_keys_are_held(database: SqliteDatabase) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        async with database.transaction() as tx:
            await tx.execute("INSERT INTO members (community_id, person_id) VALUES (1, 2)")
