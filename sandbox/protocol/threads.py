"""Threads and forum posts: their state and how they archive."""

from __future__ import annotations

from dataclasses import dataclass, field

from whenever import Instant, TimeDelta

from sandbox.protocol import permissions
from sandbox.protocol.channels import PRIVATE_THREAD, Channel
from sandbox.protocol.wire import Json, timestamp


@dataclass(eq=False, kw_only=True)
class Thread(Channel):
    """A thread in a channel, or a post in a forum. `members` maps user ids to when they joined."""

    owner_id: int
    created: Instant
    archive_timestamp: Instant
    active_at: Instant
    auto_archive_duration: int = 4320
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    total_message_sent: int = 0
    message_count: int = 0
    applied_tags: list[int] = field(default_factory=list)
    members: dict[int, Instant] = field(default_factory=dict)

    @property
    def home(self) -> Channel:
        """Where the permissions of a thread are kept: its parent."""
        return self.the_parent

    @property
    def the_parent(self) -> Channel:
        assert self.parent is not None
        return self.parent

    @property
    def writing_permission(self) -> int:
        return permissions.SEND_MESSAGES_IN_THREADS

    @property
    def private(self) -> bool:
        return self.type == PRIVATE_THREAD

    @property
    def hides_at(self) -> Instant:
        """When it archives by itself if nothing more is said."""
        return self.active_at + TimeDelta(minutes=self.auto_archive_duration)

    def visible_inside(self, user_id: int, held: int) -> bool:
        """A private thread is seen by its members and by who manages threads."""
        return not self.private or user_id in self.members or bool(held & permissions.MANAGE_THREADS)

    def payload(self, *, for_user: int | None = None) -> Json:
        """The thread object, with `member` if that user is in it."""
        metadata: Json = {
            "archived": self.archived,
            "archive_timestamp": timestamp(self.archive_timestamp),
            "auto_archive_duration": self.auto_archive_duration,
            "locked": self.locked,
            "create_timestamp": timestamp(self.created),
        }
        if self.private:
            metadata["invitable"] = self.invitable
        answer: Json = {
            "id": str(self.id),
            "type": self.type,
            "guild_id": str(self.the_guild.id),
            "name": self.name,
            "parent_id": str(self.the_parent.id),
            "owner_id": str(self.owner_id),
            "flags": self.flags,
            "rate_limit_per_user": self.rate_limit_per_user,
            "last_message_id": str(self.last_message_id) if self.last_message_id else None,
            "last_pin_timestamp": max(self.pinned_at.values(), default=None),
            "message_count": self.message_count,
            "member_count": min(len(self.members), 50),
            "total_message_sent": self.total_message_sent,
            "thread_metadata": metadata,
            "applied_tags": [str(tag) for tag in self.applied_tags],
        }
        if for_user is not None and for_user in self.members:
            answer["member"] = self.member_payload(for_user)
        return answer

    def member_payload(self, user_id: int) -> Json:
        """The thread member object."""
        return {
            "id": str(self.id),
            "user_id": str(user_id),
            "join_timestamp": timestamp(self.members[user_id]),
            "flags": 0,
        }
