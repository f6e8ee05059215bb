"""House is kept once a day, whichever clock says so, and beside all else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.delivery.housekeeping import Housekeeping
from bot.demo.stage import Stage
from bot.domain.errors import DatabaseFull
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock
from tests.e2e.acting import nothing_more_comes
from tests.ledger import Ledger
from tests.staging import staged

GRACE = Actor(10, 1, Language.ENGLISH)


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage
        await nothing_more_comes()


class Chores:
    def __init__(self) -> None:
        self.done: list[str] = []

    async def breaks(self) -> None:
        self.done.append("breaks")
        raise RuntimeError("the disk is full")

    async def sweeps(self) -> None:
        self.done.append("sweeps")


async def test_a_chore_that_breaks_keeps_no_other_from_being_done(clock: SetClock) -> None:
    chores = Chores()

    await Housekeeping(clock, [chores.breaks, chores.sweeps]).run()

    assert chores.done == ["breaks", "sweeps"]


@pytest.mark.parametrize(("hours", "is_due"), [(0, False), (23, False), (24, True), (-1, True)])
async def test_it_is_due_a_day_later_and_where_the_clock_was_moved_back(
    clock: SetClock, hours: float, is_due: bool
) -> None:
    keeping = Housekeeping(clock, [])
    at_first = keeping.is_due
    await keeping.run()

    clock.move(hours=hours)

    assert (at_first, keeping.is_due) == (True, is_due)


async def test_a_clock_that_is_moved_prunes(stage: Stage, tmp_path: Path) -> None:
    assert stage.app is not None
    here = Actor(stage.guild.id, stage.grace.id, Language.ENGLISH)
    await stage.app.services.drafts.keep(here, "lesson:save", {"text": "Half a thought"})
    await stage.clock.advance(hours=23)
    before = Ledger(tmp_path / "trellis.db").ids("drafts")

    await stage.clock.advance(days=60)

    assert (len(before), Ledger(tmp_path / "trellis.db").ids("drafts")) == (1, [])


async def test_what_a_chore_erases_does_not_stand_in_the_log_though_another_fails(
    services: Services, database: SqliteDatabase, clock: SetClock, tmp_path: Path
) -> None:
    async def fails() -> None:
        raise DatabaseFull("database or disk is full")

    await services.drafts.keep(GRACE, "experiment:start", {"what": "Persimmon"})
    clock.move(hours=25)
    chores = (fails, services.drafts.forget_old, database.empty_log)

    with capture_logs() as logs:
        await Housekeeping(clock, chores).run()

    left = [name for name in ("trellis.db", "trellis.db-wal") if b"Persimmon" in (tmp_path / name).read_bytes()]
    assert left == []
    assert [(log["event"], "exc_info" in log) for log in logs] == [("database.failing", False)]
