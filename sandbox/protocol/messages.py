"""Messages and their attachments, as they are kept and as they are shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from whenever import Instant

from sandbox.protocol.users import User
from sandbox.protocol.wire import COMPONENTS_V2, EPHEMERAL, Json, timestamp

if TYPE_CHECKING:
    from sandbox.protocol.channels import Channel
    from sandbox.protocol.threads import Thread

DEFAULT: Final = 0
RECIPIENT_ADD: Final = 1
RECIPIENT_REMOVE: Final = 2
CHANNEL_PINNED_MESSAGE: Final = 6
THREAD_CREATED: Final = 18
REPLY: Final = 19
CHAT_INPUT_COMMAND: Final = 20
THREAD_STARTER_MESSAGE: Final = 21
CONTEXT_MENU_COMMAND: Final = 23

SPOKEN: Final = frozenset({DEFAULT, REPLY, CHAT_INPUT_COMMAND, CONTEXT_MENU_COMMAND})


@dataclass(eq=False, slots=True)
class Attachment:
    """A file of a message; its bytes are served from the sandbox's own CDN route."""

    id: int
    filename: str
    content_type: str
    data: bytes
    url: str
    description: str | None = None
    ephemeral: bool = False
    spoiler: bool = False

    def payload(self) -> Json:
        """The attachment object."""
        answer: Json = {
            "id": str(self.id),
            "filename": self.filename,
            "size": len(self.data),
            "url": self.url,
            "proxy_url": self.url,
            "content_type": self.content_type,
            "flags": 8 if self.spoiler else 0,
        }
        if self.description is not None:
            answer["description"] = self.description
        if self.ephemeral:
            answer["ephemeral"] = True
        return answer


@dataclass(eq=False, slots=True)
class Message:
    """A message. `reader` is set for ephemeral ones: the only person who sees it."""

    id: int
    channel: Channel
    author: User
    timestamp: Instant
    type: int = DEFAULT
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    flags: int = 0
    tts: bool = False
    edited_timestamp: Instant | None = None
    nonce: str | int | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    message_reference: Json | None = None
    referenced: Message | None = None
    webhook_id: int | None = None
    interaction_metadata: Json | None = None
    interaction_name: str | None = None
    reader: int | None = None
    pinned: bool = False
    poll: Json | None = None
    reactions: dict[str, list[int]] = field(default_factory=dict)
    thread: Thread | None = None
    deleted: bool = False

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def uses_components_v2(self) -> bool:
        return bool(self.flags & COMPONENTS_V2)

    def payload(self, *, viewer: int | None = None) -> Json:
        """The message object; `viewer` decides what `reactions[].me` says."""
        answer = self._basic_payload(viewer)
        if self.type == REPLY:
            shown = self.referenced
            answer["referenced_message"] = shown._basic_payload(viewer) if shown and not shown.deleted else None
        return answer

    def _basic_payload(self, viewer: int | None) -> Json:
        answer: Json = {
            "id": str(self.id),
            "type": self.type,
            "channel_id": str(self.channel.id),
            "author": self.author.payload(),
            "content": self.content,
            "timestamp": timestamp(self.timestamp),
            "edited_timestamp": timestamp(self.edited_timestamp) if self.edited_timestamp else None,
            "flags": self.flags,
            "tts": self.tts,
            "pinned": self.pinned,
            "mention_everyone": self.mention_everyone,
            "mentions": [user.payload() for user in self.mentions],
            "mention_roles": [str(role) for role in self.mention_roles],
            "attachments": [attachment.payload() for attachment in self.attachments],
            "embeds": self.embeds,
            "components": self.components,
        }
        answer.update(self._origin())
        if self.reactions:
            answer["reactions"] = [self._reaction(emoji, viewer) for emoji in self.reactions]
        if self.thread is not None:
            answer["thread"] = self.thread.payload()
        if self.poll is not None:
            answer["poll"] = self.poll
        return answer

    def _origin(self) -> Json:
        answer: Json = {}
        if self.nonce is not None:
            answer["nonce"] = self.nonce
        if self.message_reference is not None:
            answer["message_reference"] = self.message_reference
        if self.webhook_id is not None:
            answer["webhook_id"] = answer["application_id"] = str(self.webhook_id)
        if self.interaction_metadata is not None:
            answer["interaction_metadata"] = self.interaction_metadata
        if self.interaction_name is not None and self.interaction_metadata is not None:
            shown = self.interaction_metadata
            answer["interaction"] = {
                "id": shown["id"],
                "type": shown["type"],
                "name": self.interaction_name,
                "user": shown["user"],
            }
        return answer

    def _reaction(self, emoji: str, viewer: int | None) -> Json:
        users = self.reactions[emoji]
        name, _, emoji_id = emoji.partition(":")
        return {
            "emoji": {"id": emoji_id or None, "name": name},
            "count": len(users),
            "count_details": {"burst": 0, "normal": len(users)},
            "burst_colors": [],
            "me": viewer in users,
            "me_burst": False,
        }
