"""*Who is this?*, in the menu of a person."""

import discord
from discord.app_commands import ContextMenu, locale_str

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_person
from cogs._shared.replies import whisper_view
from cogs.people.cards import acquaintance


async def who_is_this(interaction: Interaction, user: discord.Member | discord.User) -> None:
    check_person(user)
    found = await interaction.client.services.acquaintances.look_up(actor_of(interaction), user.id)
    await whisper_view(interaction, acquaintance(texts_for(interaction), found))


WHO_IS_THIS = ContextMenu(name=locale_str("Who is this?"), callback=who_is_this)
WHO_IS_THIS.guild_only = True
