"""Components of messages: rows of buttons and selects, and the layouts of Components V2."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sandbox.protocol.checks.fields import (
    COLOR_MAX,
    REQUIRED,
    Fields,
    Rule,
    boolean,
    dicts,
    link,
    listing,
    one_of,
    required,
    shape,
    snowflake,
    text,
    union,
    whole,
)
from sandbox.protocol.checks.selects import CUSTOM_ID, SELECTS, emoji, select_rule
from sandbox.protocol.refusals import Fault, FormErrors, Path, Refused

ROWS = 5
BUTTONS_PER_ROW = 5
BUTTON_LABEL = 80
URL = 512
MEDIA_URL = 2048
LAYOUT_COMPONENTS = 40
LAYOUT_TEXT = 4000
SECTION_TEXTS = 3
GALLERY_ITEMS = 10
MEDIA_DESCRIPTION = 1024
# Beyond this Discord does not refuse but breaks: discord-api-docs#8554.
LAYOUT_BYTES, BYTES_PER_TEXT = 10_170, 12

ACTION_ROW, BUTTON, SECTION, TEXT_DISPLAY, THUMBNAIL = 1, 2, 9, 10, 11
MEDIA_GALLERY, FILE, SEPARATOR, CONTAINER = 12, 13, 14, 17
LINK_BUTTON, PREMIUM_BUTTON = 5, 6
BUTTON_STYLES = (1, 2, 3, 4, LINK_BUTTON, PREMIUM_BUTTON)

CUSTOM_ID_DUPLICATED = Fault("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
ID_DUPLICATED = Fault("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
WIDTH_EXCEEDED = Fault("COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width")
TOO_MANY_COMPONENTS = Fault(
    "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
    f"Components exceed the maximum total of {LAYOUT_COMPONENTS}",
)
TOO_MUCH_TEXT = Fault(
    "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
    f"Components displayable text size exceeds maximum size of {LAYOUT_TEXT}",
)
CUSTOM_ID_REQUIRED = Fault("BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
CUSTOM_ID_AND_URL = Fault(
    "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE", "A custom id and url cannot both be specified"
)
ATTACHMENT_ONLY = Fault("URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('attachment',).")
MEDIA_NOT_FOUND = Fault("UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND", "Referenced attachment not found")


def _button_identity(button: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """What a button leads to depends on its style: a custom id, a link, or something sold."""
    style = button.get("style")
    if style == LINK_BUTTON:
        if not button.get("url"):
            errors.add((*path, "url"), REQUIRED)
        if button.get("custom_id"):
            errors.add((*path, "custom_id"), CUSTOM_ID_AND_URL)
    elif style == PREMIUM_BUTTON:
        if not button.get("sku_id"):
            errors.add((*path, "sku_id"), REQUIRED)
    elif button.get("url"):
        errors.add((*path, "custom_id"), CUSTOM_ID_AND_URL)
    elif not button.get("custom_id"):
        errors.add((*path, "custom_id"), CUSTOM_ID_REQUIRED)


def _button_face(button: dict[str, Any], path: Path, errors: FormErrors) -> None:
    if button.get("style") != PREMIUM_BUTTON and not button.get("label") and not button.get("emoji"):
        errors.add((*path, "label"), REQUIRED)


_button = shape(
    {
        "style": required(one_of(*BUTTON_STYLES)),
        "label": text(BUTTON_LABEL),
        "custom_id": text(CUSTOM_ID),
        "url": link(URL, ("http", "https", "discord")),
        "sku_id": snowflake,
        "emoji": emoji,
        "disabled": boolean,
    },
    _button_identity,
    _button_face,
)
_INTERACTIVE: dict[int, Rule] = {BUTTON: _button, **{kind: select_rule(kind, modal=False) for kind in SELECTS}}


def _row_width(row: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """A select fills its row alone."""
    width = 0
    for index, component in enumerate(dicts(row.get("components"))):
        width += BUTTONS_PER_ROW if component.get("type") in SELECTS else 1
        if width > BUTTONS_PER_ROW and index < BUTTONS_PER_ROW:
            errors.add((*path, "components", index), WIDTH_EXCEEDED)


_action_row = shape({"components": required(listing(union(_INTERACTIVE), BUTTONS_PER_ROW, 1))}, _row_width)


def _attachment_url(value: Any, path: Path, errors: FormErrors) -> None:
    if not isinstance(value, str) or not value.startswith("attachment://"):
        errors.add(path, ATTACHMENT_ONLY)


_media = shape({"url": required(link(MEDIA_URL, ("http", "https", "attachment")))})
_described: Fields = {"media": required(_media), "description": text(MEDIA_DESCRIPTION), "spoiler": boolean}
_text_display = shape({"content": required(text(LAYOUT_TEXT, 1))})
_thumbnail = shape(_described)
_accessory = union({BUTTON: _button, THUMBNAIL: _thumbnail})
_section = shape(
    {
        "components": required(listing(union({TEXT_DISPLAY: _text_display}), SECTION_TEXTS, 1)),
        "accessory": required(_accessory),
    }
)
_gallery = shape({"items": required(listing(shape(_described), GALLERY_ITEMS, 1))})
_file = shape({"file": required(shape({"url": required(_attachment_url)})), "spoiler": boolean})
_separator = shape({"divider": boolean, "spacing": one_of(1, 2)})
_CONTENT: dict[int, Rule] = {
    ACTION_ROW: _action_row,
    SECTION: _section,
    TEXT_DISPLAY: _text_display,
    MEDIA_GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
}
_container = shape(
    {
        "components": required(listing(union(_CONTENT), LAYOUT_COMPONENTS, 1)),
        "accent_color": whole(0, COLOR_MAX),
        "spoiler": boolean,
    }
)

_CLASSIC = listing(union({ACTION_ROW: _action_row}), ROWS)
_LAYOUT = listing(union({**_CONTENT, CONTAINER: _container}), LAYOUT_COMPONENTS)


def components(
    value: Any, path: Path, errors: FormErrors, *, v2: bool, filenames: frozenset[str] | None = None
) -> None:
    """Notes what is wrong with a message's components.

    `filenames` are the attachments a layout may show; None leaves references unchecked.
    """
    (_LAYOUT if v2 else _CLASSIC)(value, path, errors)
    placed = list(walk(value, path))
    unique_custom_ids(placed, errors)
    _unique_ids(placed, errors)
    if v2:
        _layout_totals([component for component, _ in placed], path, errors)
        if filenames is not None:
            _references(placed, filenames, errors)


def walk(value: Any, path: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """Every component however deep, with its place, in the order Discord counts them."""
    if not isinstance(value, list):
        return
    for index, component in enumerate(value):
        if isinstance(component, dict):
            here = (*path, index)
            yield component, here
            yield from walk(component.get("components"), (*here, "components"))
            for single in ("accessory", "component"):
                if isinstance(component.get(single), dict):
                    yield component[single], (*here, single)


def displayed_text(value: Any) -> str:
    """All text displays of a layout, as one text."""
    return "\n".join(str(c.get("content") or "") for c, _ in walk(value, ()) if c.get("type") == TEXT_DISPLAY)


def unique_custom_ids(placed: list[tuple[dict[str, Any], Path]], errors: FormErrors) -> None:
    """Disabled components count like the others: discord-api-docs#3673."""
    seen: set[str] = set()
    for component, path in placed:
        custom_id = component.get("custom_id")
        if not isinstance(custom_id, str) or not custom_id:
            continue
        if custom_id in seen:
            errors.add((*path, "custom_id"), CUSTOM_ID_DUPLICATED)
        seen.add(custom_id)


