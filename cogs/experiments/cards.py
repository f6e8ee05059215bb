"""What an experiment looks like to its person and to the group."""

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.domain.checkins import CheckIn, Outcome
from bot.domain.experiments import Cadence, Experiment, Frame, Way
from bot.gateway.cards import Card
from bot.services.deliveries import Letter
from bot.services.experiments import Commitment, Progress
from bot.wording.texts import Texts
from cogs._shared.layout import Tone, panel, person, plain, quoted
from cogs._shared.reading import read_mine

SHOWN_MOST = 10
LEARNED_MOST = 100
TITLE_MOST = 200
PLAN_MOST = 500


def started(texts: Texts, commitment: Commitment) -> LayoutView:
    experiment = commitment.experiment
    return panel(
        texts.say("### You have begun: {what}", what=plain(experiment.plan.what)),
        _frame_line(texts, experiment),
        texts.say(
            "“{group}” hears about it, and each week somebody will ask: what happened? "
            "Trying and failing counts; it is how the rest of us learn.",
            group=plain(commitment.group.name),
        ),
        tone=Tone.NEWS,
    )


def commitment_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, Commitment)
    plan = facts.experiment.plan
    view = panel(
        texts.say("{person} begins an experiment", person=person(facts.experiment.person_id)),
        f"### {plain(plan.what)}",
        _asked(texts.say("Why it matters"), plan.why),
        _asked(texts.say("When … then …"), plan.when_then),
        _frame_line(texts, facts.experiment),
        tone=Tone.NEWS,
        controls=[read_mine(texts, letter.carried_id)],
    )
    return Card(view)


def own_experiments(texts: Texts, own: Sequence[Progress]) -> LayoutView:
    if not own:
        return panel(texts.say("You have no experiments here yet. `/experiment start` begins one in two minutes."))
    lines = [_line(texts, progress) for progress in own[:SHOWN_MOST]]
    return panel(texts.say("### Your experiments"), *lines)


def progress_card(texts: Texts, progress: Progress) -> LayoutView:
    experiment = progress.experiment
    answers = [_answer_line(texts, check_in) for check_in in progress.check_ins[-SHOWN_MOST:]]
    return panel(
        f"### {plain(experiment.plan.what)}",
        _where(texts, progress),
        _capital(_strength(texts, progress)) if progress.check_ins else "",
        _asked(texts.say("Why it matters"), experiment.plan.why),
        _asked(texts.say("What could hold me back"), experiment.plan.obstacle),
        _asked(texts.say("When … then …"), experiment.plan.when_then),
        "\n".join(answers) or texts.say("No answers yet. `/checkin` gives the first."),
    )


def way_name(texts: Texts, way: Way) -> str:
    return {
        Way.PROJECT: texts.say("a project"),
        Way.CONVERSATION: texts.say("a conversation or meeting"),
        Way.STRETCH: texts.say("a stretch assignment"),
        Way.WORKFLOW: texts.say("a change in the workflow"),
        Way.OTHER: texts.say("another way"),
    }[way]


def cadence_name(texts: Texts, frame: Frame) -> str:
    if frame.cadence is Cadence.SEVERAL:
        return texts.count("{n} time a week", "{n} times a week", frame.times)
    return {
        Cadence.DAILY: texts.say("every day"),
        Cadence.WEEKDAYS: texts.say("on weekdays"),
        Cadence.WEEKLY: texts.say("once a week"),
    }[frame.cadence]


def _frame_line(texts: Texts, experiment: Experiment) -> str:
    return texts.say(
        "{way} · {cadence} · until {date}",
        way=_capital(way_name(texts, experiment.frame.way)),
        cadence=cadence_name(texts, experiment.frame),
        date=texts.date(experiment.ends_on),
    )


def _where(texts: Texts, progress: Progress) -> str:
    if not progress.is_open:
        return texts.say("Ended on {date}.", date=texts.date(progress.experiment.ends_on))
    return texts.say(
        "Day {day} of {days} · {cadence} · in “{group}”",
        day=progress.day,
        days=progress.experiment.frame.days,
        cadence=cadence_name(texts, progress.experiment.frame),
        group=plain(progress.group.name),
    )


def _line(texts: Texts, progress: Progress) -> str:
    parts = [_where(texts, progress)]
    if tries := sum(check_in.answer.outcome.is_try for check_in in progress.check_ins):
        parts += [texts.count("tried {n} time", "tried {n} times", tries), _strength(texts, progress)]
    return f"**{plain(progress.experiment.plan.what, TITLE_MOST)}**\n" + " · ".join(parts)


def _strength(texts: Texts, progress: Progress) -> str:
    return texts.say("strength {strength} of 100", strength=progress.strength)


def _answer_line(texts: Texts, check_in: CheckIn) -> str:
    word = {
        Outcome.TRIED: texts.say("tried"),
        Outcome.FAILED: texts.say("tried and it failed"),
        Outcome.NOT_YET: texts.say("not yet"),
    }[check_in.answer.outcome]
    learned = plain(check_in.answer.learned, LEARNED_MOST)
    return f"{texts.date(check_in.local_date)} · {word}" + (f" · {learned}" if learned else "")


def _asked(heading: str, text: str) -> str:
    return f"**{heading}**\n{quoted(text, PLAN_MOST)}" if text else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
