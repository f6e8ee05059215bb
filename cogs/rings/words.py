"""A request as others are shown it."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from bot.domain.asks import QUESTION_MOST, Ask
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import person, quoted


def asked_by(texts: Texts, ask: Ask) -> list[str]:
    return [texts.say("{person} asks:", person=person(ask.person_id)), quoted(ask.words.question, 2 * QUESTION_MOST)]


def answer_button(texts: Texts, ask_id: int) -> Button[Any]:
    return button(texts.say("Answer"), f"ring:answer:{ask_id}", style=ButtonStyle.success, emoji="💬")
