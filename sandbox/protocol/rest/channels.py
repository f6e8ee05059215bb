"""Channels: shown, made, edited, deleted, with their permission overwrites."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import intents, permissions
from sandbox.protocol.channels import CATEGORY, DM, FORUM, TEXT, Channel, ForumTag, Overwrite
from sandbox.protocol.checks import check_channel_create, check_channel_edit, check_overwrite
from sandbox.protocol.guilds import Guild
from sandbox.protocol.refusals import Refused, invalid
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, created, ok
from sandbox.protocol.rest.thread_edits import edit_thread
from sandbox.protocol.threads import Thread
from sandbox.protocol.wire import Json
from sandbox.protocol.world import World

ROUTES = Routes()

CHANNELS_PER_GUILD: Final = 500
CHANNELS_PER_CATEGORY: Final = 50
_CHANNEL: Final = "what belongs to voice, and how a forum sorts and reacts, has no effect"
_PLAIN: Final = (
    "name",
    "topic",
    "nsfw",
    "position",
    "rate_limit_per_user",
    "flags",
    "default_auto_archive_duration",
    "default_thread_rate_limit_per_user",
)


@ROUTES.add("GET", "/channels/{channel_id}")
def get_channel(call: Call) -> Answer:
    channel = access.the_channel(call)
    if isinstance(channel, Thread):
        return ok(channel.payload(for_user=call.bot_id))
    return ok(channel.payload())


@ROUTES.add("GET", "/guilds/{guild_id}/channels")
def list_guild_channels(call: Call) -> Answer:
    return ok([channel.payload() for channel in access.the_guild(call).channels.values()])


@ROUTES.add("POST", "/guilds/{guild_id}/channels", simplified=_CHANNEL)
def create_guild_channel(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.MANAGE_CHANNELS)
    body = call.fields
    check_channel_create(body)
    if len(guild.channels) >= CHANNELS_PER_GUILD:
        raise Refused(30013)
    kind = int(body.get("type") or TEXT)
    channel = guild.add_channel(
        _named(body["name"], kind),
        kind,
        _the_category(guild, body),
        body.get("topic"),
        _overwrites(call, guild, body),
        available_tags=_tags(call.world, body),
        nsfw=bool(body.get("nsfw")),
        rate_limit_per_user=int(body.get("rate_limit_per_user") or 0),
        flags=int(body.get("flags") or 0),
    )
    return created(channel.payload())


@ROUTES.add("PATCH", "/channels/{channel_id}", simplified=_CHANNEL)
def update_channel(call: Call) -> Answer:
    channel = access.the_channel(call)
    if isinstance(channel, Thread):
        edit_thread(call, channel)
        return ok(channel.payload(for_user=call.bot_id))
    if channel.type == DM:
        raise Refused(50003)
    access.require(access.held_in(call, channel), permissions.MANAGE_CHANNELS)
    body = call.fields
    check_channel_edit(body, channel_type=channel.type)
    limit_renames(call, channel, body)
    guild = channel.the_guild
    if "parent_id" in body:
        channel.parent = _the_category(guild, body)
    if body.get("permission_overwrites") is not None:
        channel.overwrites = {overwrite.id: overwrite for overwrite in _overwrites(call, guild, body)}
    if body.get("available_tags") is not None:
        channel.available_tags = _tags(call.world, body)
    for name in _PLAIN:
        if name in body:
            value = _named(body["name"], channel.type) if name == "name" else body[name]
            setattr(channel, name, value)
    tell_changed(call.world, channel)
    return ok(channel.payload())


@ROUTES.add("DELETE", "/channels/{channel_id}")
def delete_channel(call: Call) -> Answer:
    channel = access.the_channel(call)
    if channel.type == DM:
        return ok(channel.payload())
    thread = isinstance(channel, Thread)
    needed = permissions.MANAGE_THREADS if thread else permissions.MANAGE_CHANNELS
    access.require(access.held_in(call, channel), needed)
    payload = channel.payload()
    channel.the_guild.delete_channel(channel)
    return ok(payload)


@ROUTES.add("PUT", "/channels/{channel_id}/permissions/{overwrite_id}")
def set_channel_permission_overwrite(call: Call) -> Answer:
    channel = _with_overwrites(call)
    check_overwrite(call.fields)
    target = call.id("overwrite_id")
    overwrite = _overwrite(call, channel.the_guild, {**call.fields, "id": target})
    channel.overwrites[target] = overwrite
    tell_changed(call.world, channel)
    return NOTHING


@ROUTES.add("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}")
def delete_channel_permission_overwrite(call: Call) -> Answer:
    channel = _with_overwrites(call)
    if channel.overwrites.pop(call.id("overwrite_id"), None) is None:
        raise Refused(10009)
    tell_changed(call.world, channel)
    return NOTHING


def tell_changed(world: World, channel: Channel) -> None:
    """CHANNEL_UPDATE and the journal's entry; the threads of a channel that was hidden are told, too."""
    world.hub.send("CHANNEL_UPDATE", channel.payload(), guild=channel.guild, intents=intents.GUILDS)
    world.thread_life.sync(channel.the_guild)
    world.journal.record("channel_changed", channel_id=channel.id, facts={"channel": channel.payload()})


