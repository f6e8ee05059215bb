"""`/facilitate …`: what those who lead a group do. Everybody sees the commands; the services ask who is asking."""

from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of
from cogs._shared.choices import name_choices
from cogs._shared.replies import whisper_view
from cogs.facilitate.prompt import show_prompt


class Facilitate(commands.Cog):
    facilitate = Group(name=locale_str("facilitate"), description=locale_str("Lead a group"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._groups = bot.services.groups

    @facilitate.command(name=locale_str("prompt"), description=locale_str("See the round's prompt, or post it now"))
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=locale_str("Which group; the one you lead if you leave it out"))
    async def prompt(self, interaction: Interaction, group: str | None = None) -> None:
        await whisper_view(interaction, await show_prompt(interaction, group))

    @prompt.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest_led(actor_of(interaction), typed))
