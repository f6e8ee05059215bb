"""What an ask looks like: one card for the whole chain, and the words to who asked and to who helps."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle
from discord.ui import Button

from bot.domain.asks import HELPS_SHOWN, Ask, AskState, AskWords, Worked
from bot.gateway.cards import Card
from bot.services.ask_facts import AskFacts, HelpFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.ask_kinds import kind_name, kind_words
from cogs._shared.controls import button
from cogs._shared.harmless import label
from cogs._shared.layout import Tone, moment, panel, person, plain, quoted
from cogs._shared.reading import read_mine
from cogs._shared.why import why_this
from cogs.asks.words import link_to, minutes_words

THREAD_NAME_MOST = 100
TITLE_MOST = 400
TRIED_ROOM, PART_ROOM = 700, 400  # of what was typed, so that the longest ask fits a message with its whole chain


def ask_card(letter: Letter, texts: Texts) -> Card:
    """In the channel for asks, and written anew with each step of the chain."""
    facts = letter.facts
    assert isinstance(facts, AskFacts)
    ask = facts.ask
    if ask.state is AskState.WITHDRAWN:
        return _withdrawn_card(letter, facts, texts)
    view = panel(
        texts.say("{kind} · {person} asks", kind=kind_words(texts, ask.kind), person=person(ask.person_id)),
        f"### {plain(ask.words.question, TITLE_MOST)}",
        *_words(texts, ask.words),
        *chain(texts, facts),
        tone=Tone.CALM if ask.is_closed else Tone.NEWS,
        controls=[*_buttons(texts, facts), read_mine(texts, letter.carried_id)],
    )
    if ask.ring_id is not None:
        return Card(view, push=None)  # into the thread of its ring
    name, has_thread = thread_name(ask.words.question), _has_thread(facts)
    return Card(
        view,
        push=None,
        thread=name,
        tag=lambda texts: kind_name(texts, ask.kind),
        renames=(_withdrawn_name(texts), name) if has_thread else None,
        closes=has_thread and ask.state is AskState.LEFT,
    )


def _has_thread(facts: AskFacts) -> bool:
    """Of its own, once it is out."""
    return facts.posted is not None and facts.posted.thread_id is not None


def thread_name(question: str) -> str:
    return label(question, THREAD_NAME_MOST)


def _withdrawn_name(texts: Texts) -> str:
    return texts.say("An ask that was withdrawn")


def _withdrawn_card(letter: Letter, facts: AskFacts, texts: Texts) -> Card:
    """Without the words, which are their writer's to take back; the thread was called after them."""
    view = panel(
        texts.say(
            "{person} has withdrawn this ask. Thank you to all who thought about it.",
            person=person(facts.ask.person_id),
        ),
        controls=[reopen_button(texts, facts), read_mine(texts, letter.carried_id)],
    )
    if facts.ask.ring_id is not None:
        return Card(view, push=None)
    if not _has_thread(facts):
        return Card(view, push=None)
    return Card(view, push=None, renames=(thread_name(facts.ask.words.question), _withdrawn_name(texts)), closes=True)


def _words(texts: Texts, words: AskWords) -> list[str]:
    parts = [
        (texts.say("What I have tried"), words.tried, TRIED_ROOM),
        (texts.say("What I want to be able to do"), words.able, PART_ROOM),
        (texts.say("What I hope for myself"), words.hope, PART_ROOM),
        (texts.say("What I offer in return"), words.in_return, PART_ROOM),
    ]
    return [
        *(f"**{heading}**\n{quoted(text, room)}" for heading, text, room in parts if text),
        texts.say("⏱️ Time I ask for: {time}", time=minutes_words(texts, words.minutes)),
    ]


def chain(texts: Texts, facts: AskFacts) -> list[str]:
    """How far it has come, a line a step."""
    ask = facts.ask
    return [
        _how_to_help(texts, facts),
        _people(texts, texts.say("🙋 Offered to help"), [each.person_id for each in facts.offered]),
        *_introduced(texts, facts),
        _people(texts, texts.say("🤝 Accepted"), _accepted(facts)),
        _people(texts, texts.say("🙏 Thanked"), facts.thanked),
        _ending(texts, facts),
        _worked(texts, ask.worked) if ask.worked else "",
    ]


def _how_to_help(texts: Texts, facts: AskFacts) -> str:
    if facts.ask.is_closed:
        return ""
    if facts.is_without_thread:
        return texts.say(
            "There could be no thread: this server has as many as Discord allows. Answer right here in the channel."
        )
    if facts.helps:
        return ""
    if facts.ask.ring_id is not None:
        return texts.say("-# Press *Answer*, or *I can help* where it takes a talk. Half an answer is welcome.")
    return texts.say("-# Whoever can help presses *I can help*, or simply answers in the thread.")


def _introduced(texts: Texts, facts: AskFacts) -> list[str]:
    """Only what both wanted; of what is still open, or was not wanted, a card knows nothing."""
    return [
        texts.say("👋 Introduced by {introducer}: {person}", introducer=person(introducer_id), person=person(person_id))
        for person_id, introducer_id in list(facts.introducers.items())[:HELPS_SHOWN]
    ]


