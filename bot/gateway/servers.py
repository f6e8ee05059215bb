"""Notices which servers the bot is on: taken off one, put onto one, and what of that happened while it was away."""

import asyncio

import discord
import structlog
from discord.ext import commands

from bot.services.removals import Removals

log = structlog.get_logger()


class Servers:
    """An outage is no removal: Discord says which it is, and a server that is out stays on its list.

    One at a time, in the order in which Discord tells it.
    """

    def __init__(self, removals: Removals) -> None:
        self._removals = removals
        self._one_at_a_time = asyncio.Lock()

    def watch(self, bot: commands.Bot) -> None:
        async def connected() -> None:
            async with self._one_at_a_time:
                await self._removals.note_all({guild.id for guild in bot.guilds})

        bot.add_listener(connected, "on_connect")  # a new session: every server has been named, those that are out too
        bot.add_listener(self.removed, "on_guild_remove")
        # While a session begins, the library takes a server that is new to it for one whose outage is over.
        for there in ("on_guild_join", "on_guild_available"):
            bot.add_listener(self.there, there)

    async def removed(self, guild: discord.Guild) -> None:
        async with self._one_at_a_time:
            await self._removals.note_removed(guild.id)
        log.info("servers.removed", community=guild.id)

    async def there(self, guild: discord.Guild) -> None:
        async with self._one_at_a_time:
            was_removed = await self._removals.note_back(guild.id)
        if was_removed:
            log.info("servers.back", community=guild.id)
