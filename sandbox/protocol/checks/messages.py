"""Messages on every route that makes or changes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from sandbox.protocol.checks.components import components
from sandbox.protocol.checks.embeds import embeds
from sandbox.protocol.checks.fields import (
    INT64,
    NOT_AN_OBJECT,
    REQUIRED,
    Fields,
    boolean,
    check_fields,
    listing,
    max_length,
    one_of,
    required,
    shape,
    snowflake,
    text,
    too_great,
    too_small,
    whole,
)
from sandbox.protocol.checks.files import FILE_BYTES, UploadedFile, attachment_faults, check_uploads
from sandbox.protocol.checks.mentions import allowed_mentions
from sandbox.protocol.refusals import Fault, FormErrors, Path, Refused

MessageRoute: TypeAlias = Literal["create", "edit", "callback", "webhook", "webhook_edit", "forum"]

CONTENT = 2000
NONCE = 25
STICKERS = 3
POLL_QUESTION = 300
POLL_ANSWERS = 10
POLL_ANSWER = 55
POLL_HOURS = 32 * 24
BULK_DELETE = (2, 100)

SUPPRESS_EMBEDS = 1 << 2
EPHEMERAL = 1 << 6
SUPPRESS_NOTIFICATIONS = 1 << 12
IS_VOICE_MESSAGE = 1 << 13
IS_COMPONENTS_V2 = 1 << 15

_CREATE_FLAGS = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | IS_VOICE_MESSAGE | IS_COMPONENTS_V2
_EDIT_FLAGS = SUPPRESS_EMBEDS | IS_COMPONENTS_V2
SETTABLE_FLAGS: dict[MessageRoute, int] = {
    "create": _CREATE_FLAGS,
    "forum": _CREATE_FLAGS,
    "callback": _CREATE_FLAGS | EPHEMERAL,
    "webhook": _CREATE_FLAGS | EPHEMERAL,
    "edit": _EDIT_FLAGS,
    "webhook_edit": _EDIT_FLAGS,
}
_WITH_NONCE = ("create",)
_LEGACY_FIELDS = ("content", "embeds", "poll", "sticker_ids")
_CONTENTS = ("content", "embeds", "components", "attachments", "sticker_ids", "poll")


V2_FLAG_REMOVED = Fault("MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "MessageFlags.IS_COMPONENTS_V2 cannot be removed")


def flags_not_settable(flags: int) -> Fault:
    return Fault("MESSAGE_FLAGS_NOT_SETTABLE", f"These message flags cannot be set here: {flags}.")


def legacy_field(name: str) -> Fault:
    words = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
    return Fault("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", words)


def nonce(value: Any, path: Path, errors: FormErrors) -> None:
    """A short string or a 64-bit integer."""
    if isinstance(value, str):
        if len(value) > NONCE:
            errors.add(path, Fault("NONCE_TYPE_TOO_LONG", f"Must be {NONCE} or fewer characters long."))
    elif isinstance(value, bool) or not isinstance(value, int):
        errors.add(path, Fault("NONCE_TYPE_INVALID_TYPE", "This field must be a string or integer."))
    elif value > INT64[1]:
        errors.add(path, too_great(INT64[1]))
    elif value < INT64[0]:
        errors.add(path, too_small(INT64[0]))


def _content(value: Any, path: Path, errors: FormErrors) -> None:
    """Bots have 2000 characters on every route; numbers are taken as text, as Discord does."""
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        if len(str(value)) > CONTENT:
            errors.add(path, max_length(CONTENT))
    else:
        errors.add(path, Fault("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.'))


_poll_media = {"question": text(POLL_QUESTION, 1), "answer": text(POLL_ANSWER, 1)}
_POLL = shape(
    {
        "question": required(shape({"text": required(_poll_media["question"])})),
        "answers": required(
            listing(shape({"poll_media": required(shape({"text": _poll_media["answer"]}))}), POLL_ANSWERS, 1)
        ),
        "duration": whole(1, POLL_HOURS),
        "allow_multiselect": boolean,
    }
)
_REFERENCE = shape(
    {
        "type": one_of(0, 1),
        "message_id": required(snowflake),
        "channel_id": snowflake,
        "guild_id": snowflake,
        "fail_if_not_exists": boolean,
    }
)
_FIELDS: Fields = {
    "content": _content,
    "embeds": embeds,
    "allowed_mentions": allowed_mentions,
    "flags": whole(0, 2**53 - 1),
    "tts": boolean,
    "sticker_ids": listing(snowflake, STICKERS),
    "poll": _POLL,
}
_CREATE_FIELDS: Fields = {**_FIELDS, "nonce": nonce, "enforce_nonce": boolean, "message_reference": _REFERENCE}


def message_faults(
    body: Any,
    path: Path,
    errors: FormErrors,
    *,
    route: MessageRoute,
    files: Sequence[UploadedFile] = (),
    current: dict[str, Any] | None = None,
) -> None:
    """Notes everything wrong with a message at a place inside a larger body."""
    if not isinstance(body, dict):
        errors.add(path, NOT_AN_OBJECT)
        return
    current = current or {}
    check_fields(body, _CREATE_FIELDS if route in _WITH_NONCE else _FIELDS, path, errors)
    _flag_faults(body, path, errors, route, current)
    kept = current.get("attachments") or []
    attachment_faults(body, path, errors, files=files, kept=kept)
    v2 = uses_components_v2(body, current)
    if body.get("components") is not None:
        components(body["components"], (*path, "components"), errors, v2=v2, filenames=_filenames(body, files, kept))
    if v2:
        _legacy_faults({**current, **body}, path, errors)


def check_message(
    body: dict[str, Any],
    *,
    route: MessageRoute,
    files: Sequence[UploadedFile] = (),
    current: dict[str, Any] | None = None,
    attachment_size_limit: int = FILE_BYTES,
) -> None:
    """Refuses a message Discord would not take; `current` is the stored message when one is edited."""
    check_uploads(files, limit=attachment_size_limit)
    errors = FormErrors()
    message_faults(body, (), errors, route=route, files=files, current=current)
    errors.refuse()
    refuse_empty(body, files, current)


def refuse_empty(body: dict[str, Any], files: Sequence[UploadedFile], current: dict[str, Any] | None = None) -> None:
    """Refuses a message that would show nothing. An edit is judged by what it leaves."""
    result = {**(current or {}), **body}
    if not files and not any(_shows(result.get(part)) for part in _CONTENTS):
        raise Refused(50006)


def uses_components_v2(body: dict[str, Any], current: dict[str, Any] | None = None) -> bool:
    """Whether the flag is asked for, or was once set: it cannot be taken off again."""
    asked, had = body.get("flags"), (current or {}).get("flags")
    return any(isinstance(flags, int) and bool(flags & IS_COMPONENTS_V2) for flags in (asked, had))


def _shows(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None and value != []


def _flag_faults(
    body: dict[str, Any], path: Path, errors: FormErrors, route: MessageRoute, current: dict[str, Any]
) -> None:
    """Flags the message already has may be repeated."""
    flags = body.get("flags")
    if isinstance(flags, int):
        foreign = flags & ~SETTABLE_FLAGS[route] & ~int(current.get("flags") or 0)
        if foreign > 0:
            errors.add((*path, "flags"), flags_not_settable(foreign))
        if int(current.get("flags") or 0) & IS_COMPONENTS_V2 and not flags & IS_COMPONENTS_V2:
            errors.add((*path, "flags"), V2_FLAG_REMOVED)


def _legacy_faults(result: dict[str, Any], path: Path, errors: FormErrors) -> None:
    for name in _LEGACY_FIELDS:
        if _shows(result.get(name)):
            errors.add((*path, name), legacy_field(name))


def _filenames(body: dict[str, Any], files: Sequence[UploadedFile], kept: Sequence[dict[str, Any]]) -> frozenset[str]:
    """The names `attachment://` can mean: what is uploaded now and what the edit keeps."""
    listed = body.get("attachments")
    names = {file.filename for file in files}
    if isinstance(listed, list):
        listed_ids = {str(entry.get("id")) for entry in listed if isinstance(entry, dict)}
        kept = [attachment for attachment in kept if str(attachment["id"]) in listed_ids]
        names |= {str(entry["filename"]) for entry in listed if isinstance(entry, dict) and entry.get("filename")}
    return frozenset(names | {str(attachment["filename"]) for attachment in kept})


def check_bulk_delete(body: dict[str, Any]) -> None:
    """Refuses too few or too many; whether they are too old only the world can tell."""
    errors = FormErrors()
    ids = body.get("messages") if isinstance(body, dict) else None
    if ids is None:
        errors.add(("messages",), REQUIRED)
    elif isinstance(ids, list) and not BULK_DELETE[0] <= len(ids) <= BULK_DELETE[1]:
        raise Refused(50016)
    else:
        listing(snowflake, BULK_DELETE[1])(ids, ("messages",), errors)
    errors.refuse()
