"""Telling whoever asks that their ask is on its way, and where it is once it is out."""

from bot.domain.deliveries import Kind
from bot.services.asks import Asked
from cogs._shared.actors import Interaction, texts_for
from cogs._shared.replies import whisper_view
from cogs.asks.replies import asked, out


async def tell_asked(interaction: Interaction, said: Asked) -> None:
    """At once; and the same reply anew, with the link. It may have been out before anybody waited for it."""
    bot, texts = interaction.client, texts_for(interaction)
    await whisper_view(interaction, asked(texts, said))

    async def complete() -> None:
        facts = await bot.services.asks.look(said.ask)
        await interaction.edit_original_response(view=out(texts, facts))

    bot.awaited.expect(Kind.ASK, said.ask.id, complete)
    if (await bot.services.asks.look(said.ask)).posted:
        await bot.awaited.is_out(Kind.ASK, said.ask.id)
