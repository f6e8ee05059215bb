"""`/my …`: what a person decides for themselves."""

from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.gateway.client import Trellis
from bot.services.people import NudgeWish
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import zone_choices
from cogs._shared.replies import whisper_view
from cogs.profile.cards import away, back, nudges, profile
from cogs.profile.data import send_own_data
from cogs.profile.forgetting import about_to_forget
from cogs.profile.thanks import own_thanks


class Profile(commands.Cog):
    my = Group(name=locale_str("my"), description=locale_str("What is yours to decide"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._people = bot.services.people
        self._recognition = bot.services.recognition
        self._forgetting = bot.services.forgetting
        self._disclosures = bot.services.disclosures

    @my.command(name=locale_str("away"), description=locale_str("Be away for a while: no reminders, no counting"))
    @app_commands.rename(until=locale_str("until"))
    @app_commands.describe(until=locale_str("Your last day away, such as 24.12"))
    async def away(self, interaction: Interaction, until: str) -> None:
        last_day = await self._people.go_away(actor_of(interaction), until)
        await whisper_view(interaction, away(texts_for(interaction), last_day))

    @my.command(name=locale_str("nudges"), description=locale_str("How often, when and where reminders reach you"))
    @app_commands.rename(
        per_week=locale_str("per-week"),
        per_day=locale_str("per-day"),
        quiet_from=locale_str("quiet-from"),
        quiet_until=locale_str("quiet-until"),
    )
    @app_commands.describe(
        per_week=locale_str("At most so many a week; 0 for none"),
        per_day=locale_str("At most so many a day; 0 for none"),
        quiet_from=locale_str("No direct messages from this time of day, such as 21:00"),
        quiet_until=locale_str("Until this time of day, such as 08:00"),
    )
    async def nudges(
        self,
        interaction: Interaction,
        per_week: int | None = None,
        per_day: int | None = None,
        quiet_from: str = "",
        quiet_until: str = "",
    ) -> None:
        wish = NudgeWish(per_week, per_day, quiet_from, quiet_until)
        person = await self._people.choose_nudges(actor_of(interaction), wish)
        await whisper_view(interaction, nudges(texts_for(interaction), person))

    @my.command(
        name=locale_str("profile"),
        description=locale_str("Your clock, your language, one offer and one ask"),
    )
    @app_commands.rename(zone=locale_str("zone"))
    @app_commands.describe(zone=locale_str("Where your clock is: type a city"))
    async def profile(self, interaction: Interaction, zone: str | None = None) -> None:
        actor = actor_of(interaction)
        if zone:
            await self._people.move_to(actor, find_zone(zone))
        await whisper_view(interaction, profile(texts_for(interaction), await self._people.profile(actor)))

    @profile.autocomplete("zone")
    async def suggest_zone(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return zone_choices(interaction, typed)

    @my.command(name=locale_str("thanks"), description=locale_str("The thanks you have given and received"))
    async def thanks(self, interaction: Interaction) -> None:
        own = await self._recognition.own(actor_of(interaction))
        await whisper_view(interaction, own_thanks(texts_for(interaction), own))

    @my.command(name=locale_str("data"), description=locale_str("Everything I keep about you, as files"))
    async def data(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        own = await self._disclosures.of_oneself(actor_of(interaction))
        await send_own_data(interaction, own)

    @my.command(name=locale_str("back"), description=locale_str("Be back from now on"))
    async def back(self, interaction: Interaction) -> None:
        await self._people.come_back(actor_of(interaction))
        await whisper_view(interaction, back(texts_for(interaction)))

    @my.command(name=locale_str("forget"), description=locale_str("Have everything I hold about you erased"))
    async def forget(self, interaction: Interaction) -> None:
        outlook = await self._forgetting.look(actor_of(interaction))
        await whisper_view(interaction, about_to_forget(texts_for(interaction), outlook))
