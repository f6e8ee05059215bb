"""Channels that people point at, as they are on the server now."""

from typing import TYPE_CHECKING, TypeAlias

import discord
from discord import AppCommandOptionType, ChannelType
from discord.app_commands import AppCommandChannel, AppCommandThread, Transform, Transformer, TransformerError

from bot.domain.channels import Use
from bot.domain.errors import ChannelGone
from bot.gateway.sight import Channel
from cogs._shared.actors import Interaction

# What Discord lets people choose from. A forum is named by itself: the library would offer channels of media with it.
OFFERED = {
    Use.GROUP: [ChannelType.text, ChannelType.news],
    Use.KNOWLEDGE: [ChannelType.text, ChannelType.forum],
    Use.MEETING: [ChannelType.text],
    Use.MODERATORS: [ChannelType.text, ChannelType.news],
}


def channel_of(interaction: Interaction, channel_id: int) -> Channel:
    """ChannelGone where there is none of that id on the server any more."""
    channel = interaction.guild.get_channel(channel_id) if interaction.guild else None
    if channel is None:
        raise ChannelGone
    return channel


class _ChannelFor(Transformer):
    def __init__(self, use: Use) -> None:
        self._use = use

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        return OFFERED[self._use]

    async def transform(
        self, interaction: discord.Interaction, value: AppCommandChannel | AppCommandThread, /
    ) -> Channel:
        channel = interaction.guild.get_channel(value.id) if interaction.guild else None
        if channel is None:
            raise TransformerError(value, self.type, self)
        return channel


if TYPE_CHECKING:
    KnowledgeChannel: TypeAlias = Channel
    MeetingChannel: TypeAlias = Channel
    ModeratorsChannel: TypeAlias = Channel
else:
    KnowledgeChannel = Transform[Channel, _ChannelFor(Use.KNOWLEDGE)]
    MeetingChannel = Transform[Channel, _ChannelFor(Use.MEETING)]
    ModeratorsChannel = Transform[Channel, _ChannelFor(Use.MODERATORS)]
