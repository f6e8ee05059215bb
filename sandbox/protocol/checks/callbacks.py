"""What a bot may answer to an interaction first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.protocol.checks.fields import (
    REQUIRED,
    Fields,
    Rule,
    listing,
    not_among,
    number,
    required,
    shape,
    text,
    whole,
)
from sandbox.protocol.checks.files import UploadedFile, check_uploads
from sandbox.protocol.checks.messages import SETTABLE_FLAGS, flags_not_settable, message_faults, refuse_empty
from sandbox.protocol.checks.modals import modal
from sandbox.protocol.refusals import FormErrors, Path

PING, COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 1, 2, 3, 4, 5
PONG, MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
PREMIUM_REQUIRED, LAUNCH_ACTIVITY = 10, 12

ALLOWED_CALLBACKS: dict[int, tuple[int, ...]] = {
    PING: (PONG,),
    COMMAND: (MESSAGE, DEFERRED_MESSAGE, MODAL, PREMIUM_REQUIRED, LAUNCH_ACTIVITY),
    COMPONENT: (
        MESSAGE,
        DEFERRED_MESSAGE,
        DEFERRED_UPDATE,
        UPDATE,
        MODAL,
        PREMIUM_REQUIRED,
        LAUNCH_ACTIVITY,
    ),
    AUTOCOMPLETE: (CHOICES,),
    MODAL_SUBMIT: (MESSAGE, DEFERRED_MESSAGE, DEFERRED_UPDATE, UPDATE, PREMIUM_REQUIRED, LAUNCH_ACTIVITY),
}
UPDATES = (DEFERRED_UPDATE, UPDATE)
CHOICE_LIMIT = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100
CHOICE_INTEGER = 2**53 - 1
STRING, INTEGER, NUMBER = 3, 4, 10

_VALUES: dict[int, Rule] = {
    STRING: text(CHOICE_VALUE, 1),
    INTEGER: whole(-CHOICE_INTEGER, CHOICE_INTEGER),
    NUMBER: number(-CHOICE_INTEGER, CHOICE_INTEGER),
}


def choice_rule(option_type: int, localizations: Rule) -> Rule:
    """The rule of one choice of an option of this type, in a command or in an autocomplete answer."""
    fields: Fields = {
        "name": required(text(CHOICE_NAME, 1)),
        "name_localizations": localizations,
        "value": required(_VALUES[option_type]),
    }
    return shape(fields)


def _any_choice(value: Any, path: Path, errors: FormErrors) -> None:
    """Without the option at hand a choice is held against the kind its value has."""
    chosen = value.get("value") if isinstance(value, dict) else None
    kind = STRING if not isinstance(chosen, (int, float)) else INTEGER if isinstance(chosen, int) else NUMBER
    choice_rule(kind, _ignored)(value, path, errors)


def _ignored(value: Any, path: Path, errors: FormErrors) -> None:
    """Names in other languages are looked at when the command itself is registered."""


def _choices_rule(option_type: int | None) -> Rule:
    item = _any_choice if option_type is None else choice_rule(option_type, _ignored)
    return shape({"choices": required(listing(item, CHOICE_LIMIT))})


def check_callback(
    body: dict[str, Any],
    *,
    interaction_type: int,
    files: Sequence[UploadedFile] = (),
    current: dict[str, Any] | None = None,
    from_message: bool = True,
    option_type: int | None = None,
) -> None:
    """Refuses an answer this interaction cannot have, or whose data Discord would not take.

    `current` is the message a component sits on (for updates); `from_message` says whether a submitted
    modal was opened from one; `option_type` is that of the option being completed.
    """
    check_uploads(files)
    errors = FormErrors()
    kind = body.get("type") if isinstance(body, dict) else None
    allowed = ALLOWED_CALLBACKS.get(interaction_type, ())
    if interaction_type == MODAL_SUBMIT and not from_message:
        allowed = tuple(entry for entry in allowed if entry not in UPDATES)
    if type(kind) is not int or kind not in allowed:
        errors.add(("type",), REQUIRED if kind is None else not_among(allowed))
        errors.refuse()
    data = body.get("data")
    data = {} if data is None else data
    _data_faults(kind, data, errors, files, current, option_type)
    errors.refuse()
    if kind in (MESSAGE, UPDATE):
        refuse_empty(data, files, current if kind == UPDATE else None)


def _data_faults(
    kind: int | None,
    data: Any,
    errors: FormErrors,
    files: Sequence[UploadedFile],
    current: dict[str, Any] | None,
    option_type: int | None,
) -> None:
    here: Path = ("data",)
    if kind == MESSAGE:
        message_faults(data, here, errors, route="callback", files=files)
    elif kind == UPDATE:
        message_faults(data, here, errors, route="callback", files=files, current=current)
    elif kind == DEFERRED_MESSAGE:
        _deferred(data, here, errors)
    elif kind == MODAL:
        modal(data, here, errors)
    elif kind == CHOICES:
        _choices_rule(option_type)(data, here, errors)


def _deferred(data: Any, path: Path, errors: FormErrors) -> None:
    """Only EPHEMERAL has an effect yet; the other flags of a message are let pass (discord-api-docs#7910)."""
    shape({"flags": whole(0)})(data, path, errors)
    flags = data.get("flags") if isinstance(data, dict) else None
    if isinstance(flags, int) and (foreign := flags & ~SETTABLE_FLAGS["callback"]) > 0:
        errors.add((*path, "flags"), flags_not_settable(foreign))
