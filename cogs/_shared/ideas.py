"""The way to the library of ideas, offered wherever somebody could begin and has not."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from bot.wording.texts import Texts
from cogs._shared.controls import button


def ideas_button(texts: Texts) -> Button[Any]:
    """Answered by the library, with its first page."""
    return button(texts.say("Show me ideas"), "idea:browse", style=ButtonStyle.success, emoji="🌱")
