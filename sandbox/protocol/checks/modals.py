"""Modals: Labels around one input each, text displays, and the older rows with a text input."""

from __future__ import annotations

from typing import Any

from sandbox.protocol.checks.components import ACTION_ROW, LAYOUT_TEXT, TEXT_DISPLAY, unique_custom_ids, walk
from sandbox.protocol.checks.fields import (
    Fields,
    Rule,
    boolean,
    listing,
    max_length,
    min_length,
    one_of,
    refuse,
    required,
    shape,
    text,
    too_great,
    union,
    whole,
)
from sandbox.protocol.checks.selects import (
    CUSTOM_ID,
    OPTION_TEXT,
    SELECTS,
    bounds_within_options,
    coherent_bounds,
    enabled_in_modal,
    optional_if_empty_allowed,
    select_rule,
    unique_values,
)
from sandbox.protocol.refusals import Fault, FormErrors, Path

TITLE = 45
TOP_LEVEL_COMPONENTS = 5
LABEL = 45
LABEL_DESCRIPTION = 100
INPUT_TEXT = 4000
INPUT_PLACEHOLDER = 100
FILES = 10
RADIO_OPTIONS = (2, 10)
CHECKBOXES = (1, 10)

TEXT_INPUT, LABEL_TYPE, FILE_UPLOAD = 4, 18, 19
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23

LABEL_IN_LABEL = Fault("TEXT_INPUT_COMPONENT_LABEL_NOT_ALLOWED", "A text input in a label cannot have a label")

_INPUT_FIELDS: Fields = {
    "custom_id": required(text(CUSTOM_ID, 1)),
    "style": required(one_of(1, 2)),
    "value": text(INPUT_TEXT),
    "placeholder": text(INPUT_PLACEHOLDER),
    "required": boolean,
    "min_length": whole(0, INPUT_TEXT),
    "max_length": whole(1, INPUT_TEXT),
}


def _input_bounds(field: dict[str, Any], path: Path, errors: FormErrors) -> None:
    least, most = field.get("min_length"), field.get("max_length")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        errors.add((*path, "min_length"), too_great(most))
    value = field.get("value")
    if not isinstance(value, str) or not value:
        return
    if isinstance(least, int) and len(value) < least:
        errors.add((*path, "value"), min_length(least))
    if isinstance(most, int) and most < len(value) <= INPUT_TEXT:
        errors.add((*path, "value"), max_length(most))


def _no_label_of_its_own(field: dict[str, Any], path: Path, errors: FormErrors) -> None:
    if field.get("label") is not None:
        errors.add((*path, "label"), LABEL_IN_LABEL)


_text_input = shape(_INPUT_FIELDS, _input_bounds, _no_label_of_its_own)
_labelled_input = shape({**_INPUT_FIELDS, "label": required(text(LABEL, 1))}, _input_bounds)

_choice = shape(
    {
        "label": required(text(OPTION_TEXT, 1)),
        "value": required(text(OPTION_TEXT, 1)),
        "description": text(OPTION_TEXT),
        "default": boolean,
    }
)
_file_upload = shape(
    {
        "custom_id": required(text(CUSTOM_ID, 1)),
        "min_values": whole(0, FILES),
        "max_values": whole(1, FILES),
        "required": boolean,
    },
    coherent_bounds,
    optional_if_empty_allowed,
)
_radio_group = shape(
    {
        "custom_id": required(text(CUSTOM_ID, 1)),
        "options": required(listing(_choice, RADIO_OPTIONS[1], RADIO_OPTIONS[0])),
        "required": boolean,
    },
    unique_values,
    enabled_in_modal,
)


def _checkbox_bounds(group: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """Unlike a select's, the upper bound of a group of checkboxes is all of them unless it is given."""
    options = group.get("options")
    most = group.get("max_values", len(options) if isinstance(options, list) else 1)
    bounds_within_options({**group, "max_values": most}, path, errors)
    coherent_bounds({**group, "max_values": most}, path, errors)


_checkbox_group = shape(
    {
        "custom_id": required(text(CUSTOM_ID, 1)),
        "options": required(listing(_choice, CHECKBOXES[1], CHECKBOXES[0])),
        "min_values": whole(0, CHECKBOXES[1]),
        "max_values": whole(*CHECKBOXES),
        "required": boolean,
    },
    unique_values,
    _checkbox_bounds,
    enabled_in_modal,
    optional_if_empty_allowed,
)
_checkbox = shape({"custom_id": required(text(CUSTOM_ID, 1)), "default": boolean}, enabled_in_modal)

_INSIDE_LABEL: dict[int, Rule] = {
    TEXT_INPUT: _text_input,
    **{kind: select_rule(kind, modal=True) for kind in SELECTS},
    FILE_UPLOAD: _file_upload,
    RADIO_GROUP: _radio_group,
    CHECKBOX_GROUP: _checkbox_group,
    CHECKBOX: _checkbox,
}
_label = shape(
    {
        "label": required(text(LABEL, 1)),
        "description": text(LABEL_DESCRIPTION),
        "component": required(union(_INSIDE_LABEL)),
    }
)
_row = shape({"components": required(listing(union({TEXT_INPUT: _labelled_input}), 1, 1))})
_TOP_LEVEL: dict[int, Rule] = {
    ACTION_ROW: _row,
    LABEL_TYPE: _label,
    TEXT_DISPLAY: shape({"content": required(text(LAYOUT_TEXT, 1))}),
}


def _custom_ids_differ(form: dict[str, Any], path: Path, errors: FormErrors) -> None:
    unique_custom_ids(list(walk(form.get("components"), (*path, "components"))), errors)


modal = shape(
    {
        "custom_id": required(text(CUSTOM_ID, 1)),
        "title": required(text(TITLE, 1)),
        "components": required(listing(union(_TOP_LEVEL), TOP_LEVEL_COMPONENTS, 1)),
    },
    _custom_ids_differ,
)


def check_modal(data: dict[str, Any]) -> None:
    """Refuses a form Discord would not open. Paths start at the form itself, not at the callback."""
    refuse(data, modal)
