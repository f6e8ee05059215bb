"""Files that come in and go out."""

from bot.domain import errors
from cogs._shared.refusals.table import Sentences

MEGABYTE = 1_000_000

SENTENCES: Sentences = {
    errors.RosterUnreadable: lambda texts, _: texts.say(
        "I cannot read that file as a list. Save it from your spreadsheet as CSV, with a user id a line."
    ),
    errors.RosterEmpty: lambda texts, _: texts.say("There is nobody on that list. Put a user id on each line."),
    errors.RosterTooLong: lambda texts, error: texts.say(
        "That list has {lines} lines, and I take {most} at a time. Split it, and send the parts one after the other.",
        lines=texts.number(error.lines),
        most=texts.number(error.most),
    ),
    errors.RosterTooBig: lambda texts, error: texts.say(
        "That file is too big: a list has at most {most} MB. A user id a line is all I need.",
        most=texts.number(error.most_bytes // MEGABYTE),
    ),
    errors.RosterMissing: lambda texts, _: texts.say(
        "I keep a list for a day, and this one is gone. Send it again: `/admin import`."
    ),
    errors.ServerSilent: lambda texts, _: texts.say(
        "Discord did not tell me in time who is on this server. Nobody was invited; please try again in a minute."
    ),
    errors.ExportTooBig: lambda texts, error: texts.say(
        "A single entry is bigger than the {most} MB that Discord takes here. Ask for fewer days, or one group.",
        most=texts.number(error.most_bytes // MEGABYTE),
    ),
    errors.DataTooBig: lambda texts, error: texts.say(
        "Your data is bigger than the {most} MB that Discord takes here. Whoever runs this bot can hand it to you.",
        most=texts.number(error.most_bytes // MEGABYTE),
    ),
}
