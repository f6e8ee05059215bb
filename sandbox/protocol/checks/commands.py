"""Application commands: their tree of options, and how many there may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sandbox.protocol.checks.callbacks import CHOICE_INTEGER, INTEGER, NUMBER, STRING, choice_rule
from sandbox.protocol.checks.fields import (
    Fields,
    Rule,
    boolean,
    check_fields,
    dicts,
    listing,
    number,
    one_of,
    permission_bits,
    refuse,
    refuse_other_than_object,
    required,
    shape,
    text,
    too_great,
    union,
    whole,
)
from sandbox.protocol.checks.names import description, localized, menu_name, typed_name
from sandbox.protocol.checks.selects import CHANNEL_TYPES
from sandbox.protocol.refusals import Fault, FormErrors, Path, Refused

OPTIONS = 25
CHOICES = 25
CHARACTERS = 8000
STRING_LENGTH = 6000
CHAT_INPUT, USER, MESSAGE, ENTRY_POINT = 1, 2, 3, 4
COMMANDS_PER_TYPE = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15, ENTRY_POINT: 1}
CONTEXTS = (0, 1, 2)
INTEGRATION_TYPES = (0, 1)

SUB_COMMAND, SUB_COMMAND_GROUP, CHANNEL = 1, 2, 7
PLAIN_TYPES = (3, 4, 5, 6, 7, 8, 9, 10, 11)
NESTED_TYPES = (SUB_COMMAND, SUB_COMMAND_GROUP)

MIXED = Fault(
    "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
    "Sub-command and sub-command group option types are mutually exclusive to all other types",
)
REQUIRED_AFTER_OPTIONAL = Fault(
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    "Required options must be placed before non-required options",
)
TOO_LARGE = Fault("APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({CHARACTERS})")
DUPLICATE_COMMAND = Fault("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
CHOICES_AND_AUTOCOMPLETE = Fault(
    "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE",
    "Options with autocomplete cannot also have choices",
)
NO_DESCRIPTION = Fault("APPLICATION_COMMAND_INVALID_DESCRIPTION", "Context menu commands cannot have description")
NO_OPTIONS = Fault("APPLICATION_COMMAND_INVALID_OPTIONS", "Context menu commands cannot have options")


def _duplicate_option(name: str) -> Fault:
    return Fault("APPLICATION_COMMAND_OPTIONS_NAME_INVALID", f"Option name {name} is already used in these options")


def _siblings(holder: dict[str, Any], path: Path, errors: FormErrors) -> None:
    """What options of one level owe each other: kinds not mixed, names unlike, required ones first."""
    options = dicts(holder.get("options"))
    nested = [option.get("type") in NESTED_TYPES for option in options]
    if any(nested) and not all(nested):
        errors.add((*path, "options"), MIXED)
    names: set[str] = set()
    optional_seen = False
    for index, option in enumerate(options):
        here: Path = (*path, "options", index)
        name = str(option.get("name"))
        if name in names:
            errors.add(here, _duplicate_option(name))
        names.add(name)
        if option.get("required") and optional_seen:
            errors.add(here, REQUIRED_AFTER_OPTIONAL)
        optional_seen = optional_seen or (not option.get("required") and option.get("type") in PLAIN_TYPES)


def _ordered(lower: str, upper: str) -> Rule:
    def rule(option: dict[str, Any], path: Path, errors: FormErrors) -> None:
        least, most = option.get(lower), option.get(upper)
        if isinstance(least, (int, float)) and isinstance(most, (int, float)) and least > most:
            errors.add((*path, lower), too_great(most))

    return rule


def _one_way_to_help(option: dict[str, Any], path: Path, errors: FormErrors) -> None:
    if option.get("autocomplete") and option.get("choices"):
        errors.add((*path, "autocomplete"), CHOICES_AND_AUTOCOMPLETE)


_translated_description = localized(description)
_OPTION: Fields = {
    "name": required(typed_name),
    "name_localizations": localized(typed_name),
    "description": required(description),
    "description_localizations": _translated_description,
    "required": boolean,
}


def _offering(kind: int, further: Fields, lower: str, upper: str) -> Rule:
    """An option which can come with choices or with autocomplete, and has bounds."""
    choice = choice_rule(kind, localized(text(100, 1)))
    fields: Fields = {**_OPTION, **further, "choices": listing(choice, CHOICES), "autocomplete": boolean}
    return shape(fields, _one_way_to_help, _ordered(lower, upper))


_integer, _float = whole(-CHOICE_INTEGER, CHOICE_INTEGER), number(-CHOICE_INTEGER, CHOICE_INTEGER)
_PLAIN: dict[int, Rule] = {
    **{kind: shape(_OPTION) for kind in PLAIN_TYPES},
    STRING: _offering(
        STRING,
        {"min_length": whole(0, STRING_LENGTH), "max_length": whole(1, STRING_LENGTH)},
        "min_length",
        "max_length",
    ),
    INTEGER: _offering(INTEGER, {"min_value": _integer, "max_value": _integer}, "min_value", "max_value"),
    NUMBER: _offering(NUMBER, {"min_value": _float, "max_value": _float}, "min_value", "max_value"),
    CHANNEL: shape({**_OPTION, "channel_types": listing(one_of(*CHANNEL_TYPES), len(CHANNEL_TYPES))}),
}
_sub_command = shape({**_OPTION, "options": listing(union(_PLAIN), OPTIONS)}, _siblings)
_group = shape({**_OPTION, "options": required(listing(union({SUB_COMMAND: _sub_command}), OPTIONS, 1))}, _siblings)
_ANY_OPTION = union({SUB_COMMAND: _sub_command, SUB_COMMAND_GROUP: _group, **_PLAIN})

_COMMON: Fields = {
    "default_member_permissions": permission_bits,
    "dm_permission": boolean,
    "nsfw": boolean,
    "contexts": listing(one_of(*CONTEXTS), len(CONTEXTS), 1),
    "integration_types": listing(one_of(*INTEGRATION_TYPES), len(INTEGRATION_TYPES), 1),
}
_TYPED: Fields = {
    **_COMMON,
    "name": required(typed_name),
    "name_localizations": localized(typed_name),
    "description": required(description),
    "description_localizations": _translated_description,
    "options": listing(_ANY_OPTION, OPTIONS),
}
_MENU: Fields = {**_COMMON, "name": required(menu_name), "name_localizations": localized(menu_name)}


def _nothing_but_a_name(command: dict[str, Any], path: Path, errors: FormErrors) -> None:
    for field, fault in (("description", NO_DESCRIPTION), ("options", NO_OPTIONS)):
        if command.get(field):
            errors.add((*path, field), fault)


def _within_size(command: dict[str, Any], path: Path, errors: FormErrors) -> None:
    if command_size(command) > CHARACTERS:
        errors.add(path, TOO_LARGE)


_typed_command = shape(_TYPED, _siblings, _within_size)
_menu_command = shape(_MENU, _nothing_but_a_name)
_KINDS: dict[int, Rule] = {
    CHAT_INPUT: _typed_command,
    USER: _menu_command,
    MESSAGE: _menu_command,
    ENTRY_POINT: _typed_command,
}


_GUILD_KINDS = {kind: rule for kind, rule in _KINDS.items() if kind != ENTRY_POINT}


def _command(*, guild: bool) -> Rule:
    """A command without a type is CHAT_INPUT. Where else it lives (`contexts`) is ignored of a guild's command."""
    kinds = union(_GUILD_KINDS if guild else _KINDS)

    def rule(value: Any, path: Path, errors: FormErrors) -> None:
        kinds({"type": CHAT_INPUT, **value} if isinstance(value, dict) else value, path, errors)

    return rule


