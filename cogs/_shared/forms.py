"""Forms: built from a few lines, sent without being remembered, submitted by custom id before and after a restart."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2s
from typing import Any

import discord
from discord import RadioGroupOption, SelectDefaultValue, SelectDefaultValueType, SelectOption
from discord.ui import ChannelSelect, Item, Label, Modal, RadioGroup, Select, TextInput, UserSelect

from bot.domain.channels import Use
from cogs._shared.actors import Interaction
from cogs._shared.channels import OFFERED

SEPARATOR = ":"
MARK, MARK_BYTES = "~", 4
_MARKED = re.compile(rf"{MARK}[0-9a-f]{{{2 * MARK_BYTES}}}$")
RADIO_MOST = 5  # answers that are read at one glance; more of them fold into a menu


@dataclass(frozen=True)
class Part:
    """One thing a form asks. `key` is its name in drafts and submits."""

    key: str
    label: str
    most: int
    description: str | None = None
    placeholder: str | None = None
    required: bool = False
    long: bool = True


@dataclass(frozen=True)
class Pick:
    """One thing a form has people choose. `options` are values with what is read in their place, 2 to 25."""

    key: str
    label: str
    options: Sequence[tuple[str, str]]
    description: str | None = None
    placeholder: str | None = None
    required: bool = False


@dataclass(frozen=True)
class PickPerson:
    """One person whom a form has people choose, of all on the server; given as their id."""

    key: str
    label: str


@dataclass(frozen=True)
class PickChannel:
    """One channel that a form has people choose, of those that suit a use; given as its id."""

    key: str
    label: str
    use: Use


Asked = Part | Pick | PickPerson | PickChannel


def form_id(prefix: str, *args: object) -> str:
    """The custom id of a form; what it must remember travels in it."""
    return SEPARATOR.join((prefix, *map(str, args)))


def build_form(custom_id: str, title: str, parts: Sequence[Asked], given: Mapping[str, str]) -> Modal:
    """A modal of up to five parts, filled with what was given before."""
    modal = Modal(title=title, custom_id=custom_id, timeout=None)
    for part in parts:
        before = given.get(part.key, "")
        description = part.description if isinstance(part, Part | Pick) else None
        modal.add_item(Label(text=part.label, description=description, component=_field(part, before)))
    return modal


def _field(part: Asked, before: str) -> Item[Any]:
    match part:
        case Part():
            return _text(part, before)
        case Pick():
            return _choice(part, before)
        case PickPerson():
            return _person(part, before)
        case PickChannel():
            return _channel(part, before)


def _text(part: Part, before: str) -> Item[Any]:
    return TextInput(
        custom_id=part.key,
        style=discord.TextStyle.long if part.long else discord.TextStyle.short,
        required=part.required,
        max_length=part.most,
        placeholder=part.placeholder,
        default=before[: part.most] or None,
    )


def _choice(pick: Pick, before: str) -> Item[Any]:
    if len(pick.options) <= RADIO_MOST:
        radios = [RadioGroupOption(label=label, value=value, default=value == before) for value, label in pick.options]
        return RadioGroup(custom_id=pick.key, required=pick.required, options=radios)
    choices = [SelectOption(label=label, value=value, default=value == before) for value, label in pick.options]
    return Select(
        custom_id=pick.key,
        required=pick.required,
        options=choices,
        placeholder=pick.placeholder,
        min_values=int(pick.required),
    )


def _person(pick: PickPerson, before: str) -> Item[Any]:
    chosen = [SelectDefaultValue(id=int(before), type=SelectDefaultValueType.user)] if before.isdecimal() else []
    return UserSelect(custom_id=pick.key, required=True, default_values=chosen)


def _channel(pick: PickChannel, before: str) -> Item[Any]:
    chosen = [SelectDefaultValue(id=int(before), type=SelectDefaultValueType.channel)] if before.isdecimal() else []
    return ChannelSelect(custom_id=pick.key, required=True, default_values=chosen, channel_types=OFFERED[pick.use])


def points_at_bot(interaction: Interaction, person_id: int) -> bool:
    """Whether the person chosen in the form that was sent is a bot."""
    data: Mapping[str, Any] = interaction.data or {}
    users = data.get("resolved", {}).get("users", {})
    return bool(users.get(str(person_id), {}).get("bot"))


async def open_form(interaction: Interaction, modal: Modal) -> None:
    """Show a form, under an id that changes with what stands in it.

    Phones show what an id held first (discord-api-docs#7554). The form is stopped before it is sent, so that the
    library does not keep it by its custom id: two people with the same form open would get mixed up, and one dismissed
    would stay for ever.
    """
    shown = json.dumps(modal.to_dict(), sort_keys=True)
    modal.custom_id += MARK + blake2s(shown.encode(), digest_size=MARK_BYTES).hexdigest()
    modal.stop()
    await interaction.response.send_modal(modal)


def read_submit(interaction: Interaction) -> tuple[str, dict[str, str]]:
    """Return the id that the form was built with, and what was given by name; empty where nothing was chosen."""
    data: Mapping[str, Any] = interaction.data or {}
    return _MARKED.sub("", str(data.get("custom_id", ""))), dict(_given(data.get("components", ())))


def _given(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        inner = component.get("component", component)
        if "custom_id" in inner:
            chosen = inner.get("values") or [""]
            yield inner["custom_id"], str(inner.get("value") or chosen[0])
