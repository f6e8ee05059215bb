"""Which servers the bot is on: an outage is no removal, and what happened while it was away is noticed (V4)."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.domain.people import Actor, Language
from bot.services.groups import NewGroup
from sandbox.protocol.guilds import Guild
from tests.gateway.town import Town, town

HANDLING_SECONDS = 10.0


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, groups=1) as place:
        yield place


@pytest.fixture
def guild(place: Town) -> Guild:
    [guild] = place.sandbox.world.guilds.values()
    return guild


async def removed(place: Town) -> set[int]:
    """The servers that the bot takes itself to be off, once it has dealt with what Discord told last."""
    await place.sandbox.world.traffic.quiet()
    await place.app.bot.finish_handling(HANDLING_SECONDS)
    return await asyncio.to_thread(_removed, place.database)


def _removed(database: Path) -> set[int]:
    with closing(sqlite3.connect(database)) as connection:
        return {id for (id,) in connection.execute("SELECT id FROM communities WHERE removed_at IS NOT NULL")}


async def test_v4_an_outage_is_no_removal(place: Town, guild: Guild) -> None:
    place.sandbox.world.faults.guild_outage(guild)

    assert await removed(place) == set()


async def test_v4_a_new_session_tells_of_servers_it_was_taken_off_meanwhile_and_takes_an_outage_for_none(
    place: Town, guild: Guild
) -> None:
    new = NewGroup("Once", 1, 1, "09:00", "Europe/Oslo", Language.ENGLISH, 9)
    await place.app.services.groups.create(Actor(guild.id + 1, 9, Language.ENGLISH, is_moderator=True), new)
    place.sandbox.world.faults.guild_outage(guild)
    await place.sandbox.world.traffic.quiet()

    place.app.bot.dispatch("connect")  # what the library says once READY has named every server

    assert await removed(place) == {guild.id + 1}
