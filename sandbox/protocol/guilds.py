"""Guilds with their roles and members. Every change is told to the gateway."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from whenever import Instant

from sandbox.protocol import permissions
from sandbox.protocol.channels import TEXT, Channel, ForumTag, Overwrite
from sandbox.protocol.guild_payload import guild_payload
from sandbox.protocol.intents import GUILD_MEMBERS, GUILDS
from sandbox.protocol.scheduled_events import ScheduledEvent
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User
from sandbox.protocol.wire import Json, timestamp

if TYPE_CHECKING:
    from sandbox.protocol.world import World


@dataclass(eq=False, slots=True)
class Role:
    """A role; @everyone has the guild's id."""

    id: int
    name: str
    permissions: int = 0
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed_by: int | None = None

    @property
    def mention(self) -> str:
        return f"<@&{self.id}>"

    def payload(self) -> Json:
        """The role object."""
        answer: Json = {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": self.position,
            "color": self.color,
            "colors": {"primary_color": self.color, "secondary_color": None, "tertiary_color": None},
            "hoist": self.hoist,
            "managed": self.managed_by is not None,
            "mentionable": self.mentionable,
            "icon": None,
            "unicode_emoji": None,
            "flags": 0,
        }
        if self.managed_by is not None:
            answer["tags"] = {"bot_id": str(self.managed_by)}
        return answer


@dataclass(eq=False, slots=True)
class Member:
    """A user in a guild. `roles` is without @everyone."""

    user: User
    joined_at: Instant
    roles: list[Role] = field(default_factory=list)
    nick: str | None = None

    @property
    def top_position(self) -> int:
        return max((role.position for role in self.roles), default=0)

    def payload(self, *, with_user: bool = True) -> Json:
        """The member object; messages carry it without the user."""
        answer: Json = {
            "nick": self.nick,
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "collectibles": None,
            "roles": [str(role.id) for role in self.roles],
            "joined_at": timestamp(self.joined_at),
            "premium_since": None,
            "communication_disabled_until": None,
            "deaf": False,
            "mute": False,
            "pending": False,
            "flags": 0,
        }
        if with_user:
            answer["user"] = self.user.payload()
        return answer


