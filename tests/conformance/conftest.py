"""The specification, where it is on this machine, and a sandbox to make requests of."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeAlias

import aiohttp
import pytest

from sandbox import Person, Sandbox
from sandbox.protocol.channels import FORUM, Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.permissions import ADMINISTRATOR
from sandbox.protocol.world import World
from tests.conformance.specification import Specification, place
from tests.conformance.watching import Watcher

Send: TypeAlias = Callable[..., Awaitable[Any]]


@pytest.fixture(scope="session")
def specification() -> Specification:
    path = place()
    if path is None:
        pytest.skip("neither ../shared/discord-openapi.json nor DISCORD_OPENAPI is there")
    return Specification(path)


@pytest.fixture
def watcher(specification: Specification) -> Watcher:
    return Watcher(specification)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with await Sandbox.start() as running:
        yield running


@pytest.fixture
def world(sandbox: Sandbox) -> World:
    return sandbox.world


@pytest.fixture
async def send(sandbox: Sandbox) -> AsyncIterator[Send]:
    """Makes a request that must succeed; gives the parsed answer."""
    headers = {"Authorization": f"Bot {sandbox.token}"}

    async with aiohttp.ClientSession(headers=headers) as session:

        async def sending(method: str, path: str, body: Any = None) -> Any:
            async with session.request(method, sandbox.api_base + path, json=body) as response:
                answer = await response.json() if response.status != 204 else None
                assert response.ok, answer
                return answer

        yield sending


@pytest.fixture
def guild(world: World) -> Guild:
    guild = world.add_guild("Oslo founders")
    world.install(guild, ADMINISTRATOR)
    return guild


@pytest.fixture
def channel(guild: Guild) -> Channel:
    return guild.add_channel("general")


@pytest.fixture
def forum(guild: Guild) -> Channel:
    return guild.add_channel("lessons", FORUM)


@pytest.fixture
def alice(sandbox: Sandbox, guild: Guild, channel: Channel) -> Person:
    alice = sandbox.person("Alice")
    guild.add_member(alice.user)
    alice.go(channel)
    return alice
