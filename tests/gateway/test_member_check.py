"""Whether somebody is still on a server: asked of Discord, remembered for five minutes, never taken from a silence."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.gateway.client import Trellis
from bot.gateway.member_check import REMEMBERED_SECONDS, MemberCheck
from sandbox.protocol.faults import Faults
from sandbox.protocol.guilds import Guild
from sandbox.protocol.users import User
from tests.gateway.town import Town, town

MEMBER = r"^GET /guilds/\d+/members/\d+$"


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


@pytest.fixture
def faults(place: Town) -> Faults:
    return place.sandbox.world.faults


@pytest.fixture
def kari(place: Town, guild: Guild) -> User:
    user = place.sandbox.person("Kari").user
    guild.add_member(user)
    return user


async def test_an_answer_is_remembered_for_five_minutes_and_then_asked_for_anew(
    bot: Trellis, guild: Guild, kari: User
) -> None:
    seconds = Seconds()
    check = MemberCheck(bot, seconds=seconds)

    at_first = await check.is_member(guild.id, kari.id)
    guild.remove_member(kari)
    seconds.now = REMEMBERED_SECONDS - 1
    remembered = await check.is_member(guild.id, kari.id)
    seconds.now = REMEMBERED_SECONDS
    anew = await check.is_member(guild.id, kari.id)

    assert (at_first, remembered, anew) == (True, True, False)


async def test_who_is_back_and_does_something_on_the_server_does_not_wait_for_five_minutes(
    bot: Trellis, guild: Guild, kari: User
) -> None:
    check = MemberCheck(bot)
    guild.remove_member(kari)
    gone = await check.is_member(guild.id, kari.id)
    guild.add_member(kari)

    check.seen(guild.id, kari.id)

    assert (gone, await check.is_member(guild.id, kari.id)) == (False, True)


@pytest.mark.parametrize("code", [0, 10004, 50001], ids=["a page of Cloudflare", "no such server", "no access"])
async def test_a_refusal_that_says_nothing_of_the_person_is_a_silence_and_is_not_remembered(
    bot: Trellis, guild: Guild, kari: User, faults: Faults, code: int
) -> None:
    check = MemberCheck(bot)
    faults.answer(404 if code == 10004 else 403, MEMBER, code=code, html=None if code else "<html></html>")

    silent = await check.is_member(guild.id, kari.id)

    assert (silent, await check.is_member(guild.id, kari.id)) == (None, True)


async def test_who_is_not_answered_about_in_time_is_not_waited_for(
    bot: Trellis, guild: Guild, kari: User, faults: Faults
) -> None:
    held = faults.hold(MEMBER)

    silent = await MemberCheck(bot, answer_seconds=0.0).is_member(guild.id, kari.id)
    held.release()

    assert silent is None


async def test_of_a_server_that_is_out_of_order_or_has_taken_the_bot_off_nothing_is_known(
    place: Town, bot: Trellis, guild: Guild, kari: User, faults: Faults
) -> None:
    check = MemberCheck(bot)
    faults.guild_outage(guild)
    await place.sandbox.world.traffic.quiet()

    assert await check.is_member(guild.id, kari.id) is None
    assert await check.is_member(guild.id + 1, kari.id) is None


async def test_however_often_somebody_presses_discord_is_asked_once(
    bot: Trellis, guild: Guild, kari: User, faults: Faults
) -> None:
    check = MemberCheck(bot)
    asked = faults.answer(403, MEMBER, code=50001, times=None)

    answers = await asyncio.gather(*(check.is_member(guild.id, kari.id) for _ in range(20)))

    assert (answers, asked.struck) == ([None] * 20, 1)


async def test_no_more_is_remembered_than_there_is_room_for(bot: Trellis, guild: Guild, kari: User) -> None:
    check = MemberCheck(bot, most=1)
    await check.is_member(guild.id, kari.id)
    await check.is_member(guild.id, kari.id + 1)
    guild.remove_member(kari)

    assert await check.is_member(guild.id, kari.id) is False
