"""Where reminders may reach somebody: asked at the welcome, changed whenever they like."""

from typing import Any

from discord.ui import Button

from bot.domain.people import Reach
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.replies import whisper


def reach_buttons(texts: Texts) -> list[Button[Any]]:
    """The three places a reminder may come to."""
    return [
        button(texts.say("Message me"), "person:reach:message"),
        button(texts.say("Mention me in the thread"), "person:reach:mention"),
        button(texts.say("Only here"), "person:reach:here"),
    ]


class ChooseReach(PressControl, template=r"person:reach:(?P<reach>message|mention|here)"):
    async def act(self, interaction: Interaction) -> None:
        reach = Reach(self.state["reach"])
        await interaction.client.services.people.choose_reach(actor_of(interaction), reach)
        await whisper(interaction, _chosen(texts_for(interaction), reach))


def _chosen(texts: Texts, reach: Reach) -> str:
    match reach:
        case Reach.MESSAGE:
            return texts.say("Good: reminders come as direct messages, at most one a round.")
        case Reach.MENTION:
            return texts.say("Good: the round's thread may mention you, at most once a round. No direct messages.")
        case Reach.HERE:
            return texts.say("Good: no direct messages. Reminders wait for you here until your next command.")
