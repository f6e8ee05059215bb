"""What each of the two is asked, what they read together once both have said yes, and what their introducer reads."""

from typing import Any

from discord.ui import ActionRow, Button, LayoutView

from bot.domain.introductions import QUESTION_MOST, WHY_MOST, Introduction, Willing
from bot.gateway.cards import Card
from bot.services.introduction_facts import IntroductionFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, beneath, panel, person, quoted
from cogs._shared.reading import read_mine
from cogs._shared.why import why_this

QUESTIONS_SHOWN = 3
LISTED_ROOM = 300  # of each text where several questions stand in one message
MARGIN = 2  # elsewhere words are shown whole, also where making them harmless adds to them


def asked_card(letter: Letter, texts: Texts) -> Card:
    """To one of the two. The same whatever the other has answered."""
    introduction = _facts(letter).introduction
    assert letter.delivery.person_id is not None  # it goes to one person
    view = panel(
        *_question(texts, introduction, letter.delivery.person_id),
        texts.say(
            "-# You are each asked alone. Only if both of you say yes does anybody learn what you said; otherwise "
            "nobody does, whatever it was."
        ),
        tone=Tone.NEWS,
        controls=[*_buttons(texts, introduction.id), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("Would you like to be introduced to someone?"))


def introduction_card(letter: Letter, texts: Texts) -> Card:
    """The first words in the thread of the two. The mention brings them in; whoever introduced them is not there."""
    introduction = _facts(letter).introduction
    view = panel(
        texts.say(
            "### You two wanted to meet\n{people}, say hello.", people=texts.all_of(map(person, introduction.people))
        ),
        *_words(texts, introduction),
        _first_question(texts, introduction),
        texts.say("-# You can read here, and moderators who may manage threads. I read nothing of it."),
        tone=Tone.NEWS,
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(
        view,
        push=texts.say("You both said yes to meeting. Say hello!"),
        mentions=introduction.people,
        private_thread=thread_name(introduction),
    )


def introduction_note_card(letter: Letter, texts: Texts) -> Card:
    """The same to one of them, where there can be no thread."""
    introduction = _facts(letter).introduction
    assert letter.delivery.person_id is not None  # it goes to one person
    view = panel(
        texts.say(
            "### You and {person} both said yes\nThere can be no thread for you here, so write to each other directly.",
            person=person(introduction.other_than(letter.delivery.person_id)),
        ),
        *_words(texts, introduction),
        _first_question(texts, introduction),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("You both said yes to meeting."))


def introduced_card(letter: Letter, texts: Texts) -> Card:
    """To who introduced them."""
    introduction = _facts(letter).introduction
    view = panel(
        texts.say(
            "### They meet\n{people} both said yes, and have your words to begin with. Thank you for thinking of them.",
            people=texts.all_of(map(person, introduction.people)),
        ),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("The two you introduced both said yes."))


def proposed(texts: Texts, introduction: Introduction) -> LayoutView:
    """The private answer to who introduces, also where nobody is asked; no more comes unless both say yes."""
    return panel(
        texts.say(
            "### Passed on\nI'll ask {people}, each alone and in your words, unless it's a bad time for it. "
            "If both say yes, they'll meet, and I'll tell you. If you hear nothing, it wasn't the moment. "
            "Nobody needs to explain.",
            people=texts.all_of(map(person, introduction.people)),
        )
    )


def answered(texts: Texts) -> LayoutView:
    """The private answer to any answer: one wording, whatever was said."""
    return panel(
        texts.say("Thank you. If it fits both of you, I bring you together."),
        texts.say("-# Until then you can change your answer: `/introduce` shows the question again."),
    )


def questions(texts: Texts, asked: list[Introduction], person_id: int) -> LayoutView:
    """What somebody was asked and may still answer, or how to introduce two others."""
    if not asked:
        return panel(
            texts.say(
                "### Introduce two people\nName them after `/introduce`, and say why they should meet. I ask each of "
                "them alone; they meet if both want to."
            )
        )
    listed: list[str | ActionRow[Any]] = []
    for introduction in asked[:QUESTIONS_SHOWN]:
        listed += _question(texts, introduction, person_id, LISTED_ROOM)
        listed.append(beneath(_buttons(texts, introduction.id)))
    return panel(*listed, texts.say("-# What you answer stays with you unless both of you say yes."))


def thread_name(introduction: Introduction) -> str:
    """The same in every language and at every try, and another for each introduction: by it a thread is found again."""
    assert introduction.came_about_at is not None and introduction.number is not None  # else there is no thread
    on = introduction.came_about_at.to_tz("UTC").date()
    return f"🤝 · {on.format_iso()} · {introduction.number}"


def _question(texts: Texts, introduction: Introduction, person_id: int, most: int = MARGIN * WHY_MOST) -> list[str]:
    return [
        texts.say(
            "### Would you like to meet {other}?\n{introducer} would bring you together.",
            other=person(introduction.other_than(person_id)),
            introducer=person(introduction.introducer_id),
        ),
        *_words(texts, introduction, most),
    ]


def _words(texts: Texts, introduction: Introduction, most: int = MARGIN * WHY_MOST) -> list[str]:
    """What the introducer said; why, and their own interest in it, said aloud."""
    introducer, words = person(introduction.introducer_id), introduction.words
    why = texts.say("**Why you two**, says {person}:", person=introducer)
    hope = texts.say("**What {person} hopes for**:", person=introducer)
    return [f"{why}\n{quoted(words.why, most)}", f"{hope}\n{quoted(words.hope, most)}"]


def _first_question(texts: Texts, introduction: Introduction) -> str:
    heading = texts.say("**A question to begin with**")
    return f"{heading}\n{quoted(introduction.words.question, MARGIN * QUESTION_MOST)}"


def _buttons(texts: Texts, introduction_id: int) -> list[Button[Any]]:
    return [
        button(texts.say("Yes, introduce us"), f"introduction:{Willing.YES}:{introduction_id}", emoji="🤝"),
        button(texts.say("Not now"), f"introduction:{Willing.NOT_NOW}:{introduction_id}", emoji="🍃"),
    ]


def _facts(letter: Letter) -> IntroductionFacts:
    assert isinstance(letter.facts, IntroductionFacts)
    return letter.facts
