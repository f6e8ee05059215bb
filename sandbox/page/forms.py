"""The bot's forms, as the app opens them over the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from markupsafe import Markup

from sandbox.page.components import Offers, Option, option_face
from sandbox.page.icons import icon
from sandbox.page.markdown import Markdown
from sandbox.page.markup import NOTHING, Child, tag
from sandbox.page.words import word
from sandbox.people.forms import (
    CHECKBOX,
    CHECKBOX_GROUP,
    ENTITY_SELECTS,
    FILE_UPLOAD,
    RADIO_GROUP,
    TEXT_INPUT,
    Form,
    FormField,
)
from sandbox.protocol.checks import UploadedFile

LONG: Final = 2


def draw_form(form: Form, app: str, locale: str, offers: Offers, markdown: Markdown) -> Markup:
    """A dialog; it stays, with every text in it, until it is sent or closed."""
    fields = [_field(entry, number, offers, locale) for number, entry in enumerate(form.fields)]
    head = tag(
        "header",
        tag("div", tag("h2", form.title, id="form-title"), tag("small", app)),
        tag("button", icon("close"), type="button", _class="plain", data_act="close-form", aria_label="Close"),
    )
    foot = tag(
        "footer",
        tag("button", word(locale, "Cancel"), type="button", _class="btn secondary", data_act="close-form"),
        tag("button", word(locale, "Submit"), type="submit", _class="btn primary"),
    )
    texts = [tag("div", markdown.blocks(text), _class="text") for text in form.texts]
    error = tag("p", _class="form-error", role="alert", hidden=True)
    body = tag("div", texts, fields, _class="fields")
    inside = tag("form", head, body, error, foot, data_act="submit", autocomplete="off", novalidate=True)
    return tag("dialog", inside, _class="form", aria_labelledby="form-title", data_opens=True)


def _field(entry: FormField, number: int, offers: Offers, locale: str) -> Markup:
    field_id = f"field-{number}"
    mark = tag("span", " *", _class="required", title="Required") if entry.required else NOTHING
    several = entry.type not in (TEXT_INPUT, FILE_UPLOAD, CHECKBOX) and entry.bounds[1] > 1
    single = entry.type not in (RADIO_GROUP, CHECKBOX_GROUP) and not several
    name = tag("label" if single else "span", entry.label, mark, _for=field_id if single else None, _class="name")
    described = tag("small", entry.description) if entry.description else NOTHING
    about: dict[str, Any] = {"id": field_id, "name": entry.custom_id}
    return tag(
        "div",
        name,
        described,
        _control(entry, about, offers, locale),
        _class="form-field one-tick" if entry.type == CHECKBOX else "form-field",
    )


def _control(entry: FormField, about: dict[str, Any], offers: Offers, locale: str) -> Child:
    match entry.type:
        case 4:
            return _text(entry, about)
        case 19:
            return tag("input", type="file", data_upload=True, multiple=entry.bounds[1] > 1, **about)
        case 23:
            return tag("input", type="checkbox", checked=bool(entry.value), **about)
        case 21:
            return _ticks(entry.options, entry, "radio", about)
        case 22:
            return _ticks(entry.options, entry, "checkbox", about)
    return _select(entry, about, offers, locale)


def _text(entry: FormField, about: dict[str, Any]) -> Child:
    limits = {
        "placeholder": entry.placeholder or None,
        "maxlength": entry.max_length,
        "required": entry.required,
        "data_counter": True,
    }
    value = str(entry.value or "")
    counter = tag("output", f"{len(value)} / {entry.max_length}", _class="counter", aria_hidden="true")
    if entry.component.get("style") == LONG:
        return [tag("textarea", value, rows=3, **limits, **about), counter]
    return [tag("input", type="text", value=value, **limits, **about), counter]


def _select(entry: FormField, about: dict[str, Any], offers: Offers, locale: str) -> Markup:
    offered = offers(entry.component) if entry.type in ENTITY_SELECTS else []
    if entry.bounds[1] > 1:
        several = [{"value": value, "label": label} for value, label in offered] or entry.options
        ticks = _ticks(several, entry, "checkbox", about)
        return tag("div", tag("small", _how_many(entry.bounds)), ticks, _class="list")
    chosen = {str(value) for value in entry.value or []}
    offered = offered or [(str(option["value"]), option_face(option)) for option in entry.options]
    options = [tag("option", label, value=value, selected=value in chosen) for value, label in offered]
    placeholder = entry.placeholder or word(locale, "Make a selection")
    return tag("select", tag("option", placeholder, value="", selected=not chosen), options, **about)


def _how_many(bounds: tuple[int, int]) -> str:
    least, most = bounds
    return f"{least} to {most}" if least else f"up to {most}"


def _ticks(options: Sequence[Option], entry: FormField, kind: str, about: dict[str, Any]) -> list[Markup]:
    chosen = {str(value) for value in (entry.value if isinstance(entry.value, list) else [entry.value])}
    return [
        tag(
            "label",
            tag("input", type=kind, name=about["name"], value=option["value"], checked=str(option["value"]) in chosen),
            tag("span", option["label"], tag("small", option.get("description") or "")),
            _class="tick",
        )
        for option in options
    ]


def read_form(form: Form, typed: Mapping[str, Any], files: Mapping[str, UploadedFile]) -> dict[str, Any]:
    """What stands in the fields, by their custom ids."""
    read: dict[str, Any] = {}
    for entry in form.fields:
        value = typed.get(entry.custom_id)
        if entry.type == CHECKBOX:
            read[entry.custom_id] = bool(value)
        elif entry.type == FILE_UPLOAD:
            read[entry.custom_id] = [files[each] for each in _many(value)]
        elif entry.type in (TEXT_INPUT, RADIO_GROUP):
            read[entry.custom_id] = value or ""
        else:
            read[entry.custom_id] = _many(value)
    return read


def _many(value: Any) -> list[str]:
    if value in (None, ""):
        return []
    return list(value) if isinstance(value, list) else [value]
