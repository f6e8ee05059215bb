"""What belongs to a guild besides its channels: roles, members, invitations to a DM."""

from __future__ import annotations

from typing import Any

from sandbox.protocol.checks.fields import (
    COLOR_MAX,
    Fields,
    boolean,
    listing,
    moment,
    one_of,
    permission_bits,
    refuse,
    required,
    shape,
    snowflake,
    text,
    whole,
)
from sandbox.protocol.checks.names import LOCALES

ROLE_NAME = 100
NICKNAME = 32
GUILD_NAME = 100
ROLES_PER_MEMBER = 250

_colors = shape(
    {
        "primary_color": required(whole(0, COLOR_MAX)),
        "secondary_color": whole(0, COLOR_MAX),
        "tertiary_color": whole(0, COLOR_MAX),
    }
)
_ROLE: Fields = {
    "name": text(ROLE_NAME, 1),
    "permissions": permission_bits,
    "color": whole(0, COLOR_MAX),
    "colors": _colors,
    "hoist": boolean,
    "mentionable": boolean,
    "unicode_emoji": text(100),
}
_MEMBER: Fields = {
    "nick": text(NICKNAME),
    "roles": listing(snowflake, ROLES_PER_MEMBER),
    "mute": boolean,
    "deaf": boolean,
    "channel_id": snowflake,
    "communication_disabled_until": moment,
}


def check_role(body: dict[str, Any]) -> None:
    """Refuses a role as it is made or edited."""
    refuse(body, shape(_ROLE))


def check_guild_edit(body: dict[str, Any]) -> None:
    """Refuses changes to a guild."""
    refuse(body, shape({"name": text(GUILD_NAME, 2), "preferred_locale": one_of(*sorted(LOCALES))}))


def check_member_edit(body: dict[str, Any]) -> None:
    """Refuses changes to a member."""
    refuse(body, shape(_MEMBER))


def check_dm(body: dict[str, Any]) -> None:
    """Refuses the opening of a DM with nobody."""
    refuse(body, shape({"recipient_id": required(snowflake)}))
