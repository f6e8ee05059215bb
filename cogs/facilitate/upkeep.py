"""`/facilitate group …`: its rhythm, its rest and its people."""

from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import WEEKDAYS, name_choices, zone_choices
from cogs._shared.groups import group_edited
from cogs._shared.replies import whisper_view
from cogs.facilitate import tree
from cogs.facilitate.groups import everybody, told_of_rest

WHICH = locale_str("Which group; the one you lead if you leave it out")


class Upkeep(commands.Cog):
    group = tree.group

    def __init__(self, bot: Trellis) -> None:
        self.services = bot.services

    @group.command(
        name=locale_str("edit"), description=locale_str("Another weekday, time or zone from the next round on")
    )
    @app_commands.rename(
        weekday=locale_str("weekday"), time=locale_str("time"), zone=locale_str("zone"), group=locale_str("group")
    )
    @app_commands.describe(
        weekday=locale_str("The day of the weekly prompt"),
        time=locale_str("When the prompt is posted, such as 09:00"),
        zone=locale_str("Whose clock that is: type a city"),
        group=WHICH,
    )
    @app_commands.choices(weekday=WEEKDAYS)
    async def edit(
        self,
        interaction: Interaction,
        weekday: Choice[int] | None = None,
        time: str = "",
        zone: str = "",
        group: str | None = None,
    ) -> None:
        day, clock = weekday.value if weekday else None, find_zone(zone) if zone else ""
        view = await self.services.groups.change_rhythm(actor_of(interaction), group, day, time, clock)
        await whisper_view(interaction, group_edited(texts_for(interaction), view))

    @group.command(name=locale_str("pause"), description=locale_str("Let your group rest until a day"))
    @app_commands.rename(until=locale_str("until"), group=locale_str("group"))
    @app_commands.describe(until=locale_str("The last day of the rest, such as 24.12"), group=WHICH)
    async def pause(self, interaction: Interaction, until: str, group: str | None = None) -> None:
        news = await self.services.rests.pause(actor_of(interaction), group, until)
        await whisper_view(interaction, told_of_rest(texts_for(interaction), news))

    @group.command(name=locale_str("resume"), description=locale_str("Have your group go on before its rest is over"))
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=WHICH)
    async def resume(self, interaction: Interaction, group: str | None = None) -> None:
        news = await self.services.rests.resume(actor_of(interaction), group)
        await whisper_view(interaction, told_of_rest(texts_for(interaction), news))

    @group.command(name=locale_str("members"), description=locale_str("Who is in your group, and since when"))
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=WHICH)
    async def members(self, interaction: Interaction, group: str | None = None) -> None:
        view = await self.services.groups.members(actor_of(interaction), group)
        await whisper_view(interaction, everybody(texts_for(interaction), view))

    @edit.autocomplete("zone")
    async def suggest_zone(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return zone_choices(interaction, typed)

    @edit.autocomplete("group")
    @pause.autocomplete("group")
    @resume.autocomplete("group")
    @members.autocomplete("group")
    async def suggest_own(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self.services.groups.suggest_led(actor_of(interaction), typed))
