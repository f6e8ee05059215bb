"""The drawers: what Discord refused, what goes wrong on purpose, how to connect, how far to go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from markupsafe import Markup

from sandbox.page.icons import icon
from sandbox.page.markdown import moment
from sandbox.page.markup import NOTHING, Child, tag
from sandbox.page.messages import avatar
from sandbox.page.phones import draw_phones
from sandbox.page.state import Page
from sandbox.page.words import word
from sandbox.people.person import Person
from sandbox.protocol import permissions
from sandbox.protocol.channels import DM, Channel
from sandbox.protocol.journal import Entry
from sandbox.protocol.threads import Thread
from sandbox.protocol.users import User

PERMISSIONS: Final = {
    "View Channel": permissions.VIEW_CHANNEL,
    "Send Messages": permissions.SEND_MESSAGES,
    "Send Messages in Threads": permissions.SEND_MESSAGES_IN_THREADS,
    "Create Public Threads": permissions.CREATE_PUBLIC_THREADS,
    "Create Private Threads": permissions.CREATE_PRIVATE_THREADS,
    "Manage Threads": permissions.MANAGE_THREADS,
    "Read Message History": permissions.READ_MESSAGE_HISTORY,
    "Attach Files": permissions.ATTACH_FILES,
}
SHOWN_AT_ONCE: Final = 6
TITLES: Final = {
    "members": "Members",
    "phones": "What their phones show",
    "refusals": "What Discord refused",
    "faults": "Make something go wrong",
    "connect": "Connect your own bot",
    "clock": "Further ahead",
}


def draw_panel(name: str, page: Page, channel: Channel, viewer: Person, first: Person) -> Markup:
    """One drawer with its title; `first` is whose phone is at the top."""
    inside: dict[str, Callable[[], Child]] = {
        "members": lambda: _members(page, channel),
        "phones": lambda: draw_phones(page.phones, page.served.people, page.world, viewer, first),
        "refusals": lambda: _refusals(page),
        "faults": lambda: _faults(page, channel),
        "connect": lambda: _connect(page),
        "clock": _further,
    }
    close = tag(
        "button", icon("close"), type="button", _class="plain", data_act="panel", data_panel="", aria_label="Close"
    )
    title = word(viewer.locale, TITLES[name])
    head = tag("header", tag("h2", title), close)
    return tag("aside", head, tag("div", inside[name](), _class="inside"), _class="drawer", aria_label=title)


def _members(page: Page, channel: Channel) -> Child:
    """Who is in a thread, or sees a channel; each has a menu."""
    users = sorted(_users_in(page, channel), key=lambda user: user.display_name)
    people, apps = [u for u in users if not u.bot], [u for u in users if u.bot]
    titled = (("People", people), ("Apps", apps))
    return [_section(f"{title} — {len(each)}", *map(_member, each)) for title, each in titled if each]


def _users_in(page: Page, channel: Channel) -> list[User]:
    if channel.type == DM:
        return list(page.world.sides(channel))
    inside = channel.members if isinstance(channel, Thread) else channel.the_guild.members
    return [page.world.users[user_id] for user_id in inside if page.world.sees(user_id, channel)]


def _member(user: User) -> Markup:
    app = tag("span", "APP", _class="badge") if user.bot else NOTHING
    return tag(
        "button",
        avatar(user.display_name, user.id, "small"),
        tag("span", user.display_name, _class="name"),
        app,
        icon("dots"),
        type="button",
        _class="member",
        data_act="person-menu",
        data_person=user.id,
        aria_haspopup="menu",
    )


def _refusals(page: Page) -> Child:
    about = "Every request Discord would not take from the bot, in Discord's own words. The newest comes first."
    if not page.refusals:
        return [tag("p", about), tag("p", "Nothing so far.", _class="calm")]
    return [tag("p", about), [_refusal(entry) for entry in reversed(page.refusals)]]


def _refusal(entry: Entry) -> Markup:
    facts = entry.facts
    code = facts.get("code")
    unknown = entry.kind == "unknown_route"
    words = "The sandbox does not know this route." if unknown else str(facts.get("message") or "")
    return tag(
        "div",
        tag("header", tag("b", f"{facts['status']}" + (f" · {code}" if code else "")), moment(_at(entry), "short")),
        tag("code", f"{facts['method']} {facts['path']}"),
        tag("p", words),
        tag("details", tag("summary", "errors"), tag("pre", _tree(facts["errors"])))
        if facts.get("errors")
        else NOTHING,
        _class="refusal",
    )


def _tree(errors: Any, path: str = "") -> str:
    if not isinstance(errors, dict):
        return f"{path}: {errors}"
    lines = [f"{path or 'body'}: {each['code']} — {each['message']}" for each in errors.get("_errors", ())]
    lines += [_tree(below, f"{path}.{key}".strip(".")) for key, below in errors.items() if key != "_errors"]
    return "\n".join(lines)


def _faults(page: Page, channel: Channel) -> Child:
    broken = page.broken
    running = [
        tag("p", f"Now: {'; '.join(broken)}.", _class="warm") if broken else NOTHING,
        _row(_button("Everything works again", "clear", style="primary")) if broken else NOTHING,
    ]
    return [
        running,
        _section("The bot", _row(_button("Restart the bot", "restart", busy=page.restarting), _bot_membership(page))),
        _section(
            "Its connection",
            _row(_button("Drop the connection", "drop"), _button("End the session", "invalidate")),
        ),
        _section(
            "Discord's answers",
            _row(_button("500 once", "500"), _button("500 to every message", "500s"), _button("429 for 3 s", "429")),
            _row(_button("Slow by 1 s", "slow"), _button("Too slow: 4 s", "slower"), _button("No edits", "30046")),
        ),
        _of_people("Direct messages", _dms(page)),
        _of_people("Members of the server", _membership(page)),
        _place(page, channel),
        _gone(page),
    ]


def _dms(page: Page) -> list[Markup]:
    return [
        _toggle(f"{person.name} takes direct messages", "dms", person.user.dms_open, data_person=str(person.id))
        for person in page.served.people
    ]


def _membership(page: Page) -> list[Markup]:
    guild = page.home.the_guild
    return [
        _toggle(f"{person.name} is in the server", "membership", person.id in guild.members, data_person=str(person.id))
        for person in page.served.people
        if person.id != guild.owner_id
    ]


def _bot_membership(page: Page) -> Markup:
    inside = page.home.the_guild.installed
    return _button("Remove it from the server" if inside else "Invite it again", "bot-membership")


def _place(page: Page, channel: Channel) -> Child:
    if channel.type == DM:
        return tag("p", "Open a channel or thread to break something in it.", _class="calm")
    home = channel.home
    held = page.world.permissions(page.world.bot.id, home.id)
    toggles = [
        _toggle(name, "permission", bool(held & bit), data_channel=str(home.id), data_bit=str(bit))
        for name, bit in PERMISSIONS.items()
    ]
    may = _section(f"What {page.world.bot.display_name} may do in #{home.name}", toggles)
    about = str(channel.id)
    acts: list[Markup] = []
    if isinstance(channel, Thread):
        acts.append(_button("Wake it" if channel.archived else "Archive it", "archive", channel=about))
        acts.append(_button("Unlock it" if channel.locked else "Lock it", "lock", channel=about))
    acts.append(_button("Delete it", "delete", channel=about, style="danger"))
    kind = "Thread" if isinstance(channel, Thread) else "Channel"
    sight = _of_people(f"Who sees #{home.name}", _sight(page, home))
    return [may, sight, _section(f"{kind} “{channel.name}”", _row(*acts))]


def _sight(page: Page, channel: Channel) -> list[Markup]:
    about = str(channel.id)
    return [
        _toggle(
            f"{person.name} sees #{channel.name}",
            "sight",
            person.may(permissions.VIEW_CHANNEL, channel),
            data_person=str(person.id),
            data_channel=about,
        )
        for person in page.served.people
        if person.id in channel.the_guild.members
    ]


def _gone(page: Page) -> Child:
    again = [_button(f"Make #{gone.name} anew", "anew", channel=str(gone.id)) for gone in page.deleted]
    return _section("Deleted channels", _row(*again)) if again else NOTHING


def _section(title: str, *inside: Child) -> Markup:
    return tag("section", tag("h3", title), inside)


def _of_people(title: str, toggles: list[Markup]) -> Markup:
    """One switch for each person; of many it is opened first."""
    if len(toggles) <= SHOWN_AT_ONCE:
        return _section(title, toggles)
    summary = tag("summary", tag("h3", title), tag("small", f"{len(toggles)} people"))
    return tag("details", summary, toggles, _class="folded", data_fold=title)


def _row(*buttons: Markup) -> Markup:
    return tag("div", buttons, _class="row")


def _button(
    label: str, fault: str, *, channel: str | None = None, style: str = "secondary", busy: bool = False
) -> Markup:
    return tag(
        "button",
        label,
        type="button",
        _class=f"btn {style}",
        data_act="fault",
        data_fault=fault,
        data_channel=channel,
        disabled=busy,
    )


def _toggle(label: str, fault: str, on: bool, **about: str) -> Markup:
    return tag(
        "button",
        tag("span", label),
        tag("span", _class="knob", aria_hidden="true"),
        type="button",
        role="switch",
        aria_checked=str(on).lower(),
        _class="toggle",
        data_act="fault",
        data_fault=fault,
        **about,
    )


def _connect(page: Page) -> Child:
    sandbox = page.sandbox
    rows = {
        "REST": sandbox.api_base,
        "Gateway": sandbox.gateway_url,
        "Token": sandbox.token,
        "Application": str(page.world.application_id),
    }
    return [
        tag("p", "Any client library can log in here; point it at these addresses."),
        [
            tag("div", tag("small", name), tag("code", value), _copy(value), _class="copyable")
            for name, value in rows.items()
        ],
        tag(
            "p",
            "The token belongs to this sandbox alone and changes with every start. "
            "A real token is neither needed nor accepted, and nothing leaves this machine.",
            _class="calm",
        ),
    ]


def _copy(value: str) -> Markup:
    return tag("button", "Copy", type="button", _class="plain", data_copy=value)


def _further() -> Child:
    steps = (("+1 week", 7), ("+1 month", 30), ("+1 year", 365))
    buttons = [
        tag("button", label, type="button", _class="btn secondary", data_act="clock", data_days=days)
        for label, days in steps
    ]
    go = tag(
        "form",
        tag("label", "Go to", _for="go-to"),
        tag("input", type="datetime-local", id="go-to", name="moment", required=True),
        tag("button", "Go", type="submit", _class="btn primary"),
        data_act="go-to",
        novalidate=True,
        _class="row",
    )
    return [
        tag("p", "The clock walks through every instant on the way, so nothing is skipped."),
        _row(*buttons),
        go,
    ]


def _at(entry: Entry) -> int:
    return entry.instant.timestamp()
