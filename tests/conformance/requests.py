"""Which schema a request is held to, and the rules that no schema has."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal

from sandbox.protocol import checks
from sandbox.protocol.channels import DM, FORUMS, THREADS
from sandbox.protocol.permissions import MANAGE_THREADS
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest.call import Answer, Call
from sandbox.protocol.threads import Thread
from tests.conformance.events import schema
from tests.conformance.specification import Fault, Operation
from tests.conformance.tightening import Schema


def body_schema(call: Call, operation: Operation) -> Schema | None:
    """The schema of the JSON; of a multipart request the one it shares with its files, as `payload_json` is in none."""
    if not operation.request:
        return None
    if (pick := _BRANCHES.get(operation.id)) is not None:
        return schema(pick(call))
    if call.files:
        multipart = operation.request["multipart/form-data"]
        return multipart["allOf"][0] if "allOf" in multipart else multipart
    return operation.request["application/json"]


def unwritten_faults(call: Call, operation: Operation, answer: Answer) -> list[Fault]:
    """What the rules of `sandbox.protocol.checks` find in the body, as the specification has no word on it; and that
    something was written where a lock forbids it."""
    check = _RULES.get(operation.id)
    if operation.id in _WRITES and _is_locked_for_the_bot(call):
        return [Fault("/", "written in a locked thread without the right to manage threads")]
    if check is None:
        return []
    try:
        check(call, answer)
    except Refused as refused:
        return [Fault("/", f"{refused.message}: {refused.errors}")]
    return []


def _is_locked_for_the_bot(call: Call) -> bool:
    thread = call.world.channels.get(int(call.params["channel_id"]))
    if not isinstance(thread, Thread) or not thread.locked:
        return False
    return not call.world.permissions(call.bot_id, thread.the_parent.id) & MANAGE_THREADS


def _channel_type(call: Call) -> int | None:
    channel = call.world.channels.get(int(call.params["channel_id"]))
    return channel.type if channel else None


def _created_thread(call: Call) -> str:
    return "CreateForumThreadRequest" if _channel_type(call) in FORUMS else "CreateTextThreadWithoutMessageRequest"


def _edited_channel(call: Call) -> str:
    kind = _channel_type(call)
    if kind in THREADS:
        return "UpdateThreadRequestPartial"
    return "UpdateDMRequestPartial" if kind == DM else "UpdateGuildChannelRequestPartial"


_WRITES: Final = frozenset({"create_message", "update_message"})

# Unions of which the body does not say what it is.
_BRANCHES: Final[dict[str, Callable[[Call], str]]] = {
    "create_thread": _created_thread,
    "update_channel": _edited_channel,
    "execute_webhook": lambda _: "IncomingWebhookRequestPartial",
}


def _message(route: Literal["create", "edit", "webhook", "webhook_edit"]) -> Callable[[Call, Answer], None]:
    edits = route in ("edit", "webhook_edit")

    def check(call: Call, answer: Answer) -> None:
        # An edit is judged by what it leaves, and that is what it was answered.
        checks.check_message(call.fields, route=route, files=call.files, current=answer.body if edits else None)

    return check


def _callback(call: Call, _: Answer) -> None:
    interaction = call.world.interactions[int(call.params["interaction_id"])]
    sits_on = interaction.message
    checks.check_callback(
        call.fields,
        interaction_type=interaction.type,
        files=call.files,
        current=sits_on.payload() if sits_on is not None else None,
        from_message=sits_on is not None,
        option_type=interaction.focused_type,
    )


def _commands(*, guild: bool) -> Callable[[Call, Answer], None]:
    return lambda call, _: checks.check_commands(call.body or [], guild=guild)


def _command(*, guild: bool) -> Callable[[Call, Answer], None]:
    return lambda call, _: checks.check_command(call.fields, guild=guild)


def _thread(*, from_message: bool) -> Callable[[Call, Answer], None]:
    def check(call: Call, _: Answer) -> None:
        kind = _channel_type(call)
        assert kind is not None
        checks.check_thread(call.fields, parent_type=kind, from_message=from_message, files=call.files)

    return check


def _channel_edit(call: Call, _: Answer) -> None:
    kind = _channel_type(call)
    assert kind is not None
    if kind in THREADS:
        checks.check_thread_edit(call.fields)
    else:
        checks.check_channel_edit(call.fields, channel_type=kind)


def _of_body(check: Callable[[dict[str, Any]], None]) -> Callable[[Call, Answer], None]:
    return lambda call, _: check(call.fields)


_RULES: Final[dict[str, Callable[[Call, Answer], Any]]] = {
    "create_message": _message("create"),
    "update_message": _message("edit"),
    "execute_webhook": _message("webhook"),
    "update_webhook_message": _message("webhook_edit"),
    "update_original_webhook_message": _message("webhook_edit"),
    "create_interaction_response": _callback,
    "bulk_set_application_commands": _commands(guild=False),
    "bulk_set_guild_application_commands": _commands(guild=True),
    "create_application_command": _command(guild=False),
    "create_guild_application_command": _command(guild=True),
    "create_thread": _thread(from_message=False),
    "create_thread_from_message": _thread(from_message=True),
    "update_channel": _channel_edit,
    "create_guild_channel": _of_body(checks.check_channel_create),
    "bulk_delete_messages": _of_body(checks.check_bulk_delete),
    "set_channel_permission_overwrite": _of_body(checks.check_overwrite),
    "create_guild_role": _of_body(checks.check_role),
    "update_guild_role": _of_body(checks.check_role),
    "update_guild_member": _of_body(checks.check_member_edit),
    "create_dm": _of_body(checks.check_dm),
}
