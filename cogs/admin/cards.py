"""What moderators read."""

from discord.ui import LayoutView

from bot.services.groups import GroupView
from bot.wording.texts import Texts
from cogs._shared.layout import panel, person, plain


def group_created(texts: Texts, view: GroupView) -> LayoutView:
    group, first = view.group, view.open_round
    assert first is not None  # a group is born with its first round
    return panel(
        texts.say("### “{name}” is ready", name=plain(group.name)),
        texts.say(
            "The first prompt goes to <#{channel}> on {date} at {time} ({zone}), and one follows every week.",
            channel=group.channel_id,
            date=texts.date(first.local_date),
            time=texts.time(group.rhythm.time),
            zone=group.rhythm.zone,
        ),
        texts.say(
            "{facilitator} leads the group. Members come in with `/group join`, and begin with `/experiment start`.",
            facilitator=person(view.members[0].person_id),
        ),
    )
