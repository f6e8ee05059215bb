"""Guilds, their members and roles."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import intents, permissions
from sandbox.protocol.checks import check_guild_edit, check_member_edit, check_role
from sandbox.protocol.guilds import Guild, Member, Role
from sandbox.protocol.refusals import Missing, Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, ok
from sandbox.protocol.wire import Json

ROUTES = Routes()

ROLES_PER_GUILD: Final = 250
_MEMBERS: Final = "/guilds/{guild_id}/members"
_MEMBER: Final = "/guilds/{guild_id}/members/{user_id}"
_ROLES: Final = "/guilds/{guild_id}/roles"


@ROUTES.add("GET", "/guilds/{guild_id}", simplified="a community without boosts, pictures and emojis of its own")
def get_guild(call: Call) -> Answer:
    guild = access.the_guild(call)
    answer = guild.payload()
    if call.flag("with_counts"):
        answer["approximate_member_count"] = answer["approximate_presence_count"] = len(guild.members)
    return ok(answer)


@ROUTES.add("PATCH", "/guilds/{guild_id}", simplified="name and language only; anything else is unknown")
def update_guild(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.MANAGE_GUILD)
    body = call.fields
    check_guild_edit(body)
    if unknown := body.keys() - {"name", "preferred_locale"}:
        raise Missing(f"change {', '.join(sorted(unknown))} of a guild")
    guild.edit(name=body.get("name"), preferred_locale=body.get("preferred_locale"))
    return ok(guild.payload())


@ROUTES.add("GET", _MEMBER)
def get_guild_member(call: Call) -> Answer:
    guild = access.the_guild(call)
    return ok(access.the_member(call, guild).payload())


@ROUTES.add("GET", _MEMBERS)
def list_guild_members(call: Call) -> Answer:
    """The whole list is for applications with the members intent: 50001."""
    guild = access.the_guild(call)
    if not call.world.privileged_intents & intents.GUILD_MEMBERS:
        raise Refused(50001)
    limit = call.number("limit", 1, least=1, most=1000)
    after = int(call.query.get("after", "0"))
    users = sorted(user_id for user_id in guild.members if user_id > after)
    return ok([guild.members[user_id].payload() for user_id in users[:limit]])


@ROUTES.add("GET", f"{_MEMBERS}/search")
def search_guild_members(call: Call) -> Answer:
    guild = access.the_guild(call)
    limit = call.number("limit", 1, least=1, most=1000)
    query = call.query.get("query", "").lower()
    found = [
        member
        for member in guild.members.values()
        if (member.nick or member.user.display_name).lower().startswith(query) or member.user.username.startswith(query)
    ]
    return ok([member.payload() for member in found[:limit]])


@ROUTES.add("PATCH", _MEMBER, simplified="only nickname and roles have an effect")
def update_guild_member(call: Call) -> Answer:
    guild = access.the_guild(call)
    member = access.the_member(call, guild)
    body = call.fields
    check_member_edit(body)
    held = guild.permissions(call.bot_id)
    if "nick" in body:
        own = member.user is call.world.bot
        access.require(held, permissions.CHANGE_NICKNAME if own else permissions.MANAGE_NICKNAMES)
        _require_below(call, guild, member)
        member.nick = body["nick"] or None
    if body.get("roles") is not None:
        access.require(held, permissions.MANAGE_ROLES)
        member.roles = _exchanged(call, guild, member, [int(role) for role in body["roles"]])
    guild.tell_member_changed(member)
    return ok(member.payload())


def _require_below(call: Call, guild: Guild, member: Member) -> None:
    bot = guild.members[call.bot_id]
    if member is bot or guild.owner_id == call.bot_id:
        return
    if member.user.id == guild.owner_id or member.top_position >= bot.top_position:
        raise Refused(50013)


def _exchanged(call: Call, guild: Guild, member: Member, wanted: list[int]) -> list[Role]:
    if any(role_id not in guild.roles for role_id in wanted):
        raise Refused(10011)
    roles = [guild.roles[role_id] for role_id in wanted]
    for role in {*roles} ^ {*member.roles}:
        _require_givable(call, guild, role)
    return roles


@ROUTES.add("DELETE", _MEMBER)
def delete_guild_member(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.KICK_MEMBERS)
    member = access.the_member(call, guild)
    _require_below(call, guild, member)
    guild.remove_member(member.user)
    return NOTHING


@ROUTES.add("PUT", f"{_MEMBER}/roles/{{role_id}}")
def add_guild_member_role(call: Call) -> Answer:
    guild, member, role = _role_of_member(call)
    if role not in member.roles:
        member.roles.append(role)
        guild.tell_member_changed(member)
    return NOTHING


@ROUTES.add("DELETE", f"{_MEMBER}/roles/{{role_id}}")
def delete_guild_member_role(call: Call) -> Answer:
    guild, member, role = _role_of_member(call)
    if role in member.roles:
        member.roles.remove(role)
        guild.tell_member_changed(member)
    return NOTHING


def _role_of_member(call: Call) -> tuple[Guild, Member, Role]:
    guild = access.the_guild(call, permissions.MANAGE_ROLES)
    member, role = access.the_member(call, guild), access.the_role(call, guild)
    _require_givable(call, guild, role)
    return guild, member, role


def _require_givable(call: Call, guild: Guild, role: Role) -> None:
    """50028 for @everyone and roles of integrations, 50013 for a role not below the bot's own."""
    if role.id == guild.id or role.managed_by is not None:
        raise Refused(50028)
    access.require_above(guild, call.bot_id, role)


