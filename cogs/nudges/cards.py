"""What a reminder says, and what is said back when somebody asks for less of it."""

from typing import Any

from discord.ui import Button, LayoutView
from whenever import Instant

from bot.domain.experiments import Plan
from bot.domain.people import Person
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.round_facts import MentionFacts, NudgeFacts, NudgePart
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import panel, person, plain
from cogs._shared.reading import read_mine
from cogs._shared.why import less_of_this, why_this

TITLE_MOST = 200
WHY_MOST = 200
PARTS_SHOWN = 5


def nudge_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, NudgeFacts)
    view = panel(
        *(_part(texts, part) for part in facts.parts[:PARTS_SHOWN]),
        texts.say("What happened so far? Any answer will do, also “not yet”: `/checkin`"),
        texts.say("-# This comes later than it should: I was offline.")
        if facts.is_late and not letter.has_waited
        else "",
        controls=[
            *_snoozes(texts, letter.delivery.id),
            less_of_this(texts, letter.delivery),
            why_this(texts, letter.delivery),
        ],
    )
    return Card(view, push=texts.say("How is your experiment going?"))


def mention_card(letter: Letter, texts: Texts) -> Card:
    """In the round's thread, to those who let it mention them. It invites; it does not say who is missing."""
    facts = letter.facts
    assert isinstance(facts, MentionFacts)
    mentioned = facts.people
    view = panel(
        texts.say(
            "{people}: there is room for your answer in this round.", people=texts.all_of(map(person, mentioned))
        ),
        texts.say("A few words are enough, also “not yet”: `/checkin`, or the buttons above this thread."),
        controls=[read_mine(texts, letter.carried_id), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("How did it go this week?"), mentions=tuple(mentioned))


def snoozed(texts: Texts, at: Instant, zone: str) -> LayoutView:
    wall = at.to_tz(zone)
    return panel(
        texts.say(
            "Good: I come back to it on {date} at {time}.", date=texts.date(wall.date()), time=texts.time(wall.time())
        )
    )


def skipped(texts: Texts) -> LayoutView:
    return panel(texts.say("Good: nothing more about this round. `/checkin` is there all the same."))


def less(texts: Texts, chosen: Person) -> LayoutView:
    if chosen.choices.none_wanted:
        return panel(texts.say("Good: no more reminders. `/my nudges` brings them back."))
    return panel(
        texts.count(
            "Good: from now on at most {n} reminder a week. `/my nudges` changes it.",
            "Good: from now on at most {n} reminders a week. `/my nudges` changes it.",
            chosen.choices.per_week,
        )
    )


def _part(texts: Texts, part: NudgePart) -> str:
    heading = texts.say("### Half-way through the round in “{group}”", group=plain(part.group.name))
    return "\n".join([heading, *(_own(texts, experiment.plan) for experiment in part.waiting)])


def _own(texts: Texts, plan: Plan) -> str:
    """What somebody wanted to try, and why they wanted it."""
    why = texts.say("-# Why it matters to you: {why}", why=plain(plan.why, WHY_MOST)) if plan.why else ""
    return "\n".join(filter(None, [f"**{plain(plan.what, TITLE_MOST)}**", why]))


def _snoozes(texts: Texts, delivery_id: int) -> list[Button[Any]]:
    return [
        button(texts.say("Later today"), f"nudge:later:{delivery_id}"),
        button(texts.say("Tomorrow"), f"nudge:tomorrow:{delivery_id}"),
        button(texts.say("Skip this round"), f"nudge:skip:{delivery_id}"),
    ]
