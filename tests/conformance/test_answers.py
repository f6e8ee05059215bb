"""Answers that the bot and the client under test never ask for."""

from __future__ import annotations

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.intents import GUILD_MEMBERS
from sandbox.protocol.world import World
from tests.conformance.conftest import Send
from tests.conformance.test_events import EVENT
from tests.conformance.watching import Watcher

COMMAND = {
    "name": "group",
    "description": "Groups",
    "name_localizations": {"no": "gruppe"},
    "options": [
        {
            "type": 1,
            "name": "join",
            "description": "Join one",
            "options": [{"type": 3, "name": "name", "description": "Its name", "required": True}],
        }
    ],
}


@pytest.fixture(autouse=True)
def watching(sandbox: Sandbox, watcher: Watcher) -> None:
    watcher.watch(sandbox)


async def test_global_commands_one_by_one(send: Send, world: World, guild: Guild, watcher: Watcher) -> None:
    commands = f"/applications/{world.application_id}/commands"

    created = await send("POST", commands, COMMAND)
    await send("GET", f"{commands}/{created['id']}")
    await send("GET", f"{commands}?with_localizations=true")
    await send("PATCH", f"{commands}/{created['id']}", {"description": "All groups"})
    await send("DELETE", f"{commands}/{created['id']}")

    found = watcher.take()
    assert found.violations == []
    assert found.operations == {
        "create_application_command",
        "delete_application_command",
        "get_application_command",
        "list_application_commands",
        "update_application_command",
    }


async def test_everything_an_interaction_leaves_behind(
    send: Send, world: World, guild: Guild, channel: Channel, alice: Person, watcher: Watcher
) -> None:
    data = {"id": "1", "name": "ping", "type": 1}
    interaction = world.create_interaction(2, alice.id, guild.id, channel.id, data)
    webhook = f"/webhooks/{world.application_id}/{interaction.token}"
    buttons = [{"type": 1, "components": [{"type": 2, "style": 1, "label": "Go", "custom_id": "go"}]}]

    await send("POST", f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1", {"type": 5})
    await send("PATCH", f"{webhook}/messages/@original", {"content": "Pong", "components": buttons})
    again = await send("POST", f"{webhook}?wait=true", {"content": "And again", "flags": 64})
    await send("GET", f"{webhook}/messages/{again['id']}")
    await send("GET", f"{webhook}/messages/@original")
    await send("DELETE", f"{webhook}/messages/{again['id']}")
    await send("DELETE", f"{webhook}/messages/@original")

    found = watcher.take()
    assert found.violations == []
    assert found.operations == {
        "create_interaction_response",
        "delete_original_webhook_message",
        "delete_webhook_message",
        "execute_webhook",
        "get_original_webhook_message",
        "get_webhook_message",
        "update_original_webhook_message",
    }


@pytest.mark.parametrize("kind", [4, 7])
async def test_a_message_by_which_a_press_is_answered(
    send: Send, world: World, guild: Guild, channel: Channel, alice: Person, watcher: Watcher, kind: int
) -> None:
    shown = world.posts.create(channel, world.bot, {"content": "Panel"})
    data = {"custom_id": "go", "component_type": 2}
    interaction = world.create_interaction(3, alice.id, guild.id, channel.id, data, message=shown)
    callback = f"/interactions/{interaction.id}/{interaction.token}/callback?with_response=1"

    answered = await send("POST", callback, {"type": kind, "data": {"content": "Gone"}})

    assert (watcher.take().violations, answered["resource"]["type"]) == ([], kind)


async def test_who_is_where(
    send: Send, world: World, guild: Guild, channel: Channel, alice: Person, watcher: Watcher
) -> None:
    world.privileged_intents = GUILD_MEMBERS
    thread = await send("POST", f"/channels/{channel.id}/threads", {"name": "Talk", "type": 11})
    meetup = await send("POST", f"/guilds/{guild.id}/scheduled-events", EVENT)
    watcher.take()

    await send("GET", f"/guilds/{guild.id}/members?limit=10")
    await send("GET", f"/channels/{thread['id']}/thread-members?with_member=true")
    await send("GET", f"/guilds/{guild.id}/scheduled-events/{meetup['id']}/users?with_member=true")

    found = watcher.take()
    assert found.violations == []
    assert found.operations == {"list_guild_members", "list_guild_scheduled_event_users", "list_thread_members"}


async def test_pins_by_their_former_routes(send: Send, world: World, channel: Channel, watcher: Watcher) -> None:
    message = world.posts.create(channel, world.bot, {"content": "Read this first"})

    await send("PUT", f"/channels/{channel.id}/pins/{message.id}")
    await send("GET", f"/channels/{channel.id}/pins")
    await send("GET", f"/channels/{channel.id}/messages/pins")
    await send("DELETE", f"/channels/{channel.id}/pins/{message.id}")

    found = watcher.take()
    assert found.violations == []
    assert found.operations == {
        "deprecated_create_pin",
        "deprecated_delete_pin",
        "deprecated_list_pins",
        "list_pins",
    }
