"""The checker finds what is wrong, and lets pass what is right."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from sandbox.protocol.rest.call import NOTHING, Answer, Call
from sandbox.protocol.world import World
from tests.conformance.watching import Violation, Watcher

MESSAGES = "POST /channels/{channel_id}/messages"
LABEL = {"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "name", "style": 1}}


def shown(world: World, channel: Channel, **fields: Any) -> dict[str, Any]:
    """A message as the sandbox answers it, some fields changed."""
    return {**world.posts.create(channel, world.bot, {"content": "Hello"}).payload(), **fields}


def to(channel: Channel, path: str, body: Any, *, method: str = "POST") -> Call:
    """A request to a route of the channel."""
    params = {"channel_id": str(channel.id)}
    return Call(channel.the_guild.world, method, f"/channels/{channel.id}{path}", params, {}, body)


def pointers(watcher: Watcher) -> list[str]:
    return sorted(violation.pointer for violation in watcher.take().violations)


def test_a_plain_message_and_its_answer_are_in_order(watcher: Watcher, world: World, channel: Channel) -> None:
    watcher.answered(to(channel, "/messages", {"content": "Hello"}), Answer(200, shown(world, channel)))

    found = watcher.take()
    assert (found.violations, found.operations, found.checks) == ([], {"create_message"}, 1)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"content": "x" * 2001}, "/content"),
        ({"content": 1.5}, "/content"),
        ({"contents": "misspelt"}, "/"),
        ({"content": "x", "nonce": "n" * 26}, "/nonce"),
        ({"content": "x", "message_reference": {"message_id": "one"}}, "/message_reference/message_id"),
        ({"embeds": [{"title": "t" * 257}]}, "/embeds/0/title"),
        ({"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]}, "/embeds/0/fields/0/value"),
        ({"components": [{"type": 1, "components": [{"type": 99}]}]}, "/components/0/components/0/type"),
        (
            {"components": [{"type": 1, "components": [{"type": 2, "style": 1, "label": "x" * 81}]}]},
            "/components/0/components/0/label",
        ),
    ],
)
def test_a_broken_message_is_found_at_its_place(
    watcher: Watcher, channel: Channel, body: dict[str, Any], pointer: str
) -> None:
    refused = Answer(403, {"code": 50013, "message": "Missing Permissions"})

    watcher.answered(to(channel, "/messages", body), refused)

    assert pointers(watcher) == [pointer]


def test_a_violation_tells_method_path_place_and_fault(watcher: Watcher, channel: Channel) -> None:
    refused = Answer(403, {"code": 50013, "message": "Missing Permissions"})

    watcher.answered(to(channel, "/messages", {"tts": "yes"}), refused)

    assert watcher.take().violations == [
        Violation(f"{MESSAGES} request", "/tts", '"yes" is not of types "null", "boolean"')
    ]


def test_rules_that_the_specification_lacks_are_held_to(watcher: Watcher, world: World, channel: Channel) -> None:
    empty_but_accepted = to(channel, "/messages", {"content": ""})

    watcher.answered(empty_but_accepted, Answer(200, shown(world, channel)))

    assert [violation.message for violation in watcher.take().violations] == ["Cannot send an empty message: None"]


def test_a_message_with_two_components_of_one_id_that_passed_is_found(
    watcher: Watcher, world: World, channel: Channel
) -> None:
    twice = [{"type": 2, "style": 1, "label": "Go", "custom_id": name, "id": 7} for name in ("a", "b")]

    body = {"content": "x", "components": [{"type": 1, "components": twice}]}
    watcher.answered(to(channel, "/messages", body), Answer(200, shown(world, channel)))

    assert "COMPONENT_ID_DUPLICATED" in watcher.take().violations[0].message


@pytest.mark.parametrize(("method", "path"), [("POST", "/messages"), ("PATCH", "/messages/1")])
def test_what_was_written_in_a_locked_thread_is_found(
    watcher: Watcher, world: World, guild: Guild, channel: Channel, method: str, path: str
) -> None:
    thread = world.thread_life.start(channel, world.bot, {"name": "Talk", "type": 11})
    answer = Answer(200, shown(world, thread))
    world.thread_life.edit(thread, {"locked": True})
    call = to(thread, path, {"content": "x"}, method=method)
    watcher.answered(call, answer)
    by_who_manages_threads = watcher.take().violations
    guild.role("Trellis").permissions = 0

    watcher.answered(call, answer)

    assert by_who_manages_threads == []
    assert [violation.message for violation in watcher.take().violations] == [
        "written in a locked thread without the right to manage threads"
    ]


def test_threads_in_use_that_come_with_has_more_are_found(watcher: Watcher, world: World, guild: Guild) -> None:
    call = Call(world, "GET", f"/guilds/{guild.id}/threads/active", {}, {})

    watcher.answered(call, Answer(200, {"threads": [], "members": []}))
    watcher.answered(call, Answer(200, {"threads": [], "members": [], "has_more": False}))

    assert [violation.message.partition(" (")[0] for violation in watcher.take().violations] == [
        "Additional properties are not allowed"
    ]


@pytest.mark.parametrize("kind", [1, 2, 3])
def test_a_command_for_no_context_at_all_is_found(watcher: Watcher, world: World, kind: int) -> None:
    body = {"name": "join", "type": kind, "contexts": []} | ({"description": "Join"} if kind == 1 else {})
    path = f"/applications/{world.application_id}/commands"

    watcher.answered(Call(world, "POST", path, {}, {}, body), Answer(403, {"code": 50001, "message": "No"}))

    assert pointers(watcher) == ["/contexts"]


@pytest.mark.parametrize(
    ("address", "found"), [("ws://discord", []), ("ws://discord/resume", ["/resume_gateway_url/"])]
)
def test_an_address_to_resume_at_has_no_path(watcher: Watcher, world: World, address: str, found: list[str]) -> None:
    watcher.dispatched("READY", {"user": world.bot.own_payload(), "resume_gateway_url": address})

    assert pointers(watcher) == found


def test_a_post_in_a_forum_does_not_pass_as_a_thread(watcher: Watcher, forum: Channel) -> None:
    body = {"name": "Lesson", "message": {"embeds": [{"title": "t" * 257}]}}

    watcher.answered(to(forum, "/threads", body), Answer(403, {"code": 50013, "message": "Missing Permissions"}))

    assert pointers(watcher) == ["/message/embeds/0/title"]


def test_an_edited_thread_does_not_pass_as_a_direct_message(watcher: Watcher, world: World, channel: Channel) -> None:
    thread = world.thread_life.start(channel, world.bot, {"name": "Talk", "type": 11})
    body = {"archived": "x", "auto_archive_duration": 99}

    watcher.answered(to(thread, "", body, method="PATCH"), Answer(403, {"code": 50013, "message": "No"}))

    assert pointers(watcher) == ["/archived", "/auto_archive_duration"]


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"title": "t" * 46, "custom_id": "form", "components": [LABEL]}, "/data/title"),
        ({"title": "Form", "custom_id": "form", "components": [LABEL] * 6}, "/data/components"),
        ({"title": "Form", "custom_id": "form", "components": [{**LABEL, "label": ""}]}, "/data/components/0/label"),
    ],
)
def test_a_broken_form_is_judged_as_a_form(
    watcher: Watcher, channel: Channel, data: dict[str, Any], pointer: str
) -> None:
    call = Call(channel.the_guild.world, "POST", "/interactions/1/token/callback", {}, {}, {"type": 9, "data": data})

    watcher.answered(call, Answer(404, {"code": 10062, "message": "Unknown interaction"}))

    assert pointers(watcher) == [pointer]


def test_what_the_sandbox_refuses_for_its_form_is_a_violation(watcher: Watcher, channel: Channel) -> None:
    refusal = {"code": 50006, "message": "Cannot send an empty message"}

    watcher.answered(to(channel, "/messages", {}), Answer(400, refusal))

    assert [str(violation) for violation in watcher.take().violations] == [
        f"{MESSAGES} request at /: refused for its form: {refusal}"
    ]


def test_a_reply_to_a_message_that_was_deleted_meanwhile_is_no_fault_of_its_form(
    watcher: Watcher, channel: Channel
) -> None:
    gone = {"message_reference": {"_errors": [{"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}]}}
    body = {"content": "Hello", "message_reference": {"message_id": "1"}}

    watcher.answered(
        to(channel, "/messages", body), Answer(400, {"code": 50035, "message": "Invalid Form Body", "errors": gone})
    )

    assert watcher.take().violations == []


LAYOUT = {"code": "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", "message": "The field cannot be used"}


@pytest.mark.parametrize(
    ("errors", "found"),
    [
        ({"content": {"_errors": [LAYOUT]}, "embeds": {"_errors": [LAYOUT]}}, 0),
        ({"content": {"_errors": [LAYOUT]}, "flags": {"_errors": [{"code": "OTHER", "message": "No"}]}}, 1),
        ({"components": {"0": {"_errors": [LAYOUT]}}}, 1),
    ],
)
def test_that_a_message_is_out_as_a_layout_is_learned_by_an_edit_and_nothing_else_is(
    watcher: Watcher, channel: Channel, errors: dict[str, Any], found: int
) -> None:
    body = {"content": "Hello", "allowed_mentions": {"parse": []}}

    refusal = {"code": 50035, "message": "Invalid Form Body", "errors": errors}
    watcher.answered(to(channel, "/messages/1", body, method="PATCH"), Answer(400, refusal))

    assert len(watcher.take().violations) == found


def test_tests_of_refusals_may_send_what_is_refused(watcher: Watcher, channel: Channel) -> None:
    watcher.broken_on_purpose = True

    watcher.answered(
        to(channel, "/messages", {}), Answer(400, {"code": 50006, "message": "Cannot send an empty message"})
    )

    assert watcher.take().violations == []


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({"id": 1}, "/id"),
        ({"timestamp": "yesterday"}, "/timestamp"),
        ({"edited_timestamp": 5}, "/edited_timestamp"),
        ({"embeds": [{"title": "untyped"}]}, "/embeds/0"),
        ({"components": [{"type": 1, "id": 1, "components": [{"type": 2, "id": 2}]}]}, "/components/0/components/0"),
        ({"interaction_metadata": {"type": 2}}, "/interaction_metadata"),
        ({"bold": True}, "/"),
    ],
)
def test_a_broken_answer_is_found_at_its_place(
    watcher: Watcher, world: World, channel: Channel, fields: dict[str, Any], pointer: str
) -> None:
    watcher.answered(to(channel, "/messages", {"content": "x"}), Answer(200, shown(world, channel, **fields)))

    assert set(pointers(watcher)) == {pointer}


def test_a_status_that_the_operation_does_not_have_is_found(watcher: Watcher, channel: Channel) -> None:
    watcher.answered(to(channel, "/messages", {"content": "x"}), Answer(201, {}))

    assert [violation.message for violation in watcher.take().violations] == [
        "create_message has no answer with this status"
    ]


def test_a_body_where_there_is_none_is_found(watcher: Watcher, world: World, channel: Channel) -> None:
    call = to(channel, "/messages/1", None, method="DELETE")

    watcher.answered(call, NOTHING)
    watcher.answered(call, Answer(204, {}))

    assert [violation.message for violation in watcher.take().violations] == ["a body where there is none"]


def test_an_operation_that_discord_does_not_have_is_found(watcher: Watcher, channel: Channel) -> None:
    watcher.answered(to(channel, "/whispers", {"content": "x"}), Answer(404, {"code": 0, "message": "404: Not Found"}))

    assert [violation.message for violation in watcher.take().violations] == ["the specification has no such operation"]


def test_an_unknown_query_parameter_is_found(watcher: Watcher, world: World, channel: Channel) -> None:
    call = Call(world, "GET", f"/channels/{channel.id}/messages", {}, {"limit": "5", "newest": "1"})

    watcher.answered(call, Answer(200, []))

    assert pointers(watcher) == ["?newest"]


def test_broken_events_are_found_at_their_places(
    watcher: Watcher, world: World, guild: Guild, channel: Channel
) -> None:
    message = shown(world, channel, guild_id=str(guild.id))
    created = guild.create_payload()
    created["channels"][0]["name"] = None
    created["roles"][0]["permissions"] = 8
    del message["tts"]

    watcher.dispatched("MESSAGE_CREATE", message)
    watcher.dispatched("GUILD_CREATE", created)

    assert pointers(watcher) == ["/", "/channels/0/name", "/roles/0/permissions"]


def test_an_event_of_which_the_specification_knows_nothing_is_let_pass(watcher: Watcher) -> None:
    watcher.dispatched("RESUMED", {"_trace": []})

    assert watcher.take().violations == []
