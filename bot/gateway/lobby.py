"""Where a bot that has just come to a server may say so."""

import discord
from whenever import Instant

from bot.domain.channels import Use, is_fit, missing
from bot.domain.greeting import Arrival
from bot.domain.people import Language
from bot.gateway.sight import seen_by_bot
from bot.gateway.tree import language_of


def arrival_on(guild: discord.Guild) -> Arrival | None:
    """None where Discord does not say since when the bot is there."""
    came_at = guild.me.joined_at
    if came_at is None:
        return None
    language = Language(language_of(guild.preferred_locale))
    return Arrival(guild.id, Instant(came_at), _lobby(guild), language)


def _lobby(guild: discord.Guild) -> int | None:
    """Where the server tells of who has come, else the first channel the bot may write in, as people see them."""
    likely = [guild.system_channel] if guild.system_channel else []
    return next((channel.id for channel in [*likely, *guild.text_channels] if _may_write(channel)), None)


def _may_write(channel: discord.TextChannel) -> bool:
    seen = seen_by_bot(channel)
    return is_fit(Use.MODERATORS, seen.kind) and not missing(Use.MODERATORS, seen)
