"""A shared card that shows at once what a press under it, or a form opened from it, has changed."""

import discord
import structlog

from bot.services.letters import Letter
from cogs._shared.actors import Interaction, log_context

log = structlog.get_logger()


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
        await interaction.response.edit_message(view=card.view)
    except discord.HTTPException as refused:
        with log_context(interaction):
            log.info("live.left_to_its_edit", kind=letter.delivery.kind, status=refused.status, code=refused.code)
