"""What a person sees and is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from whenever import Instant

from sandbox.people.refused import ClientRefused
from sandbox.people.seen import Names, Seen
from sandbox.protocol.channels import DM, Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.permissions import VIEW_CHANNEL
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User

if TYPE_CHECKING:
    from sandbox.protocol.journal import Entry
    from sandbox.protocol.world import World

Why: TypeAlias = Literal["mention", "reply", "dm", "thread_added"]
Wanted: TypeAlias = str | Callable[[Seen], bool]
SEEING = ("message_created", "message_edited")


@dataclass(frozen=True, slots=True)
class Notification:
    """Something that reached a person wherever she was, at a simulated instant.

    `pushed` is what her phone's lock screen shows of it.
    """

    at: Instant
    why: Why
    channel_id: int
    message: Seen | None
    pushed: str


class Watching:
    """A person with a screen: one channel is open, and only what she may see is on it."""

    def __init__(self, world: World, user: User, *, locale: str = "en-GB") -> None:
        self.world = world
        self.user = user
        self.locale = locale
        self.channel: Channel | None = None
        self.device: dict[str, dict[str, Any]] | None = {}
        self._dismissed: set[int] = set()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.user.display_name}>"

    @property
    def id(self) -> int:
        return self.user.id

    @property
    def name(self) -> str:
        return self.user.display_name

    @property
    def mention(self) -> str:
        return self.user.mention

    @property
    def names(self) -> Names:
        """How mentions read on her screen."""
        return self._name_of

    def go(self, channel: Channel) -> None:
        """Opens a channel; ClientRefused if it is not in her list."""
        if not self.may(VIEW_CHANNEL, channel):
            raise ClientRefused(f"{self.name} cannot see #{channel.name}")
        self.channel = channel

    def may(self, permission: int, channel: Channel) -> bool:
        """Whether she has this permission there."""
        return self.world.permissions(self.id, channel.id) & permission == permission

    def threads(self, parent: Channel | None = None) -> list[Thread]:
        """The threads in her list, below one channel or everywhere, oldest first; archived ones too.

        Private ones are there if she is in them or looks after threads.
        """
        known = (channel for channel in self.world.channels.values() if isinstance(channel, Thread))
        below = (thread for thread in known if parent is None or thread.parent is parent)
        return sorted((t for t in below if self.may(VIEW_CHANNEL, t)), key=lambda thread: thread.id)

    def sees(self, channel: Channel | None = None) -> list[Seen]:
        """The messages on her screen in a channel, oldest first; none where she may not look."""
        place = self._place(channel)
        if not self.may(VIEW_CHANNEL, place):
            return []
        visible = self.world.visible_messages(self.id, place.id)
        shown = [Seen(message.payload(viewer=self.id), self._name_of) for message in visible]
        return [message for message in shown if message.id not in self._dismissed]

    def screen(self, channel: Channel | None = None) -> str:
        """What she reads in a channel, as plain text."""
        return "\n\n".join(_line(message) for message in self.sees(channel))

    def dismiss_message(self, message: Seen) -> None:
        """Clicks “Dismiss message” under an answer only she sees."""
        if not message.is_ephemeral:
            raise ClientRefused("only a message nobody else sees can be dismissed")
        self._dismissed.add(message.id)

    async def sees_next(
        self,
        wanted: Wanted,
        channel: Channel | None = None,
        timeout: float = 5.0,  # noqa: ASYNC109 (raises with the screen)
    ) -> Seen:
        """The newest message that has the text (or satisfies), waiting until it appears or changes.

        Raises TimeoutError, saying what was on the screen instead.
        """
        place = self._place(channel)
        if (found := self._newest(wanted, place)) is not None:
            return found
        try:
            await self.world.wait_for(lambda entry: self._shows(entry, wanted, place), timeout)
        except TimeoutError:
            described = repr(wanted) if isinstance(wanted, str) else "such a message"
            raise TimeoutError(f"{self.name} did not see {described}; she saw:\n{self.screen(place)}") from None
        found = self._newest(wanted, place)
        assert found is not None
        return found

    def _shows(self, entry: Entry, wanted: Wanted, place: Channel) -> bool:
        return entry.channel_id == place.id and entry.kind in SEEING and self._newest(wanted, place) is not None

    def _newest(self, wanted: Wanted, place: Channel) -> Seen | None:
        matching = [message for message in self.sees(place) if _matches(message, wanted)]
        return matching[-1] if matching else None

    @property
    def dm_channel(self) -> Channel:
        """Her conversation with the bot."""
        return self.world.dm(self.user)

    @property
    def dms(self) -> list[Seen]:
        """What the bot wrote to her in private, oldest first."""
        return [message for message in self.sees(self.dm_channel) if message.author_id != self.id]

    @property
    def notifications(self) -> list[Notification]:
        """Everything that ever pinged her, in order."""
        told = (self.told_of(entry) for entry in self.world.journal.entries if self.id in entry.notified)
        return [notification for notification in told if notification]

    def told_of(self, entry: Entry) -> Notification | None:
        """Return what she is told of something that called for her; None of what has no place."""
        message = entry.message
        if entry.channel_id is None:
            return None
        if message is None:
            thread = self.world.channels.get(entry.channel_id)
            said = f"added you to {thread.name}" if thread else ""
            return Notification(entry.instant, "thread_added", entry.channel_id, None, said)
        why: Why = "mention"
        if message.channel.type == DM:
            why = "dm"
        elif message.referenced is not None and message.referenced.author is self.user:
            why = "reply"
        seen = Seen(entry.facts["message"], self._name_of)
        now = Seen(message.payload(viewer=self.id), self._name_of)
        return Notification(entry.instant, why, entry.channel_id, now, seen.pushed)

    @property
    def guild(self) -> Guild | None:
        """The guild of the open channel."""
        return self._place(None).guild

    def _place(self, channel: Channel | None) -> Channel:
        place = channel or self.channel
        if place is None:
            raise ClientRefused(f"{self.name} has no channel open")
        return self.world.channels.get(place.id, place)

    def _name_of(self, kind: str, number: int) -> str:
        """How a mention reads on her screen."""
        if kind == "#":
            channel = self.world.channels.get(number)
            seen = channel is not None and self.may(VIEW_CHANNEL, channel)
            return f"#{channel.name}" if channel and seen else "#No Access"
        if kind == "@&":
            roles = (guild.roles.get(number) for guild in self.world.guilds.values())
            return next((f"@{role.name}" for role in roles if role), "@deleted-role")
        user = self.world.users.get(number)
        return f"@{user.display_name}" if user else "@unknown-user"


def _matches(message: Seen, wanted: Wanted) -> bool:
    return wanted in message.text if isinstance(wanted, str) else wanted(message)


def _line(message: Seen) -> str:
    marks = [mark for mark, shown in (("only you", message.is_ephemeral), ("edited", message.edited)) if shown]
    return f"{message.author}{_in_brackets(marks)}: {message.text}"


def _in_brackets(marks: list[str]) -> str:
    return f" ({', '.join(marks)})" if marks else ""