def limit_renames(call: Call, channel: Channel, body: Json) -> None:
    """Two changes of name or topic in ten minutes; discord-api-docs#1900."""
    changes = any(name in body and body[name] != getattr(channel, name) for name in ("name", "topic"))
    verdict = call.world.limiter.take_rename(channel.id) if changes else None
    if verdict is not None:
        raise access.too_soon(verdict)


def _with_overwrites(call: Call) -> Channel:
    channel = access.the_channel(call)
    if channel.guild is None or isinstance(channel, Thread):
        raise Refused(50024)
    access.require(access.held_in(call, channel), permissions.MANAGE_ROLES)
    return channel


def _overwrites(call: Call, guild: Guild, body: Json) -> list[Overwrite]:
    return [_overwrite(call, guild, entry) for entry in body.get("permission_overwrites") or []]


def _overwrite(call: Call, guild: Guild, entry: Json) -> Overwrite:
    """Nobody can give or take what she does not have herself: 50013."""
    overwrite = Overwrite(
        int(entry["id"]), int(entry.get("type") or 0), int(entry.get("allow") or 0), int(entry.get("deny") or 0)
    )
    known = guild.roles if overwrite.type == 0 else call.world.users
    if overwrite.id not in known:
        raise Refused(10011 if overwrite.type == 0 else 10013)
    held = guild.permissions(call.bot_id)
    if (overwrite.allow | overwrite.deny) & ~held and held != permissions.ALL:
        raise Refused(50013)
    return overwrite


def _tags(world: World, body: Json) -> list[ForumTag]:
    return [
        ForumTag(
            id=int(tag.get("id") or world.ids.next()),
            name=tag["name"],
            moderated=bool(tag.get("moderated")),
            emoji_id=int(tag["emoji_id"]) if tag.get("emoji_id") else None,
            emoji_name=tag.get("emoji_name"),
        )
        for tag in body.get("available_tags") or []
    ]


def _the_category(guild: Guild, body: Json) -> Channel | None:
    if not body.get("parent_id"):
        return None
    parent = guild.channels.get(int(body["parent_id"]))
    if parent is None or parent.type != CATEGORY:
        raise invalid(("parent_id",), "CHANNEL_PARENT_INVALID_TYPE", "Not a category")
    if sum(channel.parent is parent for channel in guild.channels.values()) >= CHANNELS_PER_CATEGORY:
        words = "Maximum number of channels in category reached (50)"
        raise invalid(("parent_id",), "CHANNEL_PARENT_MAX_CHANNELS", words)
    return parent


def _named(name: str, kind: int) -> str:
    """Text channels and forums have names in small letters without blanks."""
    return "-".join(name.lower().split()) if kind in (TEXT, 5, FORUM, 16) else name
