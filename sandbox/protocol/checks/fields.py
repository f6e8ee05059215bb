"""The vocabulary in which every body is described: what a field may hold, and Discord's words if it does not.

A rule looks at one value and notes what is wrong with it. Snowflakes may be numbers and permissions
may be strings: real clients send both, and Discord takes both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from whenever import Instant, OffsetDateTime

from sandbox.protocol.refusals import Fault, FormErrors, Path

Rule: TypeAlias = Callable[[Any, Path, FormErrors], None]

REQUIRED = Fault("BASE_TYPE_REQUIRED", "This field is required")
NOT_AN_OBJECT = Fault("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
INT32_MAX = 2**31 - 1
INT64 = (-(2**63), 2**63 - 1)
COLOR_MAX = 0xFFFFFF


@dataclass(frozen=True, slots=True)
class Field:
    """A rule together with what happens when the field is missing or null."""

    rule: Rule
    required: bool = False
    nullable: bool = True


Fields: TypeAlias = Mapping[str, "Field | Rule"]


def required(rule: Rule) -> Field:
    """The field must be there and must not be null."""
    return Field(rule, required=True, nullable=False)


def present(rule: Rule) -> Field:
    """The field may be left out, but if it is there it must not be null."""
    return Field(rule, nullable=False)


def max_length(most: int) -> Fault:
    return Fault("BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")


def min_length(least: int) -> Fault:
    return Fault("BASE_TYPE_MIN_LENGTH", f"Must be {least} or more in length.")


def bad_length(least: int, most: int) -> Fault:
    return Fault("BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def not_among(choices: Iterable[object]) -> Fault:
    listed = ", ".join(repr(choice) for choice in choices)
    return Fault("BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")


def too_great(most: float, kind: str = "int") -> Fault:
    return Fault("NUMBER_TYPE_MAX", f"{kind} value should be less than or equal to {most}.")


def too_small(least: float, kind: str = "int") -> Fault:
    return Fault("NUMBER_TYPE_MIN", f"{kind} value should be greater than or equal to {least}.")


def wrong_type(allowed: Iterable[int]) -> Fault:
    """The `type` of a member of a union is none of those which may stand here."""
    listed = sorted(allowed)
    shown = f"({listed[0]},)" if len(listed) == 1 else f"({', '.join(map(str, listed))})"
    return Fault("UNION_TYPE_CHOICES", f'Value of field "type" must be one of {shown}.')


def length_fault(length: int, least: int, most: int) -> Fault | None:
    """Discord names both bounds where both exist, and only the upper one otherwise."""
    if least <= length <= most:
        return None
    return bad_length(least, most) if least else max_length(most)


def text(most: int, least: int = 0, *, trimmed: bool = False) -> Rule:
    """A string of so many characters, counted without surrounding blanks if `trimmed`."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if not isinstance(value, str):
            errors.add(path, Fault("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.'))
            return
        counted = value.strip() if trimmed else value
        if least and not counted:
            errors.add(path, REQUIRED)
        elif fault := length_fault(len(counted), least, most):
            errors.add(path, fault)

    return rule


def whole(least: int = -INT32_MAX - 1, most: int = INT32_MAX) -> Rule:
    """An integer within bounds."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            errors.add(path, Fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.'))
        elif value > most:
            errors.add(path, too_great(most))
        elif value < least:
            errors.add(path, too_small(least))

    return rule


def number(least: float, most: float) -> Rule:
    """Any number within bounds."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            errors.add(path, Fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not float.'))
        elif value > most:
            errors.add(path, too_great(most, "float"))
        elif value < least:
            errors.add(path, too_small(least, "float"))

    return rule


def boolean(value: Any, path: Path, errors: FormErrors) -> None:
    if not isinstance(value, bool):
        errors.add(path, Fault("BOOLEAN_TYPE_CONVERT", "Must be either true or false."))


def one_of(*choices: object) -> Rule:
    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if isinstance(value, bool) or value not in choices:
            errors.add(path, not_among(choices))

    return rule


def _whole_number_of(value: Any) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    return int(value) if isinstance(value, str) and re.fullmatch(r"-?\d{1,20}", value) else None


def snowflake(value: Any, path: Path, errors: FormErrors) -> None:
    found = _whole_number_of(value)
    if found is None or not 0 <= found < 2**64:
        errors.add(path, Fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.'))


def permission_bits(value: Any, path: Path, errors: FormErrors) -> None:
    found = _whole_number_of(value)
    if found is None:
        errors.add(path, Fault("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.'))
    elif found < 0:
        errors.add(path, too_small(0))
    elif found > INT64[1]:
        errors.add(path, too_great(INT64[1]))


def parse_moment(value: object) -> Instant | None:
    """The instant an ISO 8601 string means, if it is one with an offset."""
    if not isinstance(value, str):
        return None
    try:
        return Instant.parse_iso(value) if value.endswith("Z") else OffsetDateTime.parse_iso(value).to_instant()
    except ValueError:
        return None


def moment(value: Any, path: Path, errors: FormErrors) -> None:
    if parse_moment(value) is None:
        errors.add(path, Fault("DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601."))


def link(most: int, schemes: Sequence[str] = ("http", "https")) -> Rule:
    """A URL with one of the schemes, no longer than `most`."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if not isinstance(value, str) or not (split := urlsplit(value)).scheme or not split.netloc:
            errors.add(path, Fault("URL_TYPE_INVALID_URL", "Not a well formed URL."))
        elif split.scheme not in schemes:
            listed = ", ".join(repr(scheme) for scheme in schemes)
            words = f'Scheme "{split.scheme}" is not supported. Scheme must be one of ({listed}).'
            errors.add(path, Fault("URL_TYPE_INVALID_SCHEME", words))
        elif len(value) > most:
            errors.add(path, max_length(most))

    return rule


def anything(value: Any, path: Path, errors: FormErrors) -> None:
    """A field that exists and is not looked into."""


def listing(item: Rule, most: int, least: int = 0) -> Rule:
    """A list of so many items, each of which obeys the rule."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if not isinstance(value, list):
            errors.add(path, Fault("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"))
            return
        if fault := length_fault(len(value), least, most):
            errors.add(path, fault)
        for index, entry in enumerate(value):
            item(entry, (*path, index), errors)

    return rule


def shape(fields: Fields, *whole_rules: Rule) -> Rule:
    """An object with these fields; further rules then see it whole. Unknown fields are let pass, as by Discord."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if not isinstance(value, dict):
            errors.add(path, NOT_AN_OBJECT)
            return
        check_fields(value, fields, path, errors)
        for whole_rule in whole_rules:
            whole_rule(value, path, errors)

    return rule


def check_fields(body: Mapping[str, Any], fields: Fields, path: Path, errors: FormErrors) -> None:
    """Holds an object against its table of fields."""
    for name, entry in fields.items():
        field = entry if isinstance(entry, Field) else Field(entry)
        value = body.get(name)
        if value is not None:
            field.rule(value, (*path, name), errors)
        elif field.required or (name in body and not field.nullable):
            errors.add((*path, name), REQUIRED)


def union(members: Mapping[int, Rule]) -> Rule:
    """An object whose `type` says which rule it obeys."""

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        if not isinstance(value, dict):
            errors.add(path, NOT_AN_OBJECT)
        elif value.get("type") is None:
            errors.add((*path, "type"), REQUIRED)
        elif type(value["type"]) is not int or value["type"] not in members:
            errors.add(path, wrong_type(members))
        else:
            members[value["type"]](value, path, errors)

    return rule


def refuse(body: Any, rule: Rule) -> None:
    """Refuses a whole body with everything that is wrong with it."""
    errors = FormErrors()
    rule(body, (), errors)
    errors.refuse()


def refuse_other_than_object(body: Any) -> None:
    """Refuses a body that has no fields at all, before they are asked for."""
    if not isinstance(body, dict):
        refuse(body, shape({}))


def dicts(value: Any) -> list[dict[str, Any]]:
    """The objects in a list that may not be one: for rules that look at a body already faulted elsewhere."""
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
