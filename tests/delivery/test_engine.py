"""Planning and sending do not stand in each other's way."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from whenever import TimeZoneNotFoundError

from bot.demo.stage import Stage, on_stage
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, nothing_more_comes, prompts


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with on_stage(tmp_path / "trellis.db") as stage:
        yield stage
        await nothing_more_comes()


async def test_a_round_that_cannot_be_paired_keeps_no_prompt_in(stage: Stage, tmp_path: Path) -> None:
    await a_group(stage, stage.kari, stage.luca)
    await stage.maria.slash("admin settings", {"meeting-channel": stage.guild.add_channel("pairs")})
    await stage.settle()  # what writes here, in the bot's own loop, would wait for a transaction of the bot's for ever
    with closing(sqlite3.connect(tmp_path / "trellis.db")) as connection, connection:
        connection.execute("UPDATE people SET zone = 'Nowhere/Land' WHERE id = ?", (stage.luca.id,))

    with pytest.raises(TimeZoneNotFoundError):
        await stage.until(FIRST_MONDAY, NINE)

    assert len(prompts(stage)) == 1
