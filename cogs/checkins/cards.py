"""What an answer looks like to the one who gave it and to the group."""

from collections.abc import Sequence
from typing import Any

from discord import SelectOption
from discord.ui import LayoutView, Select

from bot.domain.checkins import CheckIn, Outcome
from bot.domain.experiments import Experiment
from bot.gateway.cards import Card
from bot.services.checkins import CheckInFacts
from bot.services.deliveries import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.reading import read_mine

OPTION_MOST = 100

TONES = {Outcome.TRIED: Tone.TRIED, Outcome.FAILED: Tone.FAILED, Outcome.NOT_YET: Tone.NOT_YET}


def choose_experiment(texts: Texts, outcome: Outcome, ready: Sequence[Experiment]) -> LayoutView:
    """The private list of one's open experiments."""
    options = [SelectOption(label=experiment.plan.what[:OPTION_MOST], value=str(experiment.id)) for experiment in ready]
    menu: Select[Any] = Select(
        custom_id=f"checkin:experiment:{outcome}", options=options, placeholder=texts.say("Which experiment?")
    )
    return panel(texts.say("Which of your experiments is it about?"), controls=[menu])


def recorded(texts: Texts, facts: CheckInFacts) -> LayoutView:
    """The private answer to a check-in."""
    return panel(_thanks(texts, facts), _plan_back(texts, facts), tone=TONES[facts.check_in.answer.outcome])


def check_in_card(letter: Letter, texts: Texts) -> Card:
    """The card in the round's thread."""
    facts = letter.facts
    assert isinstance(facts, CheckInFacts)
    answer = facts.check_in.answer
    view = panel(
        _headline(texts, facts.check_in),
        f"### {plain(facts.experiment.plan.what)}",
        _part(texts.say("What I tried"), answer.tried),
        _part(texts.say("What got in the way"), answer.happened)
        if answer.outcome is Outcome.NOT_YET
        else _part(texts.say("What happened"), answer.happened),
        _part(texts.say("What I learned"), answer.learned),
        _part(texts.say("Next step"), answer.next_step),
        tone=TONES[answer.outcome],
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(view)


def _headline(texts: Texts, check_in: CheckIn) -> str:
    who = person(check_in.person_id)
    if check_in.is_comeback and check_in.answer.outcome is Outcome.FAILED:
        return texts.say("🌿 {person} is back at it: tried, it failed, and now we know more", person=who)
    if check_in.is_comeback:
        return texts.say("🌿 {person} is back at it", person=who)
    match check_in.answer.outcome:
        case Outcome.TRIED:
            return texts.say("🌱 {person} tried", person=who)
        case Outcome.FAILED:
            return texts.say("🔬 {person} tried, it failed, and now we know more", person=who)
        case Outcome.NOT_YET:
            return texts.say("⏳ {person}: not yet", person=who)


def _thanks(texts: Texts, facts: CheckInFacts) -> str:
    if facts.check_in.is_comeback:
        return texts.say("### Welcome back\nComing back after a pause is the hardest part, and you have just done it.")
    match facts.check_in.answer.outcome:
        case Outcome.TRIED:
            return texts.say("### Noted\nYou did something you had only planned before. The group will see it.")
        case Outcome.FAILED:
            return texts.say(
                "### Noted, and thank you\n"
                "You left your comfort zone and brought something back. Others will try differently because of it."
            )
        case Outcome.NOT_YET:
            return texts.say("### Noted\nAn honest “not yet” is an answer. One missed round changes little.")


def _plan_back(texts: Texts, facts: CheckInFacts) -> str:
    """At "not yet" somebody's own if-then plan comes back to them."""
    plan = facts.experiment.plan
    if facts.check_in.answer.outcome is not Outcome.NOT_YET or not plan.when_then:
        return ""
    return texts.say("This was your plan:") + "\n" + quoted(plan.when_then)


def _part(heading: str, text: str) -> str:
    return f"**{heading}**\n{quoted(text)}" if text else ""
