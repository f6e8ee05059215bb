"""Permission bits, and who may do what where."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sandbox.protocol.channels import Channel, Overwrite
    from sandbox.protocol.guilds import Guild, Member

KICK_MEMBERS: Final = 1 << 1
ADMINISTRATOR: Final = 1 << 3
MANAGE_CHANNELS: Final = 1 << 4
MANAGE_GUILD: Final = 1 << 5
ADD_REACTIONS: Final = 1 << 6
VIEW_CHANNEL: Final = 1 << 10
SEND_MESSAGES: Final = 1 << 11
SEND_TTS_MESSAGES: Final = 1 << 12
MANAGE_MESSAGES: Final = 1 << 13
EMBED_LINKS: Final = 1 << 14
ATTACH_FILES: Final = 1 << 15
READ_MESSAGE_HISTORY: Final = 1 << 16
MENTION_EVERYONE: Final = 1 << 17
CONNECT: Final = 1 << 20
CHANGE_NICKNAME: Final = 1 << 26
MANAGE_NICKNAMES: Final = 1 << 27
MANAGE_ROLES: Final = 1 << 28
USE_APPLICATION_COMMANDS: Final = 1 << 31
MANAGE_EVENTS: Final = 1 << 33
MANAGE_THREADS: Final = 1 << 34
CREATE_PUBLIC_THREADS: Final = 1 << 35
CREATE_PRIVATE_THREADS: Final = 1 << 36
SEND_MESSAGES_IN_THREADS: Final = 1 << 38
CREATE_EVENTS: Final = 1 << 44
PIN_MESSAGES: Final = 1 << 51
BYPASS_SLOWMODE: Final = 1 << 52

ALL: Final = (1 << 53) - 1

# What @everyone has on a new server.
EVERYONE: Final = (
    ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | MENTION_EVERYONE
    | CONNECT
    | CHANGE_NICKNAME
    | USE_APPLICATION_COMMANDS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | SEND_MESSAGES_IN_THREADS
)

# What the install link asks for.
INSTALL: Final = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | SEND_MESSAGES_IN_THREADS
    | CREATE_PUBLIC_THREADS
    | CREATE_PRIVATE_THREADS
    | MANAGE_THREADS
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | MANAGE_ROLES
    | CREATE_EVENTS
    | MANAGE_EVENTS
    | PIN_MESSAGES
)

# Both sides of a direct message.
DIRECT_MESSAGE: Final = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | ADD_REACTIONS
    | USE_APPLICATION_COMMANDS
    | PIN_MESSAGES
)

_LOST_WITHOUT_SEND: Final = MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS


def in_guild(guild: Guild, member: Member) -> int:
    """The member's permissions from roles alone; the owner and administrators have all."""
    if member.user.id == guild.owner_id:
        return ALL
    held = guild.everyone.permissions
    for role in member.roles:
        held |= role.permissions
    return ALL if held & ADMINISTRATOR else held


def in_channel(channel: Channel, member: Member) -> int:
    """The member's permissions in a guild channel or thread, overwrites included.

    A thread takes those of its parent; a private thread is invisible to all but its members and those who
    manage threads. Who cannot see a channel can do nothing in it.
    """
    guild = channel.the_guild
    held = in_guild(guild, member)
    if held == ALL:
        return held
    home = channel.home
    held = _overwritten(held, home.overwrites, guild.id, member)
    if not held & VIEW_CHANNEL:
        return 0
    if not channel.visible_inside(member.user.id, held):
        return 0
    if not held & channel.writing_permission:
        held &= ~_LOST_WITHOUT_SEND
    return held


def _overwritten(held: int, overwrites: dict[int, Overwrite], guild_id: int, member: Member) -> int:
    def apply(held: int, ids: Iterable[int]) -> int:
        found = [overwrites[target] for target in ids if target in overwrites]
        denied = reduce(or_, (overwrite.deny for overwrite in found), 0)
        allowed = reduce(or_, (overwrite.allow for overwrite in found), 0)
        return (held & ~denied) | allowed

    held = apply(held, (guild_id,))
    held = apply(held, [role.id for role in member.roles])
    return apply(held, (member.user.id,))
