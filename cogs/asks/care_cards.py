"""Who hears of an ask beside its card: members whose offers match it."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView

from bot.domain.asks import QUESTION_MOST, Ask
from bot.domain.offers import WHAT_MOST
from bot.gateway.cards import Card
from bot.services.ask_matching import MatchFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.why import less_of_this, why_this
from cogs.asks.cards import where
from cogs.asks.words import minutes_words

OFFER_ROOM = 2 * WHAT_MOST


def match_card(letter: Letter, texts: Texts) -> Card:
    """To somebody whose offer matches an ask."""
    facts = letter.facts
    assert isinstance(facts, MatchFacts)
    ask = facts.about.ask
    view = panel(
        texts.say("### 🙋 Somebody asks about what you could teach"),
        texts.say("{person} asks:", person=person(ask.person_id))
        + f"\n{quoted(ask.words.question, 2 * QUESTION_MOST)}",
        texts.say(
            "You offer “{what}”. Time asked for: {time}.",
            what=plain(facts.offer.what, OFFER_ROOM),
            time=minutes_words(texts, ask.words.minutes),
        ),
        where(texts, facts.about),
        texts.say("-# Half an answer is welcome, too. With *Not this time* nobody hears that I asked you."),
        tone=Tone.NEWS,
        controls=[
            i_can_help(texts, ask),
            button(texts.say("Not this time"), f"ask:pass:{ask.id}"),
            less_of_this(texts, letter.delivery),
            why_this(texts, letter.delivery),
        ],
    )
    return Card(view)


def i_can_help(texts: Texts, ask: Ask) -> Button[Any]:
    return button(texts.say("I can help"), f"ask:help:{ask.id}", style=ButtonStyle.success, emoji="🙋")


def passed_by(texts: Texts) -> LayoutView:
    return panel(texts.say("Fine. Nobody hears of it, and it does not count among the times a month that you offered."))
