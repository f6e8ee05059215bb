"""What the gateway's events carry, as far as the specification has a schema for it.

The document describes no event, but events carry the objects of the REST API, with a few fields of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from tests.conformance.tightening import Schema

Json: TypeAlias = dict[str, Any]


def schema(*names: str) -> Schema:
    """The component of that name, or a union of several."""
    branches = [{"$ref": f"#/components/schemas/{name}"} for name in names]
    return branches[0] if len(branches) == 1 else {"oneOf": branches}


USER: Final = schema("UserResponse")
MEMBER: Final = schema("GuildMemberResponse")
PARTIAL_MEMBER: Final = schema("BasicGuildMemberResponse")
ROLE: Final = schema("GuildRoleResponse")
GUILD: Final = schema("GuildResponse")
CHANNEL: Final = schema(
    "GuildChannelResponse", "PrivateChannelResponse", "PrivateGroupChannelResponse", "ThreadResponse"
)
THREAD: Final = schema("ThreadResponse")
THREAD_MEMBER: Final = schema("ThreadMemberResponse")
MESSAGE: Final = schema("MessageResponse")
ATTACHMENT: Final = schema("MessageAttachmentResponse")
# Clients append `/?v=…` to it [D events/gateway].
ADDRESS: Final[Schema] = {"type": "string", "pattern": "^wss?://[^/?]+$"}
SCHEDULED_EVENT: Final = schema(
    "ExternalScheduledEventResponse", "StageScheduledEventResponse", "VoiceScheduledEventResponse"
)

# Fields an event or an interaction adds to the object, by Discord's gateway documentation.
_GUILD_CREATE: Final = frozenset(
    (
        "joined_at",
        "large",
        "unavailable",
        "member_count",
        "voice_states",
        "members",
        "channels",
        "threads",
        "presences",
        "stage_instances",
        "soundboard_sounds",
        "guild_scheduled_events",
    )
)
_PARTIAL_MEMBER: Final = frozenset(("deaf", "mute"))


@dataclass(frozen=True, slots=True)
class Part:
    """An object within a payload, and the schema it is to satisfy."""

    pointer: str
    schema: Schema
    value: Any


Parts: TypeAlias = Iterator[Part]


def parts(event: str, data: Json) -> Parts:
    """Whatever in this event has a schema; nothing for an event that has none."""
    return _EVENTS.get(event, _nothing)(data)


def _nothing(_: Json) -> Parts:
    return iter(())


def _itself(schema: Schema, *own: str) -> Callable[[Json], Parts]:
    """The event is the object, with fields of its own besides."""

    def found(data: Json) -> Parts:
        yield Part("", schema, _without(data, own))

    return found


def _field(name: str, schema: Schema) -> Callable[[Json], Parts]:
    def found(data: Json) -> Parts:
        yield Part(f"/{name}", schema, data[name])

    return found


def _optional(data: Json, name: str, schema: Schema, *own: str, below: str = "") -> Parts:
    if data.get(name) is not None:
        yield Part(f"{below}/{name}", schema, _without(data[name], own))


def _each(data: Json, name: str, schema: Schema, *own: str) -> Parts:
    for index, value in enumerate(data.get(name, ())):
        yield Part(f"/{name}/{index}", schema, _without(value, own))


def _without(value: Json, own: Iterable[str]) -> Json:
    return {key: item for key, item in value.items() if key not in own}


def _ready(data: Json) -> Parts:
    yield Part("/user", schema("UserPIIResponse"), data["user"])
    yield Part("/resume_gateway_url", ADDRESS, data["resume_gateway_url"])


def _guild_create(data: Json) -> Parts:
    yield Part("", GUILD, _without(data, _GUILD_CREATE))
    yield from _each(data, "members", MEMBER)
    yield from _each(data, "channels", CHANNEL)
    yield from _each(data, "threads", THREAD)
    yield from _each(data, "guild_scheduled_events", SCHEDULED_EVENT)


def _message(data: Json) -> Parts:
    yield Part("", MESSAGE, _without(data, ("guild_id", "member")))
    yield from _optional(data, "member", PARTIAL_MEMBER, *_PARTIAL_MEMBER)


def _thread_members(data: Json) -> Parts:
    yield from _each(data, "added_members", THREAD_MEMBER, "member", "presence")


def _thread_list(data: Json) -> Parts:
    yield from _each(data, "threads", THREAD)
    yield from _each(data, "members", THREAD_MEMBER)


def _reaction(data: Json) -> Parts:
    yield from _optional(data, "member", MEMBER)


def _chunk(data: Json) -> Parts:
    yield from _each(data, "members", MEMBER)


def _interaction(data: Json) -> Parts:
    yield from _optional(data, "user", USER)
    yield from _optional(data, "member", MEMBER, "permissions")
    yield from _optional(data, "channel", CHANNEL)
    yield from _optional(data, "message", MESSAGE)
    yield from _resolved((data.get("data") or {}).get("resolved") or {})


def _resolved(resolved: Json) -> Parts:
    kinds = {"users": USER, "roles": ROLE, "messages": MESSAGE, "attachments": ATTACHMENT, "members": PARTIAL_MEMBER}
    for kind, schema_of_kind in kinds.items():
        own = ("permissions",) if kind == "members" else ()
        for key, value in resolved.get(kind, {}).items():
            yield Part(f"/data/resolved/{kind}/{key}", schema_of_kind, _without(value, own))


_EVENTS: Final[dict[str, Callable[[Json], Parts]]] = {
    "READY": _ready,
    "GUILD_CREATE": _guild_create,
    "GUILD_UPDATE": _itself(GUILD),
    "GUILD_ROLE_CREATE": _field("role", ROLE),
    "GUILD_ROLE_UPDATE": _field("role", ROLE),
    "GUILD_MEMBER_ADD": _itself(MEMBER, "guild_id"),
    "GUILD_MEMBER_UPDATE": _itself(MEMBER, "guild_id"),
    "GUILD_MEMBER_REMOVE": _field("user", USER),
    "GUILD_MEMBERS_CHUNK": _chunk,
    "GUILD_SCHEDULED_EVENT_CREATE": _itself(SCHEDULED_EVENT),
    "GUILD_SCHEDULED_EVENT_UPDATE": _itself(SCHEDULED_EVENT),
    "GUILD_SCHEDULED_EVENT_DELETE": _itself(SCHEDULED_EVENT),
    "CHANNEL_CREATE": _itself(CHANNEL),
    "CHANNEL_UPDATE": _itself(CHANNEL),
    "CHANNEL_DELETE": _itself(CHANNEL),
    "THREAD_CREATE": _itself(THREAD, "newly_created"),
    "THREAD_UPDATE": _itself(THREAD),
    "THREAD_LIST_SYNC": _thread_list,
    "THREAD_MEMBER_UPDATE": _itself(THREAD_MEMBER, "guild_id"),
    "THREAD_MEMBERS_UPDATE": _thread_members,
    "MESSAGE_CREATE": _message,
    "MESSAGE_UPDATE": _message,
    "MESSAGE_REACTION_ADD": _reaction,
    "INTERACTION_CREATE": _interaction,
}
KNOWN: Final = frozenset(_EVENTS)
