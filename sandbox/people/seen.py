"""A message as one person sees it, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from whenever import Instant

from sandbox.protocol.checks import walk

Names: TypeAlias = Callable[[str, int], str]

EPHEMERAL = 1 << 6
LOADING = 1 << 7
COMPONENTS_V2 = 1 << 15
ACTION_ROW, BUTTON, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR = 1, 2, 10, 12, 13, 14
SELECTS = (3, 5, 6, 7, 8)
# What Discord itself says in a channel, by type of message.
SYSTEM = {
    1: "added {mentioned} to the thread.",
    2: "removed {mentioned} from the thread.",
    3: "started a call.",
    4: "changed the name: {content}",
    6: "pinned a message to this channel.",
    7: "joined the server.",
    18: "started a thread: {content}",
}

_MENTION = re.compile(r"(?<!\\)<(@!?|@&|#)(\d{1,20})>")
_COMMAND = re.compile(r"(?<!\\)</([^:>]+):\d{1,20}>")
_TIME = re.compile(r"(?<!\\)<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>")


@dataclass(frozen=True, slots=True)
class Button:
    """A button on a message; a link has a url and no custom id. `beside` is the text it stands next to or under."""

    label: str
    custom_id: str | None
    style: int
    disabled: bool
    url: str | None = None
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Select:
    """A menu on a message or in a form; `options` only for a menu of texts."""

    type: int
    custom_id: str
    placeholder: str
    min_values: int
    max_values: int
    disabled: bool
    options: tuple[dict[str, Any], ...]
    channel_types: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """One message on a person's screen."""

    payload: dict[str, Any]
    names: Names = field(repr=False, compare=False)

    @property
    def id(self) -> int:
        return int(self.payload["id"])

    @property
    def channel_id(self) -> int:
        return int(self.payload["channel_id"])

    @property
    def author_id(self) -> int:
        return int(self.payload["author"]["id"])

    @property
    def author(self) -> str:
        author = self.payload["author"]
        return str(author.get("global_name") or author["username"])

    @property
    def content(self) -> str:
        return str(self.payload.get("content") or "")

    @property
    def card(self) -> str:
        """Return what stands on it beneath its line, without blank lines: all of it where there is no embed."""
        if not self.embeds:
            return self.text
        lines = [*_embed_lines(self.embeds), *_component_lines(self.payload.get("components"))]
        return _readable("\n".join(line for part in lines for line in part.splitlines() if line), self.names)

    @property
    def pushed(self) -> str:
        """Return what a lock screen shows: the content; of layout components nothing (discord-api-docs#7854)."""
        return "" if self.payload.get("flags", 0) & COMPONENTS_V2 else _readable(self.content, self.names)

    @property
    def embeds(self) -> list[dict[str, Any]]:
        return list(self.payload.get("embeds") or [])

    @property
    def attachments(self) -> list[dict[str, Any]]:
        return list(self.payload.get("attachments") or [])

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.payload.get("flags", 0) & EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        return bool(self.payload.get("flags", 0) & LOADING)

    @property
    def edited(self) -> bool:
        return self.payload.get("edited_timestamp") is not None

    @property
    def buttons(self) -> list[Button]:
        found, beside = [], self.content
        for component, _ in walk(self.payload.get("components"), ()):
            if component.get("type") == TEXT_DISPLAY:
                beside = str(component["content"])
            elif component.get("type") == BUTTON:
                found.append(_button(component, _readable(beside, self.names)))
        return found

    @property
    def selects(self) -> list[Select]:
        return [select_of(c) for c, _ in walk(self.payload.get("components"), ()) if c.get("type") in SELECTS]

    @property
    def text(self) -> str:
        """Everything on it, as it is read from top to bottom."""
        if self.is_loading:
            return f"{self.author} is thinking…"
        if (system := SYSTEM.get(self.payload.get("type", 0))) is not None:
            mentioned = ", ".join(f"<@{user['id']}>" for user in self.payload.get("mentions") or [])
            return _readable(system.format(content=self.content, mentioned=mentioned), self.names)
        lines = [self.content, *_embed_lines(self.embeds), *_component_lines(self.payload.get("components"))]
        lines += [f"📎 {attachment['filename']}" for attachment in self.attachments]
        return _readable("\n".join(line for line in lines if line), self.names)


def _button(component: dict[str, Any], beside: str) -> Button:
    return Button(
        label=_label(component),
        custom_id=component.get("custom_id"),
        style=component["style"],
        disabled=bool(component.get("disabled")),
        url=component.get("url"),
        beside=beside,
    )


def _label(component: dict[str, Any]) -> str:
    emoji = (component.get("emoji") or {}).get("name")
    return " ".join(part for part in (emoji, component.get("label")) if part)


def select_of(component: dict[str, Any]) -> Select:
    """A menu read from its component."""
    return Select(
        type=component["type"],
        custom_id=component["custom_id"],
        placeholder=str(component.get("placeholder") or ""),
        min_values=_or(component.get("min_values"), 1),
        max_values=_or(component.get("max_values"), 1),
        disabled=bool(component.get("disabled")),
        options=tuple(component.get("options") or ()),
        channel_types=component.get("channel_types"),
    )


def _or(value: int | None, usual: int) -> int:
    return usual if value is None else value


def _embed_lines(embeds: list[dict[str, Any]]) -> Iterator[str]:
    for embed in embeds:
        yield str((embed.get("author") or {}).get("name") or "")
        yield str(embed.get("title") or "")
        yield str(embed.get("description") or "")
        for entry in embed.get("fields") or []:
            yield f"{entry['name']}\n{entry['value']}"
        if embed.get("image"):
            yield "🖼"
        yield str((embed.get("footer") or {}).get("text") or "")


def _component_lines(components: Any) -> Iterator[str]:
    """Texts, pictures and rows, one a line; containers and sections are only their contents."""
    for component in components or []:
        kind = component.get("type")
        if kind == ACTION_ROW:
            yield " ".join(_shown(child) for child in component["components"])
        elif kind == TEXT_DISPLAY:
            yield str(component["content"])
        elif kind == GALLERY:
            yield " ".join(f"🖼 {item.get('description') or ''}".strip() for item in component["items"])
        elif kind == FILE:
            yield f"📎 {component.get('name') or component['file']['url'].removeprefix('attachment://')}"
        elif kind == SEPARATOR:
            yield "───" if component.get("divider", True) else ""
        else:
            yield from _component_lines(component.get("components"))
            if isinstance(component.get("accessory"), dict):
                yield _shown(component["accessory"])


def _shown(component: dict[str, Any]) -> str:
    if component.get("type") == BUTTON:
        return f"[{_label(component)}]" + (" (disabled)" if component.get("disabled") else "")
    if component.get("type") in SELECTS:
        chosen = [option["label"] for option in component.get("options") or [] if option.get("default")]
        return f"[{', '.join(chosen) or component.get('placeholder') or 'Make a selection'} ▾]"
    return "🖼"


def _readable(text: str, names: Names) -> str:
    """Mentions by name and moments as UTC, where a message holds only numbers."""
    text = _MENTION.sub(lambda found: names(found[1], int(found[2])), text)
    text = _COMMAND.sub(lambda found: f"/{found[1]}", text)
    return _TIME.sub(lambda found: _moment(int(found[1]), found[2]), text)


def _moment(seconds: int, style: str | None) -> str:
    """To the minute; of the style that shows a time of day alone, no more than that."""
    day, time = Instant.from_timestamp(seconds).format_iso(unit="minute").removesuffix("Z").split("T")
    return f"{time} UTC" if style == "t" else f"{day} {time} UTC"