def _accepted(facts: AskFacts) -> list[int]:
    return [each.person_id for each in facts.accepted if each.person_id not in facts.introducers]


def _people(texts: Texts, what: str, people: Sequence[int]) -> str:
    """By name, never by a ping: a card notifies nobody."""
    if not people:
        return ""
    shown = texts.all_of(map(person, people[:HELPS_SHOWN]))
    more = len(people) - HELPS_SHOWN
    return f"{what}: {shown}" if more <= 0 else f"{what}: {shown} (+{more})"


def _ending(texts: Texts, facts: AskFacts) -> str:
    match facts.ask.state:
        case AskState.SOLVED:
            return texts.say("✅ Solved · {moment}", moment=moment(facts.ask.state_at))
        case AskState.LEFT:
            return texts.say("🍃 Closed, as {person} is no longer here.", person=person(facts.ask.person_id))
        case AskState.IDLE if facts.is_without_thread:
            return texts.say(
                "💤 Closed on {moment}, as there had been no sign of anybody for a while.",
                moment=moment(facts.ask.state_at),
            )
        case AskState.IDLE:
            return texts.say(
                "💤 Closed on {moment}, as nobody had written for a while. Writing in the thread reopens it.",
                moment=moment(facts.ask.state_at),
            )
        case _:
            return ""


def _worked(texts: Texts, worked: Worked) -> str:
    return {
        Worked.YES: texts.say("🌱 Two weeks later: it worked"),
        Worked.PARTLY: texts.say("🌿 Two weeks later: it worked in part"),
        Worked.NOT_YET: texts.say("⏳ Two weeks later: not yet"),
    }[worked]


def _buttons(texts: Texts, facts: AskFacts) -> list[Button[Any]]:
    ask = facts.ask
    if ask.is_closed:
        return [reopen_button(texts, facts)]
    answer = button(texts.say("Answer"), f"ring:answer:{ask.id}", style=ButtonStyle.success, emoji="💬")
    accept = button(texts.say("Accept help"), f"ask:accept:{ask.id}", style=ButtonStyle.primary, emoji="🤝")
    return [
        *([answer] if ask.ring_id is not None else []),
        help_button(texts, ask),
        introduce_button(texts, ask),
        *([accept] if facts.offered else []),
        button(texts.say("Solved"), f"ask:solved:{ask.id}", emoji="✅"),
        button(texts.say("Withdraw"), f"ask:withdraw:{ask.id}"),
    ]


def help_button(texts: Texts, ask: Ask) -> Button[Any]:
    return button(texts.say("I can help"), f"ask:help:{ask.id}", style=ButtonStyle.success, emoji="🙋")


def introduce_button(texts: Texts, ask: Ask) -> Button[Any]:
    """Where people can be chosen from: on the server, not under a direct message."""
    return button(texts.say("I can introduce someone who can"), f"ask:introduce:{ask.id}", emoji="👋")


def reopen_button(texts: Texts, facts: AskFacts) -> Button[Any]:
    return button(texts.say("Reopen"), f"ask:reopen:{facts.ask.id}", emoji="🔄")


def help_card(letter: Letter, texts: Texts) -> Card:
    """To who asked."""
    facts = letter.facts
    assert isinstance(facts, HelpFacts)
    ask = facts.about.ask
    people = texts.all_of(person(each.person_id) for each in facts.offered[:HELPS_SHOWN])
    accept = button(texts.say("Accept help"), f"ask:accept:{ask.id}", style=ButtonStyle.primary, emoji="🤝")
    return _told(
        letter,
        ask.person_id,
        texts.say("Someone can help with your request."),
        texts.say("### 🙋 Somebody can help"),
        texts.say("With “{question}”: {people}", question=plain(ask.words.question, TITLE_MOST), people=people),
        where(texts, facts.about),
        controls=[accept, why_this(texts, letter.delivery)],
    )


def accepted_card(letter: Letter, texts: Texts) -> Card:
    """To who offered help."""
    facts, helper_id = letter.facts, letter.delivery.person_id
    assert isinstance(facts, AskFacts) and helper_id is not None
    return _told(
        letter,
        helper_id,
        texts.say("{person} is glad of your help.", person=person(facts.ask.person_id)),
        texts.say("### 🤝 {person} is glad of your help", person=person(facts.ask.person_id)),
        quoted(facts.ask.words.question, TITLE_MOST),
        where(texts, facts),
        controls=[why_this(texts, letter.delivery)],
    )


def _told(letter: Letter, to: int, push: str, *paragraphs: str, controls: Sequence[Button[Any]]) -> Card:
    """To one person: privately, or by a mention in the thread that everybody reads, if they let it mention them."""
    if letter.to.channel_id is None:
        return Card(panel(*paragraphs, tone=Tone.NEWS, controls=controls), push)
    return Card(panel(*paragraphs, tone=Tone.NEWS, controls=controls), push, mentions=(to,))


def where(texts: Texts, facts: AskFacts) -> str:
    return texts.say("It goes on here: {link}", link=link_to(facts.posted)) if facts.posted else ""
