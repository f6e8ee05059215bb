"""Reactions and pins by their routes."""

from __future__ import annotations

from typing import Final

from sandbox.protocol import permissions
from sandbox.protocol.channels import Channel
from sandbox.protocol.messages import SPOKEN, Message
from sandbox.protocol.reactions import EMOJI_PER_MESSAGE, PINS_PER_CHANNEL, clear, pin, react, unpin, unreact
from sandbox.protocol.refusals import Refused
from sandbox.protocol.rest import access
from sandbox.protocol.rest.call import NOTHING, Answer, Call, Routes, ok

ROUTES = Routes()

_REACTIONS: Final = "/channels/{channel_id}/messages/{message_id}/reactions"
_EMOJI: Final = f"{_REACTIONS}/{{emoji}}"
_UNICODE: Final = "Unicode emojis only, and no bursts"
_PINS: Final = "/channels/{channel_id}/messages/pins"


def _the_emoji(call: Call) -> str:
    """A Unicode emoji; this Discord has no custom ones."""
    emoji = call.params["emoji"]
    if emoji.isascii():
        raise Refused(10014)
    return emoji


def _reactable(call: Call, *needed: int) -> tuple[Channel, Message]:
    channel = access.the_channel(call, permissions.READ_MESSAGE_HISTORY, *needed)
    message = access.the_message(call, channel)
    access.require_awake(channel)
    return channel, message


@ROUTES.add("PUT", f"{_EMOJI}/@me", simplified=_UNICODE)
def add_my_message_reaction(call: Call) -> Answer:
    channel, message = _reactable(call)
    emoji = _the_emoji(call)
    if emoji not in message.reactions:
        access.require(access.held_in(call, channel), permissions.ADD_REACTIONS)
        if len(message.reactions) >= EMOJI_PER_MESSAGE:
            raise Refused(30010)
    react(call.world, message, call.world.bot, emoji)
    return NOTHING


@ROUTES.add("DELETE", f"{_EMOJI}/@me", simplified=_UNICODE)
def delete_my_message_reaction(call: Call) -> Answer:
    _, message = _reactable(call)
    unreact(call.world, message, call.world.bot, _the_emoji(call))
    return NOTHING


@ROUTES.add("DELETE", f"{_EMOJI}/{{user_id}}", simplified=_UNICODE)
def delete_user_message_reaction(call: Call) -> Answer:
    _, message = _reactable(call, permissions.MANAGE_MESSAGES)
    unreact(call.world, message, access.the_user(call), _the_emoji(call))
    return NOTHING


@ROUTES.add("GET", _EMOJI, simplified=_UNICODE)
def list_message_reactions_by_emoji(call: Call) -> Answer:
    channel = access.the_channel(call, permissions.READ_MESSAGE_HISTORY)
    message = access.the_message(call, channel)
    limit = call.number("limit", 25, least=1, most=100)
    after = int(call.query.get("after", "0"))
    users = sorted(user_id for user_id in message.reactions.get(_the_emoji(call), []) if user_id > after)
    return ok([call.world.users[user_id].payload() for user_id in users[:limit]])


@ROUTES.add("DELETE", _REACTIONS)
def delete_all_message_reactions(call: Call) -> Answer:
    _, message = _reactable(call, permissions.MANAGE_MESSAGES)
    clear(call.world, message)
    return NOTHING


@ROUTES.add("DELETE", _EMOJI, simplified=_UNICODE)
def delete_all_message_reactions_by_emoji(call: Call) -> Answer:
    _, message = _reactable(call, permissions.MANAGE_MESSAGES)
    clear(call.world, message, _the_emoji(call))
    return NOTHING


@ROUTES.add("PUT", f"{_PINS}/{{message_id}}")
@ROUTES.add("PUT", "/channels/{channel_id}/pins/{message_id}")
def create_pin(call: Call) -> Answer:
    channel = access.the_channel(call, permissions.PIN_MESSAGES)
    message = access.the_message(call, channel)
    access.require_awake(channel)
    if message.type not in SPOKEN:
        raise Refused(50021)
    if message.pinned:
        return NOTHING
    if len(channel.pinned_at) >= PINS_PER_CHANNEL:
        raise Refused(30003)
    pin(call.world, message, call.world.bot)
    return NOTHING


@ROUTES.add("DELETE", f"{_PINS}/{{message_id}}")
@ROUTES.add("DELETE", "/channels/{channel_id}/pins/{message_id}")
def delete_pin(call: Call) -> Answer:
    channel = access.the_channel(call, permissions.PIN_MESSAGES)
    message = access.the_message(call, channel)
    access.require_awake(channel)
    if message.pinned:
        unpin(call.world, message, call.world.bot)
    return NOTHING


@ROUTES.add("GET", _PINS)
def list_pins(call: Call) -> Answer:
    channel = access.the_channel(call, permissions.READ_MESSAGE_HISTORY)
    limit = call.number("limit", 50, least=1, most=50)
    before = call.query.get("before")
    newest = sorted(channel.pinned_at.items(), key=lambda pinned: pinned[1], reverse=True)
    found = [(message_id, moment) for message_id, moment in newest if before is None or moment < before]
    items = [
        {"pinned_at": moment, "message": access.shown(call, channel.messages[message_id])}
        for message_id, moment in found[:limit]
    ]
    return ok({"items": items, "has_more": len(found) > limit})


@ROUTES.add("GET", "/channels/{channel_id}/pins")
def deprecated_list_pins(call: Call) -> Answer:
    channel = access.the_channel(call, permissions.READ_MESSAGE_HISTORY)
    return ok([access.shown(call, channel.messages[message_id]) for message_id in reversed(channel.pinned_at)])
