"""The first words on a server, and the button that begins the set-up."""

from collections.abc import Callable, Coroutine
from typing import Any

import discord
from discord import ButtonStyle

from bot.gateway.cards import Card
from bot.gateway.client import Trellis
from bot.gateway.lobby import arrival_on
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction
from cogs._shared.controls import PressControl, button
from cogs._shared.layout import Tone, panel
from cogs._shared.reading import read_mine
from cogs.admin.setup import begin

BEGIN = "admin:setup:begin"


def arrived(bot: Trellis) -> Callable[[discord.Guild], Coroutine[Any, Any, None]]:
    """Told of every server, at each start and when the bot is added to one; the use case knows which is news."""

    async def greet(guild: discord.Guild) -> None:
        if arrival := arrival_on(guild):
            await bot.services.greetings.greet(arrival)

    return greet


def hello_card(letter: Letter, texts: Texts) -> Card:
    view = panel(
        texts.say("### Hello, I am Trellis\nI help groups do what they set out to do."),
        "\n".join(
            (
                texts.say("🌱 You commit to a small experiment. A try that fails counts as much as one that works."),
                texts.say("💬 Once a week I ask how it went, and others help you think on."),
                texts.say("🤝 Questions find the person who can teach the answer."),
            )
        ),
        texts.say("I never read what you write to each other, and I remind nobody who has not joined in."),
        texts.say(
            "Moderators begin with *Set me up*: it takes two minutes. `/help` tells everybody else their next step."
        ),
        tone=Tone.NEWS,
        controls=[
            button(texts.say("Set me up"), BEGIN, style=ButtonStyle.primary, emoji="🪴"),
            read_mine(texts, letter.carried_id),
        ],
    )
    return Card(view, push=None)


class SetUp(PressControl, template=BEGIN):
    async def act(self, interaction: Interaction) -> None:
        await begin(interaction)
