"""One small interface to the database, and SQLite behind it.

SQL is written with `:name` parameters and takes no dialect's liberties, so that a second database can stand behind the
same interface. Instants are stored as microseconds since 1970 in UTC, dates as ISO text.
"""

import asyncio
import fcntl
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol, TextIO

import aiosqlite
from whenever import Instant


class Row(Protocol):
    """A row, read by column name."""

    def __getitem__(self, column: str, /) -> Any: ...


_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a committed delivery survives a power cut
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",  # what is erased is overwritten, not only left to be overwritten
    "PRAGMA busy_timeout = 5000",
)


class DatabaseInUse(Exception):
    """Another process has this database open; two of them would both send what is due."""


class Connection(Protocol):
    """What a query file may do; handed out by `Database.transaction` and `Database.reading`."""

    async def execute(self, sql: str, **values: object) -> int:
        """Runs a statement and returns how many rows it touched."""

    async def execute_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None: ...

    async def fetch_all(self, sql: str, **values: object) -> list[Row]: ...

    async def fetch_one(self, sql: str, **values: object) -> Row | None: ...


class Database(Protocol):
    @asynccontextmanager
    def transaction(self) -> AsyncIterator[Connection]:
        """Alone with the database until the block ends: committed if it ends well, undone if it raises."""

    @asynccontextmanager
    def reading(self) -> AsyncIterator[Connection]:
        """One consistent picture of the database, not held up by writers."""

    @asynccontextmanager
    def glancing(self) -> AsyncIterator[Connection]:
        """For a single statement that reads: a picture of its own, without the bracket that several need."""

    async def close(self) -> None: ...


class _SqliteConnection:
    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw

    async def execute(self, sql: str, **values: object) -> int:
        # Not closed by hand, which would be a second way to the driver's thread: what has run to its end holds nothing.
        return (await self._raw.execute(sql, values)).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        await self._raw.executemany(sql, rows)

    async def fetch_all(self, sql: str, **values: object) -> list[Row]:
        return list(await self._raw.execute_fetchall(sql, values))

    async def fetch_one(self, sql: str, **values: object) -> Row | None:
        rows = await self.fetch_all(sql, **values)
        return rows[0] if rows else None


class SqliteDatabase:
    """One writer behind a lock with `BEGIN IMMEDIATE`, a few readers.

    Deferred transactions that upgrade to writing fail at once under concurrency whatever the busy timeout, and the
    driver's own transactions lose updates; with one writer there is nothing to wait for and nothing to lose.
    """

    def __init__(self, writer: aiosqlite.Connection, readers: list[aiosqlite.Connection], held: TextIO) -> None:
        self._writer = writer
        self._writing = asyncio.Lock()
        self._all = [writer, *readers]
        self._idle: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._held = held

    @classmethod
    async def open(cls, path: Path, *, readers: int = 2) -> "SqliteDatabase":
        """Opens or creates the file; DatabaseInUse if another process has it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        held = _hold(path)
        connections = [await _connect(path) for _ in range(1 + readers)]
        return cls(connections[0], connections[1:], held)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        async with self._writing, _unit(self._writer, "BEGIN IMMEDIATE", "COMMIT") as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Connection]:
        reader = await self._idle.get()
        try:
            async with _unit(reader, "BEGIN", "ROLLBACK") as connection:
                yield connection
        finally:
            self._idle.put_nowait(reader)

    @asynccontextmanager
    async def glancing(self) -> AsyncIterator[Connection]:
        reader = await self._idle.get()
        try:
            yield _SqliteConnection(reader)
        finally:
            self._idle.put_nowait(reader)

    async def close(self) -> None:
        """Closes every connection; an open one would keep the process from ending."""
        for connection in self._all:
            await connection.close()
        self._held.close()


@asynccontextmanager
async def _unit(raw: aiosqlite.Connection, begin: str, end: str) -> AsyncIterator[Connection]:
    await _finish(raw, begin)
    try:
        yield _SqliteConnection(raw)
    except BaseException:
        await _finish(raw, "ROLLBACK")
        raise
    await _finish(raw, end)


async def _finish(raw: aiosqlite.Connection, statement: str) -> None:
    """Runs a transaction's bracket to its end even if we are cancelled: the statement is already in the driver's
    thread, and the next user of the connection must not find half of it."""
    task = asyncio.ensure_future(raw.execute(statement))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if statement.startswith("BEGIN"):
            await raw.execute("ROLLBACK")
        raise


async def _connect(path: Path) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(path, isolation_level=None)
    connection.row_factory = sqlite3.Row
    for pragma in _PRAGMAS:
        await connection.execute(pragma)
    return connection


def _hold(path: Path) -> TextIO:
    """Keeps other processes out for as long as this one lives; the kernel lets go when it dies, kill −9 included."""
    held = path.with_name(path.name + ".lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise DatabaseInUse(path) from None
    return held


def among(ids: Iterable[int]) -> tuple[str, dict[str, object]]:
    """`(:id0, :id1, …)` and its values, for `IN`; never empty, which SQL does not know."""
    values: dict[str, object] = {f"id{number}": each for number, each in enumerate(ids)} or {"id0": None}
    return f"({', '.join(f':{name}' for name in values)})", values


def stored(instant: Instant) -> int:
    """An instant as it is stored: microseconds since 1970, UTC."""
    return instant.timestamp(unit="microsecond")


def stored_or_none(instant: Instant | None) -> int | None:
    return None if instant is None else stored(instant)


def instant(microseconds: int) -> Instant:
    return Instant.from_timestamp(microseconds, unit="microsecond")


def instant_or_none(microseconds: int | None) -> Instant | None:
    return None if microseconds is None else instant(microseconds)
