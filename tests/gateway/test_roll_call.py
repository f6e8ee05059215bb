"""Who has left a server is learned by asking, within Discord's limits, and never taken from a silence (J4)."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.gateway.client import Trellis
from bot.gateway.roll_call import ASKED_A_MINUTE, GuildRollCall
from sandbox.protocol.guilds import Guild
from tests.gateway.town import Town, town


class Seconds:
    """A stopwatch that is set."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Town]:
    async with town(tmp_path, groups=1) as place:
        yield place


@pytest.fixture
def bot(place: Town) -> Trellis:
    return place.app.bot


@pytest.fixture
def guild(place: Town) -> Guild:
    [guild] = place.sandbox.world.guilds.values()
    return guild


def _people(place: Town, guild: Guild, number: int) -> list[int]:
    """The ids of so many people, every second of whom has left."""
    ids = []
    for index in range(number):
        user = place.sandbox.person(f"Person {index}").user
        if index % 2 == 0:
            guild.add_member(user)
        ids.append(user.id)
    return ids


async def test_j4_those_who_are_not_on_the_server_are_gone(place: Town, bot: Trellis, guild: Guild) -> None:
    ids = _people(place, guild, 6)

    gone = await GuildRollCall(bot).gone({guild.id: ids})

    assert gone == {guild.id: set(ids[1::2])}


async def test_j4_more_people_than_a_request_takes_are_asked_about_in_several(
    place: Town, bot: Trellis, guild: Guild
) -> None:
    ids = _people(place, guild, 230)

    gone = await GuildRollCall(bot).gone({guild.id: ids})

    assert gone == {guild.id: set(ids[1::2])}


async def test_j4_on_a_server_the_bot_is_not_on_nobody_is_gone(place: Town, bot: Trellis, guild: Guild) -> None:
    assert await GuildRollCall(bot).gone({guild.id + 1: [1, 2, 3]}) == {}


async def test_j4_on_a_server_that_is_out_of_order_nobody_is_gone(place: Town, bot: Trellis, guild: Guild) -> None:
    place.sandbox.world.faults.guild_outage(guild)
    await place.sandbox.world.traffic.quiet()

    assert await GuildRollCall(bot).gone({guild.id: [1, 2, 3]}) == {}


async def test_j4_where_discord_is_silent_nobody_is_gone_and_rounds_wait_no_second_time(
    place: Town, bot: Trellis, guild: Guild
) -> None:
    seconds = Seconds()
    impatient = GuildRollCall(bot, answer_seconds=0.0, seconds=seconds)
    patient = GuildRollCall(bot, seconds=seconds)

    silent = await impatient.gone({guild.id: [1]})
    resting = await impatient.gone({guild.id: [1]})
    answered = await patient.gone({guild.id: [1]})

    assert (silent, resting, answered) == ({}, {}, {guild.id: {1}})


async def test_j4_no_more_is_asked_in_a_minute_than_leaves_room_for_the_rest(
    place: Town, bot: Trellis, guild: Guild
) -> None:
    seconds = Seconds()
    roll_call = GuildRollCall(bot, seconds=seconds)

    asked = [await roll_call.gone({guild.id: [1]}) for _ in range(ASKED_A_MINUTE + 1)]
    seconds.now = 61.0
    asked.append(await roll_call.gone({guild.id: [1]}))

    found = {guild.id: {1}}
    assert asked == [*[found] * ASKED_A_MINUTE, {}, found]
