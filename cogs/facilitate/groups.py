"""What a facilitator reads of their group: who is in it, whom they asked in, who leads, whether it rests."""

from discord.ui import LayoutView
from whenever import Date

from bot.domain.groups import Group, Membership
from bot.domain.recurrence import local_date
from bot.services.group_news import GroupNews
from bot.services.groups import GroupView
from bot.services.leading import Invited
from bot.wording.texts import Texts
from cogs._shared.groups import news_lines
from cogs._shared.layout import panel, person, plain

PEOPLE_SHOWN = 50


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


def told_of_rest(texts: Texts, news: GroupNews) -> LayoutView:
    told = texts.say("-# I say so in <#{channel}>, once.", channel=news.group.channel_id)
    return panel(*news_lines(texts, news), told)


def everybody(texts: Texts, view: GroupView) -> LayoutView:
    zone = view.group.rhythm.zone
    lines = [
        _place(texts, membership, local_date(membership.joined_at, zone)) for membership in view.members[:PEOPLE_SHOWN]
    ]
    more = len(view.members) - PEOPLE_SHOWN
    return panel(
        texts.say("### Who is in “{group}”", group=plain(view.group.name)),
        "\n".join(lines) or texts.say("Nobody is in the group yet. `/facilitate group invite` asks somebody in."),
        texts.count("and {n} more", "and {n} more", more) if more > 0 else "",
    )


def _place(texts: Texts, membership: Membership, since: Date) -> str:
    who, day = person(membership.person_id), texts.date(since)
    if membership.leads:
        return texts.say("- {person} leads, here since {date}", person=who, date=day)
    return texts.say("- {person}, here since {date}", person=who, date=day)
