"""The registration of commands, global and per guild."""

from __future__ import annotations

from typing import Final

from sandbox.protocol.checks import check_command, check_commands
from sandbox.protocol.commands import without_localizations
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, created, ok

ROUTES = Routes()

_GLOBAL: Final = "/applications/{application_id}/commands"
_GUILD: Final = "/applications/{application_id}/guilds/{guild_id}/commands"


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.world.application_id:
        raise Refused(20012)
    return access.the_guild(call).id if "guild_id" in call.params else None


@ROUTES.add("PUT", _GLOBAL)
@ROUTES.add("PUT", _GUILD)
def bulk_set_application_commands(call: Call) -> Answer:
    scope = _scope(call)
    check_commands(call.body, guild=scope is not None)
    commands = call.world.registry.overwrite(scope, call.body)
    call.world.journal.record("commands_registered", facts={"guild_id": scope, "commands": commands})
    return ok(commands)


@ROUTES.add("GET", _GLOBAL)
@ROUTES.add("GET", _GUILD)
def list_application_commands(call: Call) -> Answer:
    commands = call.world.registry.in_scope(_scope(call))
    if call.flag("with_localizations"):
        return ok(commands)
    return ok([without_localizations(command) for command in commands])


@ROUTES.add("POST", _GLOBAL)
@ROUTES.add("POST", _GUILD)
def create_application_command(call: Call) -> Answer:
    scope = _scope(call)
    check_command(call.fields, guild=scope is not None)
    command, new = call.world.registry.create(scope, call.fields)
    return created(command) if new else ok(command)


@ROUTES.add("GET", f"{_GLOBAL}/{{command_id}}")
@ROUTES.add("GET", f"{_GUILD}/{{command_id}}")
def get_application_command(call: Call) -> Answer:
    return ok(call.world.registry.get(_scope(call), call.id("command_id")))


@ROUTES.add("PATCH", f"{_GLOBAL}/{{command_id}}")
@ROUTES.add("PATCH", f"{_GUILD}/{{command_id}}")
def update_application_command(call: Call) -> Answer:
    scope = _scope(call)
    command = call.world.registry.get(scope, call.id("command_id"))
    body = {**call.fields, "type": command["type"]}
    check_command(body, guild=scope is not None, partial=True)
    return ok(call.world.registry.update(scope, call.id("command_id"), body))


@ROUTES.add("DELETE", f"{_GLOBAL}/{{command_id}}")
@ROUTES.add("DELETE", f"{_GUILD}/{{command_id}}")
def delete_application_command(call: Call) -> Answer:
    call.world.registry.delete(_scope(call), call.id("command_id"))
    return NOTHING


@ROUTES.add("GET", f"{_GUILD}/permissions", simplified="always empty")
def list_guild_application_command_permissions(call: Call) -> Answer:
    _scope(call)
    return ok([])


@ROUTES.add("GET", f"{_GUILD}/{{command_id}}/permissions", simplified="there are none: always refused with 10066")
def get_guild_application_command_permissions(call: Call) -> Answer:
    _scope(call)
    raise Refused(10066)
