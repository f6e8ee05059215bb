"""Select menus, which stand in messages and in modals with slightly different rights."""

from __future__ import annotations

from typing import Any

from sandbox.protocol.checks.fields import (
    Fields,
    Rule,
    boolean,
    dicts,
    listing,
    one_of,
    required,
    shape,
    snowflake,
    text,
    too_great,
    too_small,
    whole,
)
from sandbox.protocol.refusals import Fault, FormErrors, Path

CUSTOM_ID = 100
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
MIN_VALUES = (0, 25)
MAX_VALUES = (1, 25)
CHANNEL_TYPES = (0, 1, 2, 3, 4, 5, 10, 11, 12, 13, 14, 15, 16)

STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 3, 5, 6, 7, 8
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
DEFAULT_VALUE_KINDS = {
    USER_SELECT: ("user",),
    ROLE_SELECT: ("role",),
    MENTIONABLE_SELECT: ("user", "role"),
    CHANNEL_SELECT: ("channel",),
}

VALUE_DUPLICATED = Fault("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The specified option value is already used")
TOO_MANY_DEFAULTS = Fault(
    "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES",
    "The specified number of default values exceeds the specified maximum values",
)

emoji = shape({"id": snowflake, "name": text(32), "animated": boolean})
_OPTION = shape(
    {
        "label": required(text(OPTION_TEXT, 1)),
        "value": required(text(OPTION_TEXT, 1)),
        "description": text(OPTION_TEXT),
        "emoji": emoji,
        "default": boolean,
    }
)
_COMMON: Fields = {
    "custom_id": required(text(CUSTOM_ID, 1)),
    "placeholder": text(PLACEHOLDER),
    "min_values": whole(*MIN_VALUES),
    "max_values": whole(*MAX_VALUES),
    "disabled": boolean,
    "required": boolean,
}


def unique_values(select: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """No two options may carry the same value."""
    seen: set[str] = set()
    for index, option in enumerate(dicts(select.get("options"))):
        value = str(option.get("value"))
        if value in seen:
            errors.add((*path, "options", index), VALUE_DUPLICATED)
        seen.add(value)


def coherent_bounds(select: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """`min_values` may not exceed `max_values`."""
    least, most = _count(select, "min_values"), _count(select, "max_values")
    if least > most:
        errors.add((*path, "min_values"), too_great(most))


def bounds_within_options(select: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """Nobody can choose more than there is, nor may more be chosen beforehand than allowed."""
    options = dicts(select.get("options"))
    for bound in ("min_values", "max_values"):
        if options and _count(select, bound) > len(options):
            errors.add((*path, bound), too_great(len(options)))
    if sum(option.get("default") is True for option in options) > _count(select, "max_values"):
        errors.add((*path, "options"), TOO_MANY_DEFAULTS)


def _default_values_fit(select: dict[str, Any], path: Path, errors: FormErrors) -> None:
    defaults = dicts(select.get("default_values"))
    if defaults and len(defaults) > _count(select, "max_values"):
        errors.add((*path, "default_values"), TOO_MANY_DEFAULTS)


def _count(select: dict[str, Any], bound: str) -> int:
    value = select.get(bound)
    return value if isinstance(value, int) else 1


def enabled_in_modal(select: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """A modal has no disabled parts."""
    if select.get("disabled"):
        errors.add((*path, "disabled"), Fault("MODAL_COMPONENT_DISABLED", "Modal components cannot be disabled"))


def optional_if_empty_allowed(select: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """In a modal `required` is true unless said otherwise, and then nothing is not a choice."""
    if select.get("min_values") == 0 and select.get("required") is not False:
        errors.add((*path, "min_values"), too_small(1))


_IN_MODAL = (enabled_in_modal, optional_if_empty_allowed)


def select_rule(kind: int, *, modal: bool) -> Rule:
    """The rule of one kind of select menu."""
    further: tuple[Rule, ...] = _IN_MODAL if modal else ()
    if kind == STRING_SELECT:
        fields: Fields = {**_COMMON, "options": required(listing(_OPTION, OPTIONS, 1))}
        return shape(fields, unique_values, coherent_bounds, bounds_within_options, *further)
    default = shape({"id": required(snowflake), "type": required(one_of(*DEFAULT_VALUE_KINDS[kind]))})
    fields = {**_COMMON, "default_values": listing(default, OPTIONS)}
    if kind == CHANNEL_SELECT:
        fields = {**fields, "channel_types": listing(one_of(*CHANNEL_TYPES), len(CHANNEL_TYPES))}
    return shape(fields, coherent_bounds, _default_values_fit, *further)
