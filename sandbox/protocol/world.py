"""The state of this Discord, and the acts on it that persons, the page and the routes share."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import structlog

from sandbox.clock import RealTime, SandboxClock
from sandbox.protocol import intents, permissions
from sandbox.protocol.beliefs import Beliefs
from sandbox.protocol.channels import DM, Channel
from sandbox.protocol.commands import Registry
from sandbox.protocol.faults import Faults
from sandbox.protocol.guilds import Guild, Member, Role
from sandbox.protocol.interactions import Interaction
from sandbox.protocol.journal import Entry, Journal
from sandbox.protocol.messages import Attachment, Message
from sandbox.protocol.nonces import Nonces
from sandbox.protocol.observing import Observer
from sandbox.protocol.posts import Posts
from sandbox.protocol.ratelimits import Limiter, RateLimits
from sandbox.protocol.sessions import Hub
from sandbox.protocol.thread_life import ThreadLife
from sandbox.protocol.threads import Thread
from sandbox.protocol.traffic import Traffic
from sandbox.protocol.users import User
from sandbox.protocol.wire import Json, Snowflakes

if TYPE_CHECKING:
    from whenever import Instant

    from sandbox.protocol.journal import Readers

log = structlog.get_logger(__name__)


class World:
    """Everything there is. Ids run on real time, what people see on the simulated clock."""

    def __init__(
        self,
        clock: SandboxClock | None = None,
        *,
        limits: RateLimits | None = None,
        application_name: str = "Trellis",
        privileged_intents: int = 0,
        real: RealTime | None = None,
    ) -> None:
        self.clock = clock or SandboxClock()
        self.real = real or RealTime()
        self.ids = Snowflakes(self.real)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.interactions: dict[int, Interaction] = {}
        self._tokens: dict[str, Interaction] = {}
        self.ephemerals: dict[int, Message] = {}
        self.attachments: dict[int, Attachment] = {}
        self.traffic = Traffic()
        self.observers: list[Observer] = []
        self.journal = Journal(self.clock, self.traffic)
        self.hub = Hub(self)
        self.faults = Faults(self.hub)
        self.limiter = Limiter(limits or RateLimits.roomy(), self.real)
        self.posts = Posts(self)
        self.thread_life = ThreadLife(self)
        self.nonces = Nonces(self.real)
        self.beliefs = Beliefs()
        self.active_threads_per_guild = 1000
        self.members_per_thread = 1000
        self.heartbeat_seconds = 41.25
        self.identify_seconds = 60.0
        self.privileged_intents = privileged_intents
        self.requested_permissions = permissions.INSTALL
        self.cdn_base = "http://127.0.0.1"
        self._populate(application_name)
        self.clock.watch(self.thread_life.archive_idle)

    def _populate(self, application_name: str) -> None:
        self.application_id = self.ids.next()
        self.application_name = application_name
        self.registry = Registry(self.application_id, self.ids, self.real)
        self.bot = User(self.application_id, application_name.lower(), application_name, bot=True)
        self.users[self.bot.id] = self.bot
        self.operator = self.add_user("operator", "Operator")
        self.token = self._new_token()

    def _new_token(self) -> str:
        """Made like Discord's, which begins with the bot's id: client libraries read it from there."""
        owner = base64.urlsafe_b64encode(str(self.application_id).encode()).decode().rstrip("=")
        return f"{owner}.sandbox.{secrets.token_urlsafe(24)}"

    def reset_token(self) -> None:
        """What Discord does after too many identifies: the token is void and every session ends."""
        self.token = self._new_token()
        log.error("the token was reset: too many sessions were started in a day")
        self.hub.expel(4004)

    def add_user(self, username: str, global_name: str | None = None, bot: bool = False) -> User:
        """A new account; it is in no guild yet."""
        user = User(self.ids.next(), username, global_name, bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User | None = None, *, locale: str = "en-US") -> Guild:
        """A new server with nothing but its owner and @everyone. The bot is not in it: see `install`."""
        owner = owner or self.operator
        guild = Guild(self, self.ids.next(), name, owner.id, preferred_locale=locale)
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE, position=0)
        self.guilds[guild.id] = guild
        guild.add_member(owner)
        return guild

    def install(self, guild: Guild, granted: int | None = None, *, since: Instant | None = None) -> Member:
        """Puts the bot into the guild with a role that has the permissions asked for, or those granted.

        `since` is when it came, where it has been there for a while.
        """
        held = self.requested_permissions if granted is None else granted
        top = max(role.position for role in guild.roles.values())
        role = guild.add_role(self.application_name, held, managed_by=self.application_id, position=top + 1)
        member = guild.add_member(self.bot, [role])
        member.joined_at = since or member.joined_at
        self.thread_life.note_what_is_seen(guild)
        self.hub.send("GUILD_CREATE", guild.create_payload(joined=True), guild=guild, intents=intents.GUILDS)
        return member

    def dm(self, user: User) -> Channel:
        """The direct-message channel between the bot and a user, made at first need."""
        for channel in self.channels.values():
            if channel.type == DM and channel.recipient is user:
                return channel
        channel = Channel(self.ids.next(), DM, user.username, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def sides(self, channel: Channel) -> tuple[User, User]:
        """Both users of a direct-message channel."""
        assert channel.recipient is not None
        return self.bot, channel.recipient

    def close_dms(self, user_id: int) -> None:
        """The user no longer takes direct messages from servers' members: 50007."""
        self.users[user_id].dms_open = False

    def open_dms(self, user_id: int) -> None:
        """The user takes direct messages again."""
        self.users[user_id].dms_open = True

    def share_a_guild(self, user_id: int) -> bool:
        """Whether the bot and the user are in some guild together."""
        return any(guild.installed and user_id in guild.members for guild in self.guilds.values())

    def permissions(self, user_id: int, channel_id: int) -> int:
        """What the user may do there, overwrites and threads included; 0 if she cannot even see it."""
        channel = self.channels.get(channel_id)
        if channel is None:
            return 0
        if channel.type == DM:
            inside = any(user.id == user_id for user in self.sides(channel))
            return permissions.DIRECT_MESSAGE if inside else 0
        member = channel.the_guild.members.get(user_id)
        return permissions.in_channel(channel, member) if member else 0

    def sees(self, user_id: int, channel: Channel) -> bool:
        """Whether the user can view the channel."""
        return bool(self.permissions(user_id, channel.id) & permissions.VIEW_CHANNEL)

    def readers(self, channel: Channel) -> Readers:
        """Who can read what is said there, as the journal puts it."""
        if channel.type == DM:
            return frozenset(user.id for user in self.sides(channel))
        if isinstance(channel, Thread) and channel.private:
            return frozenset(user_id for user_id in channel.the_guild.members if self.sees(user_id, channel))
        return "everyone"

    def visible_messages(self, user_id: int, channel_id: int) -> list[Message]:
        """The messages as that user sees them, oldest first; ephemeral ones only to their reader."""
        channel = self.channels.get(channel_id)
        if channel is None or not self.sees(user_id, channel):
            return []
        private = [m for m in self.ephemerals.values() if m.channel is channel and m.reader == user_id]
        return sorted([*channel.messages.values(), *private], key=lambda message: message.id)

    def message(self, message_id: int) -> Message | None:
        """A message wherever it is, ephemeral or not."""
        if message_id in self.ephemerals:
            return self.ephemerals[message_id]
        found = (channel.messages.get(message_id) for channel in self.channels.values())
        return next((message for message in found if message is not None), None)

    def commands_for(self, guild_id: int | None) -> list[Json]:
        """The commands that can be used there: global ones and the guild's own; none where the bot is not."""
        if guild_id is not None and not self.guilds[guild_id].installed:
            return []
        return self.registry.visible_in(guild_id)

    def create_interaction(
        self,
        type: int,
        user_id: int,
        guild_id: int | None,
        channel_id: int,
        data: Json,
        message: Message | None = None,
        locale: str = "en-GB",
        *,
        triggered_by: Interaction | None = None,
    ) -> Interaction:
        """Sends the bot an interaction. `triggered_by` is, for a form, the interaction that opened it."""
        channel = self.channels[channel_id]
        guild = self.guilds[guild_id] if guild_id is not None else None
        interaction = Interaction(
            id=self.ids.next(),
            type=type,
            user=self.users[user_id],
            guild=guild,
            channel=channel,
            data=data,
            message=message,
            locale=locale,
            real=self.real,
            traffic=self.traffic,
            triggered_by=triggered_by,
        )
        self._send(interaction)
        return interaction

    def _send(self, interaction: Interaction) -> None:
        self.interactions[interaction.id] = self._tokens[interaction.token] = interaction
        user_id, channel_id = interaction.user.id, interaction.channel.id
        payload = interaction.payload(
            app_permissions=self.permissions(self.bot.id, channel_id),
            user_permissions=self.permissions(user_id, channel_id),
            bot_id=self.bot.id,
        )
        payload["application_id"] = str(self.application_id)
        self.journal.record(
            "interaction_created",
            channel_id=channel_id,
            author_id=user_id,
            message=interaction.message,
            readers=frozenset({user_id}),
            facts={"interaction": interaction, "type": interaction.type, "data": interaction.data},
        )
        self.hub.send("INTERACTION_CREATE", payload, guild=interaction.guild)

    def interaction_by_token(self, token: str) -> Interaction | None:
        """The interaction that gave out this token."""
        return self._tokens.get(token)

    def upload(self, filename: str, content_type: str, data: bytes) -> Attachment:
        """A file a person hands over in a command or a form, to be put under `resolved.attachments`."""
        attachment_id = self.ids.next()
        url = f"{self.cdn_base}/attachments/0/{attachment_id}/{quote(filename)}"
        attachment = Attachment(attachment_id, filename, content_type, data, url, ephemeral=True)
        self.attachments[attachment_id] = attachment
        return attachment

    def watch(self, callback: Callable[[Entry], None]) -> Callable[[], None]:
        """Calls back with every journal entry to come; returns how to stop it."""
        return self.journal.watch(callback)

    async def wait_for(
        self,
        predicate: Callable[[Entry], bool],
        timeout: float = 5.0,  # noqa: ASYNC109
        *,
        since: int | None = None,
    ) -> Entry:
        """The first journal entry that satisfies, from number `since` or from now on. Raises TimeoutError."""
        return await self.journal.wait_for(predicate, timeout, since=since)
