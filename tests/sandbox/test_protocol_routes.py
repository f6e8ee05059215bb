"""Routes the client's daily use does not touch: each answers as it should."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.reactions import react
from tests.sandbox.conftest import Rest


class Places:
    """Paths to things that exist."""

    def __init__(self, sandbox: Sandbox, guild: Guild, channel: Channel, alice: Person) -> None:
        world = sandbox.world
        guild.role("Trellis").permissions = permissions.ALL & ~permissions.ADMINISTRATOR
        message = world.posts.create(channel, alice.user, {"content": "Hello"})
        react(world, message, alice.user, "👍")
        channel.overwrites[guild.id] = Overwrite(guild.id, 0)
        thread = world.thread_life.start(channel, world.bot, {"name": "Pair", "type": 12})
        world.thread_life.add_member(thread, alice.id)
        command, _ = world.registry.create(guild.id, {"name": "hello", "description": "Hello"})
        self.alice = alice.id
        self.guild, self.channel = f"/guilds/{guild.id}", f"/channels/{channel.id}"
        self.message = f"{self.channel}/messages/{message.id}"
        self.thread = f"/channels/{thread.id}"
        self.role = f"{self.guild}/roles/{guild.add_role('Peer').id}"
        self.overwrite = f"{self.channel}/permissions/{guild.id}"
        self.commands = f"/applications/{world.application_id}{self.guild}/commands"
        self.command = f"{self.commands}/{command['id']}"
        self.home = f"/users/@me{self.guild}"


COMMAND = {"name": "other", "description": "Other"}
Case = tuple[str, Callable[[Places], str], Any, int]
CASES: list[Case] = [
    ("GET", lambda at: at.guild + "?with_counts=true", None, 200),
    ("GET", lambda at: at.guild + "/channels", None, 200),
    ("GET", lambda at: at.guild + "/roles", None, 200),
    ("GET", lambda at: at.role, None, 200),
    ("PATCH", lambda at: at.role, {"name": "Guide", "color": 255, "permissions": "0"}, 200),
    ("GET", lambda at: at.guild + "/members/search?query=al&limit=5", None, 200),
    ("PATCH", lambda at: f"{at.guild}/members/{at.alice}", {"nick": "Al", "roles": []}, 200),
    ("PATCH", lambda at: at.guild + "/members/@me", {"nick": "Bot"}, 200),
    ("DELETE", lambda at: f"{at.guild}/members/{at.alice}", None, 204),
    ("GET", lambda at: at.message + "/reactions/👍", None, 200),
    ("DELETE", lambda at: f"{at.message}/reactions/👍/{at.alice}", None, 204),
    ("DELETE", lambda at: at.message + "/reactions/👍", None, 204),
    ("DELETE", lambda at: at.message + "/reactions", None, 204),
    ("POST", lambda at: at.channel + "/typing", None, 204),
    ("GET", lambda at: at.channel + "/pins", None, 200),
    ("PATCH", lambda at: at.channel, {"name": "Renamed Room", "topic": None, "nsfw": False}, 200),
    ("DELETE", lambda at: at.channel, None, 200),
    ("DELETE", lambda at: at.overwrite, None, 204),
    ("GET", lambda at: at.channel + "/threads/archived/private", None, 200),
    ("GET", lambda at: at.channel + "/users/@me/threads/archived/private", None, 200),
    ("DELETE", lambda at: f"{at.thread}/thread-members/{at.alice}", None, 204),
    ("PUT", lambda at: at.thread + "/thread-members/@me", None, 204),
    ("DELETE", lambda at: at.thread + "/thread-members/@me", None, 204),
    ("GET", lambda at: at.thread + "/thread-members/@me?with_member=1", None, 200),
    ("DELETE", lambda at: at.thread, None, 200),
    ("GET", lambda at: at.commands, None, 200),
    ("POST", lambda at: at.commands, COMMAND, 201),
    ("POST", lambda at: at.commands, {"name": "hello", "description": "Again"}, 200),
    ("PUT", lambda at: at.commands, [COMMAND], 200),
    ("GET", lambda at: at.command, None, 200),
    ("PATCH", lambda at: at.command, {"description": "Better"}, 200),
    ("DELETE", lambda at: at.command, None, 204),
    ("GET", lambda at: at.commands + "/permissions", None, 200),
    ("GET", lambda at: at.guild + "/scheduled-events?with_user_count=1", None, 200),
    ("GET", lambda at: "/users/@me/guilds", None, 200),
    ("DELETE", lambda at: at.home, None, 204),
    ("GET", lambda at: "/gateway", None, 200),
    ("GET", lambda at: "/gateway/bot", None, 200),
    ("GET", lambda at: "/applications/@me", None, 200),
]


@pytest.fixture
def places(sandbox: Sandbox, guild: Guild, channel: Channel, alice: Person) -> Places:
    return Places(sandbox, guild, channel, alice)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[3]} {CASES.index(case)}")
async def test_the_route_answers(rest: Rest, places: Places, case: Case) -> None:
    method, path, body, expected = case

    status, _ = await rest.send(method, path(places), body)

    assert status == expected
