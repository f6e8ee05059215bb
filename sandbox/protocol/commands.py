"""The application's registered commands."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import Final

from sandbox.clock import RealTime
from sandbox.protocol.checks import refuse_too_many
from sandbox.protocol.refusals import Refused
from sandbox.protocol.wire import Json, Snowflakes

CREATES_PER_DAY: Final = 200
_DAY_SECONDS: Final = 86_400
_LOCALIZED: Final = ("name_localizations", "description_localizations")


class Registry:
    """Commands by scope: None is everywhere, else a guild. Their ids survive an overwrite under the same name."""

    def __init__(self, application_id: int, ids: Snowflakes, real: RealTime) -> None:
        self._application_id = application_id
        self._ids = ids
        self._real = real
        self._scopes: dict[int | None, dict[int, Json]] = {}
        self._creates: dict[int | None, deque[float]] = {}

    def in_scope(self, guild_id: int | None) -> list[Json]:
        """The commands registered in exactly this scope."""
        return list(self._scopes.get(guild_id, {}).values())

    def visible_in(self, guild_id: int | None) -> list[Json]:
        """What can be used there: the global ones, and the guild's own."""
        own = self.in_scope(guild_id) if guild_id is not None else []
        return [*self.in_scope(None), *own]

    def get(self, guild_id: int | None, command_id: int) -> Json:
        """One command, or 10063."""
        try:
            return self._scopes.get(guild_id, {})[command_id]
        except KeyError:
            raise Refused(10063) from None

    def overwrite(self, guild_id: int | None, bodies: Iterable[Json]) -> list[Json]:
        """Replaces the scope. Only names that were not there count against the day's creates (30034)."""
        wanted = list(bodies)
        new = sum(self._named(guild_id, body) is None for body in wanted)
        self._count_creates(guild_id, new)
        commands = [self._command(guild_id, body) for body in wanted]
        self._scopes[guild_id] = {int(command["id"]): command for command in commands}
        return commands

    def create(self, guild_id: int | None, body: Json) -> tuple[Json, bool]:
        """Adds a command, or replaces the one of that name; says whether it is new."""
        known = self._named(guild_id, body)
        if known is None:
            refuse_too_many([*self.in_scope(guild_id), body])
            self._count_creates(guild_id, 1)
        command = self._command(guild_id, body)
        self._scopes.setdefault(guild_id, {})[int(command["id"])] = command
        return command, known is None

    def update(self, guild_id: int | None, command_id: int, body: Json) -> Json:
        """Changes the fields that `body` names."""
        command = self.get(guild_id, command_id)
        command.update(body)
        command["version"] = str(self._ids.next())
        return command

    def delete(self, guild_id: int | None, command_id: int) -> None:
        """Takes a command away, or 10063."""
        self.get(guild_id, command_id)
        del self._scopes[guild_id][command_id]

    def _named(self, guild_id: int | None, body: Json) -> Json | None:
        key = (body.get("type") or 1, body["name"])
        for command in self.in_scope(guild_id):
            if (command["type"], command["name"]) == key:
                return command
        return None

    def _command(self, guild_id: int | None, body: Json) -> Json:
        known = self._named(guild_id, body)
        permissions = body.get("default_member_permissions")
        command: Json = {
            "id": known["id"] if known else str(self._ids.next()),
            "application_id": str(self._application_id),
            "version": str(self._ids.next()),
            "type": body.get("type") or 1,
            "name": body["name"],
            "name_localizations": body.get("name_localizations"),
            "description": body.get("description") or "",
            "description_localizations": body.get("description_localizations"),
            "default_member_permissions": None if permissions is None else str(permissions),
            "nsfw": bool(body.get("nsfw")),
            "options": body.get("options") or [],
        }
        if guild_id is not None:
            return {**command, "guild_id": str(guild_id)}
        installs = body.get("integration_types")
        return {
            **command,
            "dm_permission": body.get("dm_permission") is not False,
            "contexts": body.get("contexts"),
            "integration_types": [0] if installs is None else installs,
        }

    def _count_creates(self, guild_id: int | None, new: int) -> None:
        created = self._creates.setdefault(guild_id, deque())
        now = self._real.unix()
        while created and created[0] <= now - _DAY_SECONDS:
            created.popleft()
        if len(created) + new > CREATES_PER_DAY:
            raise Refused(30034)
        created.extend([now] * new)


def without_localizations(command: Json) -> Json:
    """A command as it is listed when `with_localizations` is not asked for."""
    return {key: value for key, value in command.items() if key not in _LOCALIZED}
