"""Scheduled events of a guild."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sandbox.protocol import intents
from sandbox.protocol.users import User
from sandbox.protocol.wire import Json

if TYPE_CHECKING:
    from sandbox.protocol.world import World

SCHEDULED: Final = 1
ACTIVE: Final = 2
COMPLETED: Final = 3
CANCELED: Final = 4

FINISHED: Final = frozenset({COMPLETED, CANCELED})
# From each status, those it may change to.
TRANSITIONS: Final = {SCHEDULED: frozenset({ACTIVE, CANCELED}), ACTIVE: frozenset({COMPLETED, CANCELED})}

STAGE_INSTANCE: Final = 1
VOICE: Final = 2
EXTERNAL: Final = 3


@dataclass(eq=False, slots=True)
class ScheduledEvent:
    """An event; `subscribers` are the users who are interested. Times are as the bot wrote them."""

    id: int
    guild_id: int
    creator: User
    name: str
    scheduled_start_time: str
    entity_type: int
    privacy_level: int = 2
    scheduled_end_time: str | None = None
    description: str | None = None
    channel_id: int | None = None
    location: str | None = None
    status: int = SCHEDULED
    subscribers: list[int] = field(default_factory=list)

    def payload(self, *, with_user_count: bool = False) -> Json:
        """The scheduled event object."""
        answer: Json = {
            "id": str(self.id),
            "guild_id": str(self.guild_id),
            "channel_id": str(self.channel_id) if self.channel_id else None,
            "creator_id": str(self.creator.id),
            "creator": self.creator.payload(),
            "name": self.name,
            "description": self.description,
            "image": None,
            "scheduled_start_time": self.scheduled_start_time,
            "scheduled_end_time": self.scheduled_end_time,
            "privacy_level": self.privacy_level,
            "status": self.status,
            "entity_type": self.entity_type,
            "entity_id": None,
            "entity_metadata": {"location": self.location} if self.location else None,
            "recurrence_rule": None,
            "guild_scheduled_event_exceptions": [],
        }
        if with_user_count:
            answer["user_count"] = len(self.subscribers)
        return answer


def subscribe(world: World, event: ScheduledEvent, user: User) -> None:
    """The user is interested; a second time changes nothing."""
    if user.id not in event.subscribers:
        event.subscribers.append(user.id)
        _tell(world, event, user, "ADD", "event_subscribed")


def unsubscribe(world: World, event: ScheduledEvent, user: User) -> None:
    """The user is no longer interested."""
    if user.id in event.subscribers:
        event.subscribers.remove(user.id)
        _tell(world, event, user, "REMOVE", "event_unsubscribed")


def _tell(world: World, event: ScheduledEvent, user: User, what: str, kind: str) -> None:
    data = {"guild_scheduled_event_id": str(event.id), "user_id": str(user.id), "guild_id": str(event.guild_id)}
    guild = world.guilds[event.guild_id]
    world.hub.send(f"GUILD_SCHEDULED_EVENT_USER_{what}", data, guild=guild, intents=intents.GUILD_SCHEDULED_EVENTS)
    world.journal.record(kind, author_id=user.id, facts={"event": event.payload(with_user_count=True)})
