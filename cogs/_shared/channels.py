"""Channels as options of commands, where Discord offers fewer kinds of them than the library takes for granted."""

from typing import Any

import discord
from discord import AppCommandOptionType, ChannelType
from discord.app_commands import AppCommandChannel, AppCommandThread, Transform, Transformer, TransformerError

AskChannel = discord.TextChannel | discord.ForumChannel


class _TextOrForum(Transformer):
    """A text channel or a forum. The library would offer media channels along with forums."""

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        return [ChannelType.text, ChannelType.forum]

    async def transform(
        self, interaction: discord.Interaction[Any], value: AppCommandChannel | AppCommandThread
    ) -> AskChannel:
        """TransformerError for what the bot cannot see, or of another kind: an id can be typed past the list."""
        channel = value.resolve()
        if not isinstance(channel, AskChannel):
            raise TransformerError(value, self.type, self)
        return channel


TextOrForum = Transform[AskChannel, _TextOrForum]
