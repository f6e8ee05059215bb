"""A channel as the bot finds it: what of use to it is granted there."""

from typing import TypeAlias

import discord
from discord import ChannelType

from bot.domain.channels import EVERY_NEED, ChannelKind, Seen

Channel: TypeAlias = discord.abc.GuildChannel

KINDS = {
    ChannelType.text: ChannelKind.TEXT,
    ChannelType.news: ChannelKind.NEWS,
    ChannelType.forum: ChannelKind.FORUM,
}


def seen_by_bot(channel: Channel) -> Seen:
    """The channel with those of the bot's permissions there that are of use to it."""
    own = channel.permissions_for(channel.guild.me)
    granted = frozenset(flag for flag in EVERY_NEED if getattr(own, flag))
    return Seen(KINDS.get(channel.type, ChannelKind.OTHER), granted)
