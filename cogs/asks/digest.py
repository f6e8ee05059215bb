"""What a digest tells of asks: those that still look for help."""

from bot.services.ask_facts import AskFacts
from bot.services.digests import DigestFacts, OpenAsks
from bot.wording.texts import Texts
from cogs._shared.ask_kinds import EMOJI
from cogs._shared.layout import ago, person, plain
from cogs.asks.words import link_to

QUESTION_ROOM = 150


def asks_section(facts: DigestFacts, texts: Texts) -> str | None:
    """A line an ask, and how many there are beside them; nothing where there is none."""
    open_ones = facts.told["asks"]
    assert isinstance(open_ones, OpenAsks)
    if not open_ones.shown:
        return None
    lines = [_line(texts, each) for each in open_ones.shown]
    more = texts.count("and {n} more", "and {n} more", open_ones.more) if open_ones.more else ""
    return "\n".join([texts.say("**Open asks: who can help?**"), *lines, *([more] if more else [])])


def _line(texts: Texts, about: AskFacts) -> str:
    ask = about.ask
    assert about.posted is not None  # only those that are out are told of
    values = {
        "kind": EMOJI[ask.kind],
        "question": plain(ask.words.question, QUESTION_ROOM),
        "person": person(ask.person_id),
        "ago": ago(ask.asked_at),
        "link": link_to(about.posted),
    }
    if about.helps:
        return texts.say("{kind} {question} · {person}, {ago} · {link}", **values)
    return texts.say("{kind} {question} · {person}, {ago}, wants a first answer · {link}", **values)
