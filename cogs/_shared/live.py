"""A shared card that shows at once what a press under it, or a form opened from it, has changed."""

import discord
import structlog

from bot.gateway.cards import Card
from bot.services.letters import Letter
from cogs._shared.actors import Interaction, log_context

log = structlog.get_logger()


async def write_over(interaction: Interaction, card: Card) -> None:
    """Answer a press by writing the card onto the message it came from, in the form in which that one is out."""
    is_layout = interaction.message is None or interaction.message.flags.components_v2
    classic = None if is_layout else card.classic
    if classic is None:
        await interaction.response.edit_message(view=card.view)
    else:
        await interaction.response.edit_message(content=classic.content, embeds=classic.embeds, view=classic.view)


async def bring_up_to_date(interaction: Interaction, letter: Letter | None) -> None:
    """Answers the interaction by writing the card anew, if that is where it came from.

    An edit is owed all the same, for whoever presses elsewhere or at the same moment; so a card that cannot be written
    now, gone or refused, is left to that, and the private reply follows in any case.
    """
    if letter is None:
        return
    bot = interaction.client
    card = bot.cards[letter.delivery.kind](letter, bot.wording.in_language(letter.language))
    try:
        await write_over(interaction, card)
    except discord.HTTPException as refused:
        with log_context(interaction):
            log.info("live.left_to_its_edit", kind=letter.delivery.kind, status=refused.status, code=refused.code)
