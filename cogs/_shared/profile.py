"""What somebody tells of themselves: where their clock is, what they could teach, what they are looking for.

Offered at the welcome, and whenever they look at their profile.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from discord.ui import Button, LayoutView, Modal

from bot.domain.people import EXCHANGE_MOST, Exchange, Person
from bot.wording.texts import Texts
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.forms import Part, build_form, open_form
from cogs._shared.layout import panel, quoted
from cogs._shared.replies import whisper_view

PLACE_MOST = 60


def clock_button(texts: Texts) -> Button[Any]:
    return button(texts.say("My clock"), "person:clock", emoji="🕰️")


def exchange_button(texts: Texts) -> Button[Any]:
    return button(texts.say("One offer, one ask"), "person:exchange", emoji="🤝")


def clock_line(texts: Texts, person: Person) -> str:
    return texts.say("Your clock: {zone}. If that is not where you are, press *My clock*.", zone=person.zone)


def give_first_line(texts: Texts) -> str:
    return texts.say("Give first: say one thing you could teach, and one you are looking for.")


def exchange_lines(texts: Texts, exchange: Exchange) -> list[str]:
    """What somebody gives and wants, in their own words; nothing where they have not said."""
    given = [
        (texts.say("Could teach"), exchange.teaches),
        (texts.say("Is looking for"), exchange.looks_for),
    ]
    return [f"**{heading}**\n{quoted(words)}" for heading, words in given if words]


class AskClock(PressControl, template=r"person:clock"):
    async def act(self, interaction: Interaction) -> None:
        await open_form(interaction, ClockForm().build(texts_for(interaction), (), {}))


class AskExchange(PressControl, template=r"person:exchange"):
    async def act(self, interaction: Interaction) -> None:
        kept = await interaction.client.services.people.exchange(actor_of(interaction))
        given = {"teaches": kept.teaches, "looks_for": kept.looks_for}
        await open_form(interaction, ExchangeForm().build(texts_for(interaction), (), given))


class ClockForm:
    prefix = "person-clock"

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        place = Part(
            "place",
            texts.say("Which city's clock is yours?"),
            PLACE_MOST,
            placeholder=texts.say("Oslo, Rome, London …"),
            required=True,
            long=False,
        )
        return build_form(self.prefix, texts.say("My clock"), [place], given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        person = await interaction.client.services.people.move_to(actor_of(interaction), find_zone(given["place"]))
        await whisper_view(interaction, _moved(texts_for(interaction), person))


class ExchangeForm:
    prefix = "person-exchange"

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        parts = [
            Part(
                "teaches",
                texts.say("One thing you could teach somebody"),
                EXCHANGE_MOST,
                placeholder=texts.say("How I prepare a difficult conversation"),
            ),
            Part(
                "looks_for",
                texts.say("One thing you are looking for"),
                EXCHANGE_MOST,
                placeholder=texts.say("Somebody who has hired a first salesperson"),
            ),
        ]
        return build_form(self.prefix, texts.say("One offer, one ask"), parts, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        wish = Exchange(given.get("teaches", ""), given.get("looks_for", ""))
        kept = await interaction.client.services.people.offer_and_ask(actor_of(interaction), wish)
        await whisper_view(interaction, _exchanged(texts_for(interaction), kept))


def _moved(texts: Texts, person: Person) -> LayoutView:
    return panel(texts.say("Good: your clock is {zone} now, in every group.", zone=person.zone))


def _exchanged(texts: Texts, exchange: Exchange) -> LayoutView:
    if exchange == Exchange():
        return panel(texts.say("Good: nothing is shown of you. `/my profile` is there when something comes to mind."))
    return panel(
        texts.say("Good. People here see this when they ask *Who is this?* about you:"),
        *exchange_lines(texts, exchange),
        texts.say("`/my profile` changes it."),
    )
