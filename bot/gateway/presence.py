"""Who of a list of people is on a server, asked of Discord: without the members intent nobody tells us."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import aiohttp
import discord

from bot.domain.errors import ServerSilent

ASKED_AT_ONCE = 100  # people in one request, which is as many as Discord takes
ANSWER_SECONDS = 120.0  # for all of them; a connection sends 120 requests a minute, and beyond that it waits


@dataclass(frozen=True)
class Present:
    """Of those asked about; who is in neither is not on the server."""

    people: Collection[int]
    bots: Collection[int]


async def who_is_on(guild: discord.Guild, ids: Sequence[int]) -> Present:
    """ServerSilent if Discord does not answer about all of them in time."""
    found: list[discord.Member] = []
    try:
        async with asyncio.timeout(ANSWER_SECONDS):
            for first in range(0, len(ids), ASKED_AT_ONCE):
                asked = list(ids[first : first + ASKED_AT_ONCE])
                found += await guild.query_members(user_ids=asked, limit=ASKED_AT_ONCE, cache=False)
    except (TimeoutError, discord.ConnectionClosed, aiohttp.ClientError, RuntimeError, OSError) as lost:
        raise ServerSilent from lost
    return Present({each.id for each in found if not each.bot}, {each.id for each in found if each.bot})
