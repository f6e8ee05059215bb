"""`/admin …` but for groups: what moderators settle for the whole server, and look after."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.audit import Action, Sought
from cogs._shared.actors import Interaction, actor_of
from cogs._shared.channels import TextOrForum
from cogs._shared.choices import name_choices
from cogs._shared.replies import whisper_view
from cogs.admin.audit import show_audit
from cogs.admin.audit_words import ACTIONS
from cogs.admin.deliveries import show_undelivered
from cogs.admin.schedule import show_schedule
from cogs.admin.settings import settle

admin = Group(
    name=locale_str("admin"),
    description=locale_str("Set Trellis up on this server"),
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
)


class ServerCommands(commands.Cog):
    """Part of the cog `Admin`."""

    @admin.command(
        name=locale_str("deliveries"), description=locale_str("What could not be delivered, why, and trying it again")
    )
    async def deliveries(self, interaction: Interaction) -> None:
        await whisper_view(interaction, await show_undelivered(interaction))

    @admin.command(name=locale_str("schedule"), description=locale_str("What comes next in each group, and when"))
    async def schedule(self, interaction: Interaction) -> None:
        await whisper_view(interaction, await show_schedule(interaction))

    @admin.command(name=locale_str("settings"), description=locale_str("See or change what holds for the whole server"))
    @app_commands.rename(
        meeting_channel=locale_str("meeting-channel"), knowledge_channel=locale_str("knowledge-channel")
    )
    @app_commands.describe(
        meeting_channel=locale_str("Where pairs get their private threads"),
        knowledge_channel=locale_str("Where asks go, each with its thread: a text channel or a forum"),
    )
    async def settings(
        self,
        interaction: Interaction,
        meeting_channel: discord.TextChannel | None = None,
        knowledge_channel: TextOrForum | None = None,
    ) -> None:
        await whisper_view(interaction, await settle(interaction, meeting_channel, knowledge_channel))

    @admin.command(name=locale_str("audit"), description=locale_str("Who changed what, before and after"))
    @app_commands.rename(action=locale_str("action"), person=locale_str("person"), group=locale_str("group"))
    @app_commands.describe(
        action=locale_str("Only changes of this kind"),
        person=locale_str("Only what this person changed, or what is about them"),
        group=locale_str("Only what was changed in this group"),
    )
    @app_commands.choices(action=ACTIONS)
    async def audit(
        self,
        interaction: Interaction,
        action: Choice[str] | None = None,
        person: discord.User | None = None,
        group: str | None = None,
    ) -> None:
        sought = Sought(Action(action.value) if action else None, person.id if person else None)
        await whisper_view(interaction, await show_audit(interaction, sought, group))

    @audit.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await interaction.client.services.groups.suggest(actor_of(interaction), typed))
