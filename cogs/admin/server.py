"""`/admin …` but for groups: what moderators settle for the whole server, and look after."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from bot.domain.audit import Sought
from bot.domain.communities import Setting
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.channels import KnowledgeChannel, MeetingChannel, ModeratorsChannel
from cogs._shared.choices import LANGUAGES, name_choices, zone_choices
from cogs._shared.replies import whisper_view
from cogs.admin.audit import action_of, show_audit, suggest_actions
from cogs.admin.deliveries import show_undelivered
from cogs.admin.schedule import show_schedule
from cogs.admin.settings import settle, wish_of
from cogs.admin.setup import begin

admin = Group(
    name=locale_str("admin"),
    description=locale_str("Set Trellis up on this server"),
    default_permissions=discord.Permissions(manage_guild=True),
    guild_only=True,
)


group = Group(name=locale_str("group"), description=locale_str("Groups of this server"), parent=admin)


class ServerCommands(commands.Cog):
    """Part of the cog `Admin`."""

    @admin.command(name=locale_str("setup"), description=locale_str("Set Trellis up, or look whether all is well"))
    async def setup(self, interaction: Interaction) -> None:
        await begin(interaction)

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
        language=locale_str("language"),
        zone=locale_str("zone"),
        knowledge_channel=locale_str("knowledge-channel"),
        meeting_channel=locale_str("meeting-channel"),
        moderators_channel=locale_str("moderators-channel"),
    )
    @app_commands.describe(
        language=locale_str("The language that new groups begin in"),
        zone=locale_str("Whose clock new groups go by: type a city"),
        knowledge_channel=locale_str("Where asks go, each with its thread: a text channel or a forum"),
        meeting_channel=locale_str("Where pairs get their private threads"),
        moderators_channel=locale_str("Where I tell moderators what went wrong"),
    )
    @app_commands.choices(language=LANGUAGES)
    async def settings(
        self,
        interaction: Interaction,
        language: Choice[str] | None = None,
        zone: str = "",
        knowledge_channel: KnowledgeChannel | None = None,
        meeting_channel: MeetingChannel | None = None,
        moderators_channel: ModeratorsChannel | None = None,
    ) -> None:
        channels = {
            Setting.KNOWLEDGE_CHANNEL: knowledge_channel,
            Setting.MEETING_CHANNEL: meeting_channel,
            Setting.MODERATORS_CHANNEL: moderators_channel,
        }
        wish = wish_of(language.value if language else "", zone, channels)
        await whisper_view(interaction, await settle(interaction, wish))

    @settings.autocomplete("zone")
    async def suggest_zone(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return zone_choices(interaction, typed)

    @admin.command(name=locale_str("audit"), description=locale_str("Who changed what, before and after"))
    @app_commands.rename(action=locale_str("action"), person=locale_str("person"), group=locale_str("group"))
    @app_commands.describe(
        action=locale_str("Only changes of this kind"),
        person=locale_str("Only what this person changed, or what is about them"),
        group=locale_str("Only what was changed in this group"),
    )
    async def audit(
        self,
        interaction: Interaction,
        action: str = "",
        person: discord.User | None = None,
        group: str | None = None,
    ) -> None:
        sought = Sought(action_of(texts_for(interaction), action), person.id if person else None)
        await whisper_view(interaction, await show_audit(interaction, sought, group))

    @audit.autocomplete("action")
    async def suggest_action(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return suggest_actions(texts_for(interaction), typed)

    @audit.autocomplete("group")
    async def suggest_group(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await interaction.client.services.groups.suggest(actor_of(interaction), typed))
