"""Direct messages, yes or no: asked at the welcome, taken back under any message."""

from typing import Any

from discord.ui import Button

from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.replies import whisper


def messages_wanted(texts: Texts) -> list[Button[Any]]:
    """The question at the welcome."""
    return [
        button(texts.say("Message me"), "person:messages:yes"),
        button(texts.say("Only here"), "person:messages:no"),
    ]


def no_more_messages(texts: Texts) -> Button[Any]:
    return button(texts.say("No direct messages"), "person:messages:no")


class ChooseMessages(PressControl, template=r"person:messages:(?P<wanted>yes|no)"):
    async def act(self, interaction: Interaction) -> None:
        wanted, texts = self.state["wanted"] == "yes", texts_for(interaction)
        await interaction.client.services.people.choose_direct_messages(actor_of(interaction), wanted)
        await whisper(
            interaction,
            texts.say("Good: reminders come as direct messages, at most one a round.")
            if wanted
            else texts.say("Good: no direct messages. Reminders wait for you here until your next command."),
        )
