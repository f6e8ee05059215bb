"""What a pair reads in its thread, and what one of them is told alone."""

from collections.abc import Sequence
from typing import Any

from discord.ui import Button, LayoutView
from whenever import Instant

from bot.domain.groups import NAME_MOST
from bot.domain.partners import Met, PairKind
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.pair_facts import CareFacts, PairFacts, PoolFacts
from bot.services.partners import OwnPairing
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.harmless import label
from cogs._shared.layout import Tone, panel, person, plain
from cogs._shared.reading import read_mine
from cogs._shared.why import less_of_this, why_this


def pair_card(letter: Letter, texts: Texts) -> Card:
    """The first words in a pair's thread, whose people it mentions; they are put into it besides."""
    facts = _pair(letter)
    together = facts.pairing.person_ids
    view = panel(
        _introduced(texts, facts),
        texts.say("Meet once in this round. Twenty minutes will do: a call, a walk, or in writing, here."),
        worksheet(texts),
        _hours(texts, facts.hours),
        texts.say("Once you have met, or know that you will not: `/partner met`."),
        texts.say("-# You can read here, and moderators who may manage threads. I read nothing of it."),
        tone=Tone.NEWS,
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(
        view,
        push=texts.say("You're partners this week. Say hello!"),
        mentions=tuple(together),
        private_thread=thread_name(facts),
    )


def pair_note_card(letter: Letter, texts: Texts) -> Card:
    """The same to one of them, where there can be no thread."""
    facts = _pair(letter)
    assert letter.delivery.person_id is not None  # it goes to one person
    partners = facts.pairing.partners_of(letter.delivery.person_id)
    view = panel(
        texts.say("### This round you are with {people}", people=_named(texts, partners)),
        texts.say("There can be no thread for you this time, so write to each other directly."),
        worksheet(texts),
        _hours(texts, facts.hours),
        texts.say("Once you have met, or know that you will not: `/partner met`."),
        tone=Tone.NEWS,
        # Nobody asks them in a thread, and who is never asked would count as silent.
        controls=[*met_buttons(texts, facts.pairing.id), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("You have a partner this week."))


def met_card(letter: Letter, texts: Texts) -> Card:
    facts = _pair(letter)
    view = panel(
        texts.say("### Did you meet?"),
        texts.say("Each of you answers alone, and all three answers are fine. Nobody else sees yours."),
        controls=[*met_buttons(texts, facts.pairing.id), read_mine(texts, letter.carried_id)],
    )
    return Card(view, push=None)


def parting_card(letter: Letter, texts: Texts) -> Card:
    facts = _pair(letter)
    if facts.left_id is None:
        said = texts.say(
            "“{group}” is archived, so this pair ends here. Thank you for the time you gave each other.",
            group=plain(facts.group.name),
        )
        return Card(panel(said, controls=[read_mine(texts, letter.carried_id)]), push=None)
    left, rest = person(facts.left_id), _named(texts, facts.pairing.partners_of(facts.left_id))
    said = (
        texts.say(
            "{person} is no longer here, so this pair ends. {rest}: the next round brings you a new partner.",
            person=left,
            rest=rest,
        )
        if facts.pairing.has_ended
        else texts.say("{person} is no longer here. {rest}: you two go on together.", person=left, rest=rest)
    )
    # They are in the group no more, so what is said here from now on is not for them. Who was forgotten cannot be named
    # to Discord any more.
    removes = (facts.left_id,) if facts.left_id > 0 else ()
    return Card(panel(said, controls=[read_mine(texts, letter.carried_id)]), push=None, removes=removes)


def care_card(letter: Letter, texts: Texts) -> Card:
    """A human may ask. It does not say that somebody has not answered."""
    facts = letter.facts
    assert isinstance(facts, CareFacts)
    view = panel(
        texts.say("### A word from you might do {people} good", people=_named(texts, facts.partners)),
        texts.say("You are partners in “{group}”. You could begin like this:", group=plain(facts.group.name)),
        texts.say("> How is it going with what you wanted to try? I have ten minutes if you want to think aloud."),
        texts.say("-# Only you have been told. I do not write to them about it."),
        controls=[less_of_this(texts, letter.delivery), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("A word from you might do your partner good."))


def pool_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, PoolFacts)
    view = panel(
        texts.say("### A break from pairs in “{group}”", group=plain(facts.group.name)),
        texts.say(
            "The last three rounds were quiet, so you are not paired for now. You are still in the group, and nobody "
            "is told. One press, and you are in the next pairs."
        ),
        controls=[
            button(texts.say("I am back"), f"partner:back:{letter.delivery.id}", emoji="🌿"),
            why_this(texts, letter.delivery),
        ],
    )
    return Card(view, push=texts.say("“{group}”: I've paused pairing you for now.", group=plain(facts.group.name)))


def answered(texts: Texts, own: OwnPairing) -> LayoutView:
    """The private answer to *did you meet?*"""
    assert own.met is not None  # it has just been given
    said = {
        Met.YES: texts.say("Noted: you met. Whatever you try next, `/checkin` keeps it."),
        Met.NOT_YET: texts.say("Noted: not yet. Ten minutes are a meeting too."),
        Met.NO: texts.say("Noted: not this time. That is an answer like any other; the next round begins anew."),
    }[own.met]
    return panel(said, texts.say("-# You can change it until the round closes. Nobody else sees it."))


def met_buttons(texts: Texts, pairing_id: int) -> list[Button[Any]]:
    return [
        button(texts.say("We met"), f"partner:met:{Met.YES}:{pairing_id}", emoji="🤝"),
        button(texts.say("Not yet"), f"partner:met:{Met.NOT_YET}:{pairing_id}", emoji="⏳"),
        button(texts.say("We did not"), f"partner:met:{Met.NO}:{pairing_id}", emoji="🍂"),
    ]


def worksheet(texts: Texts) -> str:
    """Three questions that each asks the other."""
    questions = [
        texts.say("What will you try before we meet again?"),
        texts.say("What could get in the way, and what will you do then?"),
        texts.say("What could I do that would help you?"),
    ]
    return "\n".join(f"{number}. **{question}**" for number, question in enumerate(questions, start=1))


def thread_name(facts: PairFacts) -> str:
    """The same in every language and at every try, and another for each pairing: by it a thread is found again."""
    where = "⇄" if facts.pairing.kind is PairKind.ACROSS else label(facts.group.name, NAME_MOST)
    return f"{where} · {facts.round.local_date.format_iso()} · {facts.pairing.number}"


def _introduced(texts: Texts, facts: PairFacts) -> str:
    people = _named(texts, facts.pairing.person_ids)
    if facts.pairing.kind is PairKind.ACROSS:
        return texts.say(
            "### Somebody from another group\n{people}: once a month I bring people together who share no group. "
            "What one of you takes for granted may be new to another.",
            people=people,
        )
    return texts.say(
        "### Partners this round\n{people}, in “{group}”, until the round closes.",
        people=people,
        group=plain(facts.group.name),
    )


def _hours(texts: Texts, hours: tuple[Instant, Instant] | None) -> str:
    """Discord shows such times on each reader's own clock."""
    if hours is None:
        return texts.say("Your days hardly overlap, so writing here may be easiest.")
    since, until = (f"<t:{each.timestamp()}:t>" for each in hours)
    return texts.say(
        "A time of day that suits all of you lies between {since} and {until}, on your own clock.",
        since=since,
        until=until,
    )


def _named(texts: Texts, people: Sequence[int]) -> str:
    return texts.all_of(map(person, people))


def _pair(letter: Letter) -> PairFacts:
    facts = letter.facts
    assert isinstance(facts, PairFacts)
    return facts
