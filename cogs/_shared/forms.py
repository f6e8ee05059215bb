"""Forms: built from a few lines, sent without being remembered, submitted by custom id before and after a restart."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import discord
from discord.ui import Label, Modal, TextInput

from cogs._shared.actors import Interaction

SEPARATOR = ":"


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


def form_id(prefix: str, *args: object) -> str:
    """The custom id of a form; what it must remember travels in it."""
    return SEPARATOR.join((prefix, *map(str, args)))


def build_form(custom_id: str, title: str, parts: Sequence[Part], given: Mapping[str, str]) -> Modal:
    """A modal of up to five parts, filled with what was given before."""
    modal = Modal(title=title, custom_id=custom_id, timeout=None)
    for part in parts:
        field: TextInput[Any] = TextInput(
            custom_id=part.key,
            style=discord.TextStyle.long if part.long else discord.TextStyle.short,
            required=part.required,
            max_length=part.most,
            placeholder=part.placeholder,
            default=given.get(part.key, "")[: part.most] or None,
        )
        modal.add_item(Label(text=part.label, description=part.description, component=field))
    return modal


async def open_form(interaction: Interaction, modal: Modal) -> None:
    """Shows a form. It is stopped before it is sent, so that the library does not keep it by its custom id: two people
    with the same form open would get mixed up, and one dismissed would stay for ever."""
    modal.stop()
    await interaction.response.send_modal(modal)


def read_submit(interaction: Interaction) -> tuple[str, dict[str, str]]:
    """The custom id of the form that was sent, and its texts by name."""
    data: Mapping[str, Any] = interaction.data or {}
    return str(data.get("custom_id", "")), dict(_texts(data.get("components", ())))


def _texts(components: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    for component in components:
        inner = component.get("component", component)
        if "custom_id" in inner and "value" in inner:
            yield inner["custom_id"], inner["value"]
