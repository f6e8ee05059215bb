"""Reactions and pins, whoever sets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.protocol import intents, messages
from sandbox.protocol.messages import Message
from sandbox.protocol.users import User
from sandbox.protocol.wire import Json, timestamp

if TYPE_CHECKING:
    from sandbox.protocol.world import World

EMOJI_PER_MESSAGE: Final = 20
PINS_PER_CHANNEL: Final = 250


def react(world: World, message: Message, user: User, emoji: str) -> None:
    """Adds a user's reaction; a second one with the same emoji changes nothing."""
    users = message.reactions.setdefault(emoji, [])
    if user.id in users:
        return
    users.append(user.id)
    _tell(world, message, user, emoji, added=True)


def unreact(world: World, message: Message, user: User, emoji: str) -> None:
    """Takes a user's reaction away, if it is there."""
    users = message.reactions.get(emoji, [])
    if user.id not in users:
        return
    users.remove(user.id)
    if not users:
        del message.reactions[emoji]
    _tell(world, message, user, emoji, added=False)


def clear(world: World, message: Message, emoji: str | None = None) -> None:
    """Takes all reactions away, or all with one emoji."""
    gone = [emoji] if emoji is not None else list(message.reactions)
    for each in gone:
        message.reactions.pop(each, None)
    data = _place(message)
    if emoji is not None:
        data["emoji"] = _emoji(emoji)
    name = "MESSAGE_REACTION_REMOVE_ALL" if emoji is None else "MESSAGE_REACTION_REMOVE_EMOJI"
    _send(world, name, message, data)


def pin(world: World, message: Message, by: User) -> None:
    """Pins a message; the channel says so."""
    message.pinned = True
    message.channel.pinned_at[message.id] = timestamp(world.clock.now())
    world.posts.tell_changed(message)
    world.journal.record("pinned", channel_id=message.channel.id, author_id=by.id, message=message)
    reference: Json = {"type": 0, "message_id": str(message.id), "channel_id": str(message.channel.id)}
    world.posts.system(message.channel, by, messages.CHANNEL_PINNED_MESSAGE, message_reference=reference)
    _tell_pins(world, message)


def unpin(world: World, message: Message, by: User) -> None:
    """Unpins a message."""
    message.pinned = False
    message.channel.pinned_at.pop(message.id, None)
    world.posts.tell_changed(message)
    world.journal.record("unpinned", channel_id=message.channel.id, author_id=by.id, message=message)
    _tell_pins(world, message)


def _tell_pins(world: World, message: Message) -> None:
    channel = message.channel
    data: Json = {"channel_id": str(channel.id), "last_pin_timestamp": max(channel.pinned_at.values(), default=None)}
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    needed = intents.GUILDS if channel.guild else intents.DIRECT_MESSAGES
    world.hub.send("CHANNEL_PINS_UPDATE", data, guild=channel.guild, channel=channel, intents=needed)


def _tell(world: World, message: Message, user: User, emoji: str, *, added: bool) -> None:
    data = {**_place(message), "user_id": str(user.id), "emoji": _emoji(emoji), "burst": False, "type": 0}
    if added:
        data["message_author_id"] = str(message.author.id)
        guild = message.channel.guild
        if guild is not None and user.id in guild.members:
            data["member"] = guild.members[user.id].payload()
    world.journal.record(
        "reaction_added" if added else "reaction_removed",
        channel_id=message.channel.id,
        author_id=user.id,
        message=message,
        readers=world.posts.readers(message),
        facts={"emoji": emoji},
    )
    _send(world, "MESSAGE_REACTION_ADD" if added else "MESSAGE_REACTION_REMOVE", message, data)


def _send(world: World, name: str, message: Message, data: Json) -> None:
    channel = message.channel
    needed = intents.GUILD_MESSAGE_REACTIONS if channel.guild else intents.DIRECT_MESSAGE_REACTIONS
    world.hub.send(name, data, guild=channel.guild, channel=channel, intents=needed)


def _place(message: Message) -> Json:
    data: Json = {"message_id": str(message.id), "channel_id": str(message.channel.id)}
    if message.channel.guild_id is not None:
        data["guild_id"] = str(message.channel.guild_id)
    return data


def _emoji(emoji: str) -> Json:
    name, _, emoji_id = emoji.partition(":")
    return {"id": emoji_id or None, "name": name}
