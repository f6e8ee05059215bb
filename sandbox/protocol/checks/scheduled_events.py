"""Scheduled events: where they take place decides what else must be said."""

from __future__ import annotations

from typing import Any

from whenever import Instant

from sandbox.protocol.checks.fields import (
    REQUIRED,
    Field,
    Fields,
    check_fields,
    moment,
    one_of,
    parse_moment,
    present,
    refuse_other_than_object,
    required,
    shape,
    snowflake,
    text,
)
from sandbox.protocol.refusals import Fault, FormErrors, Refused

NAME = (1, 100)
DESCRIPTION = 1000
LOCATION = (1, 100)

GUILD_ONLY = 2
STAGE_INSTANCE, VOICE, EXTERNAL = 1, 2, 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
# An event starts, and then ends; or it never takes place.
NEXT_STATUSES: dict[int, tuple[int, ...]] = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,)}

SCHEDULED_IN_THE_PAST = Fault("GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")
ENDS_BEFORE_IT_STARTS = Fault(
    "GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START", "Cannot schedule event to end before it starts."
)
INVALID_TRANSITION = Fault("GUILD_SCHEDULED_EVENT_STATUS_INVALID", "Invalid Guild Scheduled Event Status Transition")

_FIELDS: dict[str, Field] = {
    "name": required(text(NAME[1], NAME[0])),
    "privacy_level": required(one_of(GUILD_ONLY)),
    "scheduled_start_time": required(moment),
    "entity_type": required(one_of(STAGE_INSTANCE, VOICE, EXTERNAL)),
    "scheduled_end_time": Field(moment),
    "channel_id": Field(snowflake),
    "description": Field(text(DESCRIPTION)),
    "entity_metadata": Field(shape({"location": text(LOCATION[1], LOCATION[0])})),
}
_EDIT_FIELDS: Fields = {
    **{name: present(field.rule) if field.required else field for name, field in _FIELDS.items()},
    "status": one_of(SCHEDULED, ACTIVE, COMPLETED, CANCELED),
}


def check_scheduled_event(
    body: dict[str, Any], *, now: Instant | None = None, current: dict[str, Any] | None = None
) -> None:
    """Refuses an event that cannot be; `current` is the stored one when it is edited.

    `now` is the time the past is measured from; without it starting times may lie anywhere.
    """
    if current and current.get("status") in (COMPLETED, CANCELED):
        raise Refused(180000)
    refuse_other_than_object(body)
    errors = FormErrors()
    check_fields(body, _EDIT_FIELDS if current else _FIELDS, (), errors)
    result = {**(current or {}), **body}
    _place(result, errors)
    _times(body, result, now, errors)
    if current and "status" in body:
        _transition(current["status"], body["status"], errors)
    errors.refuse()


def _transition(before: int, after: Any, errors: FormErrors) -> None:
    if after != before and after not in NEXT_STATUSES.get(before, ()):
        errors.add(("status",), INVALID_TRANSITION)


def _place(event: dict[str, Any], errors: FormErrors) -> None:
    """An external event needs a location and an end, the others a channel."""
    if event.get("entity_type") == EXTERNAL:
        metadata = event.get("entity_metadata")
        if not isinstance(metadata, dict) or not metadata.get("location"):
            errors.add(
                ("entity_metadata", "location") if isinstance(metadata, dict) else ("entity_metadata",), REQUIRED
            )
        if event.get("scheduled_end_time") is None:
            errors.add(("scheduled_end_time",), REQUIRED)
    elif event.get("entity_type") in (STAGE_INSTANCE, VOICE) and event.get("channel_id") is None:
        errors.add(("channel_id",), REQUIRED)


def _times(body: dict[str, Any], event: dict[str, Any], now: Instant | None, errors: FormErrors) -> None:
    start, end = parse_moment(event.get("scheduled_start_time")), parse_moment(event.get("scheduled_end_time"))
    if now and start and "scheduled_start_time" in body and start < now:
        errors.add(("scheduled_start_time",), SCHEDULED_IN_THE_PAST)
    if start and end and end <= start:
        errors.add(("scheduled_end_time",), ENDS_BEFORE_IT_STARTS)
