"""What a person points at: users, roles, channels and files, as an interaction carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sandbox.people.refused import ClientRefused
from sandbox.protocol.channels import Channel
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.guilds import Role
from sandbox.protocol.messages import Attachment
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User

if TYPE_CHECKING:
    from sandbox.protocol.world import World

Pointed: TypeAlias = User | Role | Channel | UploadedFile

USER, ROLE, CHANNEL, MENTIONABLE, ATTACHMENT = "users", "roles", "channels", "mentionables", "attachments"
KIND_OF_OPTION = {6: USER, 7: CHANNEL, 8: ROLE, 9: MENTIONABLE, 11: ATTACHMENT}
KIND_OF_COMPONENT = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL, 19: ATTACHMENT}


class Resolver:
    """Turns what was pointed at into ids, and remembers the objects that must travel along."""

    def __init__(self, world: World, place: Channel | None, user_id: int) -> None:
        self._world = world
        self._place = place
        self._guild = place.guild if place else None
        self._user_id = user_id
        self._resolved: dict[str, dict[str, Any]] = {}

    def data(self) -> dict[str, Any]:
        """The `resolved` of an interaction's data, if there is anything in it."""
        return {"resolved": self._resolved} if self._resolved else {}

    def add_option(self, value: Any, option: dict[str, Any]) -> str:
        """The id for an option of this type; ClientRefused if something else was pointed at."""
        kind = KIND_OF_OPTION[option["type"]]
        return self._add(value, kind, option.get("channel_types"), f"option “{option['name']}”")

    def add_selected(self, value: Any, component: dict[str, Any]) -> str:
        """The id for a choice in a select of this type or in a file upload."""
        kind = KIND_OF_COMPONENT[component["type"]]
        return self._add(value, kind, component.get("channel_types"), f"select “{component['custom_id']}”")

    def add_user(self, user: User) -> str:
        """Travels with the member, if there is one here, and what she may do in this place."""
        self._keep(USER, user.id, user.payload())
        member = self._guild.members.get(user.id) if self._guild else None
        if member and self._place:
            held = self._world.permissions(user.id, self._place.id)
            shown = {**member.payload(with_user=False), "permissions": str(held)}
            # Discord's resolved members are partial: without user, deaf and mute.
            self._keep("members", user.id, {key: shown[key] for key in shown.keys() - {"deaf", "mute"}})
        return str(user.id)

    def _add(self, value: Any, kind: str, channel_types: list[int] | None, where: str) -> str:
        pointed = self._find(getattr(value, "user", value), kind)
        if isinstance(pointed, User) and kind in (USER, MENTIONABLE):
            return self.add_user(pointed)
        if isinstance(pointed, Role) and kind in (ROLE, MENTIONABLE):
            return self._keep(ROLE, pointed.id, pointed.payload())
        if isinstance(pointed, Channel) and kind == CHANNEL:
            if channel_types and pointed.type not in channel_types:
                raise ClientRefused(f"{where} does not offer channels like #{pointed.name}")
            return self._keep(CHANNEL, pointed.id, self._channel(pointed))
        if isinstance(pointed, UploadedFile) and kind == ATTACHMENT:
            return self._attachment(pointed)
        raise ClientRefused(f"{where} does not take {value!r}")

    def _find(self, value: Any, kind: str) -> Pointed | None:
        """Objects as they are; numbers as ids of what the option is about."""
        if isinstance(value, (User, Role, Channel, UploadedFile)):
            return value
        if not isinstance(value, (int, str)) or not str(value).isdigit():
            return None
        number = int(value)
        known: dict[int, Any] = {}
        if self._guild:
            known = {**self._guild.roles} if kind in (ROLE, MENTIONABLE) else {}
            known |= {**self._guild.channels, **self._guild.threads} if kind == CHANNEL else {}
        return known.get(number) or (self._world.users.get(number) if kind in (USER, MENTIONABLE) else None)

    def _channel(self, channel: Channel) -> dict[str, Any]:
        shown = {
            "id": str(channel.id),
            "name": channel.name,
            "type": channel.type,
            "permissions": str(self._world.permissions(self._user_id, channel.id)),
            "app_permissions": str(self._world.permissions(self._world.bot.id, channel.id)),
        }
        if channel.parent:
            shown["parent_id"] = str(channel.parent.id)
        if isinstance(channel, Thread):
            shown["thread_metadata"] = channel.payload()["thread_metadata"]
        return shown

    def _attachment(self, file: UploadedFile) -> str:
        number = self._world.ids.next()
        attachment = Attachment(
            id=number,
            filename=file.filename,
            content_type=file.content_type,
            data=file.data,
            url=f"{self._world.cdn_base}/attachments/{number}/{number}/{file.filename}",
            description=file.description,
            ephemeral=True,
        )
        self._world.attachments[number] = attachment
        return self._keep(ATTACHMENT, number, attachment.payload())

    def _keep(self, kind: str, number: int, payload: Any) -> str:
        self._resolved.setdefault(kind, {})[str(number)] = payload
        return str(number)
