"""The prompt under which somebody answered says the new count at once, by the answer itself."""

import discord
import structlog

from bot.domain.deliveries import Kind
from bot.domain.groups import Group
from bot.domain.rounds import Round
from cogs._shared.actors import Interaction, log_context

log = structlog.get_logger()


async def bring_prompt_up_to_date(interaction: Interaction, group: Group, round: Round) -> None:
    """Answers the interaction by writing the prompt anew, if that is where the form was opened.

    The count is owed all the same, for whoever answers elsewhere or at the same moment; so a prompt that cannot be
    written now, gone or refused, is left to that, and the private reply follows in any case.
    """
    if interaction.message is None:
        return
    bot = interaction.client
    letter = await bot.services.prompts.as_posted(group, round, interaction.message.id)
    if letter is None:
        return
    card = bot.cards[Kind.PROMPT](letter, bot.wording.in_language(letter.language))
    try:
        await interaction.response.edit_message(view=card.view)
    except discord.HTTPException as refused:
        with log_context(interaction):
            log.info("checkins.prompt_left_to_live_count", status=refused.status, code=refused.code)
