"""What members read about groups."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import ButtonStyle
from discord.ui import Button, LayoutView, Section

from bot.domain.groups import Entry, Group
from bot.domain.people import Contact
from bot.domain.rounds import Stage
from bot.services.groups import GroupView
from bot.services.joining import Joined, Left
from bot.wording.texts import Texts
from cogs._shared.consent import contact_buttons, contact_question
from cogs._shared.controls import button
from cogs._shared.groups import ends_line, rests_line
from cogs._shared.ideas import ideas_button
from cogs._shared.layout import beside, panel, person, plain
from cogs._shared.profile import clock_button, clock_line, exchange_button, give_first_line

PEOPLE_SHOWN = 40
GROUPS_SHOWN = 15
DOORS_SHOWN = 8  # a line with a button takes three of the forty parts a message may have
TITLE_MOST = 200


def all_groups(texts: Texts, views: Sequence[GroupView]) -> LayoutView:
    if not views:
        return panel(
            texts.say("There are no groups here yet. A moderator makes the first one with `/admin group create`.")
        )
    more = len(views) - GROUPS_SHOWN
    return panel(
        texts.say("### Groups here"),
        *_offered(texts, views[:GROUPS_SHOWN]),
        texts.count("and {n} more: `/group show`", "and {n} more: `/group show`", more) if more > 0 else "",
        texts.say("🔒 By invitation: `/group show` says whom to ask.")
        if any(view.group.entry is Entry.INVITED for view in views[:GROUPS_SHOWN])
        else "",
        texts.say("💤 At rest: `/group show` says until when.")
        if any(view.pause for view in views[:GROUPS_SHOWN])
        else "",
    )


def _offered(texts: Texts, views: Sequence[GroupView]) -> Iterator[str | Section[Any]]:
    """A line each; those one may simply walk into have a button, as long as they are few enough for it."""
    doors = sum(_is_a_door(view) for view in views) <= DOORS_SHOWN
    for view in views:
        line = _line(texts, view)
        yield beside(line, _join(texts, view.group)) if doors and _is_a_door(view) else line
    if not doors:
        yield texts.say("`/group join` takes you in.")


def _is_a_door(view: GroupView) -> bool:
    return view.group.entry is Entry.OPEN and not view.viewer_is_in


def _join(texts: Texts, group: Group) -> Button[Any]:
    return button(texts.say("Join"), f"group:join:{group.id}", style=ButtonStyle.primary)


def one_group(texts: Texts, view: GroupView) -> LayoutView:
    shown = [person(membership.person_id) for membership in view.members[:PEOPLE_SHOWN]]
    leaders = [person(membership.person_id) for membership in view.members if membership.leads]
    return panel(
        f"### {plain(view.group.name)}",
        rhythm_line(texts, view.group),
        _next(texts, view),
        ends_line(texts, view.group),
        texts.say("Led by {people}.", people=texts.all_of(leaders)) if leaders else _nobody_leads(texts),
        texts.count("{n} member: {people}", "{n} members: {people}", len(view.members), people=texts.all_of(shown)),
        "" if view.viewer_is_in else _way_in(texts, view.group, leaders),
        controls=[_join(texts, view.group)] if _is_a_door(view) else [],
    )


def joined(texts: Texts, welcome: Joined, *, on_server: bool = True) -> LayoutView:
    """`on_server`: not under a direct message, where what belongs to one community cannot be asked."""
    group, asks_contact = welcome.view.group, welcome.person.contact is Contact.HERE
    return panel(
        texts.say("### Welcome to “{name}”", name=plain(group.name)),
        "\n".join(filter(None, [rhythm_line(texts, group), _next(texts, welcome.view)])),
        "" if welcome.sees_channel else _cannot_see(texts, welcome),
        _first_step(texts, welcome, on_server=on_server),
        beside(give_first_line(texts), exchange_button(texts)) if on_server else "",
        beside(clock_line(texts, welcome.person), clock_button(texts)),
        contact_question(texts) if asks_contact else "",
        controls=contact_buttons(texts) if asks_contact else [],
    )


def _first_step(texts: Texts, welcome: Joined, *, on_server: bool) -> str | Section[Any]:
    if welcome.taken_up:
        titles = [f"- {plain(each.plan.what, TITLE_MOST)}" for each in welcome.taken_up]
        return "\n".join([texts.say("Good to have you back. This goes on where it was:"), *titles])
    step = texts.say(
        "**Your first step**: pick one thing to try in the next 30 days. A failed try counts too. "
        "`/experiment start` takes your own, and there are ideas to begin with."
    )
    return beside(step, ideas_button(texts)) if on_server else step


def _cannot_see(texts: Texts, welcome: Joined) -> str:
    """Without the channel's name: Discord shows it to nobody who cannot see the channel."""
    if any(membership.leads for membership in welcome.view.members):
        return texts.say("You cannot see the group's channel yet. I tell those who lead the group.")
    return texts.say("You cannot see the group's channel yet. Ask a moderator to let you in there.")


def left(texts: Texts, parted: Left) -> LayoutView:
    return panel(
        texts.say("You have left “{name}”.", name=plain(parted.group.name)),
        texts.count(
            "{n} experiment of yours rests there. Join again within 30 days, and it goes on where it was.",
            "{n} experiments of yours rest there. Join again within 30 days, and they go on where they were.",
            parted.resting,
        )
        if parted.resting
        else "",
        ""
        if parted.is_led
        else texts.say(
            "Nobody leads the group now. Tell a moderator, so that it is not left to itself: `/admin group lead`."
        ),
    )


def _nobody_leads(texts: Texts) -> str:
    return texts.say("Nobody leads the group at present. A moderator can name somebody: `/admin group lead`.")


def _way_in(texts: Texts, group: Group, leaders: Sequence[str]) -> str:
    if group.entry is Entry.OPEN:
        return texts.say("You are welcome here: `/group join`.")
    if leaders:
        return texts.say("🔒 By invitation. Ask {people} for one.", people=texts.all_of(leaders))
    return texts.say("🔒 By invitation, from whoever leads the group.")


def rhythm_line(texts: Texts, group: Group) -> str:
    return texts.say(
        "Every {weekday} at {time} ({zone}) in <#{channel}> we ask each other: what happened?",
        weekday=texts.weekday(group.rhythm.weekday),
        time=texts.time(group.rhythm.time),
        zone=texts.city(group.rhythm.zone),
        channel=group.channel_id,
    )


def _next(texts: Texts, view: GroupView) -> str:
    upcoming = view.open_round
    if view.pause:
        return rests_line(texts, view.pause, upcoming)
    if upcoming is None:
        return ""
    if upcoming.stage is Stage.AHEAD:
        return texts.say("The next round opens on {date}.", date=texts.date(upcoming.local_date))
    return texts.say("A round has been open since {date}.", date=texts.date(upcoming.local_date))


def _line(texts: Texts, view: GroupView) -> str:
    lock = "🔒 " if view.group.entry is Entry.INVITED else ""
    asleep = "💤 " if view.pause else ""
    return (
        lock
        + asleep
        + texts.count(
            "**{name}** · {n} member · {weekday} {time} · <#{channel}>",
            "**{name}** · {n} members · {weekday} {time} · <#{channel}>",
            len(view.members),
            name=plain(view.group.name),
            weekday=texts.weekday(view.group.rhythm.weekday),
            time=texts.time(view.group.rhythm.time),
            channel=view.group.channel_id,
        )
    )
