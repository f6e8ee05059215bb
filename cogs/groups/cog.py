"""`/group …`: finding a group, coming in, going out."""

from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.arrivals import arrival_of
from cogs._shared.choices import name_choices
from cogs._shared.replies import whisper_view
from cogs.groups.cards import all_groups, joined, left, one_group


class Groups(commands.Cog):
    group = Group(name=locale_str("group"), description=locale_str("Accountability groups"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._groups = bot.services.groups
        self._joining = bot.services.joining

    @group.command(name=locale_str("list"), description=locale_str("Which groups there are"))
    async def show_all(self, interaction: Interaction) -> None:
        views = await self._groups.list_all(actor_of(interaction))
        await whisper_view(interaction, all_groups(texts_for(interaction), views))

    @group.command(name=locale_str("show"), description=locale_str("One group: its rhythm and its people"))
    @app_commands.rename(name=locale_str("name"))
    @app_commands.describe(name=locale_str("Which group"))
    async def show(self, interaction: Interaction, name: str) -> None:
        view = await self._groups.show(actor_of(interaction), name)
        await whisper_view(interaction, one_group(texts_for(interaction), view))

    @group.command(name=locale_str("join"), description=locale_str("Join a group"))
    @app_commands.rename(name=locale_str("name"))
    @app_commands.describe(name=locale_str("Which group"))
    async def join(self, interaction: Interaction, name: str) -> None:
        welcome = await self._joining.join(actor_of(interaction), name, arrival_of(interaction))
        await whisper_view(interaction, joined(texts_for(interaction), welcome))

    @group.command(name=locale_str("leave"), description=locale_str("Leave a group"))
    @app_commands.rename(name=locale_str("name"))
    @app_commands.describe(name=locale_str("Which group"))
    async def leave(self, interaction: Interaction, name: str) -> None:
        parted = await self._joining.leave(actor_of(interaction), name)
        await whisper_view(interaction, left(texts_for(interaction), parted))

    @show.autocomplete("name")
    @join.autocomplete("name")
    @leave.autocomplete("name")
    async def suggest_name(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest(actor_of(interaction), typed))
