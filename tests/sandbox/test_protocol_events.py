"""Events that tell what the bot's own requests do not."""

from __future__ import annotations

import pytest

from sandbox import Person, Sandbox
from sandbox.protocol import intents, permissions
from sandbox.protocol.channels import Channel, Overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.scheduled_events import EXTERNAL, ScheduledEvent, subscribe, unsubscribe
from sandbox.protocol.threads import Thread
from tests.sandbox.conftest import Bot, Rest
from tests.sandbox.sockets import Socket


@pytest.fixture
def thread(sandbox: Sandbox, channel: Channel, alice: Person) -> Thread:
    return sandbox.world.thread_life.start(channel, alice.user, {"name": "Pair", "type": 11})


@pytest.fixture
async def socket(sandbox: Sandbox, guild: Guild, connect) -> Socket:
    """Identified with every intent that needs no leave, its guild received."""
    socket = await connect()
    await socket.identify(sandbox, intents=intents.KNOWN & ~intents.PRIVILEGED)
    await socket.until("GUILD_CREATE")
    return socket


async def test_a_renamed_guild_is_told(bot: Bot, guild: Guild) -> None:
    guild.edit(name="Bergen founders")

    before, after = await bot.hear("guild_update")
    assert (before.name, after.name) == ("Oslo founders", "Bergen founders")


async def test_a_guild_is_changed_by_its_route(rest: Rest, guild: Guild) -> None:
    guild.role("Trellis").permissions |= permissions.MANAGE_GUILD

    status, body = await rest.send("PATCH", f"/guilds/{guild.id}", {"name": "Bergen", "preferred_locale": "no"})

    assert (status, body["name"], body["preferred_locale"]) == (200, "Bergen", "no")


async def test_the_bot_is_told_that_it_is_in_a_thread(
    sandbox: Sandbox, guild: Guild, thread: Thread, socket: Socket
) -> None:
    sandbox.world.thread_life.add_member(thread, sandbox.world.bot.id)

    told = (await socket.until("THREAD_MEMBER_UPDATE"))["d"]
    assert (told["id"], told["user_id"], told["guild_id"]) == (
        str(thread.id),
        str(sandbox.world.bot.id),
        str(guild.id),
    )


async def test_the_threads_of_a_channel_come_when_the_bot_may_see_it(
    sandbox: Sandbox, rest: Rest, guild: Guild, bot: Bot, alice: Person
) -> None:
    hidden = Overwrite(guild.id, 0, deny=permissions.VIEW_CHANNEL)
    role = guild.role("Trellis")
    room = guild.add_channel("room", overwrites=[hidden])
    sandbox.world.thread_life.note_what_is_seen(guild)
    thread = sandbox.world.thread_life.start(room, alice.user, {"name": "Quiet", "type": 11})
    before = bot.get_guild(guild.id).get_thread(thread.id)

    role.permissions |= permissions.ADMINISTRATOR
    guild.tell_role_changed(role)

    (joined,) = await bot.hear("thread_join")
    assert (before, joined.id, joined.name) == (None, thread.id, "Quiet")


async def test_every_gain_of_access_is_told_once(
    rest: Rest, guild: Guild, channel: Channel, thread: Thread, socket: Socket
) -> None:
    bot_role = guild.role("Trellis")
    guild.role("Trellis").permissions |= permissions.MANAGE_ROLES
    path = f"/channels/{channel.id}/permissions/{guild.id}"
    await rest.send("PUT", path, {"type": 0, "deny": str(permissions.SEND_MESSAGES)})
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=permissions.VIEW_CHANNEL)
    guild.tell_role_changed(bot_role)

    channel.overwrites.clear()
    guild.tell_role_changed(bot_role)
    guild.tell_role_changed(bot_role)

    synced = (await socket.until("THREAD_LIST_SYNC"))["d"]
    assert synced["channel_ids"] == [str(channel.id)]
    assert [each["id"] for each in synced["threads"]] == [str(thread.id)]
    assert (await socket.receive())["t"] == "GUILD_ROLE_UPDATE"


async def test_who_is_typing_is_told(sandbox: Sandbox, channel: Channel, alice: Person, socket: Socket) -> None:
    sandbox.world.posts.typing(channel, alice.user)

    told = (await socket.until("TYPING_START"))["d"]
    assert (told["channel_id"], told["user_id"]) == (str(channel.id), str(alice.id))
    assert told["member"]["user"]["id"] == str(alice.id)


async def test_typing_in_a_direct_message_has_no_member(sandbox: Sandbox, alice: Person, socket: Socket) -> None:
    channel = sandbox.world.dm(alice.user)

    sandbox.world.posts.typing(channel, alice.user)

    assert (await socket.until("TYPING_START"))["d"] == {
        "channel_id": str(channel.id),
        "user_id": str(alice.id),
        "timestamp": pytest.approx(sandbox.world.clock.now().timestamp(), abs=2),
    }


async def test_interest_in_a_scheduled_event_is_told(
    sandbox: Sandbox, guild: Guild, alice: Person, socket: Socket
) -> None:
    world = sandbox.world
    event = ScheduledEvent(world.ids.next(), guild.id, world.bot, "Meetup", "2030-01-01T00:00:00+00:00", EXTERNAL)
    guild.scheduled_events[event.id] = event

    subscribe(world, event, alice.user)
    subscribe(world, event, alice.user)
    unsubscribe(world, event, alice.user)

    told = [await socket.receive() for _ in range(2)]
    assert [each["t"] for each in told] == ["GUILD_SCHEDULED_EVENT_USER_ADD", "GUILD_SCHEDULED_EVENT_USER_REMOVE"]
    assert told[0]["d"] == {
        "guild_scheduled_event_id": str(event.id),
        "user_id": str(alice.id),
        "guild_id": str(guild.id),
    }


async def test_changed_pins_are_told(sandbox: Sandbox, rest: Rest, channel: Channel, socket: Socket) -> None:
    message = sandbox.world.posts.create(channel, sandbox.world.bot, {"content": "Hello"})

    await rest.send("PUT", f"/channels/{channel.id}/messages/pins/{message.id}")

    told = (await socket.until("CHANNEL_PINS_UPDATE"))["d"]
    assert (told["channel_id"], told["last_pin_timestamp"]) == (str(channel.id), channel.pinned_at[message.id])


async def test_a_mention_adds_nobody_to_a_full_thread(
    sandbox: Sandbox, thread: Thread, alice: Person, guild: Guild
) -> None:
    bob = sandbox.person("Bob")
    guild.add_member(bob.user)
    sandbox.world.members_per_thread = 1

    sandbox.world.posts.create(thread, sandbox.world.bot, {"content": f"Hello {bob.user.mention}"})

    assert list(thread.members) == [alice.id]
