"""What tests of every room stand on: a real SQLite file and a clock that is set."""

import gc
from collections.abc import AsyncIterator
from itertools import count
from pathlib import Path

import pytest
from whenever import Instant, TimeDelta

from bot.domain.ids import Ids
from bot.services import Services, build_services
from bot.services.work import Work
from bot.storage.database import SqliteDatabase
from tests.schema import laid_out

pytest_plugins = ["tests.conformance.plugin", "tests.worlds"]

START = Instant.from_utc(2026, 9, 3, 10)  # a Thursday


def pytest_collection_finish() -> None:
    """Every module and test there is has been made, and stays: the collector need not look through them all again."""
    gc.collect()
    gc.freeze()


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: Instant) -> None:
        self._now = now

    def now(self) -> Instant:
        return self._now

    def move(self, **duration: float) -> None:
        self._now += TimeDelta(**duration)

    def move_to(self, instant: Instant) -> None:
        self._now = instant


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def real_clock() -> SetClock:
    """The world's time, which leases are counted in."""
    return SetClock(START)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    opened = await SqliteDatabase.open(await laid_out(tmp_path / "trellis.db"))
    try:  # an open connection would keep the test run from ending
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def work(database: SqliteDatabase, clock: SetClock, real_clock: SetClock) -> Work:
    milliseconds = count(1_800_000_000_000)
    ids = Ids(milliseconds=lambda: next(milliseconds), worker=1)
    return Work(database, clock, real_clock, ids, ring=lambda: None)


@pytest.fixture
def services(work: Work) -> Services:
    return build_services(work, owner="test")
