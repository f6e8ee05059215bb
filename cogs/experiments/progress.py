"""One's own experiments: the list, and one of them with its answers."""

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.domain.checkins import CheckIn
from bot.domain.experiments import Experiment, FormerPlan, Standing
from bot.domain.visibility import Visibility
from bot.services.experiments import Progress
from bot.wording.texts import Texts
from cogs._shared.ideas import ideas_button
from cogs._shared.layout import panel, plain, quoted
from cogs.experiments.cards import asked, backed_line
from cogs.experiments.deleting import answers_menu
from cogs.experiments.words import (
    cadence_name,
    capital,
    outcome_name,
    rating_line,
    reach_line,
    standing_line,
    visibility_line,
)

SHOWN_MOST = 10
ANSWERS_SHOWN = 5
FORMER_SHOWN = 2
# So that the longest of all fits a message.
LEARNED_MOST = 100
TITLE_MOST = 150
PART_MOST = 250
FORMER_MOST = 100


def own_experiments(texts: Texts, own: Sequence[Progress]) -> LayoutView:
    """Those that go on first."""
    if not own:
        return panel(
            texts.say("You have no experiments here yet. `/experiment start` begins one in two minutes."),
            controls=[ideas_button(texts)],
        )
    ordered = sorted(own, key=lambda progress: not progress.experiment.is_unfinished(progress.today))
    lines = [_line(texts, progress) for progress in ordered[:SHOWN_MOST]]
    more = len(own) - len(lines)
    rest = texts.count("and {n} more", "and {n} more", more) if more else ""
    return panel(texts.say("### Your experiments"), *lines, rest)


def progress_card(texts: Texts, progress: Progress) -> LayoutView:
    in_force = progress.experiment.on(progress.today)
    plan, ending = in_force.plan, in_force.ending
    answers = [_answer_line(texts, check_in) for check_in in progress.check_ins[-ANSWERS_SHOWN:]]
    return panel(
        f"### {plain(plan.what)}",
        standing_line(texts, progress),
        _away(texts, progress),
        capital(_strength(texts, progress)) if progress.check_ins else "",
        "\n".join(filter(None, _facts(texts, progress))),
        asked(texts.say("Why it matters"), plan.why, PART_MOST),
        asked(texts.say("What could hold me back"), plan.obstacle, PART_MOST),
        asked(texts.say("When … then …"), plan.when_then, PART_MOST),
        _to_come(texts, progress),
        *_former(texts, progress),
        asked(texts.say("What happened"), ending.happened, PART_MOST) if ending else "",
        asked(texts.say("Advice to the next person"), ending.advice, PART_MOST) if ending else "",
        "\n".join(answers) or texts.say("No answers yet. `/checkin` gives the first."),
        controls=answers_menu(texts, progress.check_ins),
    )


def _facts(texts: Texts, progress: Progress) -> list[str]:
    experiment = progress.experiment
    return [
        visibility_line(texts, experiment.visibility),
        reach_line(texts, experiment.reach),
        rating_line(texts, experiment),
        backed_line(texts, progress.backed_by),
    ]


def _away(texts: Texts, progress: Progress) -> str:
    if progress.away_until is None or progress.standing is not Standing.RUNNING:
        return ""
    return texts.say(
        "-# You are away until {date}: nothing is asked of you, and nothing counts as missed.",
        date=texts.date(progress.away_until),
    )


def _to_come(texts: Texts, progress: Progress) -> str:
    """The plan that takes over tomorrow."""
    newest = progress.experiment
    pending = [former for former in newest.former if former.until >= progress.today]
    if not pending:
        return ""
    heading = texts.say("From {date} on", date=texts.date(pending[-1].until.add(days=1)))
    return f"**{heading}**\n{_in_short(texts, newest)}"


def _former(texts: Texts, progress: Progress) -> list[str]:
    past = [former for former in progress.experiment.former if former.until < progress.today][-FORMER_SHOWN:]
    return [_until(texts, former) for former in past]


def _until(texts: Texts, former: FormerPlan) -> str:
    heading = texts.say("Until {date}", date=texts.date(former.until))
    return f"**{heading}**\n{_in_short(texts, former)}"


def _in_short(texts: Texts, planned: Experiment | FormerPlan) -> str:
    line = f"{plain(planned.plan.what, FORMER_MOST)} · {cadence_name(texts, planned.frame)}"
    return f"{line}\n{quoted(planned.plan.when_then, FORMER_MOST)}" if planned.plan.when_then else line


def _line(texts: Texts, progress: Progress) -> str:
    standing, told = standing_line(texts, progress), ""
    if tries := sum(check_in.answer.outcome.is_try for check_in in progress.check_ins):
        told = texts.count("tried {n} time", "tried {n} times", tries) + " · " + _strength(texts, progress)
    title = plain(progress.experiment.on(progress.today).plan.what, TITLE_MOST)
    between = "\n" if standing.endswith(".") else " · "  # behind a whole sentence the figures have a line of their own
    line = f"**{title}**\n" + between.join(filter(None, [standing, told]))
    visibility = progress.experiment.visibility
    return line if visibility is Visibility.GROUP else f"{line}\n-# {visibility_line(texts, visibility)}"


def _strength(texts: Texts, progress: Progress) -> str:
    return texts.say("strength {strength} of 100", strength=progress.strength)


def _answer_line(texts: Texts, check_in: CheckIn) -> str:
    word = outcome_name(texts, check_in.answer.outcome)
    learned = plain(check_in.answer.learned, LEARNED_MOST)
    return f"{texts.date(check_in.local_date)} · {word}" + (f" · {learned}" if learned else "")
