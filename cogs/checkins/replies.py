"""What only the person who answers sees: which experiment, what came of the answer, what to change."""

from collections.abc import Sequence
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import Button, LayoutView, Section, Select

from bot.domain.checkins import CheckIn, Outcome
from bot.domain.rounds import Stage
from bot.domain.visibility import Visibility
from bot.services.checkins import CheckInFacts, Ready, Recorded
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.harmless import label
from cogs._shared.layout import TONES, beside, panel, plain, quoted

OPTION_MOST = 100
TITLE_MOST = 200
BLOCKERS_SHOWN = 3
BLOCKER_MOST = 200


def choose_experiment(texts: Texts, outcome: Outcome, ready: Sequence[Ready]) -> LayoutView:
    """The private list of what one can answer about, all for the same day and round."""
    options = [
        SelectOption(label=label(each.experiment.plan.what, OPTION_MOST), value=str(each.experiment.id))
        for each in ready
    ]
    day = f":{ready[0].day}" if ready[0].day else ""
    ahead = f":{ready[0].round_id}" if ready[0].round_id else ""
    menu: Select[Any] = Select(
        custom_id=f"checkin:experiment:{outcome}{day}{ahead}",
        options=options,
        placeholder=texts.say("Which experiment?"),
    )
    return panel(texts.say("Which of your experiments is it about?"), controls=[menu])


def recorded(texts: Texts, said: Recorded, ways_on: Sequence[Button[Any]]) -> LayoutView:
    """The private answer to a check-in; `ways_on` are offered after “not yet”."""
    check_in = said.facts.check_in
    return panel(
        _thanks(texts, said),
        texts.say(
            "Strength {strength} of 100. It grows with every try, and one slip takes little away.",
            strength=said.strength,
        )
        if check_in.answer.outcome.is_try
        else "",
        _plan_back(texts, said.facts),
        _what_next(texts, said.facts),
        *_blocked(texts, said.blocked),
        tone=TONES[check_in.answer.outcome],
        controls=[*ways_on, button(texts.say("Change my answer"), f"checkin:change:{check_in.id}")],
    )


def choose_outcome(texts: Texts, facts: CheckInFacts) -> LayoutView:
    """Changing an answer begins with how it went: that is what changes most."""
    return panel(
        texts.say(
            "How did it go with “{what}” on {date}?",
            what=plain(facts.experiment.plan.what, TITLE_MOST),
            date=texts.date(facts.check_in.local_date),
        ),
        texts.say("The form opens with what you wrote."),
        controls=answers_again(texts, facts.check_in.id),
    )


def answers_again(texts: Texts, check_in_id: int) -> list[Button[Any]]:
    """The three answers, for one that was given before."""
    style = ButtonStyle
    return [
        button(texts.say("I tried"), f"checkin:again:tried:{check_in_id}", style=style.success, emoji="🌱"),
        button(
            texts.say("I tried and it failed"), f"checkin:again:failed:{check_in_id}", style=style.primary, emoji="🔬"
        ),
        button(texts.say("Not yet"), f"checkin:again:not_yet:{check_in_id}", emoji="⏳"),
    ]


def resolved(texts: Texts, facts: CheckInFacts) -> LayoutView:
    return panel(
        texts.say("Good, it is out of the way:") + "\n" + quoted(facts.check_in.answer.blocker, BLOCKER_MOST),
        texts.say("Whoever meets the same may be glad to hear how."),
    )


def _thanks(texts: Texts, said: Recorded) -> str:
    facts = said.facts
    if facts.check_in.is_comeback:
        return texts.say("### Welcome back\nComing back after a pause is the hardest part, and you have just done it.")
    match facts.check_in.answer.outcome:
        case Outcome.TRIED:
            return (
                texts.say("### Noted\nYou did something you had only planned before.") + " " + _who_reads(texts, facts)
            )
        case Outcome.FAILED if said.is_first_fail:
            return texts.say(
                "### Noted, and honoured\n"
                "This is your first try here that failed, and you say so. That takes more than a try that works, "
                "and it is worth more: now you know something new."
            )
        case Outcome.FAILED:
            noted = texts.say("### Noted, and thank you\nYou left your comfort zone and brought something back.")
            return f"{noted} {_who_reads(texts, facts)}"
        case Outcome.NOT_YET:
            return texts.say("### Noted\nAn honest “not yet” is an answer. One missed round changes little.")


def _who_reads(texts: Texts, facts: CheckInFacts) -> str:
    match facts.experiment.visibility:
        case Visibility.GROUP if facts.check_in.answer.outcome is Outcome.FAILED:
            return texts.say("Others will try differently because of it.")
        case Visibility.GROUP:
            return texts.say("The group will see it.")
        case Visibility.PARTNER:
            return texts.say("Only your partner of this round reads it.")
        case Visibility.PRIVATE:
            return texts.say("Nobody else reads it.")


def _what_next(texts: Texts, facts: CheckInFacts) -> str:
    """The next thing to look at: what the others tried. At “not yet” it is one's own plan."""
    if not facts.check_in.answer.outcome.is_try or facts.experiment.visibility is not Visibility.GROUP:
        return ""
    if facts.round.stage is Stage.AHEAD:
        date = texts.date(facts.round.local_date)
        return texts.say("It goes into the round's thread when the round opens, on {date}.", date=date)
    return texts.say("*Respond* to one of the others in the round's thread: it helps you both.")


def _plan_back(texts: Texts, facts: CheckInFacts) -> str:
    """At "not yet" somebody's own if-then plan comes back to them, and why they wanted it."""
    plan = facts.experiment.plan
    if facts.check_in.answer.outcome is not Outcome.NOT_YET:
        return ""
    parts = [
        texts.say("This was your plan:") + "\n" + quoted(plan.when_then) if plan.when_then else "",
        texts.say("And this is why:") + "\n" + quoted(plan.why) if plan.why else "",
    ]
    return "\n".join(filter(None, parts))


def _blocked(texts: Texts, blocked: Sequence[CheckIn]) -> list[str | Section[Any]]:
    """What stands in the way, each with a button of its own."""
    if not blocked:
        return []
    return [
        texts.say("What you said you cannot solve alone:"),
        *(
            beside(
                quoted(each.answer.blocker, BLOCKER_MOST),
                button(texts.say("Resolved"), f"checkin:resolved:{each.id}", emoji="✅"),
            )
            for each in blocked[:BLOCKERS_SHOWN]
        ),
    ]