@dataclass(eq=False)
class Guild:
    """A server. `installed` says whether the bot is in it; in the `system_channel` Discord itself says who has come."""

    world: World
    id: int
    name: str
    owner_id: int
    preferred_locale: str = "en-US"
    features: list[str] = field(default_factory=lambda: ["COMMUNITY"])
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Thread] = field(default_factory=dict)
    scheduled_events: dict[int, ScheduledEvent] = field(default_factory=dict)
    available: bool = True
    system_channel: Channel | None = None
    seen_by_bot: set[int] = field(default_factory=set)

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    @property
    def installed(self) -> bool:
        return self.world.bot.id in self.members

    def add_channel(
        self,
        name: str,
        type: int = TEXT,
        parent: Channel | None = None,
        topic: str | None = None,
        overwrites: Iterable[Overwrite] = (),
        *,
        available_tags: Iterable[ForumTag] = (),
        nsfw: bool = False,
        rate_limit_per_user: int = 0,
        flags: int = 0,
    ) -> Channel:
        """A new channel, last in the list."""
        channel = Channel(
            id=self.world.ids.next(),
            type=type,
            name=name,
            guild=self,
            parent=parent,
            position=len(self.channels),
            topic=topic,
            nsfw=nsfw,
            rate_limit_per_user=rate_limit_per_user,
            flags=flags,
            overwrites={overwrite.id: overwrite for overwrite in overwrites},
            available_tags=list(available_tags),
        )
        self.channels[channel.id] = self.world.channels[channel.id] = channel
        self.world.hub.send("CHANNEL_CREATE", channel.payload(), guild=self, intents=GUILDS)
        # A channel that was just made has no threads to tell of.
        self.seen_by_bot.add(channel.id)
        return channel

    def delete_channel(self, channel: Channel) -> None:
        """Removes a channel with its threads; a category leaves its channels behind."""
        for thread in [thread for thread in self.threads.values() if thread.parent is channel]:
            self._forget(thread)
        for child in [child for child in self.channels.values() if child.parent is channel]:
            child.parent = None
        self._forget(channel)
        name = "THREAD_DELETE" if isinstance(channel, Thread) else "CHANNEL_DELETE"
        self.world.hub.send(name, channel.payload(), guild=self, intents=GUILDS)

    def _forget(self, channel: Channel) -> None:
        self.world.channels.pop(channel.id, None)
        self.channels.pop(channel.id, None)
        self.threads.pop(channel.id, None)

    def add_role(
        self,
        name: str,
        permissions: int = permissions.EVERYONE,
        *,
        color: int = 0,
        hoist: bool = False,
        mentionable: bool = False,
        managed_by: int | None = None,
        position: int | None = None,
    ) -> Role:
        """A new role, lowest above @everyone unless a position is given; the others move up."""
        place = 1 if position is None else position
        for role in self.roles.values():
            if role.id != self.id and role.position >= place:
                role.position += 1
        role = Role(self.world.ids.next(), name, permissions, place, color, hoist, mentionable, managed_by)
        self.roles[role.id] = role
        data = {"guild_id": str(self.id), "role": role.payload()}
        self.world.hub.send("GUILD_ROLE_CREATE", data, guild=self, intents=GUILDS)
        return role

    def tell_role_changed(self, role: Role) -> None:
        data = {"guild_id": str(self.id), "role": role.payload()}
        self.world.hub.send("GUILD_ROLE_UPDATE", data, guild=self, intents=GUILDS)
        self.world.thread_life.sync(self)

    def delete_role(self, role: Role) -> None:
        """Removes a role from the guild, its members and the overwrites of its channels."""
        del self.roles[role.id]
        for member in self.members.values():
            if role in member.roles:
                member.roles.remove(role)
        for channel in self.channels.values():
            channel.overwrites.pop(role.id, None)
        data = {"guild_id": str(self.id), "role_id": str(role.id)}
        self.world.hub.send("GUILD_ROLE_DELETE", data, guild=self, intents=GUILDS)
        self.world.thread_life.sync(self)

    def add_member(self, user: User, roles: Iterable[Role] = ()) -> Member:
        """Lets a user in; who is in already only gets the roles."""
        if (known := self.members.get(user.id)) is not None:
            known.roles.extend(role for role in roles if role not in known.roles)
            self.tell_member_changed(known)
            return known
        member = Member(user, self.world.clock.now(), list(roles))
        self.members[user.id] = member
        data = {**member.payload(), "guild_id": str(self.id)}
        self.world.hub.send("GUILD_MEMBER_ADD", data, guild=self, intents=GUILD_MEMBERS)
        self._record("member_joined", user)
        return member

    def remove_member(self, user: User) -> None:
        """Puts a user out of the guild and of its threads; the bot is told by GUILD_DELETE, and its role goes too."""
        if self.members.pop(user.id, None) is None:
            return
        for thread in self.threads.values():
            thread.members.pop(user.id, None)
        if user is self.world.bot:
            self.world.hub.send("GUILD_DELETE", {"id": str(self.id)}, guild=self, intents=GUILDS)
            for role in [role for role in self.roles.values() if role.managed_by == user.id]:
                self.delete_role(role)
        else:
            data = {"guild_id": str(self.id), "user": user.payload()}
            self.world.hub.send("GUILD_MEMBER_REMOVE", data, guild=self, intents=GUILD_MEMBERS)
        self._record("member_left", user)

    def _record(self, kind: str, user: User) -> None:
        self.world.journal.record(kind, author_id=user.id, facts={"guild_id": self.id})

    def tell_member_changed(self, member: Member) -> None:
        """GUILD_MEMBER_UPDATE; about itself the bot hears without the members intent."""
        intents = GUILDS if member.user is self.world.bot else GUILD_MEMBERS
        data = {**member.payload(), "guild_id": str(self.id)}
        self.world.hub.send("GUILD_MEMBER_UPDATE", data, guild=self, intents=intents)
        if member.user is self.world.bot:
            self.world.thread_life.sync(self)

    def edit(self, *, name: str | None = None, preferred_locale: str | None = None) -> None:
        """Changes what is given; GUILD_UPDATE."""
        self.name, self.preferred_locale = name or self.name, preferred_locale or self.preferred_locale
        self.world.hub.send("GUILD_UPDATE", self.payload(), guild=self, intents=GUILDS)
        self.world.journal.record("guild_changed", facts={"guild": self.payload()})

    def permissions(self, user_id: int) -> int:
        """Permissions from roles alone; none for who is not a member."""
        member = self.members.get(user_id)
        return permissions.in_guild(self, member) if member else 0

    def channel(self, name: str) -> Channel:
        """The channel or thread of that name; KeyError if there is none."""
        for channel in (*self.channels.values(), *self.threads.values()):
            if channel.name == name:
                return channel
        raise KeyError(name)

    def role(self, name: str) -> Role:
        """The role of that name; KeyError if there is none."""
        for role in self.roles.values():
            if role.name == name:
                return role
        raise KeyError(name)

    def payload(self) -> Json:
        """The guild object."""
        return guild_payload(self)

    def create_payload(self, *, joined: bool = False) -> Json:
        """What GUILD_CREATE carries: of the members only the bot, of the threads the active ones it sees.

        `unavailable` is there for a guild that becomes available, and missing for one just joined.
        """
        bot = self.members[self.world.bot.id]
        threads = [
            thread.payload(for_user=bot.user.id)
            for thread in self.threads.values()
            if not thread.archived and self.world.sees(bot.user.id, thread)
        ]
        return {
            **guild_payload(self),
            "joined_at": timestamp(bot.joined_at),
            "large": len(self.members) > 250,
            **({} if joined else {"unavailable": False}),
            "member_count": len(self.members),
            "voice_states": [],
            "members": [bot.payload()],
            "channels": [channel.payload() for channel in self.channels.values()],
            "threads": threads,
            "presences": [],
            "stage_instances": [],
            "soundboard_sounds": [],
            "guild_scheduled_events": [event.payload() for event in self.scheduled_events.values()],
        }
