"""`/admin export` and `/admin import`: tables out, people in."""

import asyncio

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.domain.errors import ExportTooBig, RosterTooBig
from bot.domain.export import Format, as_files
from bot.domain.roster import BYTES_MOST
from bot.gateway.presence import who_is_on
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.choices import name_choices
from cogs._shared.controls import PressControl
from cogs._shared.files import uploads
from cogs._shared.replies import whisper_view
from cogs.admin.file_cards import exported, invited_all, looked_over
from cogs.admin.server import admin

FORMATS = [Choice(name="CSV", value=Format.CSV), Choice(name="JSON", value=Format.JSON)]
FILES_MOST = 10  # in one message
DAYS_MOST = 3660


class FileCommands(commands.Cog):
    """Part of the cog `Admin`."""

    @admin.command(name=locale_str("export"), description=locale_str("Groups, members, rounds and check-ins as files"))
    @app_commands.rename(format=locale_str("format"), group=locale_str("group"), days=locale_str("days"))
    @app_commands.describe(
        format=locale_str("For a spreadsheet, or for a program"),
        group=locale_str("Only this group; all of them if you leave it out"),
        days=locale_str("Only rounds and check-ins of the last so many days"),
    )
    @app_commands.choices(format=FORMATS)
    async def export(
        self,
        interaction: Interaction,
        format: Choice[str] | None = None,
        group: str | None = None,
        days: app_commands.Range[int, 1, DAYS_MOST] | None = None,
    ) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        tables = await interaction.client.services.exports.tables(actor_of(interaction), group, days)
        chosen, most = Format(format.value) if format else Format.CSV, interaction.filesize_limit
        parts = await asyncio.gather(*(asyncio.to_thread(as_files, table, chosen, most) for table in tables))
        files = [file for part in parts for file in part]
        if any(len(file.content) > most for file in files):
            raise ExportTooBig(most)
        for first in range(0, len(files), FILES_MOST):
            shown = files[first : first + FILES_MOST]
            view = exported(texts_for(interaction), shown)
            await interaction.followup.send(view=view, files=uploads(shown), ephemeral=True)

    @admin.command(
        name=locale_str("import"), description=locale_str("Invite a list of people into a group: look first, then do")
    )
    @app_commands.rename(file=locale_str("file"), group=locale_str("group"))
    @app_commands.describe(
        file=locale_str("A CSV with a user id a line; other columns are left alone"),
        group=locale_str("The group they are invited into"),
    )
    async def take_in(self, interaction: Interaction, file: discord.Attachment, group: str) -> None:
        if file.size > BYTES_MOST:
            raise RosterTooBig(BYTES_MOST)
        await interaction.response.defer(ephemeral=True, thinking=True)
        rosters, actor = interaction.client.services.rosters, actor_of(interaction)
        looked = await rosters.look(actor, group, await file.read())
        assert interaction.guild is not None  # the command is for servers only
        present = await who_is_on(interaction.guild, looked.new)
        wanted = [person_id for person_id in looked.new if person_id in present.people]
        kept = await rosters.keep(actor, looked.group, wanted) if wanted else None
        await whisper_view(interaction, looked_over(texts_for(interaction), looked, present, kept))

    @export.autocomplete("group")
    @take_in.autocomplete("group")
    async def suggest(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await interaction.client.services.groups.suggest(actor_of(interaction), typed))


class InviteAll(PressControl, template=r"admin:import:invite:(?P<roster_id>\d+)"):
    async def act(self, interaction: Interaction) -> None:
        await interaction.response.defer(ephemeral=True, thinking=True)
        rosters, roster_id = interaction.client.services.rosters, int(self.state["roster_id"])
        invited = await rosters.invite(actor_of(interaction), roster_id)
        await whisper_view(interaction, invited_all(texts_for(interaction), invited))
