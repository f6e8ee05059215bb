"""Whether a message may be kept as a lesson: the question to its author, and what everybody concerned is told."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView

from bot.domain.held import Held
from bot.gateway.cards import Card
from bot.services.held import Answered, HeldFacts
from bot.services.lessons import Kept
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, message_link, panel, person, plain, quoted
from cogs._shared.reading import read_mine
from cogs._shared.why import why_this
from cogs.lessons.saving import where_found

WORDS_MOST = 600  # of the message, where it does not stand above


def asked(texts: Texts, held: Held) -> LayoutView:
    """To who wants to keep somebody else's message."""
    author = person(held.author_id)
    return panel(
        texts.say(
            "The words are {person}'s, so I ask them first: in a reply to the message, or privately where I may not "
            "write.",
            person=author,
        ),
        texts.say("You hear from me what came of it. Without an answer nothing is kept after a week."),
    )


def lesson_asked_card(letter: Letter, texts: Texts) -> Card:
    """Beneath the message, for its author to answer. Whatever they say, everybody else reads only that they did."""
    facts = letter.facts
    assert isinstance(facts, HeldFacts)
    if facts.held.consent:
        return settled(texts, facts.held.author_id, letter.carried_id)
    view = panel(
        _question(texts, facts),
        _terms(texts, facts),
        tone=Tone.NEWS,
        controls=[*_answers(texts, facts.held), read_mine(texts, letter.carried_id)],
    )
    push = texts.say("May this message be kept as a lesson?")
    return Card(view, push, mentions=(facts.held.author_id,))


def lesson_asked_note(letter: Letter, texts: Texts) -> Card:
    """To its author alone, where I may not reply."""
    facts = letter.facts
    assert isinstance(facts, HeldFacts)
    held = facts.held
    view = panel(
        _question(texts, facts),
        quoted(held.text, WORDS_MOST),
        message_link(held.community_id, held.channel_id, held.message_id),
        _terms(texts, facts),
        tone=Tone.NEWS,
        controls=[*_answers(texts, held), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("May I keep a message of yours as a lesson?"))


def settled(texts: Texts, author_id: int, delivery_id: int) -> Card:
    """What is left of the question once it is answered. It goes on carrying the delivery that posted it."""
    view = panel(
        texts.say("-# {person} has answered. Thank you!", person=person(author_id)),
        controls=[read_mine(texts, delivery_id)],
    )
    return Card(view, push="")


def answered(texts: Texts, said: Answered) -> LayoutView:
    """To its author."""
    if said.kept is None:
        return panel(
            texts.say("Good: nothing is kept. {person} hears no more than that.", person=person(said.held.saver_id)),
            texts.say("Should you want to after all: *Save as lesson* in your message's own menu."),
        )
    return panel(
        texts.say("### It is kept"),
        where_found(texts, said.kept),
        texts.say("`/lesson delete` takes it away again."),
        tone=Tone.NEWS,
    )


def lesson_kept_card(letter: Letter, texts: Texts) -> Card:
    """To who wanted to keep it."""
    kept = letter.facts
    assert isinstance(kept, Kept)
    view = panel(
        texts.say("### {person} said yes", person=person(kept.lesson.person_id)),
        where_found(texts, kept),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("{person} said yes: it's kept as a lesson.", person=person(kept.lesson.person_id)))


def lesson_not_kept_card(letter: Letter, texts: Texts) -> Card:
    """The same, whether its author said no, said nothing, or took the message away."""
    held = letter.facts
    assert isinstance(held, Held)
    link = message_link(held.community_id, held.channel_id, held.message_id)
    view = panel(
        texts.say("The message that you wanted to keep as a lesson was not kept: {link}", link=link),
        texts.say("What did you take from it? `/lesson save` keeps that, in your own words."),
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("A message you wanted to keep wasn't kept."))


def _question(texts: Texts, facts: HeldFacts) -> str:
    return texts.say("### {person}, may this be kept as a lesson?", person=person(facts.held.author_id))


def _terms(texts: Texts, facts: HeldFacts) -> str:
    return texts.say(
        "{person} would like others in “{group}” to find it: your words, with your name and theirs. Only your yes "
        "keeps it; without an answer I let go of it after a week.",
        person=person(facts.held.saver_id),
        group=plain(facts.group.name),
    )


def _answers(texts: Texts, held: Held) -> list[Button[Any]]:
    return [
        button(texts.say("Yes, keep it"), f"lesson:keep:{held.id}", style=ButtonStyle.success, emoji="💡"),
        button(texts.say("Rather not"), f"lesson:let_go:{held.id}"),
    ]
