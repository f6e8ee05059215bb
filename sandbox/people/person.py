"""A person: the whole of Discord's app in one pair of hands."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.people.interacting import Interacting, Shown
from sandbox.people.refused import ClientRefused
from sandbox.people.seen import Seen
from sandbox.people.watching import Notification
from sandbox.protocol import permissions
from sandbox.protocol.channels import DM, WRITABLE, Channel, Overwrite
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.guilds import Guild
from sandbox.protocol.rest.channels import tell_changed
from sandbox.protocol.threads import Thread

__all__ = ["Notification", "Person", "Shown"]

CONTENT = 2000
MEMBER = 1
_VIEW = permissions.VIEW_CHANNEL


class Person(Interacting):
    """Reads, writes, runs commands, presses buttons and fills in forms, as the app lets her.

    `Person(world, user, locale="it")`; first `go` to a channel. What the app would not let her do raises
    ClientRefused; an interaction that fails raises InteractionFailed.
    """

    async def write(
        self,
        channel: Channel | None = None,
        text: str = "",
        *,
        reply_to: Seen | None = None,
        files: Sequence[UploadedFile] = (),
    ) -> Seen:
        """Sends an ordinary message. Writing in an archived thread wakes it."""
        place = self._place(channel)
        self._may_write(place, text, files)
        body: dict[str, object] = {"content": text}
        if reply_to is not None:
            self._living(reply_to)
            body["message_reference"] = {"message_id": str(reply_to.id), "channel_id": str(reply_to.channel_id)}
        message = self.world.posts.create(place, self.user, body, files=files)
        return Seen(message.payload(viewer=self.id), self._name_of)

    async def leaves_server(self, guild: Guild | None = None) -> None:
        """Leaves a server, by default that of the open channel; her roles and threads there are gone."""
        left = guild or self.guild
        if left is None:
            raise ClientRefused("a direct message is not a server")
        if self.id not in left.members:
            raise ClientRefused(f"{self.name} is not in {left.name}")
        if left.owner_id == self.id:
            raise ClientRefused("the owner cannot leave her own server")
        left.remove_member(self.user)

    async def joins_server(self, guild: Guild) -> None:
        """Comes into a server, for the first time or again; she has no roles there."""
        guild.add_member(self.user)

    async def loses_sight_of(self, channel: Channel) -> None:
        """A channel is hidden from her, with its threads. From owners and administrators nothing can be."""
        if channel.the_guild.permissions(self.id) == permissions.ALL:
            raise ClientRefused(f"nothing can be hidden from {self.name}")
        overwrite = channel.home.overwrites.setdefault(self.id, Overwrite(self.id, MEMBER))
        overwrite.deny, overwrite.allow = overwrite.deny | _VIEW, overwrite.allow & ~_VIEW
        tell_changed(self.world, channel.home)

    async def regains_sight_of(self, channel: Channel) -> None:
        """It is shown to her again, or for the first time."""
        overwrites = channel.home.overwrites
        overwrite = overwrites.setdefault(self.id, Overwrite(self.id, MEMBER))
        overwrite.deny &= ~_VIEW
        if not self.may(_VIEW, channel.home):
            overwrite.allow |= _VIEW
        if not overwrite.allow | overwrite.deny:
            del overwrites[self.id]
        tell_changed(self.world, channel.home)

    def close_dms(self) -> None:
        """Turns off direct messages from the servers she is in."""
        self.world.close_dms(self.id)

    def open_dms(self) -> None:
        """Turns them on again."""
        self.world.open_dms(self.id)

    def _may_write(self, place: Channel, text: str, files: Sequence[UploadedFile]) -> None:
        if place.type not in WRITABLE:
            raise ClientRefused(f"#{place.name} has no box to write in")
        if not text.strip() and not files:
            raise ClientRefused("there is nothing to send")
        if len(text) > CONTENT:
            raise ClientRefused(f"a message has at most {CONTENT} characters, not {len(text)}")
        if place.type == DM and place.recipient is not self.user:
            raise ClientRefused("that is somebody else's conversation")
        if not self.may(permissions.VIEW_CHANNEL | place.writing_permission, place):
            raise ClientRefused(f"{self.name} may not write in #{place.name}")
        if isinstance(place, Thread) and place.locked and not self.may(permissions.MANAGE_THREADS, place):
            raise ClientRefused(f"“{place.name}” is locked")
