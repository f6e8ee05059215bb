"""Users, direct-message channels, the application itself, and where the gateway is."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import permissions
from sandbox.protocol.checks import check_dm
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, ok
from sandbox.protocol.wire import Json

ROUTES = Routes()

_APPLICATION: Final = "no pictures, no team, and installed to servers only"


@ROUTES.add("GET", "/users/@me", simplified="no pictures")
def get_my_user(call: Call) -> Answer:
    return ok(call.world.bot.own_payload())


@ROUTES.add("GET", "/users/{user_id}", simplified="no pictures")
def get_user(call: Call) -> Answer:
    return ok(access.the_user(call).payload())


@ROUTES.add("GET", "/applications/@me", simplified=_APPLICATION)
@ROUTES.add("GET", "/oauth2/applications/@me", simplified=_APPLICATION)
def get_my_oauth2_application(call: Call) -> Answer:
    world = call.world
    guilds = sum(guild.installed for guild in world.guilds.values())
    return ok(
        {
            "id": str(world.application_id),
            "name": world.application_name,
            "icon": None,
            "description": "",
            "type": None,
            "bot": world.bot.payload(),
            "bot_public": False,
            "bot_require_code_grant": False,
            "owner": world.operator.payload(),
            "team": None,
            "verify_key": "0" * 64,
            "flags": 0,
            "flags_new": "0",
            "tags": [],
            "install_params": {
                "scopes": ["applications.commands", "bot"],
                "permissions": str(world.requested_permissions),
            },
            "integration_types_config": {"0": {}},
            "redirect_uris": [],
            "interactions_endpoint_url": None,
            "role_connections_verification_url": None,
            "approximate_guild_count": guilds,
            "approximate_user_install_count": 0,
            "approximate_user_authorization_count": 0,
            "event_webhooks_url": None,
            "event_webhooks_status": 1,
            "explicit_content_filter": 0,
            "eligible_oauth2_scopes": [],
        }
    )


@ROUTES.add("GET", "/gateway", door="anyone")
def get_gateway(call: Call) -> Answer:
    return ok({"url": _gateway_url(call)})


@ROUTES.add("GET", "/gateway/bot", simplified="always one shard")
def get_bot_gateway(call: Call) -> Answer:
    limit = call.world.limiter.session_start_limit
    return ok({"url": _gateway_url(call), "shards": 1, "session_start_limit": limit})


def _gateway_url(call: Call) -> str:
    return call.world.cdn_base.replace("http://", "ws://") + "/gateway"


@ROUTES.add("POST", "/users/@me/channels", simplified="no conversations of several people")
def create_dm(call: Call) -> Answer:
    check_dm(call.fields)
    user = call.world.users.get(int(call.fields["recipient_id"]))
    if user is None or user is call.world.bot or user.bot:
        raise Refused(50033)
    return ok(call.world.dm(user).payload())


@ROUTES.add("GET", "/users/@me/guilds", simplified="no counts, and `before` is not looked at")
def list_my_guilds(call: Call) -> Answer:
    limit = call.number("limit", 200, least=1, most=200)
    after = int(call.query.get("after", "0"))
    guilds = sorted((g for g in call.world.guilds.values() if g.installed and g.id > after), key=lambda g: g.id)
    return ok([_partial(call, guild.id) for guild in guilds[:limit]])


def _partial(call: Call, guild_id: int) -> Json:
    guild = call.world.guilds[guild_id]
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": guild.owner_id == call.bot_id,
        "permissions": str(guild.permissions(call.bot_id) & permissions.ALL),
        "features": list(guild.features),
    }


@ROUTES.add("DELETE", "/users/@me/guilds/{guild_id}")
def leave_guild(call: Call) -> Answer:
    guild = access.the_guild(call)
    guild.remove_member(call.world.bot)
    return NOTHING
