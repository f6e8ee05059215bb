"""`/partner …`: who you are with, whether you met, a round off, and whom you would rather not be with."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.errors import BotNeverPaired
from bot.gateway.client import Trellis
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import name_choices
from cogs._shared.replies import whisper_view
from cogs.partners import view


class Partners(commands.Cog):
    partner = Group(name=locale_str("partner"), description=locale_str("Your partner of the round"), guild_only=True)

    def __init__(self, bot: Trellis) -> None:
        self._partners = bot.services.partners
        self._groups = bot.services.groups

    @partner.command(name=locale_str("show"), description=locale_str("Who you are with, and what to ask each other"))
    async def show(self, interaction: Interaction) -> None:
        found = await self._partners.show(actor_of(interaction))
        await whisper_view(interaction, view.partners(texts_for(interaction), found))

    @partner.command(name=locale_str("met"), description=locale_str("Say whether you met; every answer is a good one"))
    async def met(self, interaction: Interaction) -> None:
        found = await self._partners.show(actor_of(interaction))
        await whisper_view(interaction, view.did_you_meet(texts_for(interaction), found))

    @partner.command(name=locale_str("skip"), description=locale_str("Have the next round off from pairs"))
    @app_commands.rename(group=locale_str("group"))
    @app_commands.describe(group=locale_str("Only in this group; in all of yours if you leave it out"))
    async def skip(self, interaction: Interaction, group: str | None = None) -> None:
        found = await self._partners.skip(actor_of(interaction), group)
        await whisper_view(interaction, view.skipped(texts_for(interaction), found))

    @partner.command(
        name=locale_str("avoid"), description=locale_str("Never be paired with somebody; only you know of it")
    )
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Whom; leave it out to see whom you have named"))
    async def avoid(self, interaction: Interaction, person: discord.User | None = None) -> None:
        if person and person.bot:
            raise BotNeverPaired
        actor = actor_of(interaction)
        named = await (self._partners.avoid(actor, person.id) if person else self._partners.avoided(actor))
        await whisper_view(interaction, view.avoided(texts_for(interaction), named))

    @partner.command(
        name=locale_str("allow"), description=locale_str("Be paired again with somebody you had ruled out")
    )
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Whom"))
    async def allow(self, interaction: Interaction, person: discord.User) -> None:
        named = await self._partners.allow(actor_of(interaction), person.id)
        await whisper_view(interaction, view.avoided(texts_for(interaction), named))

    @skip.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await self._groups.suggest(actor_of(interaction), typed))
