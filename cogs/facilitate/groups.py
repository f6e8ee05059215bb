"""What a facilitator reads after inviting somebody, sharing the lead or passing it on."""

from discord.ui import LayoutView

from bot.domain.groups import Group
from bot.services.leading import Invited
from bot.wording.texts import Texts
from cogs._shared.layout import panel, person, plain


def invited(texts: Texts, result: Invited, *, is_blind: bool) -> LayoutView:
    """`is_blind`: the person cannot see where the group meets."""
    who, group = person(result.person_id), plain(result.group.name)
    return panel(
        texts.say(
            "{person} is invited to “{group}”. I show it to them when they next use a command of mine, or in a direct "
            "message if they have chosen those; a word from you makes it warmer.",
            person=who,
            group=group,
        )
        if result.is_new
        else texts.say(
            "{person} has an invitation to “{group}” already. I do not repeat it; a word from you may help.",
            person=who,
            group=group,
        ),
        texts.say(
            "They cannot see <#{channel}> yet. Whoever manages the channel can let them in, under Permissions.",
            channel=result.group.channel_id,
        )
        if is_blind
        else "",
    )


def shared(texts: Texts, group: Group, person_id: int) -> LayoutView:
    return panel(
        texts.say(
            "{person} leads “{group}” with you now, and hears about it from me.",
            person=person(person_id),
            group=plain(group.name),
        )
    )


def handed_over(texts: Texts, group: Group, person_id: int) -> LayoutView:
    return panel(
        texts.say(
            "{person} leads “{group}” from now on, and hears about it from me. You stay a member.",
            person=person(person_id),
            group=plain(group.name),
        )
    )
