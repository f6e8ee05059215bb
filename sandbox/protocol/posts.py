"""What is done with messages: posted, edited, deleted, pinned, reacted to; and whom that notifies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from sandbox.protocol import intents, permissions
from sandbox.protocol.channels import DM, Channel
from sandbox.protocol.checks import Notified, UploadedFile, displayed_text, notified_users
from sandbox.protocol.completion import Completion
from sandbox.protocol.messages import REPLY, SPOKEN, Attachment, Message
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User
from sandbox.protocol.wire import (
    COMPONENTS_V2,
    EPHEMERAL,
    HAS_THREAD,
    LOADING,
    SUPPRESS_EMBEDS,
    SUPPRESS_NOTIFICATIONS,
    Json,
)

if TYPE_CHECKING:
    from sandbox.protocol.journal import Readers
    from sandbox.protocol.world import World

_KEPT_FLAGS = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2 | EPHEMERAL | LOADING


class Posts:
    """The acts of posting. They carry out what is asked; whether it is allowed was decided before."""

    def __init__(self, world: World) -> None:
        self._world = world

    def create(
        self,
        channel: Channel,
        author: User,
        body: Json,
        *,
        files: Sequence[UploadedFile] = (),
        type: int = 0,
        default: Literal["channel", "interaction"] = "channel",
        reader: int | None = None,
        origin: Json | None = None,
        message_id: int | None = None,
    ) -> Message:
        """Posts a message: wakes and joins its thread, tells the gateway, the journal and who is notified.

        `body` has Discord's fields. `origin` sets what tells where an interaction's message came from. The first
        message of a forum post has the post's id.
        """
        message = Message(message_id or self._world.ids.next(), channel, author, self._world.clock.now(), type)
        message.reader = reader
        self._refer(message, body.get("message_reference"))
        message.attachments = self._stored(message, body.get("attachments"), files)
        for name, value in (origin or {}).items():
            setattr(message, name, value)
        message.nonce = body.get("nonce")
        message.tts = bool(body.get("tts"))
        message.poll = body.get("poll")
        self._write(message, body)
        notified = self._mention(message, body.get("allowed_mentions"), default)
        self._file(message)
        self._announce(message, self._reached(message, notified))
        return message

    def system(self, channel: Channel, author: User, type: int, content: str = "", **fields: Any) -> Message:
        """Posts what Discord itself says, such as that a thread was started. It notifies nobody."""
        message = Message(self._world.ids.next(), channel, author, self._world.clock.now(), type, content, **fields)
        self._file(message)
        self._announce(message, frozenset())
        return message

    def edit(self, message: Message, body: Json, *, files: Sequence[UploadedFile] = ()) -> Message:
        """Replaces the fields that `body` names. An edit notifies nobody."""
        if "attachments" in body or files:
            message.attachments = self._stored(message, body.get("attachments"), files, edit=True)
        self._write(message, body)
        if {"content", "components", "allowed_mentions"} & body.keys():
            default: Literal["channel", "interaction"] = "interaction" if message.webhook_id else "channel"
            self._mention(message, body.get("allowed_mentions"), default)
            if self._world.beliefs.edit_adds:
                self._add_mentioned(message)
        if body.keys() - {"flags"}:
            message.edited_timestamp = self._world.clock.now()
        self.tell_changed(message)
        return message

    def complete(self, message: Message, body: Json, *, files: Sequence[UploadedFile] = ()) -> Message:
        """Turns the "thinking…" message of a deferred answer into the answer; unlike an edit it notifies."""
        message.flags &= ~LOADING
        message.attachments = self._stored(message, body.get("attachments"), files)
        self._write(message, body)
        notified = self._mention(message, body.get("allowed_mentions"), "interaction")
        message.edited_timestamp = self._world.clock.now()
        self.tell_changed(message, notified=self._reached(message, notified))
        return message

    def typing(self, channel: Channel, user: User) -> None:
        """Somebody is writing: TYPING_START."""
        now, guild = self._world.clock.now(), channel.guild
        data: Json = {"channel_id": str(channel.id), "user_id": str(user.id), "timestamp": now.timestamp()}
        needed = intents.DIRECT_MESSAGE_TYPING
        if guild is not None:
            needed = intents.GUILD_MESSAGE_TYPING
            data |= {"guild_id": str(guild.id), "member": guild.members[user.id].payload()}
        self._world.hub.send("TYPING_START", data, guild=guild, channel=channel, intents=needed)
        readers = self._world.readers(channel)
        self._world.journal.record("typing", channel_id=channel.id, author_id=user.id, readers=readers)

    def tell_changed(self, message: Message, *, notified: frozenset[int] = frozenset()) -> None:
        """MESSAGE_UPDATE with the full message, and the journal's entry."""
        payload = message.payload(viewer=self._world.bot.id)
        self._record("message_edited", message, payload, notified)
        self._dispatch("MESSAGE_UPDATE", message, payload)

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        self._forget(message)
        data = {"id": str(message.id), "channel_id": str(message.channel.id)}
        self._dispatch("MESSAGE_DELETE", message, data)

    def bulk_delete(self, channel: Channel, messages: Iterable[Message]) -> None:
        """Takes many away with one event."""
        gone = list(messages)
        for message in gone:
            self._forget(message)
        data: Json = {"ids": [str(message.id) for message in gone], "channel_id": str(channel.id)}
        if channel.guild_id:
            data["guild_id"] = str(channel.guild_id)
        self._world.hub.send(
            "MESSAGE_DELETE_BULK", data, guild=channel.guild, channel=channel, intents=intents.GUILD_MESSAGES
        )

    def _forget(self, message: Message) -> None:
        message.deleted = True
        channel = message.channel
        channel.messages.pop(message.id, None)
        channel.pinned_at.pop(message.id, None)
        self._world.ephemerals.pop(message.id, None)
        if isinstance(channel, Thread) and message.type in SPOKEN:
            channel.message_count = max(0, channel.message_count - 1)
        self._record("message_deleted", message, message.payload(), frozenset())

    def _refer(self, message: Message, reference: Json | None) -> None:
        if not reference:
            return
        source = self._world.channels.get(int(reference.get("channel_id") or message.channel.id), message.channel)
        found = source.messages.get(int(reference["message_id"]))
        if found is None:
            return
        message.type = REPLY
        message.referenced = found
        message.message_reference = {
            "type": 0,
            "message_id": str(found.id),
            "channel_id": str(source.id),
            **({"guild_id": str(source.guild_id)} if source.guild_id else {}),
        }

    def _stored(
        self, message: Message, listed: list[Json] | None, files: Sequence[UploadedFile], *, edit: bool = False
    ) -> list[Attachment]:
        told = {str(entry["id"]): entry for entry in listed or []}
        kept = message.attachments if edit and listed is None else []
        kept = [*kept, *(old for old in message.attachments if str(old.id) in told and old not in kept)]
        for old in kept:
            if "description" in told.get(str(old.id), {}):
                old.description = told[str(old.id)]["description"]
        return [*kept, *(self._store(message, file, told.get(str(file.index), {})) for file in files)]

    def _store(self, message: Message, file: UploadedFile, told: Json) -> Attachment:
        attachment_id = self._world.ids.next()
        filename = str(told.get("filename") or file.filename)
        attachment = Attachment(
            id=attachment_id,
            filename=filename,
            content_type=file.content_type,
            data=file.data,
            url=f"{self._world.cdn_base}/attachments/{message.channel.id}/{attachment_id}/{quote(filename)}",
            description=told.get("description") or file.description,
            ephemeral=message.reader is not None,
            spoiler=bool(told.get("is_spoiler")) or filename.startswith("SPOILER_"),
        )
        self._world.attachments[attachment_id] = attachment
        return attachment

    def _write(self, message: Message, body: Json) -> None:
        if "flags" in body:
            sticky = message.flags & (_KEPT_FLAGS & ~SUPPRESS_EMBEDS | HAS_THREAD)
            message.flags = sticky | (int(body["flags"] or 0) & _KEPT_FLAGS)
        if "content" in body:
            message.content = str(body["content"] if body["content"] is not None else "").strip()
        completion = Completion(message.attachments, iter(self._world.ids.next, 0))
        if "embeds" in body:
            message.embeds = completion.embeds(body["embeds"] or [])
        if "components" in body:
            message.components = completion.components(body["components"] or [])

    def _mention(self, message: Message, allowed: Json | None, default: Literal["channel", "interaction"]) -> Notified:
        channel, guild = message.channel, message.channel.guild
        held = self._world.permissions(message.author.id, channel.id)
        wide = bool(held & permissions.MENTION_EVERYONE)

        def members_of_role(role_id: int) -> Iterable[int]:
            role = guild.roles.get(role_id) if guild else None
            if guild is None or role is None or not (wide or role.mentionable):
                return ()
            return [member.user.id for member in guild.members.values() if role in member.roles]

        notified = notified_users(
            "\n".join(filter(None, (message.content, displayed_text(message.components)))),
            allowed,
            default=default,
            members_of_role=members_of_role,
            everyone=lambda: guild.members if guild else (),
            may_mention_everyone=wide,
            replied_to=message.referenced.author.id if message.referenced else None,
        )
        users = self._world.users
        message.mentions = [users[user_id] for user_id in notified.mentioned_users if user_id in users]
        message.mention_roles = list(notified.mentioned_roles)
        message.mention_everyone = notified.everyone
        return notified

    def _reached(self, message: Message, notified: Notified) -> frozenset[int]:
        """Of those the message names, who really hears of it: not the author, nor who cannot see it."""
        channel = message.channel
        if self._world.beliefs.mention_adds:
            self._add_mentioned(message)
        if message.flags & SUPPRESS_NOTIFICATIONS:
            return frozenset()
        if message.reader is not None:
            return frozenset({message.reader} & notified.users)
        if channel.type == DM:
            return frozenset({user.id for user in self._world.sides(channel)} - {message.author.id})
        sees = self._world.sees
        return frozenset(u for u in notified.users if u != message.author.id and sees(u, channel))

    def _add_mentioned(self, message: Message) -> None:
        if isinstance(message.channel, Thread) and message.reader is None:
            mentioned = [user.id for user in message.mentions]
            self._world.thread_life.mention(message.channel, mentioned, by=message.author)

    def _file(self, message: Message) -> None:
        channel = message.channel
        if message.reader is not None:
            self._world.ephemerals[message.id] = message
            return
        if isinstance(channel, Thread):
            self._world.thread_life.spoken(channel, message)
        channel.messages[message.id] = message
        channel.last_message_id = message.id

    def _announce(self, message: Message, notified: frozenset[int]) -> None:
        payload = message.payload(viewer=self._world.bot.id)
        self._record("message_created", message, payload, notified)
        self._dispatch("MESSAGE_CREATE", message, payload)

    def _record(self, kind: str, message: Message, payload: Json, notified: frozenset[int]) -> None:
        self._world.journal.record(
            kind,
            channel_id=message.channel.id,
            author_id=message.author.id,
            message=message,
            readers=self.readers(message),
            notified=notified,
            facts={"message": payload},
        )

    def readers(self, message: Message) -> Readers:
        """Who can read it: one person, both sides, the members of a private thread, or everyone in the channel."""
        if message.reader is not None:
            return frozenset({message.reader})
        return self._world.readers(message.channel)

    def _dispatch(self, name: str, message: Message, payload: Json) -> None:
        channel, guild = message.channel, message.channel.guild
        if message.reader is not None or guild is None:
            self._world.hub.send(name, payload, intents=intents.DIRECT_MESSAGES)
            return
        data = {**payload, "guild_id": str(guild.id)}
        member = guild.members.get(message.author.id)
        if name == "MESSAGE_CREATE" and member is not None:
            data["member"] = member.payload(with_user=False)
        self._world.hub.send(
            name,
            data,
            guild=guild,
            channel=channel,
            intents=intents.GUILD_MESSAGES,
            withheld=self.withheld(message, data) if "content" in payload else None,
        )

    def withheld(self, message: Message, payload: Json) -> Json:
        """The message as who lacks the content intent gets it: others' words are blank unless they mention the bot."""
        bot = self._world.bot
        if message.author is bot or bot in message.mentions or message.channel.guild is None:
            return payload
        return {**payload, "content": "", "embeds": [], "components": [], "attachments": []}
