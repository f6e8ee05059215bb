"""What stands around the messages: channels, people, the clock, the head of a channel."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from sandbox.page.icons import icon
from sandbox.page.markdown import moment
from sandbox.page.markup import NOTHING, Child, join, tag
from sandbox.page.messages import avatar
from sandbox.page.state import Page
from sandbox.page.words import LANGUAGES, word
from sandbox.people.person import Person
from sandbox.protocol.channels import CATEGORY, DM, FORUMS, Channel
from sandbox.protocol.guilds import Guild, Role
from sandbox.protocol.threads import Thread

SIGNS: Final = {15: "list", 16: "list"}
_MEMBERS: Final = {"data_act": "panel", "data_panel": "members", "aria_label": "Members", "title": "Members"}


def draw_side(page: Page, person: Person, open_channel: Channel) -> Markup:
    """The left column: servers with their channels and threads, the conversation with the bot, who one is."""
    guilds = [guild for guild in page.world.guilds.values() if person.id in guild.members]
    lists: list[Child] = [_guild(page, person, guild, open_channel) for guild in guilds]
    talk = tag("h3", word(person.locale, "Direct messages"))
    dm = page.world.dm(person.user)
    lists.append(tag("section", talk, _row(page, person, dm, open_channel, name=page.world.bot.display_name)))
    return tag("div", tag("div", lists, _class="channels"), _switch(page, person), _class="side")


def _guild(page: Page, person: Person, guild: Guild, open_channel: Channel) -> Markup:
    rows: list[Child] = []
    for channel in sorted(guild.channels.values(), key=lambda each: (each.position, each.id)):
        if channel.type == CATEGORY or not page.world.sees(person.id, channel):
            continue
        rows.append(_row(page, person, channel, open_channel))
        rows.append(_threads(page, person, channel, open_channel))
    return tag("section", tag("h2", guild.name), rows)


def _threads(page: Page, person: Person, parent: Channel, open_channel: Channel) -> Child:
    visible = [
        thread
        for thread in parent.the_guild.threads.values()
        if thread.parent is parent and page.world.sees(person.id, thread)
    ]
    active = [t for t in visible if not t.archived or t is open_channel or page.marks.of(person.id, t.id).unread]
    older = [thread for thread in visible if thread not in active]
    rows: list[Child] = [_row(page, person, thread, open_channel) for thread in active]
    if older:
        shown = [_row(page, person, thread, open_channel) for thread in reversed(older)]
        rows.append(
            tag(
                "details",
                tag("summary", f"{len(older)} archived"),
                shown,
                _class="older",
                data_fold=f"older-{parent.id}",
            )
        )
    return rows


def _row(page: Page, person: Person, channel: Channel, open_channel: Channel, name: str | None = None) -> Markup:
    mark = page.marks.of(person.id, channel.id)
    is_open = channel is open_channel
    classes = "channel" + " open" * is_open + " unread" * bool(mark.unread and not is_open)
    classes += " thread" * isinstance(channel, Thread)
    pings = str(mark.pings) if mark.pings and not is_open else None
    return tag(
        "button",
        tag("span", sign(channel), _class="sign", aria_hidden="true"),
        tag("span", name or channel.name, _class="name"),
        tag("span", pings, _class="count", title="Mentions") if pings else NOTHING,
        type="button",
        _class=classes,
        data_act="open",
        data_channel=channel.id,
        aria_current="page" if is_open else None,
        title=_described(channel),
    )


def _described(channel: Channel) -> str | None:
    """The whole name of a thread, which seldom fits, and who sees a private one."""
    if not isinstance(channel, Thread):
        return None
    return f"{channel.name} · private thread" if channel.private else channel.name


def sign(channel: Channel) -> Markup:
    """What stands before a channel's name."""
    if channel.type == DM:
        return icon("at")
    if isinstance(channel, Thread):
        return icon("lock" if channel.locked else "private" if channel.private else "thread")
    return icon(SIGNS.get(channel.type, "hash"))


def _switch(page: Page, person: Person) -> Markup:
    """Who am I: every person one click away, with what calls for her."""
    others = [
        tag(
            "button",
            avatar(each.name, each.id, "", page.marks.pings(each.id)),
            type="button",
            _class="person" + " me" * (each.id == person.id),
            data_act="become",
            data_person=each.id,
            title=f"Be {each.name} · {LANGUAGES.get(each.locale, each.locale)}",
            aria_label=f"Be {each.name}",
            aria_pressed=str(each.id == person.id).lower(),
        )
        for each in page.served.people
    ]
    language = LANGUAGES.get(person.locale, person.locale)
    about = f"{language} · {role}" if (role := _top_role(page, person)) else language
    named = tag("div", tag("b", person.name), tag("small", about), _class="named")
    me = tag("div", avatar(person.name, person.id), named, _phone_button(person), _class="me")
    return tag("div", tag("small", "You are", _class="caption"), me, tag("div", others, _class="people"), _class="who")


def _phone_button(person: Person) -> Markup:
    label = word(person.locale, "What their phones show")
    return tag(
        "button",
        icon("phone"),
        type="button",
        _class="tool",
        data_act="phone",
        data_person=person.id,
        title=label,
        aria_label=label,
    )


def _top_role(page: Page, person: Person) -> str | None:
    names = (role.name for guild in page.world.guilds.values() for role in _roles(guild, person))
    return next(names, None)


def _roles(guild: Guild, person: Person) -> Iterable[Role]:
    member = guild.members.get(person.id)
    return member.roles if member else ()


