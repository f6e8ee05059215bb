"""Benches of what stands in the database: how claims and a start feel the number of what is pending, and how fast
rounds open."""

import asyncio
import json
import sqlite3
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from bot.services.deliveries import Deliveries
from bot.services.rounds import Rounds
from bot.storage.database import Connection, SqliteDatabase
from tests.bench.filling import PROMPT_AT, START, Place, add_groups, add_pending, working
from tests.bench.measure import Result

ROOT = Path(__file__).parents[2]
DUE, AT_ONCE = 1000, 40
COLD_STARTS, CLAIMS = 7, 7
HELD_MOST_MS = 20.0
MEGABYTE = 1024 * 1024


async def _empty(path: Path) -> None:
    async with working(path, START):
        pass


async def claim(folder: Path, *, quick: bool) -> Result:
    """1,000 that are due, among many and among few; in turns, so that what else the machine does strikes both."""
    many, few = (200_000 if quick else 1_000_000), 10_000
    for number in (many, few):
        await _empty(folder / f"claim{number}.db")
        add_pending(folder / f"claim{number}.db", number, due=DUE, at=START)
    batches: dict[int, list[list[float]]] = {many: [], few: []}
    for _ in range(CLAIMS):
        for number in (many, few):
            batches[number].append(await _claim_all(folder / f"claim{number}.db"))
    # Each batch at its best: a batch that another process held up says nothing about the table.
    best = {number: sum(map(min, zip(*runs, strict=True))) * 1000 for number, runs in batches.items()}
    ratio = best[many] / best[few]
    return Result(
        "claim",
        ratio,
        1.3,
        "times as long",
        ratio <= 1.3,
        f"1: the index holds what is due side by side; {DUE // AT_ONCE} commits wait for the disk either way",
        f"{DUE} due among {many:,}: {best[many]:.0f} ms; among {few:,}: {best[few]:.0f} ms, in batches of {AT_ONCE}",
    )


async def _claim_all(path: Path) -> list[float]:
    """Seconds for each batch; everything is as before afterwards."""
    seconds, claimed = [], 0
    async with working(path, START) as work:
        hand = Deliveries(work, "main")
        while claimed < DUE:
            began = time.perf_counter()
            claimed += len(await hand.claim(AT_ONCE))
            seconds.append(time.perf_counter() - began)
        await hand.take_over()
    return seconds


async def cold_start(folder: Path, *, quick: bool) -> Result:
    """A new process until it has freed what it held and knows when to wake."""
    many, few = (200_000 if quick else 1_000_000), 1000
    best: dict[int, tuple[float, float]] = {}
    for number in (few, many):
        path = folder / f"start{number}.db"
        await _empty(path)
        add_pending(path, number, due=0, at=START)
        starts = [await _start_cold(path) for _ in range(COLD_STARTS)]
        best[number] = min(seconds for seconds, _ in starts), min(memory for _, memory in starts)
        path.unlink()
    ratio, extra = best[many][0] / best[few][0], (best[many][1] - best[few][1]) / MEGABYTE
    return Result(
        "cold_start",
        ratio,
        1.5,
        "times as long",
        ratio <= 1.5 and extra <= 10,
        "1: the earliest due instant is the first entry of an index, however long the index is",
        f"{many:,} pending: {best[many][0] * 1000:.1f} ms; {few:,}: {best[few][0] * 1000:.1f} ms; "
        f"extra memory {extra:.1f} MB (bar 10)",
    )


async def _start_cold(path: Path) -> tuple[float, float]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.starting", str(path), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    out, _ = await process.communicate()
    told = json.loads(out)
    return told["seconds"], told["memory"]


class Timed:
    """The database, noting how long each transaction held the writer."""

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database
        self.held: list[float] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        began = time.perf_counter()
        async with self._database.transaction() as tx:
            yield tx
        self.held.append(time.perf_counter() - began)

    def __getattr__(self, name: str) -> object:
        return getattr(self._database, name)


async def plan(folder: Path, *, quick: bool) -> Result:
    """Rounds whose prompt falls due at the same moment, each in a group of its own."""
    number = 2000 if quick else 10_000
    path = folder / "plan.db"
    async with working(path, PROMPT_AT) as work:
        await add_groups(work, [Place(1, 100 + index, 1_000_000 + index) for index in range(number)])
        timed = Timed(work.database)  # type: ignore[arg-type]
        opening = Rounds(replace(work, database=timed))  # type: ignore[arg-type]
        began, taken = time.perf_counter(), 0
        while batch := await opening.take_due_steps():
            taken += batch
        rate = taken / (time.perf_counter() - began)
    assert taken == number
    held = sorted(each * 1000 for each in timed.held)
    within = held[int(len(held) * 0.99)] <= HELD_MOST_MS
    size = max(1, taken // max(1, len(held) - 1))
    return Result(
        "plan",
        rate,
        2000,
        "rounds a second",
        rate >= 2000 and within,
        f"{_bare_rate(folder / 'bare.db', number, size):,.0f} a second: the same two writes a round, "
        "straight through the driver, with the same commits",
        f"{taken:,} rounds, {size} a transaction; the writer is held {held[len(held) // 2]:.1f} ms, "
        f"p99 {held[int(len(held) * 0.99)]:.1f} ms, most {held[-1]:.1f} ms (bar {HELD_MOST_MS:.0f} at p99)",
    )


def _bare_rate(path: Path, number: int, size: int) -> float:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE r (id INTEGER, at INTEGER);")
    began = time.perf_counter()
    for first in range(0, number, size):
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany("INSERT INTO r VALUES (?, 0)", [(id,) for id in range(first, first + size)])
        raw.executemany("UPDATE r SET at = 1 WHERE rowid = ?", [(id + 1,) for id in range(first, first + size)])
        raw.execute("COMMIT")
    took = time.perf_counter() - began
    raw.close()
    return number / took
