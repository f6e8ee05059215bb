"""Private answers: what a person alone sees, at once or as a follow-up."""

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.domain.deliveries import Delivered, Reason
from bot.domain.export import File
from cogs._shared.actors import Interaction, actor_of
from cogs._shared.files import uploads
from cogs._shared.layout import Tone, panel

WAITING_MOST = 3  # shown at once; the rest at the next command


async def whisper(interaction: Interaction, *paragraphs: str, tone: Tone = Tone.CALM) -> None:
    await whisper_view(interaction, panel(*paragraphs, tone=tone))


async def whisper_view(interaction: Interaction, view: LayoutView, files: Sequence[File] = ()) -> None:
    """Answers the interaction privately; once it is answered, follows up. `files` are those that the view shows."""
    if interaction.response.is_done():
        await interaction.followup.send(view=view, files=uploads(files), ephemeral=True)
    else:
        await interaction.response.send_message(view=view, files=uploads(files), ephemeral=True)


async def show_waiting(interaction: Interaction) -> None:
    """Shows what has been waiting for this person on this server. Recorded after it is shown: if we die between, it
    waits again."""
    if interaction.guild_id is None:
        return
    deliveries = interaction.client.services.deliveries
    texts = interaction.client.wording.in_language(actor_of(interaction).language)
    for letter in await deliveries.claim_waiting(actor_of(interaction), WAITING_MOST):
        card = interaction.client.cards[letter.delivery.kind](letter, texts)
        shown = await interaction.followup.send(view=card.view, ephemeral=True, wait=True)
        await deliveries.record(letter.delivery, Delivered(interaction.channel_id or 0, shown.id, reason=Reason.READ))