def draw_head(channel: Channel, person: Person) -> Markup:
    """The line over the messages."""
    badges: Iterator[str] = iter(())
    crumb: Child = NOTHING
    if isinstance(channel, Thread):
        parent = channel.the_parent
        crumb = tag(
            "button", sign(parent), parent.name, type="button", _class="crumb", data_act="open", data_channel=parent.id
        )
        states = (("private", channel.private), ("archived", channel.archived), ("locked", channel.locked))
        badges = itertools.chain(tags_of(channel), (name for name, is_so in states if is_so))
    name = channel.name if channel.type != DM else person.world.bot.display_name
    return join(
        [
            tag("button", icon("list"), type="button", _class="burger", data_toggle="side", aria_label="Channels"),
            crumb,
            tag("h1", tag("span", sign(channel), _class="sign", aria_hidden="true"), name),
            [tag("span", badge, _class="badge quiet") for badge in badges],
            tag("span", channel.topic or "", _class="topic"),
            tag("button", icon("people"), type="button", _class="tool", **_MEMBERS),
        ]
    )


def tags_of(post: Thread) -> list[str]:
    """The tags of a forum's post, as they are shown."""
    known = post.the_parent.available_tags
    return [f"{tag.emoji_name or ''} {tag.name}".strip() for tag in known if tag.id in post.applied_tags]


def _posts(forum: Channel, person: Person) -> Markup:
    """A forum shows its posts where other channels show messages; the newest comes first."""
    posts = [thread for thread in forum.the_guild.threads.values() if thread.parent is forum]
    cards = [
        tag(
            "button",
            tag("span", [tag("span", name, _class="badge quiet") for name in tags_of(post)], _class="row"),
            tag("b", post.name),
            tag("small", f"{post.message_count} message{'s' * (post.message_count != 1)}"),
            type="button",
            _class="post",
            data_act="open",
            data_channel=post.id,
        )
        for post in reversed(posts)
        if person.world.sees(person.id, post)
    ]
    return tag("div", cards or "No posts so far.", _class="posts")


def draw_beginning(page: Page, channel: Channel, person: Person) -> Markup:
    """What stands over the first message: where one is, and for a newcomer what to do."""
    if isinstance(channel, Thread):
        return _private_beginning(channel) if channel.private else NOTHING
    if channel.type == DM:
        name = page.world.bot.display_name
        closed = "" if person.user.dms_open else " Your direct messages are closed at present."
        return tag("div", tag("h2", name), tag("p", f"This is where {name} writes to you.{closed}"), _class="beginning")
    steps = page.served.guide if channel is page.served.home else ()
    guide = tag("ol", [tag("li", _step(step)) for step in steps], _class="guide") if steps else NOTHING
    if channel.type in FORUMS:
        return tag("div", tag("h2", channel.name), _posts(channel, person), _class="beginning")
    begin = tag("p", "This is the beginning of the channel.")
    return tag("div", tag("h2", f"# {channel.name}"), NOTHING if steps else begin, guide, _class="beginning")


def _private_beginning(thread: Thread) -> Markup:
    sentence = "Only who was added sees this thread, and whoever looks after the threads of this server."
    return tag("div", tag("h2", thread.name), tag("p", sentence), _class="beginning")


def _step(step: str) -> Child:
    """Words between backticks are commands one can click."""
    parts: list[Child] = []
    for number, part in enumerate(step.split("`")):
        is_command = number % 2 == 1
        parts.append(
            tag("button", part, type="button", _class="mention", data_act="slash", data_text=part)
            if is_command
            else part
        )
    return parts


def draw_now(page: Page) -> Markup:
    """The time that people see."""
    return moment(page.sandbox.clock.now().timestamp(), "clock")


def draw_tools(page: Page) -> Markup:
    """What one can do to the world."""
    refused = len(page.refusals)
    count = tag("span", str(refused), _class="count") if refused else NOTHING
    broken = len(page.broken)
    faults = tag("span", str(broken), _class="count warm") if broken else NOTHING
    return join(
        [
            _panel("refusals", "refused", "Refused", count),
            _panel("faults", "bolt", "Faults", faults),
            _panel("connect", "plug", "Connect", NOTHING),
        ]
    )


def _panel(name: str, drawn: str, label: str, count: Markup) -> Markup:
    words = tag("span", label, _class="label")
    return tag(
        "button",
        icon(drawn),
        words,
        count,
        type="button",
        _class="tool",
        data_act="panel",
        data_panel=name,
        title=label,
    )


def draw_steps(page: Page) -> Markup:
    """How to move the clock, or, while it walks, how to stop it. Not the time itself: that changes under the hand."""
    walking = page.walking.target
    if walking is not None:
        going = tag("span", "walking to ", moment(walking.timestamp(), "clock"), "…", _class="going")
        stop = tag("button", "Stop here", type="button", _class="step", data_act="stop-clock")
        return tag("div", tag("span", _class="wheel", aria_hidden="true"), going, stop, _class="walking")
    due = page.walking.next_due
    to_next = join([tag("span", "Next: ", _class="lead"), moment(due.timestamp(), "short")]) if due else "Nothing due"
    more = {"data_act": "panel", "data_panel": "clock", "aria_label": "More time"}
    buttons = [
        tag("button", "+1 hour", type="button", _class="step", data_act="clock", data_hours=1),
        tag("button", "+1 day", type="button", _class="step", data_act="clock", data_days=1),
        tag(
            "button",
            to_next,
            icon("forward"),
            type="button",
            _class="step next",
            data_act="next",
            disabled=due is None,
            title="Moves the clock to the next delivery",
        ),
        tag("button", icon("dots"), type="button", _class="step", **more),
    ]
    return tag("div", buttons, _class="steps")
