"""`/introduce`: bring two people together, or see who would bring you together with somebody."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.replies import whisper_view
from cogs.introductions.cards import questions
from cogs.introductions.opening import open_introduction


class Introducing(commands.Cog):
    def __init__(self, bot: Trellis) -> None:
        self._introductions = bot.services.introductions

    @app_commands.command(
        name=locale_str("introduce"),
        description=locale_str("Bring two people together if both want it; without a name, see what you were asked"),
    )
    @app_commands.rename(first=locale_str("first"), second=locale_str("second"))
    @app_commands.describe(
        first=locale_str("One of the two"),
        second=locale_str("The other; leave it out to choose in the form"),
    )
    @app_commands.guild_only()
    async def introduce(
        self, interaction: Interaction, first: discord.User | None = None, second: discord.User | None = None
    ) -> None:
        if named := first or second:
            await open_introduction(interaction, named, second if first else None)
        else:
            asked = await self._introductions.questions(actor_of(interaction))
            await whisper_view(interaction, questions(texts_for(interaction), asked, interaction.user.id))
