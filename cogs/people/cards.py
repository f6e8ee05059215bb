"""What one person reads about another."""

from discord.ui import LayoutView

from bot.services.acquaintances import Acquaintance
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, plain
from cogs._shared.profile import exchange_button, exchange_lines

TITLE_MOST = 200
TRYING_SHOWN = 5


def acquaintance(texts: Texts, found: Acquaintance) -> LayoutView:
    if found.is_self:
        return _yourself(texts, found)
    if not found.is_known:
        return _stranger(texts, found)
    return panel(
        f"### {person(found.person_id)}",
        *_told(texts, found),
        _give_first(texts, found),
        tone=Tone.NEWS,
    )


def _yourself(texts: Texts, found: Acquaintance) -> LayoutView:
    told = _told(texts, found)
    return panel(
        texts.say("That is you. This is what people in your groups read about you:"),
        *(told or [texts.say("Nothing yet: `/group join`, then `/experiment start`.")]),
        controls=[exchange_button(texts)],
    )


def _stranger(texts: Texts, found: Acquaintance) -> LayoutView:
    return panel(
        texts.say(
            "I do not know {person} yet: they are in none of the groups here. If you would like to have them in yours, "
            "tell them of `/group list`, or ask whoever leads it for an invitation.",
            person=person(found.person_id),
        )
    )


def _told(texts: Texts, found: Acquaintance) -> list[str]:
    names = texts.all_of(texts.say("“{name}”", name=plain(group.name)) for group in found.shared)
    titles = [f"- {plain(each.plan.what, TITLE_MOST)}" for each in found.trying[:TRYING_SHOWN]]
    lines = [
        texts.say("In your groups: {groups}.", groups=names) if found.shared and not found.is_self else "",
        "\n".join([f"**{texts.say('Is trying')}**", *titles]) if titles else "",
        *exchange_lines(texts, found.exchange),
    ]
    return [line for line in lines if line]


def _give_first(texts: Texts, found: Acquaintance) -> str:
    """How to reach them: by giving, or by taking up what they offer."""
    them = person(found.person_id)
    if found.exchange.looks_for:
        return texts.say(
            "Give first: can you help with what they are looking for, or do you know who can? Write to {person}.",
            person=them,
        )
    if found.exchange.offers:
        return texts.say(
            "Would you like to learn that? Write to {person}, and say what you could give in return.", person=them
        )
    if found.trying:
        return texts.say("Ask {person} how it is going: a question is a gift too.", person=them)
    return texts.say("Write to {person}, and begin with something you could give.", person=them)
