"""Threads, forum posts, channels, roles, members and scheduled events."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from whenever import Instant

from sandbox.protocol.checks import (
    check_channel_create,
    check_channel_edit,
    check_dm,
    check_member_edit,
    check_overwrite,
    check_role,
    check_scheduled_event,
    check_thread,
    check_thread_edit,
)
from tests.sandbox.faults import code_of, faults_of

TEXT, ANNOUNCEMENT, FORUM = 0, 5, 15
NOW = Instant.from_utc(2026, 8, 6, 12)
EVENT = {
    "name": "Meeting",
    "privacy_level": 2,
    "scheduled_start_time": "2026-08-07T12:00:00+00:00",
    "scheduled_end_time": "2026-08-07T13:00:00Z",
    "entity_type": 3,
    "entity_metadata": {"location": "Here"},
}


def in_text(body: dict[str, Any]) -> None:
    check_thread(body, parent_type=TEXT, from_message=False)


def in_announcements(body: dict[str, Any]) -> None:
    check_thread(body, parent_type=ANNOUNCEMENT, from_message=False)


def in_forum(body: dict[str, Any]) -> None:
    check_thread({"name": "x", "message": {"content": "x"}, **body}, parent_type=FORUM, from_message=False)


def event(**fields: Any) -> dict[str, Any]:
    return {**EVENT, **fields}


def new_event(body: dict[str, Any]) -> None:
    check_scheduled_event(body, now=NOW)


MAX, BAD, REQUIRED, CHOICES = (
    ["BASE_TYPE_MAX_LENGTH"],
    ["BASE_TYPE_BAD_LENGTH"],
    ["BASE_TYPE_REQUIRED"],
    ["BASE_TYPE_CHOICES"],
)
REFUSALS: list[tuple[str, Callable[[dict[str, Any]], None], dict[str, Any], dict[str, list[str]]]] = [
    ("a thread's name past 100", in_text, {"name": "x" * 101}, {"name": BAD}),
    ("a thread without name", in_text, {}, {"name": REQUIRED}),
    ("an empty name", in_text, {"name": ""}, {"name": REQUIRED}),
    (
        "archiving after two hours",
        in_text,
        {"name": "x", "auto_archive_duration": 120},
        {"auto_archive_duration": CHOICES},
    ),
    (
        "slow mode past six hours",
        in_text,
        {"name": "x", "rate_limit_per_user": 21601},
        {"rate_limit_per_user": ["NUMBER_TYPE_MAX"]},
    ),
    ("an announcement thread in a text channel", in_text, {"name": "x", "type": 10}, {"type": CHOICES}),
    ("a private thread among announcements", in_announcements, {"name": "x", "type": 12}, {"type": CHOICES}),
    ("a post without message", in_forum, {"message": None}, {"message": REQUIRED}),
    ("a post of six tags", in_forum, {"applied_tags": [1, 2, 3, 4, 5, 6]}, {"applied_tags": MAX}),
    (
        "a post with a long title in its embed",
        in_forum,
        {"message": {"embeds": [{"title": "x" * 257}]}},
        {"message.embeds.0.title": MAX},
    ),
    (
        "an edit to archive after two hours",
        check_thread_edit,
        {"auto_archive_duration": 99, "archived": "x"},
        {"auto_archive_duration": CHOICES, "archived": ["BOOLEAN_TYPE_CONVERT"]},
    ),
    ("an edit to no name", check_thread_edit, {"name": None}, {"name": REQUIRED}),
    ("a channel's name past 100", check_channel_edit, {"name": "x" * 101}, {"name": BAD}),
    ("a topic past 1024", check_channel_edit, {"topic": "x" * 1025}, {"topic": MAX}),
    ("a channel without name", check_channel_create, {"type": 0}, {"name": REQUIRED}),
    ("a channel of type 1", check_channel_create, {"name": "x", "type": 1}, {"type": CHOICES}),
    ("a tag past 20", check_channel_edit, {"available_tags": [{"name": "x" * 21}]}, {"available_tags.0.name": MAX}),
    ("an overwrite for nothing", check_overwrite, {"allow": "1"}, {"type": REQUIRED}),
    ("an overwrite of words", check_overwrite, {"type": 0, "allow": "all"}, {"allow": ["NUMBER_TYPE_COERCE"]}),
    ("a role's name past 100", check_role, {"name": "x" * 101}, {"name": BAD}),
    ("a role's colour past white", check_role, {"color": 0x1000000}, {"color": ["NUMBER_TYPE_MAX"]}),
    ("a nickname past 32", check_member_edit, {"nick": "x" * 33}, {"nick": MAX}),
    ("a DM with nobody", check_dm, {}, {"recipient_id": REQUIRED}),
    ("an event's name past 100", new_event, event(name="x" * 101), {"name": BAD}),
    ("an event's description past 1000", new_event, event(description="x" * 1001), {"description": MAX}),
    (
        "a location past 100",
        new_event,
        event(entity_metadata={"location": "x" * 101}),
        {"entity_metadata.location": BAD},
    ),
    ("an external event without location", new_event, event(entity_metadata=None), {"entity_metadata": REQUIRED}),
    ("an external event without end", new_event, event(scheduled_end_time=None), {"scheduled_end_time": REQUIRED}),
    ("a voice event without channel", new_event, event(entity_type=2), {"channel_id": REQUIRED}),
    (
        "an event yesterday",
        new_event,
        event(scheduled_start_time="2026-08-05T12:00:00Z"),
        {"scheduled_start_time": ["GUILD_SCHEDULED_EVENT_SCHEDULE_PAST"]},
    ),
    (
        "an event that ends first",
        new_event,
        event(scheduled_end_time="2026-08-07T11:00:00Z"),
        {"scheduled_end_time": ["GUILD_SCHEDULED_EVENT_SCHEDULE_END_BEFORE_START"]},
    ),
    ("a public event", new_event, event(privacy_level=1), {"privacy_level": CHOICES}),
]


@pytest.mark.parametrize(("check", "body", "faults"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS])
def test_a_body_past_a_limit_is_refused_where_the_limit_is(
    check: Callable[[dict[str, Any]], None], body: dict[str, Any], faults: dict[str, list[str]]
) -> None:
    assert faults_of(lambda: check(body)) == faults


MAXIMA: list[tuple[str, Callable[[dict[str, Any]], None], dict[str, Any]]] = [
    ("a thread without type", in_text, {"name": "x" * 100}),
    *[
        (f"archiving after {m} minutes", in_text, {"name": "x", "auto_archive_duration": m})
        for m in (60, 1440, 4320, 10080)
    ],
    ("a post with five tags", in_forum, {"applied_tags": [1, "2", 3, 4, 5]}),
    (
        "a channel at its longest",
        check_channel_edit,
        {"name": "x" * 100, "topic": "x" * 1024, "rate_limit_per_user": 21600},
    ),
    ("twenty tags", check_channel_edit, {"available_tags": [{"name": f"{n:020}"} for n in range(20)]}),
    ("a channel without topic", check_channel_edit, {"topic": None}),
    ("an overwrite in numbers or text", check_overwrite, {"type": 1, "allow": 1024, "deny": "2048", "id": 5}),
    ("a role", check_role, {"name": "x" * 100, "permissions": "8", "color": 0xFFFFFF, "hoist": True}),
    ("a DM by number", check_dm, {"recipient_id": 5}),
    ("an event", new_event, event(name="x" * 100, description="x" * 1000, entity_metadata={"location": "x" * 100})),
]


@pytest.mark.parametrize(("check", "body"), [r[1:] for r in MAXIMA], ids=[r[0] for r in MAXIMA])
def test_a_body_at_a_limit_is_accepted(check: Callable[[dict[str, Any]], None], body: dict[str, Any]) -> None:
    check(body)


def test_a_forum_topic_may_be_longer() -> None:
    check_channel_edit({"topic": "x" * 4096}, channel_type=FORUM)


@pytest.mark.parametrize(
    ("check", "code"),
    [
        (lambda: check_channel_edit({"available_tags": [{"name": str(n)} for n in range(21)]}), 30048),
        (lambda: check_channel_edit({"available_tags": [{"name": "x"}, {"name": "x"}]}), 40061),
        (lambda: check_thread({"name": "x"}, parent_type=2, from_message=False), 50024),
        (lambda: in_forum({"message": {"content": ""}}), 50006),
        (lambda: check_scheduled_event({"name": "x"}, current={**EVENT, "status": 3}), 180000),
    ],
    ids=["21 tags", "a tag's name twice", "a thread in a voice channel", "an empty post", "a finished event"],
)
def test_some_refusals_have_a_code_of_their_own(check: Callable[[], None], code: int) -> None:
    assert code_of(check) == code


@pytest.mark.parametrize(("before", "after"), [(1, 3), (2, 4), (2, 1)])
def test_an_event_cannot_skip_or_return(before: int, after: int) -> None:
    current = {**EVENT, "status": before}

    assert faults_of(lambda: check_scheduled_event({"status": after}, current=current)) == {
        "status": ["GUILD_SCHEDULED_EVENT_STATUS_INVALID"]
    }


@pytest.mark.parametrize(("before", "after"), [(1, 2), (1, 4), (2, 3), (1, 1)])
def test_an_event_starts_and_ends_or_is_cancelled(before: int, after: int) -> None:
    check_scheduled_event({"status": after}, current={**EVENT, "status": before})
