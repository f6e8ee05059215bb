"""Whatever is sent, a check answers with a refusal or not at all; it never breaks."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.protocol.checks import (
    check_bulk_delete,
    check_callback,
    check_channel_edit,
    check_command,
    check_commands,
    check_member_edit,
    check_message,
    check_modal,
    check_role,
    check_scheduled_event,
    check_thread,
)
from sandbox.protocol.refusals import Refused

LAYOUT: dict[str, Any] = {
    "flags": 32768,
    "components": [
        {
            "type": 17,
            "components": [
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "x"}],
                    "accessory": {"type": 2, "style": 1, "label": "x", "custom_id": "a"},
                },
                {"type": 12, "items": [{"media": {"url": "https://a.b/c.png"}}]},
            ],
        }
    ],
}
MESSAGE: dict[str, Any] = {
    "content": "x",
    "embeds": [
        {"title": "x", "footer": {"text": "x"}, "author": {"name": "x"}, "fields": [{"name": "n", "value": "v"}]}
    ],
    "components": [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "a"}]},
        {"type": 1, "components": [{"type": 3, "custom_id": "s", "options": [{"label": "l", "value": "v"}]}]},
    ],
    "allowed_mentions": {"parse": ["roles"], "users": [1]},
    "attachments": [],
    "nonce": "x",
    "flags": 4,
}
FORM: dict[str, Any] = {
    "custom_id": "f",
    "title": "x",
    "components": [
        {"type": 18, "label": "x", "component": {"type": 4, "custom_id": "t", "style": 1, "value": "x"}},
        {
            "type": 18,
            "label": "x",
            "component": {"type": 22, "custom_id": "c", "options": [{"label": "l", "value": "v"}]},
        },
    ],
}
COMMAND: dict[str, Any] = {
    "name": "x",
    "description": "x",
    "name_localizations": {"no": "x"},
    "options": [
        {
            "type": 1,
            "name": "s",
            "description": "x",
            "options": [
                {"type": 3, "name": "o", "description": "x", "choices": [{"name": "n", "value": "v"}], "max_length": 5}
            ],
        }
    ],
}
EVENT: dict[str, Any] = {
    "name": "x",
    "privacy_level": 2,
    "scheduled_start_time": "2026-08-07T12:00:00Z",
    "scheduled_end_time": "2026-08-07T13:00:00Z",
    "entity_type": 3,
    "entity_metadata": {"location": "x"},
}
POST: dict[str, Any] = {"name": "x", "auto_archive_duration": 60, "applied_tags": ["1"], "message": MESSAGE}
CHANNEL: dict[str, Any] = {
    "name": "x",
    "available_tags": [{"name": "t"}],
    "permission_overwrites": [{"id": 1, "allow": "8"}],
}

CHECKS: list[tuple[str, Callable[[Any], None], Any]] = [
    ("message", lambda body: check_message(body, route="create"), MESSAGE),
    ("edit", lambda body: check_message(body, route="edit", current={"content": "x", "flags": 0}), MESSAGE),
    ("layout", lambda body: check_message(body, route="create"), LAYOUT),
    ("answer", lambda body: check_callback(body, interaction_type=2), {"type": 4, "data": MESSAGE}),
    (
        "choices",
        lambda b: check_callback(b, interaction_type=4),
        {"type": 8, "data": {"choices": [{"name": "n", "value": 1}]}},
    ),
    ("form", check_modal, FORM),
    ("command", lambda body: check_command(body, guild=True), COMMAND),
    ("commands", lambda body: check_commands(body, guild=False), [COMMAND]),
    ("event", check_scheduled_event, EVENT),
    ("post", lambda body: check_thread(body, parent_type=15, from_message=False), POST),
    ("channel", check_channel_edit, CHANNEL),
    ("role", check_role, {"name": "x", "permissions": "8", "colors": {"primary_color": 1}}),
    ("member", check_member_edit, {"nick": "x", "roles": ["1"]}),
    ("bulk", check_bulk_delete, {"messages": ["1", "2"]}),
]

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(allow_nan=False),
    st.text(max_size=8),
    st.just([]),
    st.just({}),
    st.just([None]),
    st.just([[]]),
    st.just({"type": []}),
    st.just([{"type": {}}]),
)


def places(body: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a body where something could stand instead."""
    for key, value in body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ():
        yield body, key
        yield from places(value)


@pytest.mark.parametrize(("check", "body"), [row[1:] for row in CHECKS], ids=[row[0] for row in CHECKS])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_body_with_anything_anywhere_is_at_worst_refused(
    check: Callable[[Any], None], body: Any, data: st.DataObject
) -> None:
    broken = copy.deepcopy(body)
    holder, key = data.draw(st.sampled_from(list(places(broken))))
    holder[key] = data.draw(JUNK)

    with contextlib.suppress(Refused):
        check(broken)


@pytest.mark.parametrize("check", [row[1] for row in CHECKS], ids=[row[0] for row in CHECKS])
@pytest.mark.parametrize("body", [None, [], "x", 5, [None], {"type": []}])
def test_a_body_of_another_kind_is_at_worst_refused(check: Callable[[Any], None], body: Any) -> None:
    with contextlib.suppress(Refused):
        check(body)


@pytest.mark.parametrize(("check", "body"), [row[1:] for row in CHECKS], ids=[row[0] for row in CHECKS])
def test_the_unbroken_body_is_accepted(check: Callable[[Any], None], body: Any) -> None:
    check(body)
