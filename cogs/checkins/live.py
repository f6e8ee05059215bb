"""The prompt under which somebody answered says the new count at once, by the answer itself."""

from bot.domain.groups import Group
from bot.domain.rounds import Round
from cogs._shared.actors import Interaction
from cogs._shared.live import bring_up_to_date


async def bring_prompt_up_to_date(interaction: Interaction, group: Group, round: Round) -> None:
    """If it is where the form was opened."""
    if interaction.message is not None:
        prompts = interaction.client.services.prompts
        await bring_up_to_date(interaction, await prompts.as_posted(group, round, interaction.message.id))
