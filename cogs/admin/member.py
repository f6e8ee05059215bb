"""`/admin member …`, `/admin stop` and `/admin resume`: who may use the bot here, and when."""

import discord
from discord import app_commands
from discord.app_commands import Choice, Group, locale_str
from discord.ext import commands

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_person
from cogs._shared.choices import name_choices
from cogs._shared.controls import PressControl
from cogs._shared.replies import whisper_view
from cogs.admin.member_cards import blocked, member, removed, resumed, stopped, unblocked
from cogs.admin.server import admin


class MemberCommands(commands.Cog):
    """Part of the cog `Admin`."""

    member = Group(name=locale_str("member"), description=locale_str("People on this server"), parent=admin)

    @member.command(name=locale_str("show"), description=locale_str("Somebody's place here: groups, role, since when"))
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Who it is"))
    async def show(self, interaction: Interaction, person: discord.User) -> None:
        shown = await interaction.client.services.members.show(actor_of(interaction), person.id)
        await whisper_view(interaction, member(texts_for(interaction), shown))

    @member.command(name=locale_str("remove"), description=locale_str("Take somebody out of a group, as if they left"))
    @app_commands.rename(person=locale_str("person"), group=locale_str("group"))
    @app_commands.describe(person=locale_str("Who it is"), group=locale_str("Which group"))
    async def remove(self, interaction: Interaction, person: discord.User, group: str) -> None:
        left = await interaction.client.services.members.remove(actor_of(interaction), person.id, group)
        await whisper_view(interaction, removed(texts_for(interaction), left, person.id))

    @member.command(name=locale_str("block"), description=locale_str("Keep somebody from using Trellis here"))
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Who it is"))
    async def block(self, interaction: Interaction, person: discord.User | discord.Member) -> None:
        check_person(person)
        moderates = isinstance(person, discord.Member) and person.guild_permissions.manage_guild
        await interaction.client.services.gate.block(actor_of(interaction), person.id, is_moderator=moderates)
        await whisper_view(interaction, blocked(texts_for(interaction), person.id))

    @member.command(name=locale_str("unblock"), description=locale_str("Let somebody use Trellis here again"))
    @app_commands.rename(person=locale_str("person"))
    @app_commands.describe(person=locale_str("Who it is"))
    async def unblock(self, interaction: Interaction, person: discord.User) -> None:
        await interaction.client.services.gate.unblock(actor_of(interaction), person.id)
        await whisper_view(interaction, unblocked(texts_for(interaction), person.id))

    @admin.command(name=locale_str("stop"), description=locale_str("Stop everything on this server at once"))
    async def stop(self, interaction: Interaction) -> None:
        await interaction.client.services.gate.stop(actor_of(interaction))
        await whisper_view(interaction, stopped(texts_for(interaction)))

    @admin.command(name=locale_str("resume"), description=locale_str("Let everything on this server go on"))
    async def resume(self, interaction: Interaction) -> None:
        await interaction.client.services.gate.resume(actor_of(interaction))
        await whisper_view(interaction, resumed(texts_for(interaction)))

    @remove.autocomplete("group")
    async def suggest_group_of_member(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await interaction.client.services.groups.suggest(actor_of(interaction), typed))


class Resume(PressControl, template=r"admin:resume"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.client.services.gate.resume(actor_of(interaction))
        await interaction.response.edit_message(view=resumed(texts_for(interaction)))
