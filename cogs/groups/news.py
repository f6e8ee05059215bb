"""What a group's channel reads of the group itself."""

from bot.gateway.cards import Card
from bot.services.group_news import GroupNews
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.groups import news_lines
from cogs._shared.layout import Tone, panel
from cogs._shared.reading import read_mine


def news_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, GroupNews)
    return Card(panel(*news_lines(texts, facts), tone=Tone.NEWS, controls=[read_mine(texts, letter.carried_id)]))
