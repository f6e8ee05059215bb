"""Opening the form for people who can be introduced, as far as is known before a word is written."""

import discord

from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.checks import check_here, check_person
from cogs._shared.forms import open_form
from cogs.introductions.form import introduction_form


async def open_introduction(
    interaction: Interaction, first: discord.User | discord.Member, second: discord.User | discord.Member | None = None
) -> None:
    for each in (first, second):
        if each:
            check_person(each)
            check_here(each)
    second_id = second.id if second else None
    await interaction.client.services.introductions.consider(actor_of(interaction), first.id, second_id)
    await open_form(interaction, introduction_form(texts_for(interaction), first.id, second_id, {}))


async def open_introduction_for_ask(interaction: Interaction, ask_id: int) -> None:
    """Who asked is one of the two; who could help is chosen in the form."""
    asker_id = await interaction.client.services.introductions.consider_for_ask(actor_of(interaction), ask_id)
    await open_form(interaction, introduction_form(texts_for(interaction), asker_id, None, {}, ask_id=ask_id))
