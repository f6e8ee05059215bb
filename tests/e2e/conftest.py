"""A small server with Trellis in it, from curtain to curtain."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Stage, on_stage
from tests.e2e.acting import nothing_more_comes
from tests.schema import laid_out


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with on_stage(await laid_out(tmp_path / "trellis.db")) as stage:
        yield stage
        await nothing_more_comes()
