"""Channels: text, category, forum, direct message."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from sandbox.protocol import permissions
from sandbox.protocol.wire import Json

if TYPE_CHECKING:
    from sandbox.protocol.guilds import Guild
    from sandbox.protocol.messages import Message
    from sandbox.protocol.users import User

TEXT: Final = 0
DM: Final = 1
VOICE: Final = 2
CATEGORY: Final = 4
ANNOUNCEMENT: Final = 5
ANNOUNCEMENT_THREAD: Final = 10
PUBLIC_THREAD: Final = 11
PRIVATE_THREAD: Final = 12
STAGE: Final = 13
FORUM: Final = 15
MEDIA: Final = 16

THREADS: Final = frozenset({ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD})
FORUMS: Final = frozenset({FORUM, MEDIA})
WRITABLE: Final = frozenset({TEXT, DM, VOICE, ANNOUNCEMENT, STAGE}) | THREADS

VOCAL: Final = frozenset({VOICE, STAGE})
_VOICE_PAYLOAD: Final[Json] = {"bitrate": 64000, "user_limit": 0, "rtc_region": None}

REQUIRE_TAG: Final = 1 << 4


@dataclass(slots=True)
class Overwrite:
    """What a channel allows or denies a role (type 0) or a member (type 1)."""

    id: int
    type: int
    allow: int = 0
    deny: int = 0

    def payload(self) -> Json:
        return {"id": str(self.id), "type": self.type, "allow": str(self.allow), "deny": str(self.deny)}


@dataclass(slots=True)
class ForumTag:
    """A tag of a forum; a moderated one is set only by who manages threads."""

    id: int
    name: str
    moderated: bool = False
    emoji_id: int | None = None
    emoji_name: str | None = None

    def payload(self) -> Json:
        return {
            "id": str(self.id),
            "name": self.name,
            "moderated": self.moderated,
            "emoji_id": str(self.emoji_id) if self.emoji_id else None,
            "emoji_name": self.emoji_name,
        }


@dataclass(eq=False)
class Channel:
    """A place for messages, or a category of such places. `messages` is in order of their ids."""

    id: int
    type: int
    name: str
    guild: Guild | None = None
    parent: Channel | None = None
    recipient: User | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    rate_limit_per_user: int = 0
    default_auto_archive_duration: int | None = None
    default_thread_rate_limit_per_user: int = 0
    flags: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    available_tags: list[ForumTag] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int | None = None
    pinned_at: dict[int, str] = field(default_factory=dict)

    @property
    def the_guild(self) -> Guild:
        """The guild of a channel that is known to be in one."""
        assert self.guild is not None
        return self.guild

    @property
    def guild_id(self) -> int | None:
        return self.guild.id if self.guild else None

    @property
    def home(self) -> Channel:
        """Where the permissions of this channel are kept: itself."""
        return self

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def writing_permission(self) -> int:
        return permissions.SEND_MESSAGES

    def visible_inside(self, user_id: int, held: int) -> bool:
        """Whether who may view the home of this channel sees the channel itself."""
        return True

    def payload(self) -> Json:
        """The channel object."""
        if self.type == DM:
            return self._dm_payload()
        extra = self._forum_payload() if self.type in FORUMS else _VOICE_PAYLOAD if self.type in VOCAL else {}
        return {
            "id": str(self.id),
            "type": self.type,
            "guild_id": str(self.the_guild.id),
            "name": self.name,
            "position": self.position,
            "parent_id": str(self.parent.id) if self.parent else None,
            "topic": self.topic,
            "nsfw": self.nsfw,
            "flags": self.flags,
            "rate_limit_per_user": self.rate_limit_per_user,
            "last_message_id": str(self.last_message_id) if self.last_message_id else None,
            "last_pin_timestamp": max(self.pinned_at.values(), default=None),
            "permission_overwrites": [overwrite.payload() for overwrite in self.overwrites.values()],
            **({"default_auto_archive_duration": d} if (d := self.default_auto_archive_duration) else {}),
            **extra,
        }

    def _forum_payload(self) -> Json:
        return {
            "available_tags": [tag.payload() for tag in self.available_tags],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_thread_rate_limit_per_user": self.default_thread_rate_limit_per_user,
        }

    def _dm_payload(self) -> Json:
        assert self.recipient is not None
        return {
            "id": str(self.id),
            "type": self.type,
            "flags": 0,
            "last_message_id": str(self.last_message_id) if self.last_message_id else None,
            "last_pin_timestamp": None,
            "recipients": [self.recipient.payload()],
        }
