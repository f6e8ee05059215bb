"""A message that carries files."""

import io
from collections.abc import Sequence

import discord
from discord.ui import Container, LayoutView, TextDisplay

from bot.domain.export import File
from cogs._shared.layout import Tone


def with_files(*paragraphs: str, files: Sequence[File], tone: Tone = Tone.CALM) -> LayoutView:
    """A card that shows them; they are sent along with it, as `uploads`."""
    container = Container[LayoutView](accent_colour=tone.value)
    for paragraph in filter(None, paragraphs):
        container.add_item(TextDisplay(paragraph))
    for file in files:
        container.add_item(discord.ui.File(f"attachment://{file.name}"))
    view = LayoutView(timeout=None)
    view.add_item(container)
    view.stop()
    return view


def uploads(files: Sequence[File]) -> list[discord.File]:
    return [discord.File(io.BytesIO(file.content), filename=file.name) for file in files]
