"""Messages, embeds, mentions and files: every limit is refused one past it and accepted at it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.protocol.checks import UploadedFile, check_bulk_delete, check_message
from sandbox.protocol.refusals import Refused
from tests.sandbox.faults import code_of, faults_of

MIB = 1024 * 1024


def text_display(length: int) -> dict[str, Any]:
    return {"type": 10, "content": "x" * length}


REFUSED_BODIES = [
    ("content past 2000", {"content": "x" * 2001}, {"content": ["BASE_TYPE_MAX_LENGTH"]}),
    ("content that is a list", {"content": ["x"]}, {"content": ["STRING_TYPE_CONVERT"]}),
    ("eleven embeds", {"embeds": [{"title": "x"}] * 11}, {"embeds": ["BASE_TYPE_MAX_LENGTH"]}),
    ("title past 256", {"embeds": [{"title": "x" * 257}]}, {"embeds.0.title": ["BASE_TYPE_MAX_LENGTH"]}),
    (
        "description past 4096",
        {"embeds": [{"description": "x" * 4097}]},
        {"embeds.0.description": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "26 fields",
        {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]},
        {"embeds.0.fields": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "field name past 256 and value past 1024",
        {"embeds": [{"fields": [{"name": "x" * 257, "value": "x" * 1025}]}]},
        {
            "embeds.0.fields.0.name": ["BASE_TYPE_BAD_LENGTH"],
            "embeds.0.fields.0.value": ["BASE_TYPE_BAD_LENGTH"],
        },
    ),
    (
        "blank field value and missing field name",
        {"embeds": [{"fields": [{"value": "  "}]}]},
        {"embeds.0.fields.0.name": ["BASE_TYPE_REQUIRED"], "embeds.0.fields.0.value": ["BASE_TYPE_REQUIRED"]},
    ),
    (
        "footer past 2048",
        {"embeds": [{"footer": {"text": "x" * 2049}}]},
        {"embeds.0.footer.text": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "author past 256",
        {"embeds": [{"author": {"name": "x" * 257}}]},
        {"embeds.0.author.name": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "6001 characters over two embeds",
        {"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]},
        {"embeds": ["MAX_EMBED_SIZE_EXCEEDED"]},
    ),
    ("an embed of nothing", {"embeds": [{}]}, {"embeds.0.description": ["BASE_TYPE_REQUIRED"]}),
    (
        "a colour past white",
        {"embeds": [{"title": "x", "color": 0x1000000}]},
        {"embeds.0.color": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "a timestamp that is none",
        {"embeds": [{"title": "x", "timestamp": "noon"}]},
        {"embeds.0.timestamp": ["DATE_TIME_TYPE_PARSE"]},
    ),
    (
        "a link of another kind",
        {"embeds": [{"title": "x", "url": "ftp://example.org/x"}]},
        {"embeds.0.url": ["URL_TYPE_INVALID_SCHEME"]},
    ),
    (
        "a link that is none",
        {"embeds": [{"title": "x", "url": "example"}]},
        {"embeds.0.url": ["URL_TYPE_INVALID_URL"]},
    ),
    (
        "users parsed and listed",
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": [1]}},
        {"allowed_mentions": ["MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]},
    ),
    (
        "roles parsed and listed",
        {"content": "x", "allowed_mentions": {"parse": ["roles"], "roles": ["1"]}},
        {"allowed_mentions": ["MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"]},
    ),
    (
        "101 users",
        {"content": "x", "allowed_mentions": {"users": list(range(101))}},
        {"allowed_mentions.users": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "101 roles",
        {"content": "x", "allowed_mentions": {"roles": list(range(101))}},
        {"allowed_mentions.roles": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "an unknown kind of mention",
        {"content": "x", "allowed_mentions": {"parse": ["channels"]}},
        {"allowed_mentions.parse.0": ["BASE_TYPE_CHOICES"]},
    ),
    (
        "a user listed twice",
        {"content": "x", "allowed_mentions": {"users": [1, "1"]}},
        {"allowed_mentions.users.1": ["SET_TYPE_ALREADY_CONTAINS_VALUE"]},
    ),
    (
        "a user who is a name",
        {"content": "x", "allowed_mentions": {"users": ["bob"]}},
        {"allowed_mentions.users.0": ["NUMBER_TYPE_COERCE"]},
    ),
    ("a nonce of 26", {"content": "x", "nonce": "x" * 26}, {"nonce": ["NONCE_TYPE_TOO_LONG"]}),
    ("a nonce that is a list", {"content": "x", "nonce": []}, {"nonce": ["NONCE_TYPE_INVALID_TYPE"]}),
    ("a nonce past 64 bits", {"content": "x", "nonce": 2**63}, {"nonce": ["NUMBER_TYPE_MAX"]}),
    ("four stickers", {"sticker_ids": [1, 2, 3, 4]}, {"sticker_ids": ["BASE_TYPE_MAX_LENGTH"]}),
    (
        "an attachment that was not uploaded",
        {"content": "x", "attachments": [{"id": 0, "filename": "a.png"}]},
        {"attachments.0.id": ["ATTACHMENT_NOT_FOUND"]},
    ),
    (
        "a reply to nothing",
        {"content": "x", "message_reference": {"channel_id": 1}},
        {"message_reference.message_id": ["BASE_TYPE_REQUIRED"]},
    ),
    (
        "a poll of eleven answers and 301 characters",
        {"poll": {"question": {"text": "x" * 301}, "answers": [{"poll_media": {"text": "a"}}] * 11}},
        {"poll.question.text": ["BASE_TYPE_BAD_LENGTH"], "poll.answers": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    ("an ephemeral channel message", {"content": "x", "flags": 64}, {"flags": ["MESSAGE_FLAGS_NOT_SETTABLE"]}),
    (
        "content and embeds beside Components V2",
        {"content": "x", "embeds": [{"title": "x"}], "flags": 32768, "components": [text_display(1)]},
        {
            "content": ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
            "embeds": ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
        },
    ),
    (
        "poll and stickers beside Components V2",
        {
            "flags": 32768,
            "components": [text_display(1)],
            "sticker_ids": [1],
            "poll": {"question": {"text": "q"}, "answers": [{"poll_media": {"text": "a"}}]},
        },
        {
            "poll": ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
            "sticker_ids": ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
        },
    ),
    (
        "faults in three places at once",
        {"content": "x" * 2001, "embeds": [{"title": "x" * 257}], "tts": "yes"},
        {
            "content": ["BASE_TYPE_MAX_LENGTH"],
            "embeds.0.title": ["BASE_TYPE_MAX_LENGTH"],
            "tts": ["BOOLEAN_TYPE_CONVERT"],
        },
    ),
]


@pytest.mark.parametrize(
    ("body", "faults"), [row[1:] for row in REFUSED_BODIES], ids=[row[0] for row in REFUSED_BODIES]
)
def test_a_message_past_a_limit_is_refused_where_the_limit_is(
    body: dict[str, Any], faults: dict[str, list[str]]
) -> None:
    assert faults_of(lambda: check_message(body, route="create")) == faults


FULL_EMBED = {
    "title": "x" * 256,
    "description": "x" * 1000,
    "url": "https://example.org/",
    "color": 0xFFFFFF,
    "timestamp": "2026-08-06T12:00:00+00:00",
    "footer": {"text": "x" * 2048, "icon_url": "attachment://a.png"},
    "author": {"name": "x" * 256},
    "fields": [{"name": "x" * 256, "value": "x" * 1024, "inline": True}],
}
MAXIMA = [
    ("2000 characters", {"content": "x" * 2000}),
    ("2000 letters beyond ASCII", {"content": "å" * 2000}),
    ("ten embeds", {"embeds": [{"title": "x"}] * 10}),
    ("a full embed", {"embeds": [FULL_EMBED]}),
    ("25 fields", {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 25}]}),
    ("a description of 4096", {"embeds": [{"description": "x" * 4096}]}),
    ("exactly 6000 characters", {"embeds": [{"description": "x" * 3000}, {"description": "x" * 3000}]}),
    ("blanks around an embed's text", {"embeds": [{"title": " " * 9 + "x" * 256 + "\n"}]}),
    ("a hundred users", {"content": "x", "allowed_mentions": {"parse": [], "users": list(range(100))}}),
    ("an empty list beside parse", {"content": "x", "allowed_mentions": {"parse": ["users"], "users": []}}),
    ("ids as numbers and as strings", {"content": "x", "allowed_mentions": {"users": [1, "2"]}}),
    ("a nonce of 25", {"content": "x", "nonce": "x" * 25, "enforce_nonce": True}),
    ("a nonce of 64 bits", {"content": "x", "nonce": 2**63 - 1}),
    ("a silent message", {"content": "x", "flags": 4 | 4096}),
    ("a reply", {"content": "x", "message_reference": {"message_id": 5, "channel_id": "6"}}),
    ("4000 characters of layout", {"flags": 32768, "components": [text_display(2000), text_display(2000)]}),
    (
        "components alone",
        {"components": [{"type": 1, "components": [{"type": 2, "style": 5, "label": "x", "url": "https://a.b"}]}]},
    ),
]


@pytest.mark.parametrize("body", [row[1] for row in MAXIMA], ids=[row[0] for row in MAXIMA])
def test_a_message_at_a_limit_is_accepted(body: dict[str, Any]) -> None:
    check_message(body, route="create")


@pytest.mark.parametrize("route", ["create", "edit", "callback", "webhook", "webhook_edit", "forum"])
def test_2000_characters_are_the_limit_on_every_route(route: Any) -> None:
    check_message({"content": "x" * 2000}, route=route)

    assert faults_of(lambda: check_message({"content": "x" * 2001}, route=route)) == {
        "content": ["BASE_TYPE_MAX_LENGTH"]
    }


EMPTY = [{}, {"content": ""}, {"content": " \n"}, {"embeds": []}, {"content": None, "components": []}]


@pytest.mark.parametrize("body", EMPTY)
def test_a_message_of_nothing_is_refused_as_empty(body: dict[str, Any]) -> None:
    assert code_of(lambda: check_message(body, route="create")) == 50006


def test_an_edit_may_not_leave_a_message_empty() -> None:
    current = {"content": "hello", "flags": 0}

    check_message({"components": []}, route="edit", current=current)

    assert code_of(lambda: check_message({"content": ""}, route="edit", current=current)) == 50006


def test_the_layout_flag_of_a_message_cannot_be_escaped_by_an_edit() -> None:
    current = {"content": "", "flags": 32768, "components": [text_display(1)]}

    faults = faults_of(lambda: check_message({"content": "x", "flags": 0}, route="edit", current=current))

    assert faults == {
        "content": ["MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"],
        "flags": ["MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG"],
    }


def test_a_message_becomes_a_layout_only_without_its_old_content() -> None:
    current = {"content": "old", "embeds": [{"title": "x"}], "flags": 0}
    upgrade = {"flags": 32768, "components": [text_display(1)]}

    faults = faults_of(lambda: check_message(upgrade, route="edit", current=current))
    check_message({**upgrade, "content": None, "embeds": []}, route="edit", current=current)

    assert sorted(faults) == ["content", "embeds"]


def test_an_edit_may_repeat_the_flags_a_message_has() -> None:
    current = {"content": "x", "flags": 64}

    check_message({"flags": 64 | 4}, route="webhook_edit", current=current)

    assert faults_of(lambda: check_message({"flags": 4096}, route="webhook_edit", current=current)) == {
        "flags": ["MESSAGE_FLAGS_NOT_SETTABLE"]
    }


def upload(size: int, index: int = 0) -> UploadedFile:
    return UploadedFile(f"{index}.png", "image/png", bytes(size), index)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([upload(10 * MIB + 1)], 40005),
        ([upload(9 * MIB, n) for n in range(3)], 40005),
        ([upload(1, n) for n in range(11)], 30015),
    ],
    ids=["one past 10 MiB", "together past 25 MiB", "eleven files"],
)
def test_too_many_or_too_large_files_are_refused(files: list[UploadedFile], code: int) -> None:
    assert code_of(lambda: check_message({"content": "x"}, route="create", files=files)) == code


def test_an_oversized_request_is_answered_413() -> None:
    with pytest.raises(Refused) as refused:
        check_message({}, route="create", files=[upload(10 * MIB + 1)])

    assert refused.value.status == 413


def test_files_alone_are_a_message() -> None:
    listed = [{"id": 0, "filename": "0.png", "description": "x" * 1024}]

    check_message({"attachments": listed}, route="create", files=[upload(10 * MIB)])


def test_a_file_may_be_described_in_1024_characters_and_no_more() -> None:
    listed = [{"id": "0", "filename": "0.png", "description": "x" * 1025}]

    faults = faults_of(lambda: check_message({"attachments": listed}, route="create", files=[upload(1)]))

    assert faults == {"attachments.0.description": ["BASE_TYPE_MAX_LENGTH"]}


def test_an_edit_keeps_the_attachments_it_lists() -> None:
    current = {"content": "", "attachments": [{"id": "77", "filename": "old.png"}]}

    check_message({"attachments": [{"id": 77}]}, route="edit", current=current)

    assert code_of(lambda: check_message({"attachments": []}, route="edit", current=current)) == 50006


@pytest.mark.parametrize(("count", "code"), [(1, 50016), (101, 50016)])
def test_bulk_deletion_takes_two_to_a_hundred(count: int, code: int) -> None:
    assert code_of(lambda: check_bulk_delete({"messages": list(range(count))})) == code


@pytest.mark.parametrize("ids", [["1", 2], list(range(100))])
def test_bulk_deletion_within_its_bounds_is_accepted(ids: list[Any]) -> None:
    check_bulk_delete({"messages": ids})


def test_bulk_deletion_of_nothing_named_is_a_bad_form() -> None:
    assert faults_of(lambda: check_bulk_delete({})) == {"messages": ["BASE_TYPE_REQUIRED"]}


def test_an_edit_cannot_take_the_layout_flag_off() -> None:
    current = {"flags": 1 << 15, "components": [{"type": 10, "content": "x"}]}

    faults = faults_of(lambda: check_message({"flags": 0}, route="edit", current=current))

    assert faults == {"flags": ["MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG"]}
