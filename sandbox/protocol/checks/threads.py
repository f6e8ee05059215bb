"""Threads and forum posts: what may be asked for when one is opened or edited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.protocol.checks.fields import (
    REQUIRED,
    Fields,
    boolean,
    check_fields,
    listing,
    one_of,
    present,
    refuse_other_than_object,
    required,
    snowflake,
    text,
    whole,
)
from sandbox.protocol.checks.files import UploadedFile, check_uploads
from sandbox.protocol.checks.messages import message_faults, refuse_empty
from sandbox.protocol.refusals import Fault, FormErrors, Refused

NAME = (1, 100)
AUTO_ARCHIVE_MINUTES = (60, 1440, 4320, 10080)
SLOWMODE_SECONDS = 21600
TAGS_PER_POST = 5
PINNED = 1 << 1

TEXT, ANNOUNCEMENT, FORUM, MEDIA = 0, 5, 15, 16
ANNOUNCEMENT_THREAD, PUBLIC_THREAD, PRIVATE_THREAD = 10, 11, 12
TYPES_IN: dict[int, tuple[int, ...]] = {
    TEXT: (PUBLIC_THREAD, PRIVATE_THREAD),
    ANNOUNCEMENT: (ANNOUNCEMENT_THREAD,),
    FORUM: (PUBLIC_THREAD,),
    MEDIA: (PUBLIC_THREAD,),
}

name = text(NAME[1], NAME[0])
_auto_archive = one_of(*AUTO_ARCHIVE_MINUTES)
_tags = listing(snowflake, TAGS_PER_POST)
_FIELDS: Fields = {
    "name": required(name),
    "auto_archive_duration": _auto_archive,
    "rate_limit_per_user": whole(0, SLOWMODE_SECONDS),
    "invitable": boolean,
    "applied_tags": _tags,
}
_EDIT_FIELDS: Fields = {
    "name": present(name),
    "archived": present(boolean),
    "locked": present(boolean),
    "invitable": present(boolean),
    "auto_archive_duration": present(_auto_archive),
    "rate_limit_per_user": whole(0, SLOWMODE_SECONDS),
    "flags": whole(0),
    "applied_tags": _tags,
}


def check_thread(
    body: dict[str, Any],
    *,
    parent_type: int,
    from_message: bool,
    files: Sequence[UploadedFile] = (),
) -> None:
    """Refuses a thread that cannot be opened under this kind of channel; a forum wants the first message too.

    Without a type a thread is private, as Discord has it; an announcement channel knows but one type.
    """
    allowed = TYPES_IN.get(parent_type)
    if allowed is None:
        raise Refused(50024)
    check_uploads(files)
    refuse_other_than_object(body)
    errors = FormErrors()
    check_fields(body, _FIELDS, (), errors)
    in_forum = parent_type in (FORUM, MEDIA)
    if not from_message and not in_forum and body.get("type") not in (None, *allowed):
        errors.add(("type",), _not_here(allowed))
    if in_forum:
        _first_message(body, files, errors)
    errors.refuse()
    if in_forum:
        refuse_empty(body["message"], files)


def _not_here(allowed: tuple[int, ...]) -> Fault:
    return Fault("BASE_TYPE_CHOICES", f"Value must be one of ({', '.join(map(str, allowed))}).")


def _first_message(body: dict[str, Any], files: Sequence[UploadedFile], errors: FormErrors) -> None:
    if body.get("message") is None:
        errors.add(("message",), REQUIRED)
    else:
        message_faults(body["message"], ("message",), errors, route="forum", files=files)


def check_thread_edit(body: dict[str, Any]) -> None:
    """Refuses changes no thread can have; who may make them is a matter of permissions."""
    refuse_other_than_object(body)
    errors = FormErrors()
    check_fields(body, _EDIT_FIELDS, (), errors)
    errors.refuse()
