"""What a commitment looks like to its person, and to the group."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView

from bot.domain.experiments import Experiment
from bot.domain.visibility import Visibility
from bot.gateway.cards import Card
from bot.services.changes import Changed
from bot.services.experiments import Begun, Commitment
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, beside, panel, person, plain, quoted
from cogs._shared.lessons import lesson_line, this_helped
from cogs._shared.reading import read_mine
from cogs.experiments.words import cadence_name, closed_line, frame_line, reach_line

PLAN_MOST = 500
BACKERS_SHOWN = 10


def started(texts: Texts, begun: Begun) -> LayoutView:
    """The private answer to a commitment, with what others learned from something alike."""
    experiment, what = begun.experiment, plain(begun.experiment.plan.what)
    later = []
    if begun.fresh_start and begun.fresh_on:
        label = texts.say("Begin on {date}", date=texts.date(begun.fresh_on))
        later = [button(label, f"experiment:begin:{begun.fresh_start}:{experiment.id}", emoji="🌅")]
    return panel(
        texts.say("### You have begun: {what}", what=what)
        if begun.begins_today
        else texts.say("### It begins on {date}: {what}", date=texts.date(experiment.started_on), what=what),
        frame_line(texts, experiment, begins_later=not begun.begins_today),
        _who_reads(texts, begun),
        texts.say(
            "What happened? I ask on {date} in <#{channel}>, and every week from then on. `/checkin` takes an answer "
            "on any day.",
            date=texts.date(begun.asked_on),
            channel=begun.group.channel_id,
        ),
        texts.say("-# The week is well under way. If a fresh start suits you better, take it; both are fine.")
        if later
        else "",
        texts.say("### Somebody here has tried something like it") if begun.lessons else "",
        *(beside(lesson_line(texts, each), this_helped(texts, each)) for each in begun.lessons),
        tone=Tone.NEWS,
        controls=later,
    )


def commitment_card(letter: Letter, texts: Texts) -> Card:
    """In the group; also the same card written anew, once somebody backs it or the plan changes."""
    facts = letter.facts
    assert isinstance(facts, Commitment)
    experiment = facts.experiment
    plan = experiment.plan
    view = panel(
        texts.say("{person} begins an experiment", person=person(experiment.person_id)),
        f"### {plain(plan.what)}",
        asked(texts.say("Why it matters"), plan.why),
        asked(texts.say("When … then …"), plan.when_then),
        frame_line(texts, experiment, begins_later=facts.begins_later),
        reach_line(texts, experiment.reach),
        texts.say("-# With a new plan from {date} on", date=texts.date(experiment.former[-1].until.add(days=1)))
        if experiment.former
        else "",
        backed_line(texts, facts.backed_by),
        closed_line(texts, experiment.ending) if experiment.ending else "",
        tone=Tone.NEWS,
        controls=[*_back(texts, experiment), read_mine(texts, letter.carried_id)],
    )
    return Card(view, push=None)


def _back(texts: Texts, experiment: Experiment) -> list[Button[Any]]:
    if experiment.ending:
        return []
    label, custom_id = texts.say("I back you"), f"experiment:back:{experiment.id}"
    return [button(label, custom_id, style=ButtonStyle.success, emoji="🤝")]


def backed(texts: Texts, commitment: Commitment) -> LayoutView:
    """The private answer to who backs somebody."""
    return panel(
        texts.say(
            "You back {person} in “{what}”. When it ends, you hear how it went.",
            person=person(commitment.experiment.person_id),
            what=plain(commitment.experiment.plan.what),
        )
    )


def changed(texts: Texts, new: Changed) -> LayoutView:
    """The private answer to a change."""
    return panel(
        texts.say(
            "### The new plan counts from {date}\n**{what}** · {cadence}",
            date=texts.date(new.from_on),
            what=plain(new.experiment.plan.what),
            cadence=cadence_name(texts, new.experiment.frame),
        ),
        texts.say("The old one is kept: `/experiment show` has both."),
    )


def paused(texts: Texts, experiment: Experiment) -> LayoutView:
    return panel(
        texts.say(
            "“{what}” rests from today. Nothing is asked, nothing counts as missed, and its end moves along. "
            "`/experiment resume` takes it up again.",
            what=plain(experiment.plan.what),
        )
    )


def resumed(texts: Texts, experiment: Experiment) -> LayoutView:
    return panel(
        texts.say(
            "“{what}” goes on from today, until {date}.",
            what=plain(experiment.plan.what),
            date=texts.date(experiment.ends_on),
        )
    )


def backed_line(texts: Texts, backed_by: Sequence[int]) -> str:
    """By name, never by a ping: a card notifies nobody."""
    if not backed_by:
        return ""
    return texts.say("🤝 Backed by {people}", people=texts.all_of(map(person, backed_by[:BACKERS_SHOWN])))


def asked(heading: str, text: str, most: int = PLAN_MOST) -> str:
    return f"**{heading}**\n{quoted(text, most)}" if text else ""


def _who_reads(texts: Texts, begun: Begun) -> str:
    group = plain(begun.group.name)
    return {
        Visibility.GROUP: texts.say(
            "“{group}” hears about it. Trying and failing counts; it is how the rest of us learn.",
            group=group,
        ),
        Visibility.PARTNER: texts.say(
            "🤝 Only who you are paired with can read it, and what you answer. In “{group}” your answer is counted, "
            "no more.",
            group=group,
        ),
        Visibility.PRIVATE: texts.say(
            "🔒 Only you can read it, and what you answer. In “{group}” your answer is counted, no more.",
            group=group,
        ),
    }[begun.experiment.visibility]
