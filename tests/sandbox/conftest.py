"""A running sandbox with a guild, and the real discord.py pointed at it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
import yarl
from discord import app_commands

from sandbox import Person, Sandbox, SandboxClock
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from tests.sandbox.scene import Scene
from tests.sandbox.sockets import Socket


class Bot(discord.Client):
    """A plain client with a command tree. Events it hears are kept, in order, under their names."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("intents", discord.Intents(guilds=True))
        super().__init__(guild_ready_timeout=0.01, max_messages=None, enable_debug_events=True, **options)
        self.tree = app_commands.CommandTree(self)
        self.heard: asyncio.Queue[tuple[str, tuple[Any, ...]]] = asyncio.Queue()
        self.errors: list[Exception] = []
        self._runner: asyncio.Task[None] | None = None

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.heard.put_nowait((event, args))
        super().dispatch(event, *args, **kwargs)

    async def hear(self, event: str) -> tuple[Any, ...]:
        """The next event of that name, whatever else comes before."""
        async with asyncio.timeout(10):
            while True:
                name, args = await self.heard.get()
                if name == event:
                    return args

    async def run_at(self, sandbox: Sandbox) -> Bot:
        """Connects to the sandbox; this is all the pointing a client needs."""
        discord.http.Route.BASE = sandbox.api_base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
        await self.login(sandbox.token)
        self._runner = asyncio.create_task(self.connect())
        await self.wait_until_ready()
        return self

    async def run_to_its_end(self, sandbox: Sandbox) -> None:
        """Runs until something ends it; raises what did."""
        discord.http.Route.BASE = sandbox.api_base
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(sandbox.gateway_url)
        async with self:
            await self.start(sandbox.token)

    async def close(self) -> None:
        await super().close()
        if self._runner is not None:
            await asyncio.wait([self._runner])


class Rest:
    """Raw requests with the bot's token, for bodies the client would never send."""

    def __init__(self, sandbox: Sandbox, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self._session = session

    async def send(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any]:
        """Status and parsed body."""
        headers = {"Authorization": f"Bot {self.sandbox.token}", **options.pop("headers", {})}
        sending = self._session.request(method, self.sandbox.api_base + path, json=body, headers=headers, **options)
        async with sending as response:
            is_json = response.headers.get("Content-Type") == "application/json"
            return response.status, await response.json() if is_json else await response.text()

    async def refusal(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, int]:
        """Status and Discord's code."""
        status, answer = await self.send(method, path, body, **options)
        return status, answer["code"]


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with await Sandbox.start(clock=SandboxClock()) as running:
        yield running


@pytest.fixture
def guild(sandbox: Sandbox) -> Guild:
    guild = sandbox.world.add_guild("Oslo founders")
    sandbox.world.install(guild)
    return guild


@pytest.fixture
def channel(guild: Guild) -> Channel:
    return guild.add_channel("general")


@pytest.fixture
def alice(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    alice = sandbox.person("Alice")
    guild.add_member(alice.user)
    alice.go(channel)
    return alice


@pytest.fixture
async def bot(sandbox: Sandbox, guild: Guild, channel: Channel) -> AsyncIterator[Bot]:
    async with Bot() as client:
        yield await client.run_at(sandbox)


@pytest.fixture
async def rest(sandbox: Sandbox) -> AsyncIterator[Rest]:
    async with aiohttp.ClientSession() as session:
        yield Rest(sandbox, session)


@pytest.fixture
async def connect(sandbox: Sandbox) -> AsyncIterator[Any]:
    """Opens a bare WebSocket to the gateway."""
    async with aiohttp.ClientSession() as session:

        async def connect(path: str = "?v=10&encoding=json") -> Socket:
            return Socket(await session.ws_connect(sandbox.gateway_url + path))

        yield connect


@pytest.fixture
def scene(sandbox: Sandbox, guild: Guild, channel: Channel, alice: Person) -> Scene:
    return Scene(sandbox, guild, channel, alice)
