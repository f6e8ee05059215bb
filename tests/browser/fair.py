"""The page with another bot than Trellis behind it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import discord
import yarl

from sandbox import Person, Sandbox, SandboxClock
from sandbox.page import Served, showing
from sandbox.protocol.channels import FORUM, Channel, ForumTag
from sandbox.protocol.guilds import Guild
from tests.browser.show_bot import ShowBot


@dataclass(frozen=True, slots=True)
class Fair:
    """Two people or more, a channel and a forum with two tags, one of them for moderators."""

    sandbox: Sandbox
    guild: Guild
    channel: Channel
    forum: Channel
    maria: Person
    kari: Person


@asynccontextmanager
async def open_fair(*more: str) -> AsyncIterator[Fair]:
    """The fair with Maria and Kari, and whoever else is named."""
    async with await Sandbox.start(clock=SandboxClock()) as sandbox:
        discord.http.Route.BASE = sandbox.api_base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
        guild = sandbox.world.add_guild("The fair")
        channel = guild.add_channel("general")
        tags = [ForumTag(sandbox.world.ids.next(), "Question", emoji_name="❓")]
        tags.append(ForumTag(sandbox.world.ids.next(), "Solved", moderated=True))
        forum = guild.add_channel("questions", FORUM, available_tags=tags)
        maria, kari = sandbox.person("Maria"), sandbox.person("Kari", locale="no")
        people = [maria, kari, *map(sandbox.person, more)]
        sandbox.world.install(guild)
        for person in people:
            guild.add_member(person.user)
            person.go(channel)
        async with ShowBot() as bot:
            running = asyncio.create_task(bot.start(sandbox.token))
            await sandbox.bot_connected()
            served = Served(people, channel, "Europe/Oslo", next_due=_never, restart=_never)
            async with showing(sandbox, served):
                yield Fair(sandbox, guild, channel, forum, maria, kari)
        await running


async def _never() -> None:
    return None
