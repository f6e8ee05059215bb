"""What somebody sees when they look after their partners themselves."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord.ui import ActionRow, LayoutView

from bot.domain.partners import Met, PairKind, Pool
from bot.services.partners import OwnPairing, OwnPlace, PartnerView
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Control, beneath, panel, person, plain
from cogs.partners.cards import met_buttons, worksheet

PAIRS_SHOWN = 5
PEOPLE_SHOWN = 40


def partners(texts: Texts, view: PartnerView) -> LayoutView:
    """Who somebody is with now, in how many groups ever, and what comes next."""
    if not view.places:
        return panel(texts.say("Partners come with a group, and you are in none here yet: `/group list`"))
    if not view.is_paired and not view.current:
        return panel(_nobody_paired(texts))
    shown = view.current[:PAIRS_SHOWN]
    return panel(
        *_each_with_its_question(texts, shown),
        worksheet(texts) if shown else "",
        "\n".join(_place(texts, place) for place in view.places) if view.is_paired else _nobody_paired(texts),
        controls=_back(texts, view.places),
    )


def did_you_meet(texts: Texts, view: PartnerView) -> LayoutView:
    """The question for each pair somebody is in."""
    shown = view.current[:PAIRS_SHOWN]
    if not shown:
        return panel(texts.say("You are in no pair just now. `/partner show` tells when the next pairs are made."))
    return panel(
        texts.say("### Did you meet?"),
        *_each_with_its_question(texts, shown),
        texts.say("-# All three answers are fine. Nobody else sees yours."),
    )


def skipped(texts: Texts, view: PartnerView) -> LayoutView:
    if not view.places:
        return panel(texts.say("Partners come with a group, and you are in none here yet: `/group list`"))
    return panel(
        texts.say("### A round off"),
        "\n".join(_place(texts, place) for place in view.places),
        texts.say("The pair you are in now goes on until its round closes.") if view.current else "",
        controls=_back(texts, view.places),
    )


def back(texts: Texts) -> LayoutView:
    return panel(texts.say("Good to have you: you are in the next pairs. `/partner show` tells when they are made."))


def avoided(texts: Texts, people: Sequence[int]) -> LayoutView:
    """Somebody's own list, for their eyes alone."""
    if not people:
        return panel(texts.say("You have named nobody. You may be paired with anybody."))
    return panel(
        texts.say("You are never paired with {people}.", people=texts.all_of(map(person, people[:PEOPLE_SHOWN]))),
        texts.say("Only you see this, and nobody is told. A pair you are in now goes on until its round closes."),
        texts.say("`/partner allow` takes a name off."),
    )


def _each_with_its_question(texts: Texts, shown: Sequence[OwnPairing]) -> Iterator[str | ActionRow[Any]]:
    """The three answers stand under the pair they are about: somebody may be in several."""
    for own in shown:
        yield _own(texts, own)
        yield beneath(met_buttons(texts, own.pairing.id))


def _own(texts: Texts, own: OwnPairing) -> str:
    people = texts.all_of(map(person, own.partners))
    heading = (
        texts.say("### With {people}, from another group", people=people)
        if own.pairing.kind is PairKind.ACROSS
        else texts.say("### With {people}, in “{group}”", people=people, group=plain(own.group.name))
    )
    where = (
        texts.say("Your thread: <#{thread}>", thread=own.thread_id)
        if own.thread_id
        else texts.say("There is no thread for you yet. Write to each other directly.")
    )
    said = {
        None: "",
        Met.YES: texts.say("You said: we met."),
        Met.NOT_YET: texts.say("You said: not yet."),
        Met.NO: texts.say("You said: we did not."),
    }[own.met]
    return "\n".join(filter(None, (heading, where, said)))


def _place(texts: Texts, place: OwnPlace) -> str:
    """The same words for every round off, whatever brought it."""
    group, date = plain(place.group.name), texts.date(place.next_on)
    if place.pool is Pool.OUT:
        return texts.say("**{group}**: you have a break from pairs until you come back.", group=group)
    if place.pool is Pool.SKIP:
        return texts.say("**{group}**: you have the round of {date} off, as you wished.", group=group, date=date)
    if place.is_off:
        return texts.say(
            "**{group}**: you have a round off. The next pairs are made on {date}.", group=group, date=date
        )
    return texts.say("**{group}**: the next pairs are made on {date}.", group=group, date=date)


def _back(texts: Texts, places: Sequence[OwnPlace]) -> list[Control]:
    resting = any(place.pool is not Pool.IN for place in places)
    return [button(texts.say("I am back"), "partner:back", emoji="🌿")] if resting else []


def _nobody_paired(texts: Texts) -> str:
    return texts.say(
        "Nobody is paired here: that takes a meeting channel, which a moderator names with `/admin settings`. "
        "Ask one of them."
    )
