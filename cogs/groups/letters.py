"""What reaches one person about a group: an invitation, that they lead it now, that somebody cannot see its channel."""

from discord import ButtonStyle

from bot.domain.people import Contact
from bot.gateway.cards import Card
from bot.services.joining import CannotSee
from bot.services.leading import InvitationToGroup, LeadingFacts
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.consent import contact_buttons, contact_question
from cogs._shared.controls import button
from cogs._shared.layout import Tone, panel, person, plain
from cogs._shared.why import why_this
from cogs.groups.cards import rhythm_line


def invitation_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, InvitationToGroup)
    join = button(texts.say("Join"), f"group:join:{facts.group.id}", style=ButtonStyle.primary)
    view = panel(
        texts.say(
            "### {person} invites you to “{group}”", person=person(facts.invited_by), group=plain(facts.group.name)
        ),
        texts.say("A small group that tries things and tells each other how it went; failing counts too."),
        rhythm_line(texts, facts.group),
        texts.say("There is no hurry, and no answer is an answer too: `/group join` lets you in whenever you like."),
        tone=Tone.NEWS,
        controls=[join, why_this(texts, letter.delivery)],
    )
    return Card(
        view,
        push=texts.say(
            "{person} invites you to “{group}”.", person=person(facts.invited_by), group=plain(facts.group.name)
        ),
    )


def now_leading_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, LeadingFacts)
    asks_contact = facts.contact is Contact.HERE
    view = panel(
        texts.say("### You lead “{group}” now", group=plain(facts.group.name)),
        rhythm_line(texts, facts.group),
        texts.say("Leaders go first: a day before each round I ask you, and your answer opens its thread."),
        "" if facts.has_begun else texts.say("You have no experiment of your own here yet: `/experiment start`."),
        texts.say("`/facilitate group invite` asks somebody in; `/facilitate group hand-over` passes the lead on."),
        contact_question(texts) if asks_contact else "",
        tone=Tone.NEWS,
        controls=[*(contact_buttons(texts) if asks_contact else []), why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("You lead “{group}” now.", group=plain(facts.group.name)))


def cannot_see_card(letter: Letter, texts: Texts) -> Card:
    facts = letter.facts
    assert isinstance(facts, CannotSee)
    group = facts.group
    view = panel(
        texts.say(
            "{person} has joined “{group}”, but cannot see its channel, <#{channel}>.",
            person=person(facts.person_id),
            group=plain(group.name),
            channel=group.channel_id,
        ),
        texts.say(
            "Whoever manages the channel can let them in: in its settings, under Permissions, add them or a role of "
            "theirs and allow View Channel."
        ),
        controls=[why_this(texts, letter.delivery)],
    )
    return Card(view, push=texts.say("Someone in “{group}” can't see its channel.", group=plain(group.name)))
