"""What a ring looks like: its card with who asked and who still waits, its answers, its end."""

from collections.abc import Sequence

from discord import ButtonStyle

from bot.domain.rings import Request
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.ring_facts import RingAnswerFacts, RingFacts, RingNudgeFacts
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.harmless import label
from cogs._shared.layout import Tone, message_link, moment, panel, person, plain, quoted
from cogs._shared.reading import read_mine
from cogs._shared.why import less_of_this, why_this
from cogs.rings.words import answer_button, asked_by

PEOPLE_SHOWN = 25
THREAD_NAME_MOST = 100
ANSWER_ROOM = 1_500


def ring_card(letter: Letter, texts: Texts) -> Card:
    """In the group's channel, and written anew with each request and answer."""
    facts = letter.facts
    assert isinstance(facts, RingFacts)
    ring = facts.ring
    mine = button(texts.say("My request"), f"ring:request:{ring.id}", style=ButtonStyle.primary, emoji="🙋")
    one = button(texts.say("Answer one"), f"ring:next:{ring.id}", emoji="💬")
    view = panel(
        texts.say("### 🔁 “{group}”: a ring of requests", group=plain(facts.group.name)),
        texts.say("This ring is over. What is still open is answered in the thread.") if ring.is_over else "",
        "" if ring.is_over else _what_it_is(texts, facts),
        *_how_it_stands(texts, facts),
        tone=Tone.CALM if ring.is_over else Tone.NEWS,
        controls=[*([] if ring.is_over else [mine, one]), read_mine(texts, letter.carried_id)],
    )
    name = texts.say("Ring: {group}", group=facts.group.name)
    return Card(
        view,
        push=texts.say("“{group}”: what would help you right now?", group=plain(facts.group.name)),
        thread=label(name, THREAD_NAME_MOST),
    )


def _what_it_is(texts: Texts, facts: RingFacts) -> str:
    return texts.say(
        "Each of us makes one request: one specific thing that would help you now. Each of us answers at least one of "
        "somebody else's, and half an answer is welcome. It all happens in the thread, until {moment}.",
        moment=moment(facts.ring.ends_at),
    )


def _how_it_stands(texts: Texts, facts: RingFacts) -> list[str]:
    """Who asked is named, as they want to be seen; who has not is not."""
    if not facts.requests:
        return [] if facts.ring.is_over else [texts.say("-# Nobody has asked yet: the first request makes it easier.")]
    answers = texts.count("{n} answer", "{n} answers", facts.answers)
    return [
        texts.say("🙋 Asked: {people}", people=_people(texts, facts.requests)) + f" · {answers}",
        _who_waits(texts, facts),
    ]


def _who_waits(texts: Texts, facts: RingFacts) -> str:
    if not facts.waiting:
        return texts.say("✅ Every request has found somebody.")
    return texts.say("⏳ Still waiting for an answer: {people}", people=_people(texts, facts.waiting))


def _people(texts: Texts, requests: Sequence[Request]) -> str:
    """By name, never by a ping: a card notifies nobody."""
    shown = texts.all_of(person(each.ask.person_id) for each in requests[:PEOPLE_SHOWN])
    more = len(requests) - PEOPLE_SHOWN
    return shown if more <= 0 else f"{shown} (+{more})"


def answer_card(letter: Letter, texts: Texts) -> Card:
    """In the ring's thread, as a reply to the request."""
    facts = letter.facts
    assert isinstance(facts, RingAnswerFacts)
    helper, asker = person(facts.help.person_id), person(facts.ask.person_id)
    view = panel(
        texts.say("💬 {person} answers {asker}", person=helper, asker=asker),
        quoted(facts.help.text, ANSWER_ROOM),
        controls=[read_mine(texts, letter.delivery.id)],
    )
    return Card(view, push=None)


def nudge_card(letter: Letter, texts: Texts) -> Card:
    """Half-way, to one who has answered nobody yet."""
    facts = letter.facts
    assert isinstance(facts, RingNudgeFacts)
    ask, posted, about = facts.request.ask, facts.posted, facts.about
    there = message_link(posted.community_id, posted.channel_id or 0, posted.message_id or 0) if posted else ""
    view = panel(
        texts.say("### 💬 Half-way through the ring of “{group}”", group=plain(about.group.name)),
        texts.count(
            "{n} request still waits for an answer. Perhaps this one is for you:",
            "{n} requests still wait for an answer. Perhaps this one is for you:",
            facts.waiting,
        ),
        *asked_by(texts, ask),
        there,
        texts.say(
            "-# Half an answer is welcome, and so is a name. The ring goes on until {moment}.",
            moment=moment(about.ring.ends_at),
        ),
        tone=Tone.NEWS,
        controls=[
            answer_button(texts, ask.id),
            less_of_this(texts, letter.delivery),
            why_this(texts, letter.delivery),
        ],
    )
    return Card(
        view, push=texts.say("“{group}”: some requests still wait for an answer.", group=plain(about.group.name))
    )


def closed_card(letter: Letter, texts: Texts) -> Card:
    """In its thread: what came of it."""
    facts = letter.facts
    assert isinstance(facts, RingFacts)
    requests = texts.count("{n} request", "{n} requests", len(facts.requests))
    answers = texts.count("{n} answer", "{n} answers", facts.answers)
    view = panel(
        texts.say("### 🔁 The ring is over"),
        f"**{requests}** · **{answers}**",
        _who_waits(texts, facts),
        texts.say("Whoever leads the group hears of those, and *Answer* goes on under each request.")
        if facts.waiting
        else "",
        texts.say("Did something help? *Solved* on your request says so, and a word of thanks takes a minute."),
        tone=Tone.TRIED,
        controls=[read_mine(texts, letter.delivery.id)],
    )
    return Card(view, push=None)


def empty_card(letter: Letter, texts: Texts) -> Card:
    """To the facilitator, instead of a closing of nothing."""
    facts = letter.facts
    assert isinstance(facts, RingFacts)
    view = panel(
        texts.say("### A quiet ring"),
        texts.say(
            "Nobody made a request in the ring of “{group}”, so I say nothing about it there. With a small request of "
            "your own as the first, `/facilitate ring` may go better another time.",
            group=plain(facts.group.name),
        ),
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("“{group}”: no requests this time.", group=plain(facts.group.name)))
