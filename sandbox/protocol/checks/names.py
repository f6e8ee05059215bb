"""How commands and their options may be called, in every language Discord knows."""

from __future__ import annotations

import unicodedata
from typing import Any

from sandbox.protocol.checks.fields import Rule, bad_length, length_fault, text
from sandbox.protocol.refusals import Fault, FormErrors, Path

NAME = (1, 32)
DESCRIPTION = (1, 100)

# fmt: off
LOCALES = frozenset((
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no", "pl", "pt-BR",
    "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th", "zh-CN", "ja", "zh-TW", "ko",
))
# fmt: on

REGEX_MISMATCH = Fault("STRING_TYPE_REGEX", "String value did not match validation regex.")
INVALID_NAME = Fault("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
_PUNCTUATION = frozenset("-_'")
_DEVANAGARI = range(0x0900, 0x0980)
_THAI = range(0x0E00, 0x0E80)


def name_faults(name: str) -> list[Fault]:
    """What is wrong with a name people type: letters, digits, - _ ' only, and no capital where there is a small one.

    A combining accent is no letter, so a name that is not normalised to NFC fails here.
    """
    faults = []
    if not NAME[0] <= len(name) <= NAME[1]:
        faults.append(bad_length(*NAME))
    if not all(_is_allowed(character) for character in name):
        faults += [REGEX_MISMATCH, INVALID_NAME]
    elif name != name.lower():
        faults.append(INVALID_NAME)
    return faults


def _is_allowed(character: str) -> bool:
    if character in _PUNCTUATION or unicodedata.category(character)[0] in "LN":
        return True
    point = ord(character)
    return (point in _DEVANAGARI or point in _THAI) and unicodedata.category(character)[0] == "M"


def typed_name(value: Any, path: Path, errors: FormErrors) -> None:
    """The rule for CHAT_INPUT commands and for options."""
    if not isinstance(value, str):
        text(NAME[1])(value, path, errors)
        return
    for fault in name_faults(value):
        errors.add(path, fault)


def menu_name(value: Any, path: Path, errors: FormErrors) -> None:
    """The rule for user and message commands, which may have capitals and blanks."""
    if isinstance(value, str) and (fault := length_fault(len(value.strip()), *NAME)):
        errors.add(path, fault)
    elif not isinstance(value, str):
        text(NAME[1])(value, path, errors)


def description(value: Any, path: Path, errors: FormErrors) -> None:
    if isinstance(value, str) and (fault := length_fault(len(value), *DESCRIPTION)):
        errors.add(path, fault)
    elif not isinstance(value, str):
        text(DESCRIPTION[1])(value, path, errors)


def localized(rule: Rule) -> Rule:
    """The same rule for every translation, under locales Discord knows."""

    def whole_rule(value: Any, path: Path, errors: FormErrors) -> None:
        if not isinstance(value, dict):
            errors.add(path, Fault("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType"))
            return
        for locale, translation in value.items():
            if locale not in LOCALES:
                errors.add((*path, locale), Fault("ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.'))
            elif translation is not None:
                rule(translation, (*path, locale), errors)

    return whole_rule
