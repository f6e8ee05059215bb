"""A small server with Trellis in it, from curtain to curtain."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.demo.stage import Stage
from tests.e2e.acting import nothing_more_comes
from tests.staging import staged


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage
        await nothing_more_comes()
