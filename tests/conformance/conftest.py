"""The specification, where it is on this machine, and a world to make requests in."""

from __future__ import annotations

import pytest

from sandbox.protocol.channels import FORUM, Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.world import World
from tests.conformance.specification import Specification, place
from tests.conformance.watching import Watcher


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
def world() -> World:
    return World()


@pytest.fixture
def guild(world: World) -> Guild:
    guild = world.add_guild("Oslo founders")
    world.install(guild)
    return guild


@pytest.fixture
def channel(guild: Guild) -> Channel:
    return guild.add_channel("general")


@pytest.fixture
def forum(guild: Guild) -> Channel:
    return guild.add_channel("lessons", FORUM)
