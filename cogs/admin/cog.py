"""`/admin …`: what moderators set up and look after."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.people import Language
from bot.gateway.client import Trellis
from bot.services.groups import GroupWish, NewGroup
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_group_channel, check_leader
from cogs._shared.choices import name_choices, zone_choices
from cogs._shared.replies import whisper_view
from cogs.admin.cards import group_created, group_edited
from cogs.admin.deliveries import show_undelivered
from cogs.admin.schedule import show_schedule

WEEKDAYS = [
    Choice(name=locale_str("Monday"), value=1),
    Choice(name=locale_str("Tuesday"), value=2),
    Choice(name=locale_str("Wednesday"), value=3),
    Choice(name=locale_str("Thursday"), value=4),
    Choice(name=locale_str("Friday"), value=5),
    Choice(name=locale_str("Saturday"), value=6),
    Choice(name=locale_str("Sunday"), value=7),
]
LANGUAGES = [
    Choice(name="English", value="en"),
    Choice(name="Norsk", value="nb"),
    Choice(name="Italiano", value="it"),
]


class Admin(commands.Cog):
    """Behind Manage Server twice: Discord hides the commands, the services ask again."""

    admin = Group(
        name=locale_str("admin"),
        description=locale_str("Set Trellis up on this server"),
        default_permissions=discord.Permissions(manage_guild=True),
        guild_only=True,
    )
    group = Group(name=locale_str("group"), description=locale_str("Groups of this server"), parent=admin)

    def __init__(self, bot: Trellis) -> None:
        self._groups = bot.services.groups

    @group.command(name=locale_str("create"), description=locale_str("Make an accountability group"))
    @app_commands.rename(
        name=locale_str("name"),
        channel=locale_str("channel"),
        weekday=locale_str("weekday"),
        time=locale_str("time"),
        zone=locale_str("zone"),
        language=locale_str("language"),
        facilitator=locale_str("facilitator"),
    )
    @app_commands.describe(
        name=locale_str("What the group is called"),
        channel=locale_str("Where its prompts and digests go"),
        weekday=locale_str("The day of the weekly prompt"),
        time=locale_str("When the prompt is posted, such as 09:00"),
        zone=locale_str("Whose clock that is: type a city"),
        language=locale_str("The language of the group's cards"),
        facilitator=locale_str("Who leads the group"),
    )
    @app_commands.choices(weekday=WEEKDAYS)
    @app_commands.choices(language=LANGUAGES)
    async def create(
        self,
        interaction: Interaction,
        name: str,
        channel: discord.TextChannel,
        weekday: Choice[int],
        time: str,
        zone: str,
        language: Choice[str],
        facilitator: discord.Member,
    ) -> None:
        check_group_channel(channel)
        check_leader(facilitator)
        chosen = Language(language.value)
        new = NewGroup(name, channel.id, weekday.value, time, find_zone(zone), chosen, facilitator.id)
        view = await self._groups.create(actor_of(interaction), new)
        await whisper_view(interaction, group_created(texts_for(interaction), view))

    @group.command(
        name=locale_str("edit"),
        description=locale_str("Another channel, or from the next round another weekday, time or zone"),
    )
    @app_commands.rename(
        name=locale_str("name"),
        channel=locale_str("channel"),
        weekday=locale_str("weekday"),
        time=locale_str("time"),
        zone=locale_str("zone"),
    )
    @app_commands.describe(
        name=locale_str("Which group"),
        channel=locale_str("Where its prompts and digests go"),
        weekday=locale_str("The day of the weekly prompt"),
        time=locale_str("When the prompt is posted, such as 09:00"),
        zone=locale_str("Whose clock that is: type a city"),
    )
    @app_commands.choices(weekday=WEEKDAYS)
    async def edit(
        self,
        interaction: Interaction,
        name: str,
        channel: discord.TextChannel | None = None,
        weekday: Choice[int] | None = None,
        time: str = "",
        zone: str = "",
    ) -> None:
        if channel:
            check_group_channel(channel)
        day, place = weekday.value if weekday else None, channel.id if channel else None
        wish = GroupWish(day, time, find_zone(zone) if zone else "", place)
        view = await self._groups.edit(actor_of(interaction), name, wish)
        await whisper_view(interaction, group_edited(texts_for(interaction), view))

    @edit.autocomplete("name")
    async def suggest_name(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest(actor_of(interaction), typed))

    @edit.autocomplete("zone")
    @create.autocomplete("zone")
    async def suggest_zone(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return zone_choices(interaction, typed)

    @admin.command(
        name=locale_str("deliveries"), description=locale_str("What could not be delivered, why, and trying it again")
    )
    async def deliveries(self, interaction: Interaction) -> None:
        await whisper_view(interaction, await show_undelivered(interaction))

    @admin.command(name=locale_str("schedule"), description=locale_str("What comes next in each group, and when"))
    async def schedule(self, interaction: Interaction) -> None:
        await whisper_view(interaction, await show_schedule(interaction))
