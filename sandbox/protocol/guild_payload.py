"""The guild object with everything the sandbox keeps fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.protocol.wire import Json

if TYPE_CHECKING:
    from sandbox.protocol.guilds import Guild

_FIXED: Json = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "banner": None,
    "application_id": None,
    "region": "deprecated",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 1,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 2,
    "max_presences": None,
    "max_members": 500_000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "rules_channel_id": None,
    "safety_alerts_channel_id": None,
    "public_updates_channel_id": None,
    "premium_progress_bar_enabled": False,
    "premium_progress_bar_enabled_user_updated_at": None,
    "nsfw": False,
    "nsfw_level": 0,
    "incidents_data": None,
}


def guild_payload(guild: Guild) -> Json:
    """The guild object."""
    return {
        **_FIXED,
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "preferred_locale": guild.preferred_locale,
        "features": list(guild.features),
        "system_channel_id": str(guild.system_channel.id) if guild.system_channel else None,
        "roles": [role.payload() for role in guild.roles.values()],
        "emojis": [],
        "stickers": [],
    }
