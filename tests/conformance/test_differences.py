"""The table of known differences stays true to the specification it corrects."""

from __future__ import annotations

import pytest

from tests.conformance.differences import ABSENT, Difference, Side
from tests.conformance.specification import Specification
from tests.conformance.table import DIFFERENCES


@pytest.mark.parametrize("side", ["request", "answer"])
def test_every_row_is_about_what_the_specification_says_today(specification: Specification, side: Side) -> None:
    corrected = specification.corrected(side)

    assert corrected != specification.document


def test_no_two_rows_are_about_the_same_place() -> None:
    places = [(row.side, row.place) for row in DIFFERENCES]

    assert len(set(places)) == len(places)


def test_every_row_has_its_reason() -> None:
    assert [row.place for row in DIFFERENCES if not row.reason] == []


@pytest.mark.parametrize("old", [ABSENT, {"type": "integer"}])
def test_a_row_that_has_become_needless_is_noticed(old: object) -> None:
    row = Difference("request", "Command/properties/nsfw", old, {"type": "boolean"}, "was missing")
    mended = {"Command": {"properties": {"nsfw": {"type": "boolean"}}}}

    with pytest.raises(LookupError, match="Command/properties/nsfw is now"):
        row.apply(mended)


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("create_dm", {"recipient_id": 5}),
        ("bulk_delete_messages", {"messages": [5, "6"]}),
        ("set_channel_permission_overwrite", {"id": 5, "type": 0, "allow": "1024", "deny": "0"}),
        ("create_guild_role", {"name": "Members", "permissions": "0"}),
        ("create_guild_application_command", {"name": "ping", "description": "Ping", "nsfw": False}),
        ("create_message", {"embeds": [{"description": "x", "flags": 0}], "nonce": 5, "enforce_nonce": True}),
        ("update_message", {"content": "x", "tts": False}),
    ],
)
def test_what_real_clients_send_passes(specification: Specification, operation: str, body: object) -> None:
    (found,) = (each for each in specification.operations if each.id == operation)

    faults = specification.faults("request", found.request["application/json"], body)

    assert faults == []


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("create_dm", {"recipient_id": -5}),
        ("create_dm", {"recipient_id": "05"}),
        ("create_guild_role", {"permissions": "all"}),
        ("create_guild_application_command", {"name": "ping", "name_localizations": {"nb": "ping"}}),
        (
            "create_guild_application_command",
            {
                "name": "p",
                "options": [
                    {"type": 3, "name": "o", "description": "d", "choices": [{"name": "n", "value": "x" * 101}]}
                ],
            },
        ),
    ],
)
def test_a_difference_opens_no_wider_than_it_must(specification: Specification, operation: str, body: object) -> None:
    (found,) = (each for each in specification.operations if each.id == operation)

    faults = specification.faults("request", found.request["application/json"], body)

    assert len(faults) == 1
