"""`/thanks`: tell somebody that they helped."""

import discord
from discord import app_commands
from discord.app_commands import locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from bot.services.recognition import Addressee
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.replies import whisper_view
from cogs.thanks.cards import passed_on
from cogs.thanks.checks import check_thankable


class Recognition(commands.Cog):
    def __init__(self, bot: Trellis) -> None:
        self._recognition = bot.services.recognition

    @app_commands.command(
        name=locale_str("thanks"),
        description=locale_str("Thank somebody in your own words; only the two of you read it"),
    )
    @app_commands.rename(person=locale_str("person"), reason=locale_str("for"))
    @app_commands.describe(person=locale_str("Who helped you"), reason=locale_str("What you thank for"))
    @app_commands.guild_only()
    async def thanks(self, interaction: Interaction, person: discord.User, reason: str) -> None:
        check_thankable(person)
        given = await self._recognition.thank(actor_of(interaction), Addressee(person.id), reason)
        await whisper_view(interaction, passed_on(texts_for(interaction), given))
