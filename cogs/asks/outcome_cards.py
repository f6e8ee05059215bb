"""Two weeks later: did it work? And what those who helped hear of it."""

from typing import Any

from discord.ui import Button, LayoutView

from bot.domain.asks import HELPS_SHOWN, QUESTION_MOST, Ask, Worked
from bot.gateway.cards import Card
from bot.services.ask_facts import AskFacts
from bot.services.ask_outcomes import LookBack
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, panel, person, quoted
from cogs._shared.why import less_of_this, why_this
from cogs.asks.cards import where


def did_it_work_card(letter: Letter, texts: Texts) -> Card:
    """To who asked; the three answers stand at the same height."""
    seen = letter.facts
    assert isinstance(seen, LookBack)
    helpers = texts.all_of(map(person, seen.helpers[:HELPS_SHOWN]))
    view = panel(
        texts.say("### Two weeks later: did it work?"),
        quoted(seen.about.ask.words.question, 2 * QUESTION_MOST),
        texts.say("Help came from {people}.", people=helpers) if seen.helpers else "",
        where(texts, seen.about),
        texts.say("-# All three answers teach something. Yours is shown on the card, and you can change it."),
        tone=Tone.NEWS,
        controls=[
            *worked_buttons(texts, seen.about.ask),
            less_of_this(texts, letter.delivery),
            why_this(texts, letter.delivery),
        ],
    )
    return Card(view, push=texts.say("Two weeks later: did it work?"))


def worked_buttons(texts: Texts, ask: Ask) -> list[Button[Any]]:
    return [
        button(texts.say("It worked"), f"ask:worked:{Worked.YES}:{ask.id}", emoji="🌱"),
        button(texts.say("In part"), f"ask:worked:{Worked.PARTLY}:{ask.id}", emoji="🌿"),
        button(texts.say("Not yet"), f"ask:worked:{Worked.NOT_YET}:{ask.id}", emoji="⏳"),
    ]


def looked_back(texts: Texts, seen: LookBack) -> LayoutView:
    """To who has just said so."""
    ask = seen.about.ask
    if ask.worked is Worked.NOT_YET:
        return panel(
            texts.say("Noted: not yet. What got in the way may be the better question."),
            texts.say("*Reopen* brings the ask back as it is, and `/ask` begins another."),
            controls=[button(texts.say("Reopen"), f"ask:reopen:{ask.id}", emoji="🔄")] if ask.is_closed else [],
        )
    helpers = texts.all_of(map(person, seen.helpers[:HELPS_SHOWN]))
    return panel(
        texts.say("Noted: it worked.")
        if ask.worked is Worked.YES
        else texts.say("Noted: it worked in part. Parts are how it begins."),
        texts.say("It is on the card, and I tell {people}.", people=helpers)
        if seen.helpers
        else texts.say("It is on the card, so that others know it can be done."),
    )


def helped_card(letter: Letter, texts: Texts) -> Card:
    """To who helped."""
    about = letter.facts
    assert isinstance(about, AskFacts)
    view = panel(
        texts.say("### 🌱 Your help worked")
        if about.ask.worked is Worked.YES
        else texts.say("### 🌿 Your help worked in part"),
        texts.say("{person} looks back on this, two weeks later:", person=person(about.ask.person_id)),
        quoted(about.ask.words.question, 2 * QUESTION_MOST),
        where(texts, about),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("Your help made a difference."))
