"""Uploads: how many, how large, and how a body speaks of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sandbox.protocol.checks.fields import boolean, listing, number, required, shape, snowflake, text
from sandbox.protocol.refusals import Fault, FormErrors, Path, Refused

FILES_PER_MESSAGE = 10
FILE_BYTES = 10 * 1024 * 1024
REQUEST_BYTES = 25 * 1024 * 1024
DESCRIPTION = 1024
FILENAME = 1024

ATTACHMENT_NOT_FOUND = Fault("ATTACHMENT_NOT_FOUND", "Attachment data not found")


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """One part `files[index]` of a multipart request."""

    filename: str
    content_type: str
    data: bytes
    index: int = 0
    description: str | None = None


_ATTACHMENT = shape(
    {
        "id": required(snowflake),
        "filename": text(FILENAME),
        "description": text(DESCRIPTION),
        "duration_secs": number(0, 2**31),
        "is_remix": boolean,
        "is_spoiler": boolean,
    }
)
_ATTACHMENTS = listing(_ATTACHMENT, FILES_PER_MESSAGE)


def check_uploads(files: Sequence[UploadedFile], *, limit: int = FILE_BYTES) -> None:
    """Refuses what the size of the request alone forbids, before its body is looked at."""
    sizes = [len(file.data) for file in files]
    if sum(sizes) > REQUEST_BYTES or any(size > limit for size in sizes):
        raise Refused(40005)
    if len(files) > FILES_PER_MESSAGE:
        raise Refused(30015)


def attachment_faults(
    body: dict[str, Any],
    path: Path,
    errors: FormErrors,
    *,
    files: Sequence[UploadedFile],
    kept: Sequence[dict[str, Any]] = (),
) -> None:
    """Notes attachments that name neither an uploaded file nor one the message already has."""
    listed = body.get("attachments")
    if listed is None:
        return
    _ATTACHMENTS(listed, (*path, "attachments"), errors)
    if not isinstance(listed, list):
        return
    known = {str(file.index) for file in files} | {str(attachment["id"]) for attachment in kept}
    for index, attachment in enumerate(listed):
        if isinstance(attachment, dict) and str(attachment.get("id")) not in known:
            errors.add((*path, "attachments", index, "id"), ATTACHMENT_NOT_FOUND)
