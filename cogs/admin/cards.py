"""What moderators read."""

from discord.ui import LayoutView

from bot.domain.recurrence import next_after
from bot.domain.rounds import Stage
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


def group_edited(texts: Texts, view: GroupView) -> LayoutView:
    group, current = view.group, view.open_round
    assert current is not None  # a group always has a round that takes answers
    following = next_after(group.rhythm, current.digest_at).local_date
    opens = current.local_date if current.stage is Stage.AHEAD else following
    return panel(
        texts.say(
            "“{name}” meets in <#{channel}> every {weekday} at {time} ({zone}). The next prompt comes on {date}.",
            name=plain(group.name),
            channel=group.channel_id,
            weekday=texts.weekday(group.rhythm.weekday),
            time=texts.time(group.rhythm.time),
            zone=group.rhythm.zone,
            date=texts.date(opens),
        ),
        ""
        if current.stage is Stage.AHEAD
        else texts.say(
            "The round that is open stays open until an hour before it; nothing is lost and nobody is asked twice."
        ),
    )
