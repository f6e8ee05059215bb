"""What an ask looks like to those who hear of it beside its card: who could teach it, and who leads a group."""

from typing import Any

from discord.ui import Button, LayoutView

from bot.domain.ask_matching import Teacher
from bot.domain.asks import QUESTION_MOST, Ask
from bot.domain.offers import WHAT_MOST
from bot.gateway.cards import Card
from bot.services.ask_care import UnansweredFacts
from bot.services.ask_matching import MatchFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, ago, panel, person, plain, quoted
from cogs._shared.why import less_of_this, why_this
from cogs.asks.cards import help_button, introduce_button, where
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
            *_ways_to_help(letter, texts, ask),
            button(texts.say("Not this time"), f"ask:pass:{ask.id}"),
            less_of_this(texts, letter.delivery),
            why_this(texts, letter.delivery),
        ],
    )
    return Card(view, push=texts.say("Someone asks about what you could teach."))


def unanswered_card(letter: Letter, texts: Texts) -> Card:
    """To who leads a group: a human may know whom to ask."""
    facts = letter.facts
    assert isinstance(facts, UnansweredFacts)
    ask = facts.about.ask
    view = panel(
        texts.say("### An ask still waits for its first answer"),
        texts.say("{person} asked {ago}:", person=person(ask.person_id), ago=ago(ask.asked_at)),
        quoted(ask.words.question, 2 * QUESTION_MOST),
        _whom_to_ask(texts, facts.could_help),
        where(texts, facts.about),
        texts.say("-# In doubt an ask gets an answer: also “I do not know, but I would begin like this” is one."),
        tone=Tone.NEWS,
        controls=[*_ways_to_help(letter, texts, ask), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("A request here still waits for its first answer."))


def _whom_to_ask(texts: Texts, teacher: Teacher | None) -> str:
    if teacher is None:
        return texts.say("Do you know whom to ask? `/find` shows who could teach what.")
    return texts.say(
        "You could ask {person}, who offers “{what}”.",
        person=person(teacher.person.id),
        what=plain(teacher.offer.what, OFFER_ROOM),
    )


def _ways_to_help(letter: Letter, texts: Texts, ask: Ask) -> list[Button[Any]]:
    introduce = [introduce_button(texts, ask)] if letter.has_waited else []
    return [help_button(texts, ask), *introduce]


def passed_by(texts: Texts) -> LayoutView:
    return panel(texts.say("Fine. Nobody hears of it, and it does not count among the times a month that you offered."))
