"""Planning and sending do not stand in each other's way."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from whenever import TimeZoneNotFoundError

from bot.demo.stage import Stage
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, nothing_more_comes, prompts
from tests.staging import staged


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage
        await nothing_more_comes()


def _lose_the_clock_of(person_id: int, database: Path) -> None:
    """In a thread of its own: in the bot's loop it would wait for ever for a transaction of the bot's."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE people SET zone = 'Nowhere/Land' WHERE id = ?", (person_id,))


async def test_a_round_that_cannot_be_paired_keeps_no_prompt_in(stage: Stage, tmp_path: Path) -> None:
    await a_group(stage, stage.kari, stage.luca)
    await stage.maria.slash("admin settings", {"meeting-channel": stage.guild.add_channel("pairs")})
    await asyncio.to_thread(_lose_the_clock_of, stage.luca.id, tmp_path / "trellis.db")

    with pytest.raises(TimeZoneNotFoundError):
        await stage.until(FIRST_MONDAY, NINE)

    assert len(prompts(stage)) == 1
