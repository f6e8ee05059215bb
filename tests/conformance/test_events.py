"""Every event that carries an object of Discord's, sent once, by what causes it."""

from __future__ import annotations

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import intents
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.reactions import react
from sandbox.protocol.sessions import Session
from sandbox.protocol.world import World
from tests.conformance.conftest import Send
from tests.conformance.watching import Watcher

EVENT = {
    "name": "Meetup",
    "privacy_level": 2,
    "entity_type": 3,
    "entity_metadata": {"location": "Oslo"},
    "scheduled_start_time": "2100-01-01T10:00:00+00:00",
    "scheduled_end_time": "2100-01-01T11:00:00+00:00",
}


class Listener:
    """A client that hears everything and says nothing."""

    def put(self, text: str) -> None:
        """Hears an event."""

    def close(self, code: int) -> None:
        """Is told to go."""

    def drop(self) -> None:
        """Loses the connection."""


@pytest.fixture(autouse=True)
def listening(sandbox: Sandbox, watcher: Watcher) -> None:
    watcher.watch(sandbox)
    sandbox.world.hub.open(Session(sandbox.world, intents=intents.KNOWN, shard=(0, 1), connection=Listener()))


async def test_a_guild_its_roles_and_its_members(
    sandbox: Sandbox, guild: Guild, alice: Person, watcher: Watcher
) -> None:
    role = guild.add_role("Members")
    guild.add_member(alice.user, roles=[role])
    guild.tell_role_changed(role)
    guild.remove_member(alice.user)

    found = watcher.take()
    assert found.violations == []
    assert found.events == {
        "CHANNEL_CREATE",
        "GUILD_CREATE",
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_REMOVE",
        "GUILD_MEMBER_UPDATE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
    }


async def test_messages_of_people_and_of_the_bot(
    send: Send, world: World, channel: Channel, alice: Person, watcher: Watcher
) -> None:
    watcher.take()
    await alice.write(channel, "Hello 🌱")
    sent = await send("POST", f"/channels/{channel.id}/messages", {"content": "Welcome", "tts": True})
    message = channel.messages[int(sent["id"])]
    await alice.write(channel, "Thanks", reply_to=alice.sees()[-1])
    await send("PATCH", f"/channels/{channel.id}/messages/{message.id}", {"embeds": [{"title": "Welcome"}]})
    react(world, message, alice.user, "🌱")

    found = watcher.take()
    assert found.violations == []
    assert found.events == {"MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_REACTION_ADD"}


async def test_threads_posts_and_direct_messages(
    send: Send, guild: Guild, channel: Channel, alice: Person, watcher: Watcher
) -> None:
    forum = await send("POST", f"/guilds/{guild.id}/channels", {"name": "lessons", "type": 15})
    post = {"name": "Lesson", "message": {"content": "Wait for the second answer"}}
    watcher.take()

    await send("POST", f"/channels/{forum['id']}/threads", post)
    thread = await send("POST", f"/channels/{channel.id}/threads", {"name": "Quiet", "type": 12})
    await send("PUT", f"/channels/{thread['id']}/thread-members/{alice.id}")
    await send("PATCH", f"/channels/{thread['id']}", {"archived": True, "locked": True})
    direct = await send("POST", "/users/@me/channels", {"recipient_id": str(alice.id)})
    await send("POST", f"/channels/{direct['id']}/messages", {"content": "Psst"})

    found = watcher.take()
    assert found.violations == []
    threads = {f"THREAD_{what}" for what in ("CREATE", "UPDATE", "MEMBER_UPDATE", "MEMBERS_UPDATE")}
    assert found.events == {"MESSAGE_CREATE", *threads}


async def test_scheduled_events(send: Send, guild: Guild, channel: Channel, watcher: Watcher) -> None:
    watcher.take()
    meetup = await send("POST", f"/guilds/{guild.id}/scheduled-events", EVENT)
    await send("PATCH", f"/guilds/{guild.id}/scheduled-events/{meetup['id']}", {"name": "Big meetup"})
    await send("DELETE", f"/guilds/{guild.id}/scheduled-events/{meetup['id']}")
    await send("PATCH", f"/channels/{channel.id}", {"topic": "Growing"})
    await send("DELETE", f"/channels/{channel.id}")

    found = watcher.take()
    assert found.violations == []
    assert found.events == {
        "CHANNEL_DELETE",
        "CHANNEL_UPDATE",
        "GUILD_SCHEDULED_EVENT_CREATE",
        "GUILD_SCHEDULED_EVENT_DELETE",
        "GUILD_SCHEDULED_EVENT_UPDATE",
    }
