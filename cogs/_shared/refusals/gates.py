"""A community at rest, and people who are kept out."""

from bot.domain import errors
from cogs._shared.layout import person
from cogs._shared.refusals.table import Sentences

SENTENCES: Sentences = {
    errors.Stopped: lambda texts, _: texts.say(
        "A moderator has stopped me on this server for now. Nothing of yours is lost; ask them when it goes on."
    ),
    errors.KeptOut: lambda texts, _: texts.say(
        "A moderator of this server has decided that I do not answer you here. Ask the moderators if you think it is a "
        "mistake. `/my data` and `/my forget` work all the same."
    ),
    errors.NotOnServer: lambda texts, _: texts.say(
        "You aren't on that server any more, so I can't do this from here. Once you're back, it works again. "
        "`/my data` and `/my forget` work wherever you meet me."
    ),
    errors.MembershipUnknown: lambda texts, _: texts.say(
        "Discord didn't tell me in time that you're still on the server. Nothing you wrote is lost; please try again "
        "in a minute."
    ),
    errors.StoppedAlready: lambda texts, _: texts.say("Everything is stopped already. `/admin resume` lets it go on."),
    errors.NotStopped: lambda texts, _: texts.say("Nothing is stopped here, so there is nothing to resume."),
    errors.BlockedAlready: lambda texts, error: texts.say(
        "{person} is kept out already. `/admin member unblock` lets them in again.", person=person(error.person_id)
    ),
    errors.NotBlocked: lambda texts, error: texts.say(
        "{person} is not kept out, so there is nothing to take back.", person=person(error.person_id)
    ),
    errors.BlockingModerator: lambda texts, _: texts.say(
        "Whoever manages this server cannot be kept out. Change their role on the server first."
    ),
    errors.PersonBlocked: lambda texts, error: texts.say(
        "{person} is kept from using me here. `/admin member unblock` lets them in again.",
        person=person(error.person_id),
    ),
}
