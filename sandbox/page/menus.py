"""The menus on messages and people: what the bot registered for them, and what every app has."""

from __future__ import annotations

from markupsafe import Markup

from sandbox.page import palette
from sandbox.page.markup import Child, join, tag
from sandbox.page.messages import avatar
from sandbox.page.screen import Screen
from sandbox.page.words import word
from sandbox.people.commands import MESSAGE, USER, shown_name
from sandbox.people.refused import ClientRefused
from sandbox.people.seen import Seen


def on_message(screen: Screen, seen: Seen) -> Markup:
    """The menu of a message."""
    copied = [_copy(screen, "Copy text", seen.text), _copy(screen, "Copy message ID", str(seen.id))]
    return join([*_apps(screen, MESSAGE, "message", seen.id), *copied])


def on_person(screen: Screen, user_id: int) -> Markup:
    """The menu of a person or app."""
    user = screen.page.world.users.get(user_id)
    if user is None:
        raise ClientRefused("that account does not exist")
    head = tag("header", avatar(user.display_name, user.id, "tiny"), tag("b", user.display_name))
    is_known = any(person.id == user_id for person in screen.page.served.people)
    be = tag(
        "button",
        f"Be {user.display_name}",
        type="button",
        role="menuitem",
        data_act="become",
        data_person=user_id,
    )
    copy = _copy(screen, "Copy user ID", str(user_id))
    phone = tag(
        "button",
        word(screen.person.locale, "What their phone shows"),
        type="button",
        role="menuitem",
        data_act="phone",
        data_person=user_id,
    )
    usual = [be] if is_known and user_id != screen.person.id else []
    usual += [phone] if is_known else []
    return join([head, *_apps(screen, USER, "person", user_id), *usual, copy])


def _apps(screen: Screen, kind: int, on: str, target: int) -> list[Child]:
    found = palette.usable(screen.person, screen.channel, kind)
    if not found:
        return []
    commands = [
        tag(
            "button",
            shown_name(command, screen.person.locale),
            type="button",
            role="menuitem",
            data_act="app",
            data_command=command["name"],
            data_on=on,
            data_target=target,
        )
        for command in found
    ]
    return [tag("small", word(screen.person.locale, "Apps")), commands, tag("hr")]


def _copy(screen: Screen, label: str, copied: str) -> Markup:
    return tag("button", word(screen.person.locale, label), type="button", role="menuitem", data_copy=copied)
