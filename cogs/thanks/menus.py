"""*Thank*, in the menu of a person, and *Thank for this*, in that of a message."""

import discord
from discord.app_commands import ContextMenu, locale_str

from bot.domain.errors import ThankingBot
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.forms import open_form
from cogs._shared.reading import delivery_read_on
from cogs.thanks.checks import check_thankable
from cogs.thanks.form import thanks_form


async def thank(interaction: Interaction, user: discord.Member | discord.User) -> None:
    check_thankable(user)
    to = await interaction.client.services.recognition.address(actor_of(interaction), user.id)
    await open_form(interaction, thanks_form(texts_for(interaction), to, {}))


async def thank_for_this(interaction: Interaction, message: discord.Message) -> None:
    actor, recognition = actor_of(interaction), interaction.client.services.recognition
    if interaction.client.user and message.author.id == interaction.client.user.id:
        to = await recognition.address_card(actor, delivery_read_on(message))
    elif message.author.bot:
        raise ThankingBot
    else:
        to = await recognition.address(actor, message.author.id)
    await open_form(interaction, thanks_form(texts_for(interaction), to, {}))


THANK = ContextMenu(name=locale_str("Thank"), callback=thank)
THANK.guild_only = True
THANK_FOR_THIS = ContextMenu(name=locale_str("Thank for this"), callback=thank_for_this)
THANK_FOR_THIS.guild_only = True
