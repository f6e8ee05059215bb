"""What is done with threads: started, joined, left, edited, archived, woken."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from whenever import Instant, TimeDelta

from sandbox.protocol import intents, messages, permissions
from sandbox.protocol.channels import FORUMS, PRIVATE_THREAD, PUBLIC_THREAD, Channel
from sandbox.protocol.messages import SPOKEN, Message
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User
from sandbox.protocol.wire import HAS_THREAD, Json

if TYPE_CHECKING:
    from sandbox.protocol.guilds import Guild
    from sandbox.protocol.world import World


# A thread from an older message is announced in its parent; Discord does not say how old [D topics/threads].
OLD_STARTER = TimeDelta(hours=1)


class ThreadLife:
    """The acts on threads. They carry out what is asked; whether it is allowed was decided before."""

    def __init__(self, world: World) -> None:
        self._world = world

    def start(self, parent: Channel, owner: User, body: Json, *, starter: Message | None = None) -> Thread:
        """Opens a thread; from a message it gets the message's id. In a forum the first message is still to come."""
        now, guild = self._world.clock.now(), parent.the_guild
        forum = parent.type in FORUMS
        archives_after = body.get("auto_archive_duration") or parent.default_auto_archive_duration or 4320
        default_type = PUBLIC_THREAD if starter or forum else PRIVATE_THREAD
        thread = Thread(
            id=starter.id if starter else self._world.ids.next(),
            type=int(default_type if body.get("type") is None or forum else body["type"]),
            name=body["name"],
            guild=guild,
            parent=parent,
            owner_id=owner.id,
            created=now,
            archive_timestamp=now,
            active_at=now,
            auto_archive_duration=int(archives_after),
            invitable=body.get("invitable") is not False,
            rate_limit_per_user=int(body.get("rate_limit_per_user") or parent.default_thread_rate_limit_per_user),
            applied_tags=[int(tag) for tag in body.get("applied_tags") or []],
        )
        thread.members[owner.id] = now
        guild.threads[thread.id] = self._world.channels[thread.id] = thread
        data = {**thread.payload(for_user=self._world.bot.id), "newly_created": True}
        self._world.hub.send("THREAD_CREATE", data, guild=guild, channel=thread, intents=intents.GUILDS)
        if owner is self._world.bot:
            self._tell_own_membership(thread)
        self._record("thread_created", thread, owner.id)
        self._introduce(thread, parent, owner, starter)
        return thread

    def _introduce(self, thread: Thread, parent: Channel, owner: User, starter: Message | None) -> None:
        if starter is not None:
            starter.thread, starter.flags = thread, starter.flags | HAS_THREAD
            self._world.posts.tell_changed(starter)
            reference = _reference(parent, starter.id)
            self._world.posts.system(
                thread,
                starter.author,
                messages.THREAD_STARTER_MESSAGE,
                message_reference=reference,
                referenced=starter,
            )
            if self._world.clock.now() - starter.timestamp >= OLD_STARTER:
                self._announce(thread, parent, owner)
        elif parent.type not in FORUMS and not thread.private:
            self._announce(thread, parent, owner)

    def _announce(self, thread: Thread, parent: Channel, owner: User) -> None:
        reference = _reference(thread, None)
        self._world.posts.system(
            parent, owner, messages.THREAD_CREATED, thread.name, message_reference=reference, thread=thread
        )

    def spoken(self, thread: Thread, message: Message) -> None:
        """A message was posted: the thread wakes, counts it, and its author is in."""
        thread.active_at = self._world.clock.now()
        if message.type in SPOKEN:
            if thread.messages or thread.the_parent.type not in FORUMS:
                thread.message_count += 1
            thread.total_message_sent += 1
            if not self.full(thread):
                self.add_member(thread, message.author.id, quietly=True)
            if thread.archived:
                self._set_archived(thread, False)
                self.tell_changed(thread)

    def mention(self, thread: Thread, user_ids: Iterable[int], *, by: User) -> None:
        """Who is mentioned in a thread and sees its parent is added to it, if the author may, while there is room."""
        for user_id in user_ids:
            sees_parent = self._world.sees(user_id, thread.the_parent)
            if sees_parent and not self.full(thread) and self.may_invite(thread, user_id, by=by):
                self.add_member(thread, user_id, quietly=True)

    def may_invite(self, thread: Thread, user_id: int, *, by: User) -> bool:
        """Into a private thread that is not `invitable` only moderators bring others, and others only moderators.

        Whether its creator may, too, is a belief.
        """
        if not thread.private or thread.invitable:
            return True
        if self._world.beliefs.creator_invites and thread.owner_id == by.id:
            return True
        held = (self._world.permissions(who, thread.the_parent.id) for who in (by.id, user_id))
        return any(each & permissions.MANAGE_THREADS for each in held)

    def add_member(self, thread: Thread, user_id: int, *, by: User | None = None, quietly: bool = False) -> None:
        """Puts a user in; nothing happens if she is in. Added by another she is notified, unless `quietly`."""
        if user_id in thread.members:
            return
        thread.members[user_id] = self._world.clock.now()
        self._tell_members(thread, added=[user_id])
        if user_id == self._world.bot.id:
            data = {**thread.payload(for_user=user_id)}
            self._world.hub.send("THREAD_CREATE", data, guild=thread.guild, channel=thread, intents=intents.GUILDS)
            self._tell_own_membership(thread)
        self._record("thread_member_added", thread, user_id)
        if by is not None and by.id != user_id and not quietly:
            added = self._world.users[user_id]
            self._world.posts.system(thread, by, messages.RECIPIENT_ADD, mentions=[added])
            self._world.journal.record(
                "notified",
                channel_id=thread.id,
                author_id=by.id,
                notified=frozenset({user_id}),
                facts={"why": "thread_added"},
            )

    def full(self, thread: Thread) -> bool:
        """Whether the thread has as many members as it may."""
        return len(thread.members) >= self._world.members_per_thread

    def remove_member(self, thread: Thread, user_id: int) -> None:
        """Takes a user out; nothing happens if she is not in."""
        if thread.members.pop(user_id, None) is None:
            return
        self._tell_members(thread, removed=[user_id])
        self._record("thread_member_removed", thread, user_id)

    def edit(self, thread: Thread, body: Json) -> None:
        """Changes the fields that `body` names, and tells."""
        for name in ("name", "auto_archive_duration", "rate_limit_per_user", "locked", "invitable", "flags"):
            if body.get(name) is not None:
                setattr(thread, name, body[name])
        if "applied_tags" in body:
            thread.applied_tags = [int(tag) for tag in body["applied_tags"] or []]
        if body.get("archived") is not None and body["archived"] != thread.archived:
            self._set_archived(thread, body["archived"])
        self.tell_changed(thread)

    def tell_changed(self, thread: Thread) -> None:
        """THREAD_UPDATE and the journal's entry."""
        data = thread.payload(for_user=self._world.bot.id)
        self._world.hub.send("THREAD_UPDATE", data, guild=thread.guild, channel=thread, intents=intents.GUILDS)
        self._record("thread_changed", thread, None)

    def archive_idle(self, now: Instant) -> None:
        """Archives the threads in which nothing was said for as long as they allow."""
        for guild in self._world.guilds.values():
            for thread in guild.threads.values():
                self.archive_if_idle(thread, now)

    def archive_if_idle(self, thread: Thread, now: Instant) -> None:
        """Archives the thread if its time is up. A pinned forum post stays."""
        pinned = thread.the_parent.type in FORUMS and thread.flags & 2
        if not thread.archived and not pinned and thread.hides_at <= now:
            self._set_archived(thread, True)
            self.tell_changed(thread)

    def active(self, guild: Guild) -> list[Thread]:
        """The threads that count against the guild's limit."""
        return [thread for thread in guild.threads.values() if not thread.archived]

    def sync(self, guild: Guild) -> None:
        """THREAD_LIST_SYNC with the active threads of the channels that the bot has come to see meanwhile."""
        gained = self.note_what_is_seen(guild)
        if not gained:
            return
        bot_id = self._world.bot.id
        found = [t for t in self.active(guild) if t.the_parent.id in gained and self._world.sees(bot_id, t)]
        data: Json = {
            "guild_id": str(guild.id),
            "channel_ids": [str(channel_id) for channel_id in sorted(gained)],
            "threads": [thread.payload(for_user=bot_id) for thread in found],
            "members": [thread.member_payload(bot_id) for thread in found if bot_id in thread.members],
        }
        self._world.hub.send("THREAD_LIST_SYNC", data, guild=guild, intents=intents.GUILDS)

    def note_what_is_seen(self, guild: Guild) -> set[int]:
        """Remembers which channels the bot sees; returns those it did not see before."""
        seen = {channel.id for channel in guild.channels.values() if self._world.sees(self._world.bot.id, channel)}
        gained, guild.seen_by_bot = seen - guild.seen_by_bot, seen
        return gained

    def _tell_own_membership(self, thread: Thread) -> None:
        """To a bot the event says no more than that it is in the thread."""
        data = {**thread.member_payload(self._world.bot.id), "guild_id": str(thread.the_guild.id)}
        self._world.hub.send("THREAD_MEMBER_UPDATE", data, guild=thread.guild, channel=thread, intents=intents.GUILDS)

    def _set_archived(self, thread: Thread, archived: bool) -> None:
        thread.archived = archived
        thread.archive_timestamp = thread.active_at = self._world.clock.now()

    def _tell_members(self, thread: Thread, *, added: Iterable[int] = (), removed: Iterable[int] = ()) -> None:
        """About others a bot hears only with the members intent, about itself always."""
        gone, come = list(removed), list(added)
        data: Json = {
            "id": str(thread.id),
            "guild_id": str(thread.the_guild.id),
            "member_count": min(len(thread.members), 50),
            "added_members": [thread.member_payload(user_id) for user_id in come],
            "removed_member_ids": [str(user_id) for user_id in gone],
        }
        own = self._world.bot.id in (*come, *gone)
        needed = intents.GUILDS if own else intents.GUILD_MEMBERS
        # Taken out of a private thread the bot no longer sees it, and is told so all the same.
        seen = thread.home if own else thread
        self._world.hub.send("THREAD_MEMBERS_UPDATE", data, guild=thread.guild, channel=seen, intents=needed)

    def _record(self, kind: str, thread: Thread, user_id: int | None) -> None:
        self._world.journal.record(
            kind,
            channel_id=thread.id,
            author_id=user_id,
            readers=self._world.readers(thread),
            facts={"thread": thread.payload()},
        )


def _reference(channel: Channel, message_id: int | None) -> Json:
    reference: Json = {"type": 0, "channel_id": str(channel.id), "guild_id": str(channel.the_guild.id)}
    if message_id is not None:
        reference["message_id"] = str(message_id)
    return reference
