"""The list behind “/”: what the bot registered, in the reader's language, found by a few letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from sandbox.page.markup import tag
from sandbox.people import commands
from sandbox.people.person import Person
from sandbox.protocol.channels import Channel

SHOWN: Final = 25
LETTERS_FOR_DESCRIPTIONS: Final = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A command that can be run: `called` is its registered name, `shown` the one in her language."""

    called: str
    shown: str
    description: str
    options: Sequence[dict[str, Any]]


def usable(person: Person, place: Channel, kind: int = commands.CHAT_INPUT) -> list[dict[str, Any]]:
    """The commands the app offers her there."""
    held = person.world.permissions(person.id, place.id)
    return [
        command
        for command in person.world.commands_for(place.guild_id)
        if command["type"] == kind and commands.usable(command, held, in_guild=place.guild is not None)
    ]


def entries(person: Person, place: Channel) -> list[Entry]:
    """Every command with its subcommands, in the order of their names."""
    found = [entry for command in usable(person, place) for entry in _leaves(command, person.locale)]
    return sorted(found, key=lambda entry: entry.shown)


def search(offered: Sequence[Entry], typed: str) -> list[Entry]:
    """The best matches for what was typed, best first."""
    wanted = typed.strip().lower().removeprefix("/").strip()
    if not wanted:
        return list(offered[:SHOWN])
    ranked = [(rank, entry) for entry in offered if (rank := _rank(entry, wanted)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _, entry in ranked[:SHOWN]]


def draw_palette(found: Sequence[Entry], typed: str) -> Markup:
    """The list over the box; the first is the one Enter takes."""
    if not found:
        return tag("div", "No command like that here.", _class="palette empty", data_for=typed)
    rows = [
        tag(
            "button",
            tag("b", f"/{entry.shown}"),
            tag("span", entry.description),
            type="button",
            role="option",
            _class="option active" if number == 0 else "option",
            data_act="pick",
            data_command=entry.called,
        )
        for number, entry in enumerate(found)
    ]
    return tag("div", rows, _class="palette", role="listbox", aria_label="Commands", data_for=typed)


def _leaves(node: dict[str, Any], locale: str, called: str = "", shown: str = "") -> Iterator[Entry]:
    called = f"{called} {node['name']}".strip()
    shown = f"{shown} {commands.shown_name(node, locale)}".strip()
    below = [
        option
        for option in node.get("options") or []
        if option["type"] in (commands.SUB_COMMAND, commands.SUB_COMMAND_GROUP)
    ]
    if not below:
        description = commands.shown_name(node, locale, "description")
        yield Entry(called, shown, description, node.get("options") or [])
    for option in below:
        yield from _leaves(option, locale, called, shown)


def _rank(entry: Entry, wanted: str) -> tuple[int, int, str] | None:
    """Smaller is better: as it begins, as a word begins, letters in order, only in the description."""
    for penalty, name in ((0, entry.shown), (0, entry.called)):
        if name.startswith(wanted):
            return penalty, len(name), entry.shown
    for name in (entry.shown, entry.called):
        if any(word.startswith(wanted) for word in name.split()):
            return 1, len(name), entry.shown
    if any(_in_order(wanted, name) for name in (entry.shown, entry.called)):
        return 2, len(entry.shown), entry.shown
    described = len(wanted) >= LETTERS_FOR_DESCRIPTIONS and wanted in entry.description.lower()
    return (3, len(entry.shown), entry.shown) if described else None


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters if letter != " ")
