"""What Discord lets us know of somebody who comes into a group."""

import discord

from bot.services.joining import Arrival
from bot.wording.zones import zone_of_locale
from cogs._shared.actors import Interaction


def arrival_of(interaction: Interaction) -> Arrival:
    """Where they probably are, and where they may not look; under a direct message the second is not known."""
    hidden = frozenset[int]()
    if interaction.guild and isinstance(interaction.user, discord.Member):
        hidden = hidden_from(interaction.user)
    return Arrival(zone_of_locale(interaction.locale.value), hidden)


def hidden_from(member: discord.Member) -> frozenset[int]:
    """The channels of the server that a member may not see."""
    channels = member.guild.text_channels
    return frozenset(channel.id for channel in channels if not channel.permissions_for(member).view_channel)
