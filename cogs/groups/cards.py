"""What members read about groups."""

from collections.abc import Sequence

from discord.ui import LayoutView

from bot.domain.groups import Group, Role
from bot.domain.people import Contact
from bot.domain.rounds import Stage
from bot.services.groups import GroupView
from bot.services.joining import Joined, Left
from bot.wording.texts import Texts
from cogs._shared.consent import contact_buttons
from cogs._shared.layout import panel, person, plain

PEOPLE_SHOWN = 40
GROUPS_SHOWN = 15


def all_groups(texts: Texts, views: Sequence[GroupView]) -> LayoutView:
    if not views:
        return panel(
            texts.say("There are no groups here yet. A moderator makes the first one with `/admin group create`.")
        )
    more = len(views) - GROUPS_SHOWN
    return panel(
        texts.say("### Groups here"),
        "\n".join(_line(texts, view) for view in views[:GROUPS_SHOWN]),
        texts.count("and {n} more: `/group show`", "and {n} more: `/group show`", more) if more > 0 else "",
    )


def one_group(texts: Texts, view: GroupView) -> LayoutView:
    shown = [person(membership.person_id) for membership in view.members[:PEOPLE_SHOWN]]
    leaders = [person(membership.person_id) for membership in view.members if membership.role is Role.FACILITATOR]
    return panel(
        f"### {plain(view.group.name)}",
        _rhythm(texts, view.group),
        _next(texts, view),
        texts.say("Led by {people}.", people=texts.all_of(leaders)) if leaders else "",
        texts.count("{n} member: {people}", "{n} members: {people}", len(view.members), people=texts.all_of(shown)),
        "" if view.viewer_is_in else texts.say("You are welcome here: `/group join`."),
    )


def joined(texts: Texts, welcome: Joined) -> LayoutView:
    group = welcome.view.group
    if welcome.person.contact is not Contact.HERE:
        return panel(_greeting(texts, group), _rhythm(texts, group), _first_step(texts))
    return panel(
        _greeting(texts, group),
        _rhythm(texts, group),
        _first_step(texts),
        texts.say(
            "Once in a round I may remind you: by direct message, by a mention in the round's thread, or here at your "
            "next command. You choose; `/my nudges` changes it whenever you like."
        ),
        controls=contact_buttons(texts),
    )


def left(texts: Texts, parted: Left) -> LayoutView:
    return panel(
        texts.say(
            "You have left “{name}”. Your experiments there rest; they are waiting if you come back.",
            name=plain(parted.group.name),
        ),
        ""
        if parted.is_led
        else texts.say("Nobody leads the group now. Tell a moderator, so that it is not left to itself."),
    )


def _greeting(texts: Texts, group: Group) -> str:
    return texts.say("### Welcome to “{name}”", name=plain(group.name))


def _first_step(texts: Texts) -> str:
    return texts.say(
        "Your first step: `/experiment start`. Pick one thing to try in the next 30 days; a failed try counts too."
    )


def _rhythm(texts: Texts, group: Group) -> str:
    return texts.say(
        "Every {weekday} at {time} ({zone}) in <#{channel}> we ask each other: what happened?",
        weekday=texts.weekday(group.rhythm.weekday),
        time=texts.time(group.rhythm.time),
        zone=group.rhythm.zone,
        channel=group.channel_id,
    )


def _next(texts: Texts, view: GroupView) -> str:
    upcoming = view.open_round
    if upcoming is None:
        return ""
    if upcoming.stage is Stage.AHEAD:
        return texts.say("The next round opens on {date}.", date=texts.date(upcoming.local_date))
    return texts.say("A round has been open since {date}.", date=texts.date(upcoming.local_date))


def _line(texts: Texts, view: GroupView) -> str:
    return texts.count(
        "**{name}** · {n} member · {weekday} {time} · <#{channel}>",
        "**{name}** · {n} members · {weekday} {time} · <#{channel}>",
        len(view.members),
        name=plain(view.group.name),
        weekday=texts.weekday(view.group.rhythm.weekday),
        time=texts.time(view.group.rhythm.time),
        channel=view.group.channel_id,
    )
