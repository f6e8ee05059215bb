"""Messages by the routes of their channel. Ephemeral messages are not there."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import permissions
from sandbox.protocol.channels import DM, Channel
from sandbox.protocol.checks import check_bulk_delete, check_message
from sandbox.protocol.messages import SPOKEN, THREAD_STARTER_MESSAGE, Message
from sandbox.protocol.refusals import Missing, Refused, invalid
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, ok
from sandbox.protocol.threads import Thread
from sandbox.protocol.wire import Json, born_at

ROUTES = Routes()

PAGE: Final = 50
RATE_LIMITED: Final = 429
_HOUR: Final = 3600
_BULK_DELETE_SECONDS: Final = 14 * 86_400
_MESSAGES: Final = "/channels/{channel_id}/messages"
_MESSAGE: Final = "/channels/{channel_id}/messages/{message_id}"


@ROUTES.add("POST", _MESSAGES, simplified="no forwards, no links unfurled, and nobody votes in a poll")
def create_message(call: Call) -> Answer:
    channel = access.the_channel(call)
    access.require_writable(call, channel)
    body = call.fields
    _refuse_forward(body)
    check_message(body, route="create", files=call.files)
    access.require_contents(access.held_in(call, channel), body, files=bool(call.files))
    nonce = body.get("nonce")
    if nonce is not None and body.get("enforce_nonce"):
        known = call.world.nonces.find(call.bot_id, nonce)
        if known is not None:
            # On purpose: whoever retries must not bring back what was deleted (discord-api-docs#6647).
            if known.deleted or known.channel.id not in call.world.channels:  # gone by itself, or with its channel
                raise Refused(10008)
            return ok(known.payload(viewer=call.bot_id))
    _check_reference(call, channel, body)
    message = call.world.posts.create(channel, call.world.bot, body, files=call.files)
    call.world.nonces.remember(message)
    return ok(message.payload(viewer=call.bot_id))


def _refuse_forward(body: Json) -> None:
    """Before the body is checked: a forward has no content and would pass for an empty message."""
    reference = body.get("message_reference")
    if isinstance(reference, dict) and reference.get("type") == 1:
        raise Missing("forward messages")


def _check_reference(call: Call, channel: Channel, body: Json) -> None:
    reference = body.get("message_reference")
    if not reference:
        return
    if not access.held_in(call, channel) & permissions.READ_MESSAGE_HISTORY:
        raise Refused(160002)
    found = channel.messages.get(int(reference["message_id"]))
    if found is None and reference.get("fail_if_not_exists") is not False:
        raise invalid(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
    if found is not None and found.type not in SPOKEN:
        words = "Cannot reply to a system message"
        raise invalid(("message_reference",), "REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", words)


@ROUTES.add("GET", _MESSAGES)
def list_messages(call: Call) -> Answer:
    channel = access.the_channel(call)
    limit = call.number("limit", PAGE, least=1, most=100)
    if not access.held_in(call, channel) & permissions.READ_MESSAGE_HISTORY:
        return ok([])
    found = _page(list(channel.messages.values()), call, limit)
    return ok([access.shown(call, message) for message in reversed(found)])


def _page(messages: list[Message], call: Call, limit: int) -> list[Message]:
    """Oldest first; `after` takes those next to it, everything else the newest."""
    if (after := call.query.get("after")) is not None:
        return [message for message in messages if message.id > int(after)][:limit]
    if (before := call.query.get("before")) is not None:
        return [message for message in messages if message.id < int(before)][-limit:]
    if (around := call.query.get("around")) is not None:
        middle = int(around)
        older = [message for message in messages if message.id < middle][-(limit // 2) :]
        return older + [message for message in messages if message.id >= middle][: limit - len(older)]
    return messages[-limit:]


@ROUTES.add("GET", _MESSAGE)
def get_message(call: Call) -> Answer:
    channel = access.the_channel(call, permissions.READ_MESSAGE_HISTORY)
    return ok(access.shown(call, access.the_message(call, channel)))


@ROUTES.add("PATCH", _MESSAGE)
def update_message(call: Call) -> Answer:
    channel = access.the_channel(call)
    message = access.the_message(call, channel)
    access.require_awake(channel)
    access.require_unlocked(call, channel)
    if message.author.id != call.bot_id:
        return _suppress_for_another(call, channel, message)
    if message.type not in SPOKEN:
        raise Refused(50021)
    check_message(call.fields, route="edit", files=call.files, current=message.payload())
    access.require_contents(access.held_in(call, channel), call.fields, files=bool(call.files))
    _limit_late_edits(call, message)
    call.world.posts.edit(message, call.fields, files=call.files)
    return ok(message.payload(viewer=call.bot_id))


def _suppress_for_another(call: Call, channel: Channel, message: Message) -> Answer:
    """Of another's message only the embeds can be hidden."""
    if set(call.fields) != {"flags"}:
        raise Refused(50005)
    access.require(access.held_in(call, channel), permissions.MANAGE_MESSAGES)
    call.world.posts.edit(message, call.fields)
    return ok(access.shown(call, message))


def _limit_late_edits(call: Call, message: Message) -> None:
    age = max(
        call.world.real.unix() - born_at(message.id), (call.world.clock.now() - message.timestamp).total("seconds")
    )
    if age < _HOUR:
        return
    verdict = call.world.limiter.take_late_edit(message.channel.id)
    if verdict is not None:
        status = call.world.beliefs.late_edit_status
        after = verdict.retry_after if status == RATE_LIMITED else None
        raise Refused(30046, status=status, headers=verdict.headers, retry_after=after)


@ROUTES.add("DELETE", _MESSAGE)
def delete_message(call: Call) -> Answer:
    channel = access.the_channel(call)
    message = access.the_message(call, channel)
    if isinstance(channel, Thread) and channel.archived:
        access.require_unlocked(call, channel)
    if message.type == THREAD_STARTER_MESSAGE:
        raise Refused(50021)
    if message.author.id != call.bot_id:
        if channel.type == DM:
            raise Refused(50003)
        access.require(access.held_in(call, channel), permissions.MANAGE_MESSAGES)
    call.world.posts.delete(message)
    return NOTHING


@ROUTES.add("POST", "/channels/{channel_id}/messages/bulk-delete")
def bulk_delete_messages(call: Call) -> Answer:
    channel = access.the_channel(call)
    if channel.type == DM:
        raise Refused(50003)
    access.require(access.held_in(call, channel), permissions.MANAGE_MESSAGES)
    check_bulk_delete(call.fields)
    ids = [int(message_id) for message_id in call.fields["messages"]]
    oldest = call.world.real.unix() - _BULK_DELETE_SECONDS
    if any(born_at(message_id) < oldest for message_id in ids):
        raise Refused(50034)
    found = [channel.messages[message_id] for message_id in ids if message_id in channel.messages]
    call.world.posts.bulk_delete(channel, found)
    return NOTHING


@ROUTES.add("POST", "/channels/{channel_id}/typing")
def trigger_typing_indicator(call: Call) -> Answer:
    channel = access.the_channel(call)
    access.require_writable(call, channel)
    if isinstance(channel, Thread):
        access.require_awake(channel)
    call.world.posts.typing(channel, call.world.bot)
    return NOTHING