@ROUTES.add("GET", _ROLES)
def list_guild_roles(call: Call) -> Answer:
    return ok([role.payload() for role in access.the_guild(call).roles.values()])


@ROUTES.add("GET", f"{_ROLES}/{{role_id}}")
def get_guild_role(call: Call) -> Answer:
    guild = access.the_guild(call)
    return ok(access.the_role(call, guild).payload())


@ROUTES.add("POST", _ROLES, simplified="one colour, no picture")
def create_guild_role(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.MANAGE_ROLES)
    body = call.fields
    check_role(body)
    if len(guild.roles) >= ROLES_PER_GUILD:
        raise Refused(30005)
    granted = _granted(call, guild, body, default=guild.everyone.permissions)
    role = guild.add_role(
        body.get("name") or "new role",
        granted,
        color=_color(body) or 0,
        hoist=bool(body.get("hoist")),
        mentionable=bool(body.get("mentionable")),
    )
    return ok(role.payload())


@ROUTES.add("PATCH", f"{_ROLES}/{{role_id}}", simplified="one colour, no picture")
def update_guild_role(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.MANAGE_ROLES)
    role = access.the_role(call, guild)
    access.require_above(guild, call.bot_id, role)
    body = call.fields
    check_role(body)
    role.permissions = _granted(call, guild, body, default=role.permissions)
    for name in ("name", "hoist", "mentionable"):
        if body.get(name) is not None:
            setattr(role, name, body[name])
    if (color := _color(body)) is not None:
        role.color = color
    guild.tell_role_changed(role)
    return ok(role.payload())


@ROUTES.add("DELETE", f"{_ROLES}/{{role_id}}")
def delete_guild_role(call: Call) -> Answer:
    guild = access.the_guild(call, permissions.MANAGE_ROLES)
    role = access.the_role(call, guild)
    _require_givable(call, guild, role)
    guild.delete_role(role)
    return NOTHING


def _granted(call: Call, guild: Guild, body: Json, *, default: int) -> int:
    """Nobody can give a permission she does not have: 50013."""
    if body.get("permissions") is None:
        return default
    wanted, held = int(body["permissions"]), guild.permissions(call.bot_id)
    if held != permissions.ALL and (wanted & ~held & ~default):
        raise Refused(50013)
    return wanted


def _color(body: Json) -> int | None:
    colors = body.get("colors") or {}
    value = colors.get("primary_color", body.get("color"))
    return None if value is None else int(value)
