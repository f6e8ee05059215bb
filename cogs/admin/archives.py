"""`/admin group archive` and `restore`: a group that is put away, and one that comes back."""

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands
from discord.ui import LayoutView

from bot.domain.channels import Use
from bot.domain.groups import Group
from bot.services.archives import Restored
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_channel, text_channel
from cogs._shared.choices import name_choices
from cogs._shared.groups import news_lines
from cogs._shared.layout import panel, plain
from cogs._shared.replies import whisper_view
from cogs.admin.server import group


class ArchiveCommands(commands.Cog):
    """Part of the cog `Admin`."""

    @group.command(name=locale_str("archive"), description=locale_str("Put a group away; it can be brought back"))
    @app_commands.rename(name=locale_str("name"))
    @app_commands.describe(name=locale_str("Which group"))
    async def archive(self, interaction: Interaction, name: str) -> None:
        put_away = await interaction.client.services.archives.archive(actor_of(interaction), name)
        await whisper_view(interaction, archived(texts_for(interaction), put_away))

    @group.command(name=locale_str("restore"), description=locale_str("Bring an archived group back"))
    @app_commands.rename(name=locale_str("name"), channel=locale_str("channel"))
    @app_commands.describe(
        name=locale_str("Which group"), channel=locale_str("Where it meets now; where it met if you leave it out")
    )
    async def restore(self, interaction: Interaction, name: str, channel: discord.TextChannel | None = None) -> None:
        archives, actor = interaction.client.services.archives, actor_of(interaction)
        there = channel or text_channel(interaction.guild, await archives.channel_of(actor, name), name)
        check_channel(there, Use.GROUP)
        await whisper_view(interaction, restored(texts_for(interaction), await archives.restore(actor, name, there.id)))

    @archive.autocomplete("name")
    async def suggest_in_use(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await interaction.client.services.groups.suggest(actor_of(interaction), typed))

    @restore.autocomplete("name")
    async def suggest_archived(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return name_choices(await interaction.client.services.archives.suggest(actor_of(interaction), typed))


def archived(texts: Texts, put_away: Group) -> LayoutView:
    return panel(
        texts.say("### “{name}” is archived", name=plain(put_away.name)),
        texts.say(
            "Nothing is asked or answered in it any more, and I say so in <#{channel}>. Everybody in it stays; what "
            "they try there rests for 30 days in case it comes back.",
            channel=put_away.channel_id,
        ),
        texts.say("Its name stays taken. `/admin group restore` brings it back."),
    )


def restored(texts: Texts, back: Restored) -> LayoutView:
    return panel(
        *news_lines(texts, back.news)[:2],
        texts.count("{n} experiment goes on where it was.", "{n} experiments go on where they were.", back.taken_up)
        if back.taken_up
        else "",
        texts.say(
            "Everybody who was in it still is. I say so in <#{channel}>, once.", channel=back.news.group.channel_id
        ),
    )
