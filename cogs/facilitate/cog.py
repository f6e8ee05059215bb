"""`/facilitate …`: what those who lead a group do. Everybody sees the commands; the services ask who is asking."""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot.domain.rings import DAYS_LEAST, DAYS_MOST, DAYS_USUAL
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.arrivals import hidden_from
from cogs._shared.checks import check_leader, check_person
from cogs._shared.choices import name_choices
from cogs._shared.replies import whisper_view
from cogs.facilitate import tree
from cogs.facilitate.groups import handed_over, invited, shared
from cogs.facilitate.pairs import show_pairs
from cogs.facilitate.prompt import show_prompt
from cogs.facilitate.ring import begun
from cogs.facilitate.upkeep import Upkeep


class Facilitate(Upkeep):
    facilitate = tree.facilitate
    group = tree.group

    def __init__(self, bot: Trellis) -> None:
        super().__init__(bot)
        self._groups = bot.services.groups
        self._leading = bot.services.leading
        self._rings = bot.services.rings

    @facilitate.command(name=locale_str("prompt"), description=locale_str("See the round's prompt, or post it now"))
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=locale_str("Which group; the one you lead if you leave it out"))
    async def prompt(self, interaction: Interaction, group: str | None = None) -> None:
        await whisper_view(interaction, await show_prompt(interaction, group))

    @group.command(name=locale_str("invite"), description=locale_str("Ask somebody into your group"))
    @app_commands.rename(person=locale_str("person"), group=locale_str("group"))
    @app_commands.describe(
        person=locale_str("Whom to ask"), group=locale_str("Which group; the one you lead if you leave it out")
    )
    async def invite(self, interaction: Interaction, person: discord.Member, group: str | None = None) -> None:
        check_person(person)
        result = await self._leading.invite(actor_of(interaction), group, person.id)
        is_blind = result.group.channel_id in hidden_from(person)
        await whisper_view(interaction, invited(texts_for(interaction), result, is_blind=is_blind))

    @group.command(name=locale_str("co-lead"), description=locale_str("Lead your group together with a member"))
    @app_commands.rename(person=locale_str("person"), group=locale_str("group"))
    @app_commands.describe(
        person=locale_str("Who leads it too"), group=locale_str("Which group; the one you lead if you leave it out")
    )
    async def co_lead(self, interaction: Interaction, person: discord.Member, group: str | None = None) -> None:
        check_leader(person)
        led = await self._leading.share(actor_of(interaction), group, person.id)
        await whisper_view(interaction, shared(texts_for(interaction), led, person.id))

    @group.command(name=locale_str("hand-over"), description=locale_str("Pass your lead on to a member"))
    @app_commands.rename(person=locale_str("person"), group=locale_str("group"))
    @app_commands.describe(
        person=locale_str("Who leads it instead of you"),
        group=locale_str("Which group; the one you lead if you leave it out"),
    )
    async def hand_over(self, interaction: Interaction, person: discord.Member, group: str | None = None) -> None:
        check_leader(person)
        led = await self._leading.hand_over(actor_of(interaction), group, person.id)
        await whisper_view(interaction, handed_over(texts_for(interaction), led, person.id))

    @facilitate.command(
        name=locale_str("pairs"), description=locale_str("See the pairs of the coming round, or ask for others")
    )
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=locale_str("Which group; the one you lead if you leave it out"))
    async def pairs(self, interaction: Interaction, group: str | None = None) -> None:
        await whisper_view(interaction, await show_pairs(interaction, group))

    @facilitate.command(
        name=locale_str("ring"), description=locale_str("Have everybody make one request, and answer one")
    )
    @app_commands.rename(days=locale_str("days"), group=locale_str("group"))
    @app_commands.describe(
        days=locale_str("How long it goes on, 2 to 14 days; 7 if you leave it out"),
        group=locale_str("Which group; the one you lead if you leave it out"),
    )
    async def ring(
        self,
        interaction: Interaction,
        days: app_commands.Range[int, DAYS_LEAST, DAYS_MOST] = DAYS_USUAL,
        group: str | None = None,
    ) -> None:
        said = await self._rings.begin(actor_of(interaction), group, days)
        await whisper_view(interaction, begun(texts_for(interaction), said))

    @ring.autocomplete("group")
    @hand_over.autocomplete("group")
    @co_lead.autocomplete("group")
    @invite.autocomplete("group")
    @pairs.autocomplete("group")
    @prompt.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest_led(actor_of(interaction), typed))
