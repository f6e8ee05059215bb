"""What is told of a group itself: to its channel, and to moderators."""

from bot.gateway.cards import Card
from bot.services.group_news import GroupNews
from bot.services.letters import Letter
from bot.services.vacancies import Vacancy
from bot.wording.texts import Texts
from cogs._shared.groups import news_lines
from cogs._shared.layout import Tone, panel, plain
from cogs._shared.reading import read_mine, read_or_why


def news_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, GroupNews)
    return Card(
        panel(*news_lines(texts, facts), tone=Tone.NEWS, controls=[read_mine(texts, letter.carried_id)]), push=None
    )


def nobody_leads_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, Vacancy)
    view = panel(
        texts.say("### Nobody leads “{group}” now", group=plain(facts.group.name)),
        texts.count("It has {n} member.", "It has {n} members.", facts.members) if facts.members else "",
        texts.say(
            "Whoever led it has left. Its rounds go on, but nobody hears when somebody is stuck or silent. A moderator "
            "names somebody with `/admin group lead`, or puts the group away with `/admin group archive`."
        ),
        tone=Tone.NEWS,
        controls=[read_or_why(texts, letter)],
    )
    return Card(view, push=None)
