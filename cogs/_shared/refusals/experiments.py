"""Experiments."""

from bot.domain import errors
from cogs._shared.layout import plain
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.ExperimentMissing: lambda texts, _: texts.say(
        "I cannot find that experiment among yours. `/experiment list` shows them."
    ),
    errors.IdeaMissing: lambda texts, _: texts.say(
        "That idea is no longer in the library. `/experiment ideas` shows those that are."
    ),
    errors.TooManyExperiments: lambda texts, error: texts.count(
        "You have {n} open experiment, which is as many as one person can attend to. Let it end first.",
        "You have {n} open experiments, which is as many as one person can attend to. Let one end first.",
        error.most,
    ),
    errors.ExperimentEnded: lambda texts, error: texts.say(
        "“{what}” ended on {date}, so it takes no more check-ins. `/experiment start` begins something new.",
        what=plain(error.what),
        date=texts.date(error.ended_on),
    ),
    errors.ExperimentPaused: lambda texts, error: texts.say(
        "“{what}” is paused, so nobody expects an answer. `/experiment resume` takes it up again.",
        what=plain(error.what),
    ),
    errors.ExperimentAhead: lambda texts, error: texts.say(
        "“{what}” begins on {date}; your first check-in can come then.",
        what=plain(error.what),
        date=texts.date(error.starts_on),
    ),
    errors.ExperimentOver: lambda texts, error: texts.say(
        "“{what}” ended on {date}, so nothing of it can be changed. `/experiment start` begins something new.",
        what=plain(error.what),
        date=texts.date(error.ended_on),
    ),
    errors.NotPaused: lambda texts, error: texts.say(
        "“{what}” is not paused. `/experiment show` tells how it stands.", what=plain(error.what)
    ),
    errors.BackingOneself: lambda texts, _: texts.say(
        "This one is yours: the others can back you, and you can back them."
    ),
}
