"""Scheduled events of a guild."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import intents, permissions
from sandbox.protocol.checks import check_scheduled_event
from sandbox.protocol.guilds import Guild
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, ok
from sandbox.protocol.scheduled_events import FINISHED, ScheduledEvent
from sandbox.protocol.wire import Json

ROUTES = Routes()

OPEN_EVENTS_PER_GUILD: Final = 100
_EVENTS: Final = "/guilds/{guild_id}/scheduled-events"
_EVENT: Final = f"{_EVENTS}/{{event_id}}"
_EVENT_ITSELF: Final = "no pictures and no recurrence, and it neither starts nor ends by itself"
_PLAIN: Final = (
    "name",
    "scheduled_start_time",
    "entity_type",
    "privacy_level",
    "scheduled_end_time",
    "description",
    "status",
)


def _the_event(call: Call, guild: Guild) -> ScheduledEvent:
    event = guild.scheduled_events.get(call.id("event_id"))
    if event is None:
        raise Refused(10070)
    return event


@ROUTES.add("GET", _EVENTS)
def list_guild_scheduled_events(call: Call) -> Answer:
    guild = access.the_guild(call)
    counted = call.flag("with_user_count")
    return ok([event.payload(with_user_count=counted) for event in guild.scheduled_events.values()])


@ROUTES.add("POST", _EVENTS, simplified=_EVENT_ITSELF)
def create_guild_scheduled_event(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.CREATE_EVENTS)
    body = call.fields
    check_scheduled_event(body, now=call.world.clock.now())
    if sum(event.status not in FINISHED for event in guild.scheduled_events.values()) >= OPEN_EVENTS_PER_GUILD:
        raise Refused(30038)
    event = ScheduledEvent(
        id=call.world.ids.next(),
        guild_id=guild.id,
        creator=call.world.bot,
        name=body["name"],
        scheduled_start_time=body["scheduled_start_time"],
        entity_type=body["entity_type"],
    )
    _write(call, guild, event, body)
    guild.scheduled_events[event.id] = event
    _tell(call, guild, event, "CREATE")
    return ok(event.payload())


@ROUTES.add("GET", _EVENT)
def get_guild_scheduled_event(call: Call) -> Answer:
    guild = access.the_guild(call)
    return ok(_the_event(call, guild).payload(with_user_count=call.flag("with_user_count")))


@ROUTES.add("PATCH", _EVENT, simplified=_EVENT_ITSELF)
def update_guild_scheduled_event(call: Call) -> Answer:
    guild = access.the_guild(call)
    event = _the_event(call, guild)
    _require_editable(call, guild, event)
    check_scheduled_event(call.fields, now=call.world.clock.now(), current=event.payload())
    _write(call, guild, event, call.fields)
    _tell(call, guild, event, "UPDATE")
    return ok(event.payload())


@ROUTES.add("DELETE", _EVENT)
def delete_guild_scheduled_event(call: Call) -> Answer:
    guild = access.the_guild(call)
    event = _the_event(call, guild)
    _require_editable(call, guild, event)
    del guild.scheduled_events[event.id]
    _tell(call, guild, event, "DELETE")
    return NOTHING


@ROUTES.add("GET", f"{_EVENT}/users")
def list_guild_scheduled_event_users(call: Call) -> Answer:
    guild = access.the_guild(call)
    event = _the_event(call, guild)
    limit = call.number("limit", 100, least=1, most=100)
    after, before = int(call.query.get("after", "0")), int(call.query.get("before", str(1 << 63)))
    found = sorted(user_id for user_id in event.subscribers if after < user_id < before)
    return ok([_subscriber(call, guild, event, user_id) for user_id in found[:limit]])


def _subscriber(call: Call, guild: Guild, event: ScheduledEvent, user_id: int) -> Json:
    answer: Json = {
        "guild_scheduled_event_id": str(event.id),
        "user_id": str(user_id),
        "user": call.world.users[user_id].payload(),
        "response": 1,
    }
    if call.flag("with_member") and user_id in guild.members:
        answer["member"] = guild.members[user_id].payload()
    return answer


def _require_editable(call: Call, guild: Guild, event: ScheduledEvent) -> None:
    """One's own events need the right to create them, others' the right to manage them."""
    held = guild.permissions(call.bot_id)
    if event.creator.id != call.bot_id or not held & permissions.CREATE_EVENTS:
        access.require(held, permissions.MANAGE_EVENTS)


def _write(call: Call, guild: Guild, event: ScheduledEvent, body: Json) -> None:
    if body.get("channel_id") is not None and int(body["channel_id"]) not in guild.channels:
        raise Refused(10003)
    for name in _PLAIN:
        if name in body:
            setattr(event, name, body[name])
    if "channel_id" in body:
        event.channel_id = int(body["channel_id"]) if body["channel_id"] else None
    if "entity_metadata" in body:
        event.location = (body["entity_metadata"] or {}).get("location")


def _tell(call: Call, guild: Guild, event: ScheduledEvent, what: str) -> None:
    call.world.hub.send(
        f"GUILD_SCHEDULED_EVENT_{what}", event.payload(), guild=guild, intents=intents.GUILD_SCHEDULED_EVENTS
    )
