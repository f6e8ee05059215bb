"""`/my …`: what a person decides for themselves."""

from discord import app_commands
from discord.app_commands import Group, locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.replies import whisper_view
from cogs.profile.cards import away, back, nudges


class Profile(commands.Cog):
    my = Group(name=locale_str("my"), description=locale_str("What is yours to decide"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._people = bot.services.people

    @my.command(name=locale_str("away"), description=locale_str("Be away for a while: no reminders, no counting"))
    @app_commands.rename(until=locale_str("until"))
    @app_commands.describe(until=locale_str("Your last day away, such as 24.12"))
    async def away(self, interaction: Interaction, until: str) -> None:
        last_day = await self._people.go_away(actor_of(interaction), until)
        await whisper_view(interaction, away(texts_for(interaction), last_day))

    @my.command(name=locale_str("nudges"), description=locale_str("Where reminders reach you"))
    async def nudges(self, interaction: Interaction) -> None:
        person = await self._people.find(actor_of(interaction))
        await whisper_view(interaction, nudges(texts_for(interaction), person))

    @my.command(name=locale_str("back"), description=locale_str("Be back from now on"))
    async def back(self, interaction: Interaction) -> None:
        await self._people.come_back(actor_of(interaction))
        await whisper_view(interaction, back(texts_for(interaction)))
