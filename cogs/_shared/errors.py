"""From a refusal to one clear sentence that says what to do. A table, looked up along the class hierarchy."""

from collections.abc import Callable
from typing import Any

from discord import app_commands

from bot.domain import errors
from bot.domain.errors import Field
from bot.wording.texts import Texts
from cogs._shared.layout import moment, person, plain
from cogs._shared.permissions import permission_names

TYPED_SHOWN = 100  # of what somebody typed, inside a sentence
LEADERS_SHOWN = 5

Sentence = Callable[[Texts, Any], str]


def explain(texts: Texts, error: Exception) -> str | None:
    """The sentence for an expected refusal; None for what nobody expected."""
    for kind in type(error).__mro__:
        if sentence := SENTENCES.get(kind):
            return sentence(texts, error)
    return None


def _zone_unknown(texts: Texts, error: errors.ZoneUnknown) -> str:
    return texts.say(
        "I do not know the time zone “{zone}”. Type a city, such as Oslo, Rome or London, and pick one from the list.",
        zone=plain(error.text, TYPED_SHOWN),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _field(texts: Texts, field: Field) -> str:
    return {
        Field.GROUP_NAME: texts.say("The group's name"),
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
        Field.TIMES_A_MONTH: texts.say("The number of times a month"),
    }[field]


def _invitation_needed(texts: Texts, error: errors.InvitationNeeded) -> str:
    if not error.leader_ids:
        return texts.say(
            "“{name}” takes in those who are invited, and nobody leads it at present. "
            "Ask a moderator to name somebody with `/admin group lead`.",
            name=plain(error.group_name),
        )
    return texts.say(
        "“{name}” takes in those who are invited. Ask {people} for an invitation.",
        name=plain(error.group_name),
        people=texts.all_of(person(leader) for leader in error.leader_ids[:LEADERS_SHOWN]),
    )


SENTENCES: dict[type[Exception], Sentence] = {
    errors.GroupMissing: lambda texts, error: (
        texts.say(
            "There is no group called “{name}” here. `/group list` shows the ones there are.",
            name=plain(error.name, TYPED_SHOWN),
        )
        if error.name
        else texts.say("That group is no longer here. `/group list` shows the ones there are.")
    ),
    errors.ExperimentMissing: lambda texts, _: texts.say(
        "I cannot find that experiment among yours. `/experiment list` shows them."
    ),
    errors.LessonMissing: lambda texts, _: texts.say("That lesson is no longer here, or no longer open to you."),
    errors.OfferMissing: lambda texts, _: texts.say("I cannot find that among your offers. `/offer list` shows them."),
    errors.IdeaMissing: lambda texts, _: texts.say(
        "That idea is no longer in the library. `/experiment ideas` shows those that are."
    ),
    errors.RoundMissing: lambda texts, _: texts.say(
        "That round is no longer here. `/checkin` answers for the one that is open now."
    ),
    errors.DraftMissing: lambda texts, _: texts.say(
        "What you had typed is kept for a day, and that day is over. Please start the form again."
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
        "“{date}” is already behind us. Give the last day you will be away, today or later.",
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
    errors.GroupNameTaken: lambda texts, error: texts.say(
        "There is already a group called “{name}” here. Give this one another name.",
        name=plain(error.name, TYPED_SHOWN),
    ),
    errors.AlreadyMember: lambda texts, error: texts.say(
        "You are already in “{name}”. `/experiment start` is a good next step.", name=plain(error.group_name)
    ),
    errors.PersonInGroup: lambda texts, error: texts.say(
        "{person} is already in “{name}”.", person=person(error.person_id), name=plain(error.group_name)
    ),
    errors.PersonNotInGroup: lambda texts, error: texts.say(
        "{person} is not in “{name}” yet. Invite them first with `/facilitate group invite`.",
        person=person(error.person_id),
        name=plain(error.group_name),
    ),
    errors.LeadsAlready: lambda texts, error: texts.say(
        "{person} leads “{name}” already.", person=person(error.person_id), name=plain(error.group_name)
    ),
    errors.TooManyExperiments: lambda texts, error: texts.count(
        "You have {n} open experiment, which is as many as one person can attend to. Let it end first.",
        "You have {n} open experiments, which is as many as one person can attend to. Let one end first.",
        error.most,
    ),
    errors.OfferedAlready: lambda texts, error: texts.say(
        "You offer “{what}” already. `/offer list` shows all that you offer.", what=plain(error.what, TYPED_SHOWN)
    ),
    errors.TooManyOffers: lambda texts, error: texts.count(
        "You have {n} offer, which is as many as one person can keep up with. `/offer list` takes one back.",
        "You have {n} offers, which is as many as one person can keep up with. `/offer list` takes one back.",
        error.most,
    ),
    errors.Conflict: lambda texts, _: texts.say("That clashes with something that is already here."),
    errors.ModeratorsOnly: lambda texts, _: texts.say(
        "This is for moderators: people who may manage the server. Ask one of them."
    ),
    errors.NotInGroup: lambda texts, error: texts.say(
        "This is for members of “{name}”. You are welcome there: `/group join`.", name=plain(error.group_name)
    ),
    errors.InvitationNeeded: _invitation_needed,
    errors.NotInAnyGroup: lambda texts, _: texts.say(
        "An experiment belongs to a group, and you are in none here yet. `/group list` shows the groups, "
        "`/group join` takes you in."
    ),
    errors.NoGroupToLearnFrom: lambda texts, _: texts.say(
        "Lessons stay in the group they were learned in, and you are in none here yet. `/group list` shows the groups, "
        "`/group join` takes you in."
    ),
    errors.NothingToSeek: lambda texts, _: texts.say(
        "That is in half of all lessons, or in none. Name what it is about, such as “cold calls” or “feedback”."
    ),
    errors.NotAllowed: lambda texts, _: texts.say("This is not yours to do here."),
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
    errors.FacilitatorsOnly: lambda texts, error: (
        texts.say(
            "This is for those who lead “{group}”. `/group show` says who that is.", group=plain(error.group_name)
        )
        if error.group_name
        else texts.say("This is for those who lead a group, and you lead none here.")
    ),
    errors.PromptOut: lambda texts, _: texts.say(
        "This round's prompt is out already, or on its way. `/facilitate prompt` shows where."
    ),
    errors.NobodyToAsk: lambda texts, error: texts.say(
        "Nobody in “{group}” has an open experiment, so there is nothing to ask about yet. "
        "Start one yourself with `/experiment start`: leaders go first.",
        group=plain(error.group_name),
    ),
    errors.ExperimentOver: lambda texts, error: texts.say(
        "“{what}” ended on {date}, so nothing of it can be changed. `/experiment start` begins something new.",
        what=plain(error.what),
        date=texts.date(error.ended_on),
    ),
    errors.NotPaused: lambda texts, error: texts.say(
        "“{what}” is not paused. `/experiment show` tells how it stands.", what=plain(error.what)
    ),
    errors.AlreadyAnswered: lambda texts, error: texts.say(
        "You have already answered about “{what}”, so it goes on from where it is.", what=plain(error.what)
    ),
    errors.BackingOneself: lambda texts, _: texts.say(
        "This one is yours: the others can back you, and you can back them."
    ),
    errors.ThankingOneself: lambda texts, _: texts.say(
        "This lesson is your own. Others will tell you if it helps them."
    ),
    errors.DayAhead: lambda texts, error: texts.say(
        "{date} is still to come. Answer once you know what happened; `/checkin` takes today and the days before it.",
        date=_capital(texts.date(error.day)),
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
    errors.NotForYou: lambda texts, _: texts.say("This is not for you to read, or no longer."),
    errors.NothingToCheckIn: lambda texts, _: texts.say(
        "You have no open experiment to answer about. `/experiment start` begins one in two minutes."
    ),
    errors.RoundOver: lambda texts, _: texts.say(
        "That round is over, and so is the pair. `/partner show` tells who you are with now."
    ),
    errors.AvoidsSelf: lambda texts, _: texts.say("You are never paired with yourself. Name somebody else."),
    errors.BotNeverPaired: lambda texts, _: texts.say("Bots are not paired with anybody. Name a person."),
    errors.RoundEndsFirst: lambda texts, _: texts.say(
        "The round ends before then, so there is nothing to come back to. `/checkin` takes your answer until it does."
    ),
    errors.TooLate: lambda texts, _: texts.say("That could have been done earlier, but not now."),
    errors.ChannelUnusable: lambda texts, error: texts.say(
        "I cannot work in <#{channel}> yet. Grant me there: {permissions}. Then try again.",
        channel=error.channel_id,
        permissions=texts.all_of(permission_names(texts, error.permissions)),
    ),
    errors.NotAPerson: lambda texts, _: texts.say("That is a bot, as I am. Choose a person."),
    errors.BotCannotLead: lambda texts, _: texts.say("A group is led by a person. Name one as the facilitator."),
    errors.ThankingBot: lambda texts, _: texts.say(
        "Kind of you! But I am a bot, and thanks are for people. Who helped you? `/thanks` lets them know."
    ),
    errors.SelfThanks: lambda texts, _: texts.say("Thanks go to somebody else. Who helped you get there?"),
    errors.PersonGone: lambda texts, error: texts.say(
        "{person} is not on this server, so I cannot pass it on. Perhaps you know another way.",
        person=person(error.person_id),
    ),
    errors.OutOfReach: lambda texts, error: texts.say(
        "{person} is in none of the groups here, so I cannot pass it on. Say it yourself, and tell of `/group list`.",
        person=person(error.person_id),
    ),
    errors.ThanksForThanks: lambda texts, error: texts.say(
        "{person} has just thanked you, and thanks need no answer. If a check-in of theirs helped you, "
        "*Thank for this* in its menu works at once; anything else can wait until tomorrow.",
        person=person(error.person_id),
    ),
    errors.ThankedLately: lambda texts, error: texts.say(
        "You thanked {person} a short while ago; from {moment} on you can again. For a check-in of theirs "
        "*Thank for this* in its menu works at any time.",
        person=person(error.person_id),
        moment=moment(error.again_at),
    ),
    errors.ThankedForThis: lambda texts, _: texts.say("You have thanked for this already, and it was heard."),
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
