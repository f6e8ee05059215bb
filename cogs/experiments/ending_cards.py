"""How an experiment ended: the question on its last evening, and what everybody concerned is told."""

from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView

from bot.domain.experiments import Experiment, Verdict
from bot.domain.visibility import Visibility
from bot.gateway.cards import Card
from bot.services.experiments import Commitment
from bot.services.lessons import Helped
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.reading import read_mine
from cogs._shared.why import less_of_this, why_this
from cogs.experiments.cards import asked, backed_line
from cogs.experiments.words import rating_line

ADVICE_MOST = 400
TONES = {Verdict.KEEP: Tone.TRIED, Verdict.ADAPT: Tone.CALM, Verdict.DROP: Tone.FAILED}


def closing_card(letter: Letter, texts: Texts) -> Card:
    """To its person, on the evening of the last day."""
    facts = letter.facts
    assert isinstance(facts, Commitment)
    experiment, delivery = facts.experiment, letter.delivery
    view = panel(
        texts.say("### How did it end?"),
        f"**{plain(experiment.plan.what)}**\n" + texts.say("Its last day: {date}", date=texts.date(experiment.ends_on)),
        asked(texts.say("Why it matters"), experiment.plan.why),
        texts.say("Keep it, change it or let it go. Whatever you say, the next person begins where you ended.")
        if experiment.visibility is Visibility.GROUP
        else texts.say("Keep it, change it or let it go: each of them is an end."),
        controls=[
            button(
                texts.say("Say how it ended"),
                f"experiment:finish:{experiment.id}",
                style=ButtonStyle.success,
                emoji="🌳",
            ),
            less_of_this(texts, delivery),
            why_this(texts, delivery),
        ],
    )
    return Card(view, push=texts.say("It's the last day of your experiment. How did it end?"))


def ending_card(letter: Letter, texts: Texts) -> Card:
    """To the group."""
    facts = letter.facts
    assert isinstance(facts, Commitment)
    ending = facts.experiment.ending
    assert ending is not None  # a card of the end is owed only then
    view = panel(
        _headline(texts, facts.experiment, ending.verdict),
        *_told(texts, facts.experiment),
        backed_line(texts, facts.backed_by),
        tone=TONES[ending.verdict],
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(view, push=None)


def witness_card(letter: Letter, texts: Texts) -> Card:
    """To who backed it."""
    facts = letter.facts
    assert isinstance(facts, Commitment)
    ending = facts.experiment.ending
    assert ending is not None
    view = panel(
        texts.say("### You backed it: here is how it ended"),
        _headline(texts, facts.experiment, ending.verdict),
        *_told(texts, facts.experiment),
        texts.say("A word from you now is worth a lot."),
        tone=TONES[ending.verdict],
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("An experiment you're rooting for has ended."))


def helped_card(letter: Letter, texts: Texts) -> Card:
    """To who wrote a lesson."""
    facts = letter.facts
    assert isinstance(facts, Helped)
    lesson = facts.lesson
    view = panel(
        texts.say("### What you learned helped somebody"),
        texts.say(
            "{person} says that this helped, from “{what}”:",
            person=person(facts.person_id),
            what=plain(lesson.told.title),
        )
        + "\n"
        + quoted(lesson.told.advice or lesson.told.learned, ADVICE_MOST),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("Something you learned helped someone."))


def closed(texts: Texts, commitment: Commitment, *, can_begin_again: bool) -> LayoutView:
    """The private answer to who closed an experiment."""
    experiment = commitment.experiment
    assert experiment.ending is not None
    again: list[Button[Any]] = []
    if can_begin_again and experiment.ending.verdict is Verdict.ADAPT:
        label = texts.say("Begin again")
        again = [button(label, f"experiment:again:{experiment.id}", style=ButtonStyle.primary, emoji="🌿")]
    return panel(
        _thanks(texts, experiment.ending.verdict),
        rating_line(texts, experiment),
        _who_sees(texts, commitment),
        tone=TONES[experiment.ending.verdict],
        controls=again,
    )


def _who_sees(texts: Texts, commitment: Commitment) -> str:
    return {
        Visibility.GROUP: texts.say("“{group}” sees how it ended.", group=plain(commitment.group.name)),
        Visibility.PARTNER: texts.say("Your partner sees how it ended."),
        Visibility.PRIVATE: texts.say("Nobody else reads it."),
    }[commitment.experiment.visibility]


def _headline(texts: Texts, experiment: Experiment, verdict: Verdict) -> str:
    who = person(experiment.person_id)
    match verdict:
        case Verdict.KEEP:
            return texts.say("🌳 {person} has come to the end of an experiment, and keeps it", person=who)
        case Verdict.ADAPT:
            return texts.say("🌿 {person} has come to the end of an experiment, and goes on differently", person=who)
        case Verdict.DROP:
            return texts.say("🔬 {person} tried, let it go, and now we know more", person=who)


def _told(texts: Texts, experiment: Experiment) -> list[str]:
    ending = experiment.ending
    assert ending is not None
    return [
        f"### {plain(experiment.plan.what)}",
        asked(texts.say("What happened"), ending.happened),
        asked(texts.say("Advice to the next person"), ending.advice),
        rating_line(texts, experiment),
    ]


def _thanks(texts: Texts, verdict: Verdict) -> str:
    match verdict:
        case Verdict.KEEP:
            return texts.say("### It is yours now\nWhat was an experiment has become something you do.")
        case Verdict.ADAPT:
            return texts.say(
                "### On to the next try\nYou know more than when you began; the next plan is better for it."
            )
        case Verdict.DROP:
            return texts.say("### Now you know\nLetting go of what does not work is a result.")
