"""Where reminders may reach somebody: asked at the welcome, changed whenever they like."""

from typing import Any

from discord.ui import Button

from bot.domain.people import Contact
from bot.domain.things import Thing
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.replies import whisper


def contact_question(texts: Texts) -> str:
    return texts.say(
        "Once in a round I may remind you: by direct message, by a mention in the round's thread, or here at your "
        "next command. You choose; `/my nudges` changes it whenever you like."
    )


def contact_buttons(texts: Texts) -> list[Button[Any]]:
    """The three places a reminder may come to."""
    return [
        button(texts.say("Message me"), "person:contact:message"),
        button(texts.say("Mention me in the thread"), "person:contact:mention"),
        button(texts.say("Only here"), "person:contact:here"),
    ]


class ChooseContact(PressControl, template=r"person:contact:(?P<contact>message|mention|here)"):
    thing = Thing.ONESELF

    async def act(self, interaction: Interaction) -> None:
        contact = Contact(self.state["contact"])
        await interaction.client.services.people.choose_contact(actor_of(interaction), contact)
        await whisper(interaction, _chosen(texts_for(interaction), contact))


def _chosen(texts: Texts, contact: Contact) -> str:
    match contact:
        case Contact.MESSAGE:
            return texts.say("Good: reminders come as direct messages, at most one a round.")
        case Contact.MENTION:
            return texts.say("Good: the round's thread may mention you, at most once a round. No direct messages.")
        case Contact.HERE:
            return texts.say("Good: no direct messages. Reminders wait for you here until your next command.")
