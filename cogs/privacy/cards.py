"""What is left of a message once words are gone from it, and what moderators and authors read about it."""

from dataclasses import replace

from discord import ButtonStyle
from discord.ui import LayoutView

from bot.domain.deliveries import Kind
from bot.domain.privacy import Piece
from bot.gateway.cards import Card, CardMaker, CardTable
from bot.services.blanking import Blanked
from bot.services.letters import Letter
from bot.services.text_removal import Removable, RemovedText
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, panel, person
from cogs._shared.why import why_this


def blanked_by(cards: CardTable) -> CardMaker:
    """What the message says now, by its own card; where nothing is left to say, that it was erased."""

    def blanked_card(letter: Letter, texts: Texts) -> Card:
        facts = letter.facts
        assert isinstance(facts, Blanked)
        posted = facts.posted
        if facts.anew is not None:
            return cards[posted.kind](replace(letter, delivery=posted, facts=facts.anew), texts)
        is_in_thread = posted.kind is Kind.ASK and posted.thread_id is not None
        return Card(
            panel(texts.say("-# What was written here has been erased.")),
            push="",
            renames=(None, texts.say("An ask that was erased")) if is_in_thread else None,
        )

    return blanked_card


def what_goes(texts: Texts, piece: Piece) -> str:
    """A piece of writing as it is called in a sentence."""
    return {
        Piece.EXPERIMENT: texts.say("an experiment, with its answers and what others said to them"),
        Piece.CHECK_IN: texts.say("an answer, with what others said to it"),
        Piece.RESPONSE: texts.say("a response"),
        Piece.THANKS: texts.say("words of thanks"),
        Piece.LESSON: texts.say("a lesson"),
        Piece.ASK: texts.say("an ask"),
        Piece.HELP: texts.say("an answer to a request"),
        Piece.INTRODUCTION: texts.say("the words of an introduction"),
    }[piece]


def about_to_remove(texts: Texts, found: Removable, message_id: int) -> LayoutView:
    return panel(
        texts.say(
            "### Remove this text?\nBy {person}: {what}. It goes out of everything I hold.",
            person=person(found.author_id),
            what=what_goes(texts, found.text.piece),
        ),
        texts.count(
            "{n} message of mine that carries it is blanked, or said anew without it.",
            "{n} messages of mine that carry it are blanked, or said anew without it.",
            found.messages,
        ),
        texts.say("They are told privately that a moderator removed it, without a reason. This cannot be undone."),
        tone=Tone.SORRY,
        controls=[
            button(
                texts.say("Remove it everywhere"),
                f"text:remove:{found.delivery_id}:{message_id}",
                style=ButtonStyle.danger,
            )
        ],
    )


def removed(texts: Texts) -> LayoutView:
    return panel(
        texts.say("### Removed\nIt is out of everything I hold, and my messages follow within a minute."),
        texts.say("`/admin audit` keeps that you did it, and nothing of what it said."),
    )


def text_removed_card(letter: Letter, texts: Texts) -> Card:
    """To who wrote it."""
    facts = letter.facts
    assert isinstance(facts, RemovedText)
    view = panel(
        texts.say(
            "### A text of yours was removed\nA moderator took this out of everything I hold and posted: {what}. Ask "
            "the moderators here if you would like to know more.",
            what=what_goes(texts, facts.piece),
        ),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("A moderator removed a text of yours."))
