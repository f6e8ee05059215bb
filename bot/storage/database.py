"""One small interface to the database, and SQLite behind it.

SQL is written with `:name` parameters and takes no dialect's liberties, so that a second database can stand behind the
same interface. Instants are stored as microseconds since 1970 in UTC, dates as ISO text.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

import aiosqlite
import structlog
from whenever import Instant

from bot.domain.errors import DatabaseDamaged, DatabaseFault, DatabaseGone
from bot.storage.faults import named_faults
from bot.storage.hold import Hold, discard, make_private
from bot.storage.soundness import check_files

log = structlog.get_logger()


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

    async def copy_to(self, path: Path) -> None:
        """Writes all that is committed into a new file."""

    async def empty_log(self) -> bool:
        """Leaves nothing of what was erased behind in a log; False where that has to wait."""

    async def close(self) -> None: ...


class _SqliteConnection:
    def __init__(self, raw: aiosqlite.Connection) -> None:
        self._raw = raw

    async def execute(self, sql: str, **values: object) -> int:
        # Not closed by hand, which would be a second way to the driver's thread: what has run to its end holds nothing.
        with named_faults():
            return (await self._raw.execute(sql, values)).rowcount

    async def execute_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        with named_faults():
            await self._raw.executemany(sql, rows)

    async def fetch_all(self, sql: str, **values: object) -> list[Row]:
        with named_faults():
            return list(await self._raw.execute_fetchall(sql, values))

    async def fetch_one(self, sql: str, **values: object) -> Row | None:
        rows = await self.fetch_all(sql, **values)
        return rows[0] if rows else None


class SqliteDatabase:
    """One writer behind a lock with `BEGIN IMMEDIATE`, a few readers.

    Deferred transactions that upgrade to writing fail at once under concurrency whatever the busy timeout, and the
    driver's own transactions lose updates; with one writer there is nothing to wait for and nothing to lose.
    """

    def __init__(self, writer: aiosqlite.Connection, readers: list[aiosqlite.Connection], hold: Hold) -> None:
        self._writer = writer
        self._writing = asyncio.Lock()
        self._all = [writer, *readers]
        self._idle: asyncio.Queue[aiosqlite.Connection] = asyncio.Queue()
        for reader in readers:
            self._idle.put_nowait(reader)
        self._hold = hold
        self._owes_emptying = False
        self._gone: DatabaseGone | None = None

    @classmethod
    async def open(cls, path: Path, *, readers: int = 2) -> "SqliteDatabase":
        """Opens or creates the file, and looks whether it is sound: all of it after an end that was not clean.

        DatabaseInUse if another process has it; DatabaseDamaged, DatabaseGone, DatabaseFault, OSError. Then nothing is
        left open: neither the lock nor a thread that would keep the process from ending.
        """
        hold = Hold(path)
        async with AsyncExitStack() as unless_opened:
            unless_opened.callback(hold.release, is_clean=not hold.is_after_unclean_end)
            check_files(hold.path, hold.file)
            connections = []
            for _ in range(1 + readers):
                connections.append(await _connect(hold.path))
                unless_opened.push_async_callback(connections[-1].close)
            if hold.is_after_unclean_end:
                await _check_all(connections[0])
            hold.remember()
            opened = cls(connections[0], connections[1:], hold)
            await opened.empty_log()
            unless_opened.pop_all()
        return opened

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

    async def copy_to(self, path: Path) -> None:
        """Writes all that is committed into a new file, which only its owner may read. DatabaseFault, OSError; then
        there is no such file."""
        make_private(path)
        reader = await self._idle.get()
        try:
            await _at_length(reader, "VACUUM INTO ?", str(path))
        except BaseException:
            discard(path)
            raise
        finally:
            self._idle.put_nowait(reader)

    async def empty_log(self) -> bool:
        """Empties the write-ahead log, in which what has been erased stands until it is written over; False where a
        reader held it up, or the disk, and `look_after` is to try again."""
        async with self._writing:
            try:
                with named_faults():
                    [(busy, *_)] = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            except DatabaseFault as fault:
                log.warning("database.log_not_emptied", reason=str(fault))
                busy = True
        self._owes_emptying = bool(busy)
        return not busy

    async def look_after(self) -> None:
        """At every heartbeat: DatabaseGone where the files are not those that were opened."""
        try:
            self._hold.check()
        except DatabaseGone as gone:
            self._gone = gone
            raise
        if self._owes_emptying:
            await self.empty_log()

    async def watch(self, seconds: float) -> None:
        """Looks after it each so many seconds, for ever. DatabaseGone."""
        while True:
            await asyncio.sleep(seconds)
            await self.look_after()

    async def close(self) -> None:
        """Closes every connection; an open one would keep the process from ending. Where the file was deleted, what it
        held is saved beside it first, and the DatabaseGone that was raised says where."""
        async with AsyncExitStack() as closing:
            closing.callback(self._hold.release, is_clean=True)
            if not self._hold.is_whole and await self._rescue():
                closing.callback(self._hold.discard_log)
            for connection in self._all:
                closing.push_async_callback(connection.close)

    async def _rescue(self) -> bool:
        rescued = self._hold.name_for_rescued()
        try:
            await self.copy_to(rescued)
        except (DatabaseFault, OSError) as lost:
            log.critical("database.not_rescued", reason=str(lost))
            return False
        log.critical("database.rescued", file=str(rescued))
        if self._gone:
            self._gone.left = rescued
        return True


@asynccontextmanager
async def _unit(raw: aiosqlite.Connection, begin: str, end: str) -> AsyncIterator[Connection]:
    await _finish(raw, begin)
    try:
        yield _SqliteConnection(raw)
        await _finish(raw, end)
    except BaseException:
        await _undo(raw)
        raise


async def _undo(raw: aiosqlite.Connection) -> None:
    """Leaves the connection as it was. SQLite undoes a transaction by itself where the disk is full or fails."""
    try:
        await _finish(raw, "ROLLBACK")
    except sqlite3.OperationalError:
        if raw.in_transaction:
            raise


async def _finish(raw: aiosqlite.Connection, statement: str) -> None:
    """Runs a transaction's bracket to its end even if we are cancelled: the statement is already in the driver's
    thread, and the next user of the connection must not find half of it."""
    task = asyncio.ensure_future(raw.execute(statement))
    try:
        with named_faults():
            await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        if statement.startswith("BEGIN"):
            await raw.execute("ROLLBACK")
        raise


async def _connect(path: Path) -> aiosqlite.Connection:
    with named_faults():
        connection = await aiosqlite.connect(path, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            for pragma in _PRAGMAS:
                await connection.execute(pragma)
            await connection.execute_fetchall("SELECT name, sql FROM sqlite_schema")
        except BaseException:
            await connection.close()
            raise
    return connection


async def _check_all(raw: aiosqlite.Connection) -> None:
    log.info("database.checking")
    [(first, *_), *_] = await _at_length(raw, "PRAGMA integrity_check(1)")
    if first != "ok":
        raise DatabaseDamaged(str(first).replace("\n", " "))
    log.info("database.checked")


async def _at_length(raw: aiosqlite.Connection, sql: str, *values: object) -> list[Any]:
    """Return what a statement finds that may take minutes: it ends at once if we are cancelled."""
    try:
        with named_faults():
            return list(await raw.execute_fetchall(sql, values))
    except asyncio.CancelledError:
        await raw.interrupt()
        raise


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