def _unique_ids(placed: list[tuple[dict[str, Any], Path]], errors: FormErrors) -> None:
    """Zero counts as absent: Discord then gives a number of its own."""
    seen: set[int] = set()
    for component, path in placed:
        number = component.get("id")
        if not isinstance(number, int) or number == 0:
            continue
        if number in seen:
            errors.add((*path, "id"), ID_DUPLICATED)
        seen.add(number)


def _layout_totals(placed: list[dict[str, Any]], path: Path, errors: FormErrors) -> None:
    if len(placed) > LAYOUT_COMPONENTS:
        errors.add(path, TOO_MANY_COMPONENTS)
    texts = [str(c.get("content") or "") for c in placed if c.get("type") == TEXT_DISPLAY]
    if sum(map(len, texts)) > LAYOUT_TEXT:
        errors.add(path, TOO_MUCH_TEXT)
    elif sum(len(written.encode()) + BYTES_PER_TEXT for written in texts) > LAYOUT_BYTES:
        raise Refused(0, status=500)


def _references(placed: list[tuple[dict[str, Any], Path]], filenames: frozenset[str], errors: FormErrors) -> None:
    for component, path in placed:
        holders = [(component, path)]
        holders += [(item, (*path, "items", n)) for n, item in enumerate(dicts(component.get("items")))]
        for holder, place in holders:
            for key in ("media", "file"):
                url = holder[key].get("url") if isinstance(holder.get(key), dict) else None
                if isinstance(url, str) and url.startswith("attachment://") and url[13:] not in filenames:
                    errors.add((*place, key, "url"), MEDIA_NOT_FOUND)
