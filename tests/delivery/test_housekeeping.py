"""House is kept once a day, whichever clock says so, and beside all else."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery.housekeeping import Housekeeping
from bot.demo.stage import Stage
from bot.domain.people import Actor, Language
from tests.conftest import SetClock
from tests.e2e.acting import nothing_more_comes
from tests.ledger import Ledger
from tests.staging import staged


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