def check_command(command: dict[str, Any], *, guild: bool, partial: bool = False) -> None:
    """Refuses one command; with `partial` fields may be missing (a PATCH)."""
    if not partial:
        refuse(command, _command(guild=guild))
        return
    refuse_other_than_object(command)
    errors = FormErrors()
    fields = {name: entry for name, entry in _TYPED.items() if command.get(name) is not None}
    if command.get("type", CHAT_INPUT) in (USER, MESSAGE):
        fields = {name: entry for name, entry in _MENU.items() if command.get(name) is not None}
    check_fields(command, fields, (), errors)
    _siblings(command, (), errors)
    _within_size(command, (), errors)
    errors.refuse()


def check_commands(commands: list[dict[str, Any]], *, guild: bool) -> None:
    """Refuses a whole registration for any one bad command in it; paths begin with the command's number."""
    errors = FormErrors()
    rule = _command(guild=guild)
    listing(rule, sum(COMMANDS_PER_TYPE.values()))(commands, (), errors)
    _names_differ(dicts(commands), errors)
    errors.refuse()
    refuse_too_many(dicts(commands))


def refuse_too_many(commands: Iterable[dict[str, Any]]) -> None:
    """Refuses more commands of one type than Discord keeps for one scope."""
    for kind, count in Counter(command.get("type", CHAT_INPUT) for command in commands).items():
        most = COMMANDS_PER_TYPE[kind]
        if count > most:
            raise Refused(30032, message=f"Maximum number of application commands reached ({most})")


def _names_differ(commands: list[dict[str, Any]], errors: FormErrors) -> None:
    seen: set[tuple[str, str]] = set()
    for index, command in enumerate(commands):
        key = (str(command.get("type", CHAT_INPUT)), str(command.get("name")))
        if key in seen:
            errors.add((index,), DUPLICATE_COMMAND)
        seen.add(key)


def command_size(node: dict[str, Any]) -> int:
    """Characters of names, descriptions and choice values; of translations only the longest counts."""
    size = _longest(node, "name") + _longest(node, "description")
    size += sum(command_size(option) for option in dicts(node.get("options")))
    for choice in dicts(node.get("choices")):
        value = choice.get("value")
        size += _longest(choice, "name") + (len(value) if isinstance(value, str) else 0)
    return size


def _longest(node: dict[str, Any], field: str) -> int:
    translations = node.get(f"{field}_localizations")
    written = [node.get(field), *(translations.values() if isinstance(translations, dict) else ())]
    return max((len(entry) for entry in written if isinstance(entry, str)), default=0)
