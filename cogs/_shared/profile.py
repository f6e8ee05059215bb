"""What somebody tells of themselves: where their clock is, what they could teach, what they are looking for.

Offered at the welcome, and whenever they look at their profile.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from discord.ui import Button, LayoutView, Modal

from bot.domain.offers import LOOKS_FOR_MOST, WHAT_MOST, Exchange, ExchangeWish
from bot.domain.people import Person
from bot.domain.things import Thing
from bot.wording.texts import Texts
from bot.wording.zones import find_zone
from cogs._shared.actors import Interaction, actor_of, texts_for
from cogs._shared.controls import PressControl, button
from cogs._shared.forms import Part, build_form, form_id, open_form
from cogs._shared.layout import panel, quoted
from cogs._shared.replies import whisper_view

PLACE_MOST = 60
OFFERS_SHOWN = 5  # in a profile; all of one's own are under `/offer list`
OFFER_ROOM = 240
NEW = "0"  # in place of the id of an offer that is still to be made


def clock_button(texts: Texts) -> Button[Any]:
    return button(texts.say("My clock"), "person:clock", emoji="🕰️")


def exchange_button(texts: Texts) -> Button[Any]:
    return button(texts.say("One offer, one ask"), "person:exchange", emoji="🤝")


def clock_line(texts: Texts, person: Person) -> str:
    return texts.say(
        "Your clock: {zone}. If that is not where you are, press *My clock*.", zone=texts.city(person.zone)
    )


def give_first_line(texts: Texts) -> str:
    return texts.say("Give first: say one thing you could teach, and one you are looking for.")


def exchange_lines(texts: Texts, exchange: Exchange) -> list[str]:
    """What somebody gives and wants, in their own words; nothing where they have not said."""
    offered = "\n".join(quoted(offer.what, OFFER_ROOM) for offer in exchange.offers[:OFFERS_SHOWN])
    if unshown := len(exchange.offers[OFFERS_SHOWN:]):
        offered += "\n" + texts.count("and {n} more", "and {n} more", unshown)
    given = [
        (texts.say("Could teach"), offered),
        (texts.say("Is looking for"), quoted(exchange.looks_for)),
    ]
    return [f"**{heading}**\n{words}" for heading, words in given if words]


class AskClock(PressControl, template=r"person:clock"):
    thing = Thing.ONESELF
    only_reads = True

    async def act(self, interaction: Interaction) -> None:
        await open_form(interaction, ClockForm().build(texts_for(interaction), (), {}))


class AskExchange(PressControl, template=r"person:exchange"):
    async def act(self, interaction: Interaction) -> None:
        kept = await interaction.client.services.offers.exchange(actor_of(interaction))
        first = kept.offers[0] if kept.offers else None
        given = {"teaches": first.what if first else "", "looks_for": kept.looks_for}
        args = [str(first.id) if first else NEW]
        await open_form(interaction, ExchangeForm().build(texts_for(interaction), args, given))


class ClockForm:
    prefix = "person-clock"
    about = Thing.ONESELF, 0

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
    """One offer, the oldest if there are several, and one ask. The custom id says which offer is being changed."""

    prefix = "person-exchange"
    about = Thing.SERVER, 0

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> Modal:
        parts = [
            Part(
                "teaches",
                texts.say("One thing you could teach somebody"),
                max(WHAT_MOST, len(given.get("teaches", ""))),  # what is there already may be longer
                placeholder=texts.say("How I prepare a difficult conversation"),
            ),
            Part(
                "looks_for",
                texts.say("One thing you are looking for"),
                LOOKS_FOR_MOST,
                placeholder=texts.say("Somebody who has hired a first salesperson"),
            ),
        ]
        return build_form(form_id(self.prefix, *args), texts.say("One offer, one ask"), parts, given)

    async def submit(self, interaction: Interaction, args: Sequence[str], given: Mapping[str, str]) -> None:
        changed = int(args[0]) if args else None
        wish = ExchangeWish(given.get("teaches", ""), given.get("looks_for", ""), changed)
        kept = await interaction.client.services.offers.offer_and_ask(actor_of(interaction), wish)
        await whisper_view(interaction, _exchanged(texts_for(interaction), kept))


def _moved(texts: Texts, person: Person) -> LayoutView:
    return panel(texts.say("Good: your clock is {zone} now, in every group.", zone=texts.city(person.zone)))


def _exchanged(texts: Texts, exchange: Exchange) -> LayoutView:
    if exchange == Exchange():
        return panel(texts.say("Good: nothing is shown of you. `/my profile` is there when something comes to mind."))
    return panel(
        texts.say("Good. People here see this when they ask *Who is this?* about you:"),
        *exchange_lines(texts, exchange),
        texts.say("`/my profile` changes it."),
    )
