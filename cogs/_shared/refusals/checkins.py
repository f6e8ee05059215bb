"""Answers and the rounds they belong to."""

from bot.domain import errors
from cogs._shared.layout import plain
from cogs._shared.refusals.table import Sentences, capital

SENTENCES: Sentences = {
    errors.RoundMissing: lambda texts, _: texts.say(
        "That round is no longer here. `/checkin` answers for the one that is open now."
    ),
    errors.PromptOut: lambda texts, _: texts.say(
        "This round's prompt is out already, or on its way. `/facilitate prompt` shows where."
    ),
    errors.NobodyToAsk: lambda texts, error: texts.say(
        "Nobody in “{group}” has an open experiment, so there is nothing to ask about yet. "
        "Start one yourself with `/experiment start`: leaders go first.",
        group=plain(error.group_name),
    ),
    errors.AlreadyAnswered: lambda texts, error: texts.say(
        "You have already answered about “{what}”, so it goes on from where it is.", what=plain(error.what)
    ),
    errors.DayAhead: lambda texts, error: texts.say(
        "{date} is still to come. Answer once you know what happened; `/checkin` takes today and the days before it.",
        date=capital(texts.date(error.day)),
    ),
    errors.DayTooLongAgo: lambda texts, error: texts.count(
        "I can add answers for the last {n} day, so {date} is too long ago. What you do today counts as much.",
        "I can add answers for the last {n} days, so {date} is too long ago. What you do today counts as much.",
        error.days_most,
        date=texts.date(error.day),
    ),
    errors.PausedThen: lambda texts, error: texts.say(
        "“{what}” was paused on {date}, so that day asks for no answer.",
        what=plain(error.what),
        date=texts.date(error.day),
    ),
    errors.AnswerSettled: lambda texts, error: texts.count(
        "An answer can be changed for {n} day, and that time is over. Say what happened since: `/checkin`.",
        "An answer can be changed for {n} days, and that time is over. Say what happened since: `/checkin`.",
        error.days_most,
    ),
    errors.OwnCheckIn: lambda texts, _: texts.say(
        "This is your own check-in, and responses come from the others. Press *Respond* on somebody else's: "
        "who responds learns too."
    ),
    errors.RespondedEnough: lambda texts, error: texts.count(
        "You've replied to this check-in {n} time, thank you! To go on, write in the thread.",
        "You've replied to this check-in {n} times, thank you! To go on, write in the thread.",
        error.most,
    ),
    errors.NothingToCheckIn: lambda texts, _: texts.say(
        "You have no open experiment to answer about. `/experiment start` begins one in two minutes."
    ),
    errors.RoundEndsFirst: lambda texts, _: texts.say(
        "The round ends before then, so there is nothing to come back to. `/checkin` takes your answer until it does."
    ),
}
