"""*In my language*: a shared card is one message; each reader gets it in their own language with one press."""

import re
from typing import Any

import discord
from discord.ui import Button

from bot.domain.errors import Missing
from bot.gateway.cards import custom_ids
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.replies import whisper_view
from cogs._shared.why import why_this


def read_mine(texts: Texts, delivery_id: int) -> Button[Any]:
    """Goes on every shared card. Its custom id carries the delivery, which is how a message that is out is recognised
    after a crash."""
    return button(texts.say("In my language"), f"card:read:{delivery_id}", emoji="🌐")


def read_or_why(texts: Texts, letter: Letter) -> Button[Any]:
    """Goes on what is for moderators: shared in their channel, read by one of them alone where there is none."""
    return why_this(texts, letter.delivery) if letter.has_waited else read_mine(texts, letter.carried_id)


_CARRIED = r"card:read:(?P<delivery_id>\d+)"


def delivery_read_on(message: discord.Message) -> int | None:
    """The delivery that a shared card carries; None for any other message."""
    found = (re.fullmatch(_CARRIED, custom_id) for custom_id in custom_ids(message))
    return next((int(carried["delivery_id"]) for carried in found if carried), None)


class ReadMine(PressControl, template=_CARRIED):
    async def act(self, interaction: Interaction) -> None:
        deliveries = interaction.client.services.deliveries
        here = interaction.channel_id or 0
        letter = await deliveries.reread(actor_of(interaction), int(self.state["delivery_id"]), here)
        if letter is None:
            raise Missing
        card = interaction.client.cards[letter.delivery.kind](letter, texts_for(interaction))
        await whisper_view(interaction, card.view)
