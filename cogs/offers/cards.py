"""What somebody reads of their own offers, and of who could teach something."""

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.domain.offers import Offer
from bot.services.offers import Offered
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, beside, panel, person, plain

WHAT_ROOM = 220
SOUGHT_ROOM = 100


def offered(texts: Texts, made: Offered) -> LayoutView:
    return panel(
        texts.say("Good: **{what}**, {terms}.", what=_what(made.offer), terms=_terms(texts, made.offer)),
        texts.say("Others here find it with `/find`, and read it when they ask *Who is this?* about you.")
        if made.is_findable
        else texts.say("Others find it with `/find` once you are in a group here: `/group join`."),
        texts.say("When somebody asks about it, I tell you, at most that often. `/offer remove` takes it back."),
    )


def own_offers(texts: Texts, own: Sequence[Offer]) -> LayoutView:
    if not own:
        return panel(
            texts.say("You offer nothing yet. What do others ask you about? `/offer add` keeps it in one line."),
            texts.say("`/find` shows what others could teach you."),
        )
    return panel(
        texts.say("What you could teach:"),
        *(beside(_line(texts, offer), button(texts.say("Remove"), f"offer:remove:{offer.id}")) for offer in own),
        texts.say("`/offer add` adds another. `/find` shows what others could teach you."),
    )


def removed(texts: Texts, offer: Offer) -> LayoutView:
    return panel(
        texts.say("Done: “{what}” is no longer offered. `/offer list` shows what you offer.", what=_what(offer))
    )


def found(texts: Texts, sought: str, offers: Sequence[Offer]) -> LayoutView:
    if not offers:
        return panel(
            texts.say(
                "Nobody who is here at present has said that they could teach “{what}”. Try another word for it.",
                what=plain(sought, SOUGHT_ROOM),
            ),
            texts.say("Give first: what could you teach? `/offer add` tells the others."),
        )
    return panel(
        texts.say("Who could teach “{what}”:", what=plain(sought, SOUGHT_ROOM)),
        *(f"{_line(texts, offer)}\n{person(offer.person_id)}" for offer in offers),
        texts.say("Write to them, and say what you could give in return. `/offer add` tells them of it, too."),
        tone=Tone.NEWS,
    )


def _line(texts: Texts, offer: Offer) -> str:
    return f"**{_what(offer)}**\n{_terms(texts, offer)}"


def _what(offer: Offer) -> str:
    return plain(offer.what, WHAT_ROOM)


def _terms(texts: Texts, offer: Offer) -> str:
    often = texts.count("up to {n} time a month", "up to {n} times a month", offer.times)
    return " · ".join([often, texts.language_name(offer.language)] if offer.language else [often])
