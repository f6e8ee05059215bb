"""Groups and who is in them."""

from bot.domain import errors
from bot.wording.texts import Texts
from cogs._shared.layout import person, plain
from cogs._shared.refusals.table import TYPED_SHOWN, Sentences

LEADERS_SHOWN = 5


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


def _name_taken(texts: Texts, error: errors.GroupNameTaken) -> str:
    name = plain(error.name, TYPED_SHOWN)
    if error.is_archived:
        return texts.say(
            "An archived group is called “{name}”. Bring that one back with `/admin group restore`, or give this one "
            "another name.",
            name=name,
        )
    return texts.say("There is already a group called “{name}” here. Give this one another name.", name=name)


SENTENCES: Sentences = {
    errors.GroupMissing: lambda texts, error: (
        texts.say(
            "There is no group called “{name}” here. `/group list` shows the ones there are.",
            name=plain(error.name, TYPED_SHOWN),
        )
        if error.name
        else texts.say("That group is no longer here. `/group list` shows the ones there are.")
    ),
    errors.GroupNameTaken: _name_taken,
    errors.GroupArchived: lambda texts, error: texts.say(
        "“{name}” is archived, so it takes nothing new. A moderator can bring it back: `/admin group restore`.",
        name=plain(error.group_name),
    ),
    errors.GroupNotArchived: lambda texts, error: texts.say(
        "“{name}” is not archived. `/group show` says how it stands.", name=plain(error.group_name)
    ),
    errors.GroupChannelGone: lambda texts, error: texts.say(
        "The channel that “{name}” met in is gone. Name another one: `/admin group restore` with `channel`.",
        name=plain(error.group_name, TYPED_SHOWN),
    ),
    errors.NothingToPause: lambda texts, error: texts.say(
        "“{name}” opens its next round on {date} anyway, so there is nothing to pause. Give that day or a later one.",
        name=plain(error.group_name),
        date=texts.date(error.next_on),
    ),
    errors.GroupNotPaused: lambda texts, error: texts.say(
        "“{name}” does not rest. `/group show` says when its next round opens.", name=plain(error.group_name)
    ),
    errors.GroupRests: lambda texts, error: texts.say(
        "“{name}” rests until {date}. `/facilitate group resume` ends that.",
        name=plain(error.group_name),
        date=texts.date(error.until),
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
    errors.NotInGroup: lambda texts, error: texts.say(
        "This is for members of “{name}”. You are welcome there: `/group join`.", name=plain(error.group_name)
    ),
    errors.InvitationNeeded: _invitation_needed,
    errors.NotInAnyGroup: lambda texts, _: texts.say(
        "This is done in a group, and you are in none here yet. `/group list` shows the groups, "
        "`/group join` takes you in."
    ),
    errors.FacilitatorsOnly: lambda texts, error: (
        texts.say(
            "This is for those who lead “{group}”. `/group show` says who that is.", group=plain(error.group_name)
        )
        if error.group_name
        else texts.say("This is for those who lead a group, and you lead none here.")
    ),
    errors.BotCannotLead: lambda texts, _: texts.say("A group is led by a person. Name one as the facilitator."),
}
