"""*Introduce*, in the menu of a person: the other is chosen in the form."""

import discord
from discord.app_commands import ContextMenu, locale_str

from cogs._shared.actors import Interaction
from cogs.introductions.opening import open_introduction


async def introduce(interaction: Interaction, user: discord.Member | discord.User) -> None:
    await open_introduction(interaction, user)


INTRODUCE = ContextMenu(name=locale_str("Introduce"), callback=introduce)
INTRODUCE.guild_only = True
