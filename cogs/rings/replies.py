"""What only the person who presses reads."""

from discord.ui import LayoutView

from bot.domain.rings import Request
from bot.services.ask_facts import AskFacts
from bot.services.ring_requests import Requested
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, quoted
from cogs.rings.words import answer_button, asked_by


def requested(texts: Texts, said: Requested) -> LayoutView:
    """With somebody else's to answer meanwhile, if there is one."""
    other = said.to_answer
    return panel(
        texts.say("### Your request is in the ring\nUntil somebody answers it, *My request* changes it."),
        quoted(said.ask.words.question),
        texts.say("And this one may be for you:")
        if other
        else texts.say("You are among the first. *Answer one* shows you a request as soon as there is another."),
        *(asked_by(texts, other.ask) if other else ()),
        tone=Tone.NEWS,
        controls=[answer_button(texts, other.ask.id)] if other else [],
    )


def one_to_answer(texts: Texts, request: Request) -> LayoutView:
    return panel(
        *asked_by(texts, request.ask),
        texts.say("-# Half an answer is welcome, and so is a name."),
        controls=[answer_button(texts, request.ask.id)],
    )


def answered(texts: Texts, facts: AskFacts) -> LayoutView:
    return panel(
        texts.say(
            "### Thank you for answering\n{person} hears of it, and your words go into the thread of the ring.",
            person=person(facts.ask.person_id),
        ),
        tone=Tone.TRIED,
    )
