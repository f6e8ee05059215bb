"""What moderators read of a person's place, and of a server at rest."""

from discord import ButtonStyle
from discord.ui import LayoutView

from bot.domain.groups import Group, Membership
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.services.members import MemberView, RemovedFrom
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, moment, panel, person, plain
from cogs._shared.why import why_this

GROUPS_SHOWN = 10
NAME_MOST = 60


def member(texts: Texts, view: MemberView) -> LayoutView:
    lines = [_place(texts, group, membership) for group, membership in view.places[:GROUPS_SHOWN]]
    more = len(view.places) - len(lines)
    return panel(
        f"### {person(view.person_id)}",
        texts.say("⛔ Kept from using me here. `/admin member unblock` lets them in again.") if view.is_blocked else "",
        "\n".join(lines) or texts.say("In none of the groups here."),
        texts.count("and {n} more", "and {n} more", more) if more > 0 else "",
        texts.count("{n} open experiment", "{n} open experiments", view.experiments) if view.places else "",
        texts.say("Away until {date}.", date=texts.date(view.away_until)) if view.away_until else "",
        texts.say("-# What somebody wrote, whom they avoid and whether they answered is not shown here."),
    )


def _place(texts: Texts, group: Group, membership: Membership) -> str:
    words = {"group": plain(group.name, NAME_MOST), "moment": moment(membership.joined_at)}
    if membership.leads:
        return texts.say("- “{group}”, which they lead; in it since {moment}", **words)
    return texts.say("- “{group}”, since {moment}", **words)


def removed(texts: Texts, group: Group, person_id: int) -> LayoutView:
    return panel(
        texts.say(
            "{person} is no longer in “{group}” and hears it from me. Their experiments there rest for 30 days. "
            "`/admin member block` keeps somebody from coming back.",
            person=person(person_id),
            group=plain(group.name, NAME_MOST),
        )
    )


def blocked(texts: Texts, person_id: int) -> LayoutView:
    return panel(
        texts.say(
            "{person} cannot use me here any more and is out of every group. I do not announce it; at their next press "
            "they read that a moderator decided it. Their own data stays theirs to ask for and to erase.",
            person=person(person_id),
        )
    )


def unblocked(texts: Texts, person_id: int) -> LayoutView:
    return panel(
        texts.say("{person} can use me again. They come into a group as anybody does.", person=person(person_id))
    )


def stopped(texts: Texts) -> LayoutView:
    return panel(
        texts.say(
            "### Everything is stopped\nNothing goes out, no round moves, and members read that a moderator stopped "
            "me. What Discord has in hand already may still appear. Nothing is lost: what falls due meanwhile waits, "
            "and what waits too long is on `/admin deliveries`."
        ),
        tone=Tone.SORRY,
        controls=[button(texts.say("Resume"), "admin:resume", style=ButtonStyle.success, emoji="▶️")],
    )


def resumed(texts: Texts) -> LayoutView:
    return panel(texts.say("### It goes on\nWhat is late goes out now and says so. `/admin deliveries` has the rest."))


def removed_card(letter: Letter, texts: Texts) -> Card:
    """To who was taken out of a group."""
    facts = letter.facts
    assert isinstance(facts, RemovedFrom)
    view = panel(
        texts.say(
            "### You are no longer in “{group}”\nA moderator took you out of it. Ask the moderators here if you would "
            "like to know more. Your experiments there rest for 30 days, and your words stay yours.",
            group=plain(facts.group.name, NAME_MOST),
        ),
        tone=Tone.NEWS,
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("You're no longer in “{group}”.", group=plain(facts.group.name, NAME_MOST)))
