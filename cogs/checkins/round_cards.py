"""What a round says: its prompt, its digest, and the word to a facilitator when nobody answered."""

from bot.domain.templates import Template
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.round_facts import RoundFacts
from bot.wording.texts import Texts
from cogs._shared.harmless import label
from cogs._shared.layout import panel, person, plain
from cogs._shared.reading import read_mine
from cogs._shared.why import why_this
from cogs.checkins.controls import answer_buttons

RUNNING_SHOWN = 10
TITLE_MOST = 200
THREAD_NAME_MOST = 100


def prompt_card(letter: Letter, texts: Texts) -> Card:
    """Also the live count: the same card, written anew."""
    facts = letter.facts
    assert isinstance(facts, RoundFacts)
    running = [
        f"{person(each.person_id)} · {plain(each.plan.what, TITLE_MOST)}" for each in facts.running[:RUNNING_SHOWN]
    ]
    more = len(facts.running) - len(running) + facts.unshown
    view = panel(
        texts.say("### “{group}”: what happened?", group=plain(facts.group.name)),
        texts.say("This comes later than it should: I was offline. The round is open all the same.")
        if facts.is_late
        else "",
        _question(texts, facts),
        "\n".join(running),
        _more(texts, facts, more),
        _count_line(texts, facts),
        controls=[*answer_buttons(texts, facts.round.id), read_mine(texts, letter.carried_id)],
    )
    name = texts.say("{group}, {date}", group=facts.group.name, date=texts.date(facts.round.local_date))
    return Card(
        view,
        push=texts.say("“{group}”: how did it go this week?", group=plain(facts.group.name)),
        thread=label(name, THREAD_NAME_MOST),
    )


def _question(texts: Texts, facts: RoundFacts) -> str:
    """What is asked, by the kind of group that asks."""
    group, day = facts.group, facts.group.day_on(facts.round.local_date)
    if group.template is Template.FOLLOW_UP:
        return texts.say(
            "You learned something in “{workshop}”. What have you done with it since? A try that failed is worth as "
            "much as one that worked.",
            workshop=plain(group.workshop),
        )
    if group.template is Template.CHALLENGE and day:
        return texts.say(
            "Day {day} of {days}. What did you try, and what happened? A try that failed is worth as much as one that "
            "worked.",
            day=day[0],
            days=day[1],
        )
    return texts.say("One honest answer about your experiment. A try that failed is worth as much as one that worked.")


def _more(texts: Texts, facts: RoundFacts, more: int) -> str:
    """Those there is no room for, and those that are for their person or partner: only their number."""
    if not more:
        return ""
    if not facts.running:
        return texts.count("{n} experiment is under way.", "{n} experiments are under way.", more)
    return texts.count("and {n} more", "and {n} more", more)


def empty_round_card(letter: Letter, texts: Texts) -> Card:
    """To the facilitator, instead of a digest of nothing."""
    facts = letter.facts
    assert isinstance(facts, RoundFacts)
    group = plain(facts.group.name)
    if facts.tally.of:
        what = texts.count(
            "Nobody answered in “{group}” this round; {n} person has an open experiment. "
            "A word from you, about your own experiment first, often breaks the silence.",
            "Nobody answered in “{group}” this round; {n} people have an open experiment. "
            "A word from you, about your own experiment first, often breaks the silence.",
            facts.tally.of,
            group=group,
        )
    else:
        what = texts.say(
            "Nobody in “{group}” has an open experiment at present. Start one yourself with `/experiment start`: "
            "leaders go first.",
            group=group,
        )
    return Card(
        panel(texts.say("### A quiet round"), what, controls=[why_this(texts, letter.delivery)]),
        push=texts.say("A quiet week in “{group}”.", group=group),
    )


def _count_line(texts: Texts, facts: RoundFacts) -> str:
    tally = facts.tally
    if not tally.of:
        return texts.say("Nobody has an open experiment yet. `/experiment start` begins one.")
    return texts.count(
        "**{answered} of {n}** has answered", "**{answered} of {n}** have answered", tally.of, answered=tally.answered
    )
