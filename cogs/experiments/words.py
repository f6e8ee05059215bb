"""How the words of an experiment are said."""

from bot.domain.checkins import Outcome
from bot.domain.experiments import Cadence, Ending, Experiment, Frame, Standing, Way
from bot.domain.visibility import Visibility
from bot.services.experiments import Progress
from bot.wording.texts import Texts
from cogs._shared.layout import plain
from cogs._shared.lessons import verdict_name


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


def reach_line(texts: Texts, reach: int | None) -> str:
    if reach is None:
        return ""
    words = {
        1: texts.say("close to what I do anyway"),
        2: texts.say("a small step"),
        3: texts.say("outside my comfort zone"),
        4: texts.say("it scares me a little"),
        5: texts.say("a leap"),
    }[reach]
    return texts.say("Reach {reach} of 5: {words}", reach=reach, words=words)


def frame_line(texts: Texts, experiment: Experiment, *, begins_later: bool) -> str:
    way, cadence = capital(way_name(texts, experiment.frame.way)), cadence_name(texts, experiment.frame)
    until = texts.date(experiment.ends_on)
    if begins_later:
        begins = texts.date(experiment.started_on)
        return texts.say(
            "{way} · {cadence} · from {begins} until {date}", way=way, cadence=cadence, begins=begins, date=until
        )
    return texts.say("{way} · {cadence} · until {date}", way=way, cadence=cadence, date=until)


def visibility_line(texts: Texts, visibility: Visibility) -> str:
    return {
        Visibility.GROUP: texts.say("👥 The group can read it"),
        Visibility.PARTNER: texts.say("🤝 Only your partner can read it"),
        Visibility.PRIVATE: texts.say("🔒 Only you can read it"),
    }[visibility]


def standing_line(texts: Texts, progress: Progress) -> str:
    """Where it stands today, on one line."""
    experiment, group = progress.experiment, plain(progress.group.name)
    cadence = cadence_name(texts, experiment.on(progress.today).frame)
    match progress.standing:
        case Standing.AHEAD:
            return texts.say(
                "Begins on {date} · {cadence} · in “{group}”",
                date=texts.date(experiment.started_on),
                cadence=cadence,
                group=group,
            )
        case Standing.RUNNING:
            return texts.say(
                "Day {day} of {days} · {cadence} · in “{group}”",
                day=progress.day,
                days=experiment.frame.days,
                cadence=cadence,
                group=group,
            )
        case Standing.PAUSED if until := experiment.rests_until(progress.today):
            return texts.say(
                "Rests with “{group}” until {date}. `/experiment resume` takes it up before that.",
                group=group,
                date=texts.date(until),
            )
        case Standing.PAUSED:
            since = texts.date(experiment.paused_on or progress.today)
            return texts.say("Paused since {date}. `/experiment resume` takes it up again.", date=since)
        case Standing.PARKED if progress.group.archived_at:
            return texts.say(
                "At rest since “{group}” was archived. `/experiment finish` says how it went.", group=group
            )
        case Standing.PARKED:
            return texts.say("At rest since you left “{group}”. `/group join` takes it up again.", group=group)
        case Standing.ENDED if experiment.can_be_closed(progress.today):
            return texts.say(
                "Ended on {date}. Say how it went: `/experiment finish`.", date=texts.date(experiment.ended_on)
            )
        case Standing.ENDED:
            return texts.say("Ended on {date}.", date=texts.date(experiment.ended_on))
        case Standing.FINISHED:
            assert experiment.ending is not None  # that is what finished means
            return closed_line(texts, experiment.ending)


def closed_line(texts: Texts, ending: Ending) -> str:
    return texts.say(
        "Closed on {date}: {verdict}.", date=texts.date(ending.on), verdict=verdict_name(texts, ending.verdict)
    )


def rating_line(texts: Texts, experiment: Experiment) -> str:
    """How good its person is at it by their own measure, and what became of that."""
    before, after = experiment.rating, experiment.ending.rating if experiment.ending else None
    if before and after:
        return texts.say("By my own measure, out of 10: {before} → {after}", before=before, after=after)
    if before or after:
        return texts.say("By my own measure: {rating} of 10", rating=before or after)
    return ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def outcome_name(texts: Texts, outcome: Outcome) -> str:
    return {
        Outcome.TRIED: texts.say("tried"),
        Outcome.FAILED: texts.say("tried and it failed"),
        Outcome.NOT_YET: texts.say("not yet"),
    }[outcome]
