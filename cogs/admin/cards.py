"""What moderators read."""

from discord.ui import LayoutView

from bot.domain.communities import Decided
from bot.domain.groups import Entry, Group
from bot.services.groups import GroupView
from bot.wording.texts import Texts
from cogs._shared.groups import entry_line
from cogs._shared.layout import panel, person, plain


def group_created(texts: Texts, view: GroupView, decided: Decided) -> LayoutView:
    group, first = view.group, view.open_round
    assert first is not None  # a group is born with its first round
    return panel(
        texts.say("### “{name}” is ready", name=plain(group.name)),
        texts.say(
            "The first prompt goes to <#{channel}> on {date} at {time} ({zone}), and one follows every week.",
            channel=group.channel_id,
            date=texts.date(first.local_date),
            time=texts.time(group.rhythm.time),
            zone=texts.city(group.rhythm.zone),
        ),
        texts.say(
            "🏁 It ends on {date}: the last digest says so, and then the group is archived by itself.",
            date=texts.date(group.ends_on),
        )
        if group.ends_on
        else "",
        _leader(texts, view),
        texts.say("Tell people that they come in with `/group join`.") if group.entry is Entry.OPEN else "",
        entry_line(texts, group),
        texts.say(
            "Shall the members be paired too, anew in each round? `/admin settings` names the channel where pairs meet."
        )
        if decided.meeting_channel_id is None
        else "",
    )


def _leader(texts: Texts, view: GroupView) -> str:
    """The first member of a new group; whoever reads this is in it only if they lead it themselves."""
    if view.viewer_is_in:
        return texts.say("You lead the group, and leaders go first: `/experiment start` is your next step.")
    return texts.say(
        "{facilitator} leads the group, and hears about it from me.", facilitator=person(view.members[0].person_id)
    )


def group_led(texts: Texts, group: Group, person_id: int) -> LayoutView:
    return panel(
        texts.say(
            "{person} leads “{name}” now, and hears about it from me.", person=person(person_id), name=plain(group.name)
        )
    )
