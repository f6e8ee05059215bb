"""The fields of a command: one for each option, as its type asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from sandbox.page.components import Option
from sandbox.page.markup import NOTHING, tag
from sandbox.page.palette import Entry
from sandbox.page.words import word
from sandbox.people.commands import BOOLEAN, INTEGER, NUMBER, shown_name
from sandbox.people.person import Person
from sandbox.people.refused import ClientRefused
from sandbox.protocol.channels import CATEGORY, Channel
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.threads import Thread

USER, CHANNEL, ROLE, MENTIONABLE, ATTACHMENT = 6, 7, 8, 9, 11
# The same kinds of things as menus of a message or a form ask for them.
OF_COMPONENT: Final = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


def offers(person: Person, place: Channel, kind: int, channel_types: Sequence[int] | None) -> list[tuple[str, str]]:
    """The people, roles or channels one can point at there: id and name."""
    guild = place.guild
    if guild is None:
        return [(str(user.id), user.display_name) for user in person.world.sides(place)] if kind == USER else []
    people = [(str(member.user.id), member.user.display_name) for member in guild.members.values()]
    roles = [(str(role.id), f"@{role.name}") for role in guild.roles.values() if role is not guild.everyone]
    if kind == USER:
        return people
    if kind == ROLE:
        return roles
    if kind == MENTIONABLE:
        return [*people, *roles]
    places: list[Channel] = [*guild.channels.values(), *guild.threads.values()]
    return [
        (str(channel.id), channel.name if isinstance(channel, Thread) else f"#{channel.name}")
        for channel in places
        if person.world.sees(person.id, channel)
        and (channel.type in channel_types if channel_types else channel.type != CATEGORY)
    ]


def draw_command(entry: Entry, person: Person, place: Channel) -> Markup:
    """The bar while a command is being filled in; what is required comes first, as registered."""
    locale = person.locale
    head = tag(
        "header",
        tag("b", f"/{entry.shown}"),
        tag("span", entry.description),
        tag("button", word(locale, "Cancel"), type="button", _class="plain", data_act="cancel"),
        tag("button", word(locale, "Run"), tag("kbd", "↵"), type="submit", _class="btn primary"),
    )
    fields = [_field(option, person, place) for option in entry.options]
    return tag(
        "form",
        head,
        tag("div", fields, _class="options") if fields else NOTHING,
        _class="command",
        data_act="run",
        data_command=entry.called,
        data_opens=True,
        autocomplete="off",
        novalidate=True,
    )


def _field(option: Option, person: Person, place: Channel) -> Markup:
    locale = person.locale
    name = shown_name(option, locale)
    field_id = f"option-{option['name']}"
    mark = "" if option.get("required") else tag("i", word(locale, "optional"))
    described = shown_name(option, locale, "description")
    label = tag("label", tag("b", name), mark, _for=field_id)
    return tag("div", label, _control(option, person, place, field_id), tag("small", described), _class="option-field")


def _control(option: Option, person: Person, place: Channel, field_id: str) -> Markup:
    about: dict[str, Any] = {"id": field_id, "name": str(option["name"])}
    kind, required = option["type"], bool(option.get("required"))
    if option.get("choices"):
        choices = [(str(c["value"]), shown_name(c, person.locale)) for c in option["choices"]]
        return _dropdown(choices, required, about)
    if kind == BOOLEAN:
        return _dropdown([("true", "True"), ("false", "False")], required, about)
    if kind in (USER, CHANNEL, ROLE, MENTIONABLE):
        return _dropdown(offers(person, place, kind, option.get("channel_types")), required, about)
    if kind == ATTACHMENT:
        return tag("input", type="file", data_upload=True, **about)
    if option.get("autocomplete"):
        typed = tag(
            "input",
            type="text",
            data_complete=True,
            role="combobox",
            aria_expanded="false",
            aria_autocomplete="list",
            **about,
        )
        return tag("div", typed, tag("div", _class="suggestions", role="listbox", hidden=True), _class="combo")
    if kind in (INTEGER, NUMBER):
        step = 1 if kind == INTEGER else "any"
        bounds = {"min": option.get("min_value"), "max": option.get("max_value")}
        return tag("input", type="number", step=step, **bounds, **about)
    return tag("input", type="text", maxlength=option.get("max_length") or 6000, **about)


def _dropdown(choices: Sequence[tuple[str, str]], required: bool, about: dict[str, Any]) -> Markup:
    first = tag("option", "", value="", selected=True, hidden=required)
    return tag("select", first, [tag("option", label, value=value) for value, label in choices], **about)


def read_options(
    entry: Entry, typed: Mapping[str, Any], files: Mapping[str, UploadedFile], *, focused: str | None = None
) -> dict[str, Any]:
    """What was filled in, as values of the options' types; what was left empty is left out."""
    read = {}
    for option in entry.options:
        value = typed.get(option["name"])
        if value not in (None, "", []) and option["name"] != focused:
            read[option["name"]] = _value(option, value, files)
    return read


def _value(option: Option, value: Any, files: Mapping[str, UploadedFile]) -> Any:
    kind = option["type"]
    if kind == ATTACHMENT:
        return files[value]
    if option.get("choices"):
        return next((c["value"] for c in option["choices"] if str(c["value"]) == str(value)), value)
    if kind == BOOLEAN:
        return value == "true"
    if kind in (INTEGER, NUMBER):
        try:
            return int(value) if kind == INTEGER else float(value)
        except ValueError:
            raise ClientRefused(f"option “{option['name']}” takes a number") from None
    return value
