"""Embeds: their parts, and the 6000 characters all of them share."""

from __future__ import annotations

from typing import Any

from sandbox.protocol.checks.fields import (
    COLOR_MAX,
    REQUIRED,
    boolean,
    dicts,
    link,
    listing,
    moment,
    required,
    shape,
    text,
    whole,
)
from sandbox.protocol.refusals import Fault, FormErrors, Path

EMBEDS_PER_MESSAGE = 10
CHARACTERS_PER_MESSAGE = 6000
TITLE = 256
DESCRIPTION = 4096
FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256
URL = 2048

TOTAL_EXCEEDED = Fault("MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {CHARACTERS_PER_MESSAGE}")

_MEDIA_LINK = link(URL, ("http", "https", "attachment"))
_MEDIA = shape({"url": _MEDIA_LINK})
_FIELD = shape(
    {
        "name": required(text(FIELD_NAME, 1, trimmed=True)),
        "value": required(text(FIELD_VALUE, 1, trimmed=True)),
        "inline": boolean,
    }
)


def _shows_something(embed: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """An embed of nothing is refused as a missing description, whatever else is missing."""
    if not any(embed.get(part) for part in ("title", "description", "author", "footer", "fields", *_PICTURES)):
        errors.add((*path, "description"), REQUIRED)


_PICTURES = ("image", "thumbnail", "video")

EMBED = shape(
    {
        "title": text(TITLE, trimmed=True),
        "description": text(DESCRIPTION, trimmed=True),
        "url": link(URL),
        "timestamp": moment,
        "color": whole(0, COLOR_MAX),
        "footer": shape({"text": required(text(FOOTER, 1, trimmed=True)), "icon_url": _MEDIA_LINK}),
        "image": _MEDIA,
        "thumbnail": _MEDIA,
        "author": shape({"name": required(text(AUTHOR, 1, trimmed=True)), "url": link(URL), "icon_url": _MEDIA_LINK}),
        "fields": listing(_FIELD, FIELDS),
    },
    _shows_something,
)
_EMBEDS = listing(EMBED, EMBEDS_PER_MESSAGE)


def embeds(value: Any, path: Path, errors: FormErrors) -> None:
    """The rule for a message's `embeds`."""
    _EMBEDS(value, path, errors)
    if sum(_characters(embed) for embed in dicts(value)) > CHARACTERS_PER_MESSAGE:
        errors.add(path, TOTAL_EXCEEDED)


def _characters(embed: dict[str, Any]) -> int:
    """Title, description, footer, author and fields count; links and pictures do not."""
    texts: list[object] = [embed.get("title"), embed.get("description")]
    for part, key in (("footer", "text"), ("author", "name")):
        holder = embed.get(part)
        texts.append(holder.get(key) if isinstance(holder, dict) else None)
    for field in dicts(embed.get("fields")):
        texts += [field.get("name"), field.get("value")]
    return sum(len(written.strip()) for written in texts if isinstance(written, str))
