"""Channels as they are made and edited, with their forum tags and permission overwrites."""

from __future__ import annotations

from typing import Any

from sandbox.protocol.checks.fields import (
    Fields,
    boolean,
    check_fields,
    dicts,
    listing,
    one_of,
    permission_bits,
    present,
    refuse,
    refuse_other_than_object,
    required,
    shape,
    snowflake,
    text,
    whole,
)
from sandbox.protocol.checks.threads import AUTO_ARCHIVE_MINUTES, SLOWMODE_SECONDS
from sandbox.protocol.refusals import FormErrors, Refused

NAME = (1, 100)
TOPIC = 1024
FORUM_TOPIC = 4096
TAGS_PER_FORUM = 20
TAG_NAME = (0, 20)
OVERWRITES = 1000
BITRATE = (8000, 384_000)
USER_LIMIT = 10_000
ROLE_OVERWRITE, MEMBER_OVERWRITE = 0, 1
FORUM, MEDIA = 15, 16
CREATABLE_TYPES = (0, 2, 4, 5, 13, FORUM, MEDIA)

_TAG = shape(
    {
        "id": snowflake,
        "name": required(text(TAG_NAME[1], TAG_NAME[0])),
        "moderated": boolean,
        "emoji_id": snowflake,
        "emoji_name": text(100),
    }
)
_OVERWRITE_FIELDS: Fields = {
    "type": one_of(ROLE_OVERWRITE, MEMBER_OVERWRITE),
    "allow": permission_bits,
    "deny": permission_bits,
}
_OVERWRITE = shape({**_OVERWRITE_FIELDS, "id": required(snowflake)})


def _fields(*, topic: int) -> Fields:
    return {
        "name": present(text(NAME[1], NAME[0])),
        "type": one_of(*CREATABLE_TYPES),
        "position": whole(0),
        "topic": text(topic),
        "nsfw": boolean,
        "rate_limit_per_user": whole(0, SLOWMODE_SECONDS),
        "bitrate": whole(*BITRATE),
        "user_limit": whole(0, USER_LIMIT),
        "parent_id": snowflake,
        "permission_overwrites": listing(_OVERWRITE, OVERWRITES),
        "default_auto_archive_duration": one_of(*AUTO_ARCHIVE_MINUTES),
        "default_thread_rate_limit_per_user": whole(0, SLOWMODE_SECONDS),
        "default_sort_order": one_of(0, 1),
        "default_forum_layout": one_of(0, 1, 2),
        "default_reaction_emoji": shape({"emoji_id": snowflake, "emoji_name": text(100)}),
        "available_tags": listing(_TAG, TAGS_PER_FORUM * 2),
        "flags": whole(0),
    }


_TEXT_FIELDS = _fields(topic=TOPIC)
_FORUM_FIELDS = _fields(topic=FORUM_TOPIC)


def check_channel_edit(body: dict[str, Any], *, channel_type: int = 0) -> None:
    """Refuses changes this kind of channel cannot have. Threads are checked by `check_thread_edit`."""
    refuse_other_than_object(body)
    errors = FormErrors()
    fields = _FORUM_FIELDS if channel_type in (FORUM, MEDIA) else _TEXT_FIELDS
    check_fields(body, fields, (), errors)
    errors.refuse()
    _refuse_bad_tags(body)


def check_channel_create(body: dict[str, Any]) -> None:
    """Refuses a channel that cannot be made; it needs a name at least."""
    refuse_other_than_object(body)
    errors = FormErrors()
    fields = _FORUM_FIELDS if body.get("type") in (FORUM, MEDIA) else _TEXT_FIELDS
    check_fields(body, {**fields, "name": required(text(NAME[1], NAME[0]))}, (), errors)
    errors.refuse()
    _refuse_bad_tags(body)


def _refuse_bad_tags(body: dict[str, Any]) -> None:
    tags = dicts(body.get("available_tags"))
    if len(tags) > TAGS_PER_FORUM:
        raise Refused(30048)
    names = [str(tag.get("name")) for tag in tags]
    if len(set(names)) < len(names):
        raise Refused(40061)


def check_overwrite(body: dict[str, Any]) -> None:
    """Refuses a permission overwrite that names neither a role nor a member."""
    refuse(body, shape({**_OVERWRITE_FIELDS, "type": required(one_of(ROLE_OVERWRITE, MEMBER_OVERWRITE))}))
