"""What a route may touch: things that exist, that the bot sees, that it is permitted to change."""

from __future__ import annotations

from sandbox.protocol import intents, permissions
from sandbox.protocol.channels import DM, FORUMS, WRITABLE, Channel
from sandbox.protocol.guilds import Guild, Member, Role
from sandbox.protocol.messages import Message
from sandbox.protocol.ratelimits import Verdict
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest.call import Call
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User
from sandbox.protocol.wire import Json
from sandbox.protocol.world import World


def the_guild(call: Call, *needed: int) -> Guild:
    """The guild in the path: 10004 if there is none, 50001 if the bot is not in it, 50013 if it lacks a permission."""
    guild = call.world.guilds.get(call.id("guild_id"))
    if guild is None:
        raise Refused(10004)
    if not guild.installed:
        raise Refused(50001)
    require(guild.permissions(call.bot_id), *needed)
    return guild


def the_channel(call: Call, *needed: int) -> Channel:
    """The channel in the path: 10003 if there is none, 50001 if unseen by the bot, 50013 if it lacks a permission."""
    channel = call.world.channels.get(call.id("channel_id"))
    if channel is None:
        raise Refused(10003)
    held = call.world.permissions(call.bot_id, channel.id)
    if not held & permissions.VIEW_CHANNEL:
        raise Refused(50001)
    require(held, *needed)
    if isinstance(channel, Thread):
        call.world.thread_life.archive_if_idle(channel, call.world.clock.now())
    return channel


def the_thread(call: Call, *needed: int) -> Thread:
    """The thread in the path; 50024 if it is some other channel."""
    channel = the_channel(call, *needed)
    if not isinstance(channel, Thread):
        raise Refused(50024)
    return channel


def the_message(call: Call, channel: Channel) -> Message:
    """The message in the path. Ephemeral ones are unknown to the routes of channels: 10008."""
    message = channel.messages.get(call.id("message_id"))
    if message is None:
        raise Refused(10008)
    return message


def the_member(call: Call, guild: Guild) -> Member:
    """The member in the path: 10013 if there is no such user, 10007 if she is not in the guild."""
    user = the_user(call)
    member = guild.members.get(user.id)
    if member is None:
        raise Refused(10007)
    return member


def the_user(call: Call) -> User:
    """The user in the path, or 10013."""
    user_id = call.bot_id if call.params["user_id"] == "@me" else call.id("user_id")
    user = call.world.users.get(user_id)
    if user is None:
        raise Refused(10013)
    return user


def the_role(call: Call, guild: Guild) -> Role:
    """The role in the path, or 10011."""
    role = guild.roles.get(call.id("role_id"))
    if role is None:
        raise Refused(10011)
    return role


def held_in(call: Call, channel: Channel) -> int:
    return call.world.permissions(call.bot_id, channel.id)


def require(held: int, *needed: int) -> None:
    """50013 unless all of these are held."""
    if any(not held & bit for bit in needed):
        raise Refused(50013)


def require_awake(channel: Channel) -> None:
    """50083 in an archived thread."""
    if isinstance(channel, Thread) and channel.archived:
        raise Refused(50083)


def require_writable(call: Call, channel: Channel) -> None:
    """A place where the bot may post now: its type, its lock, its permissions, the recipient's privacy."""
    if channel.type in FORUMS:
        raise Refused(40058)
    if channel.type not in WRITABLE:
        raise Refused(50008)
    if channel.type == DM:
        require_open_dm(call.world, channel)
        return
    require(held_in(call, channel), channel.writing_permission)
    require_unlocked(call, channel)


def require_unlocked(call: Call, channel: Channel) -> None:
    """160005 in a locked thread, 50083 once it is archived too, unless the bot manages threads [D topics/threads]."""
    if not isinstance(channel, Thread) or not channel.locked:
        return
    if not held_in(call, channel) & permissions.MANAGE_THREADS:
        raise Refused(50083 if channel.archived else 160005)


def require_contents(held: int, body: Json, *, files: bool) -> None:
    """Embeds and files want permissions of their own."""
    if body.get("embeds"):
        require(held, permissions.EMBED_LINKS)
    if files:
        require(held, permissions.ATTACH_FILES)


def require_open_dm(world: World, channel: Channel) -> None:
    """50278 without a server in common, 50007 if the recipient takes no direct messages."""
    assert channel.recipient is not None
    if not world.share_a_guild(channel.recipient.id):
        raise Refused(50278)
    if not channel.recipient.dms_open:
        raise Refused(50007)


def require_above(guild: Guild, bot_id: int, role: Role) -> None:
    """50013 unless the bot's highest role is above this one."""
    if guild.owner_id != bot_id and role.position >= guild.members[bot_id].top_position:
        raise Refused(50013)


def too_soon(verdict: Verdict) -> Refused:
    """The 429 of a limit that the headers of ordinary answers do not show."""
    return Refused(
        0,
        status=429,
        message="You are being rate limited.",
        headers=verdict.headers,
        retry_after=verdict.retry_after,
    )


def shown(call: Call, message: Message) -> Json:
    """The message as this application may read it: the content intent counts for REST, too."""
    payload = message.payload(viewer=call.bot_id)
    if call.world.privileged_intents & intents.MESSAGE_CONTENT:
        return payload
    return call.world.posts.withheld(message, payload)
