"""What is left of a message once words are gone from it."""

from dataclasses import replace

from bot.domain.deliveries import Kind
from bot.gateway.cards import Card, CardMaker, CardTable
from bot.services.blanking import Blanked
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import panel


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
            renames=(None, texts.say("An ask that was erased")) if is_in_thread else None,
        )

    return blanked_card
