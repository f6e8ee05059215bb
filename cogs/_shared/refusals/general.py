"""Those that any feature may use, and the library's own."""

from discord import app_commands

from bot.domain import errors
from bot.domain.errors import Field
from bot.wording.texts import Texts
from cogs._shared.layout import moment, person, plain
from cogs._shared.permissions import permission_names
from cogs._shared.refusals.table import TYPED_SHOWN, Sentences


def _zone_unknown(texts: Texts, error: errors.ZoneUnknown) -> str:
    return texts.say(
        "I do not know the time zone “{zone}”. Type a city near you, such as Oslo, Rome or London.",
        zone=plain(error.text, TYPED_SHOWN),
    )


def _field(texts: Texts, field: Field) -> str:
    return {
        Field.GROUP_NAME: texts.say("The group's name"),
        Field.WORKSHOP: texts.say("The workshop's name"),
        Field.WHAT: texts.say("What you will try"),
        Field.TIME: texts.say("The time"),
        Field.ZONE: texts.say("The time zone"),
        Field.DAYS: texts.say("The number of days"),
        Field.TIMES: texts.say("The number of times a week"),
        Field.REACH: texts.say("How far outside your comfort zone it lies"),
        Field.RATING: texts.say("How good you are at it now"),
        Field.UNTIL: texts.say("The date"),
        Field.ANSWER: texts.say("One of the answers"),
        Field.RESPONSE: texts.say("Your response"),
        Field.THANKS: texts.say("What you thank for"),
        Field.PER_WEEK: texts.say("The number of reminders a week"),
        Field.PER_DAY: texts.say("The number of reminders a day"),
        Field.OFFER: texts.say("What you could teach"),
        Field.WHY_THESE_TWO: texts.say("Why these two should meet"),
        Field.FIRST_QUESTION: texts.say("The question to begin with"),
        Field.TIMES_A_MONTH: texts.say("The number of times a month"),
        Field.QUESTION: texts.say("Your question"),
        Field.ASK_TRIED: texts.say("What you tried"),
        Field.ABLE: texts.say("What you want to be able to do"),
        Field.HOPE: texts.say("What you hope for yourself"),
        Field.IN_RETURN: texts.say("What you offer in return"),
        Field.REQUEST: texts.say("Your request"),
        Field.YOUR_ANSWER: texts.say("Your answer"),
        Field.MINUTES: texts.say("The number of minutes"),
        Field.LESSON_TITLE: texts.say("What it is about"),
        Field.LESSON_LEARNED: texts.say("What you learned"),
        Field.LESSON_ADVICE: texts.say("Your advice"),
    }[field]


SENTENCES: Sentences = {
    errors.DraftMissing: lambda texts, _: texts.say(
        "What you had typed is kept for a day, and that day is over. Please start the form again."
    ),
    errors.HeardEnough: lambda texts, error: texts.say(
        "{person} has heard a lot from you today, so give them some time. You can write to them again from {moment}.",
        person=person(error.person_id),
        moment=moment(error.again_at),
    ),
    errors.Missing: lambda texts, _: texts.say("That is no longer here."),
    errors.TimeUnreadable: lambda texts, error: texts.say(
        "“{time}” is not a time of day I can read. Write it as hours and minutes, such as 09:00 or 18:30.",
        time=plain(error.text, TYPED_SHOWN),
    ),
    errors.ZoneUnknown: _zone_unknown,
    errors.DateUnreadable: lambda texts, error: texts.say(
        "“{date}” is not a date I can read. Write it as day and month, such as 24.12, or as 2026-12-24.",
        date=plain(error.text, TYPED_SHOWN),
    ),
    errors.DateNotAhead: lambda texts, error: texts.say(
        "“{date}” is already behind us. Give today or a later day.",
        date=plain(error.text, TYPED_SHOWN),
    ),
    errors.DateTooFar: lambda texts, error: texts.count(
        "“{date}” is more than {n} day ahead. Give a day that is nearer.",
        "“{date}” is more than {n} days ahead. Give a day within a year.",
        error.days_most,
        date=plain(error.text, TYPED_SHOWN),
    ),
    errors.OutOfRange: lambda texts, error: texts.say(
        "{what} can be from {least} to {most}; you wrote {value}.",
        what=_field(texts, error.field),
        least=error.least,
        most=error.most,
        value=error.value,
    ),
    errors.Blank: lambda texts, error: texts.say(
        "{what} is empty. Write a few words and send it again.", what=_field(texts, error.field)
    ),
    errors.TooLong: lambda texts, error: texts.say(
        "{what} may have up to {most} characters; yours has {length}. Shorten it a little and send it again.",
        what=_field(texts, error.field),
        most=error.most,
        length=error.length,
    ),
    errors.Invalid: lambda texts, _: texts.say("I cannot use that as it is. Please check it and try again."),
    errors.Conflict: lambda texts, _: texts.say("That clashes with something that is already here."),
    errors.ModeratorsOnly: lambda texts, _: texts.say(
        "This is for moderators: people who may manage the server. Ask one of them."
    ),
    errors.ServersOnly: lambda texts, _: texts.say(
        "This is done on a server. Go to a channel there, and try it again."
    ),
    errors.NotAllowed: lambda texts, _: texts.say("This is not yours to do here."),
    errors.NotForYou: lambda texts, _: texts.say("This is not for you to read, or no longer."),
    errors.TooLate: lambda texts, _: texts.say("That could have been done earlier, but not now."),
    errors.ChannelUnusable: lambda texts, error: texts.say(
        "I cannot work in <#{channel}> yet. Grant me there: {permissions}. Then try again.",
        channel=error.channel_id,
        permissions=texts.all_of(permission_names(texts, error.permissions)),
    ),
    errors.NotAPerson: lambda texts, _: texts.say("That is a bot, as I am. Choose a person."),
    errors.PersonGone: lambda texts, error: texts.say(
        "{person} is not on this server, so I cannot pass it on. Perhaps you know another way.",
        person=person(error.person_id),
    ),
    errors.OutOfReach: lambda texts, error: texts.say(
        "{person} is in none of the groups here, so I cannot pass it on. Say it yourself, and tell of `/group list`.",
        person=person(error.person_id),
    ),
    errors.DatabaseFault: lambda texts, _: texts.say(
        "I can't save anything right now, so nothing has changed. Please try again in a little while."
    ),
    errors.Refusal: lambda texts, _: texts.say("That cannot be done just now."),
    # An id that no machine word holds: forged, or typed where a choice was offered.
    OverflowError: lambda texts, _: texts.say("That is no longer here."),
    app_commands.CommandNotFound: lambda texts, _: texts.say(
        "This command has changed since your Discord last looked. Restart Discord, then try again."
    ),
    app_commands.CommandSignatureMismatch: lambda texts, _: texts.say(
        "This command has changed since your Discord last looked. Restart Discord, then try again."
    ),
    app_commands.TransformerError: lambda texts, _: texts.say(
        "I cannot use one of those choices: it may be gone, or hidden from me. Pick another from the list."
    ),
    app_commands.CheckFailure: lambda texts, _: texts.say("This is not yours to do here."),
}
