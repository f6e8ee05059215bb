"""Whether whatever the bot says states whom it may ping: at Discord, silence means everybody who is named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from sandbox.protocol.rest.call import Call
from tests.conformance.specification import Fault

SAID: Final = frozenset(
    {
        "create_message",
        "update_message",
        "execute_webhook",
        "update_webhook_message",
        "update_original_webhook_message",
    }
)
WITH_MESSAGE: Final = (4, 7)  # the answers to an interaction that say something: a message, and one written anew


def unstated_mentions(call: Call, operation: str) -> list[Fault]:
    """Where a message is said without stating that it pings nobody, or whom alone."""
    return [
        Fault("/allowed_mentions", "does not state that nobody is pinged but those it lists")
        for message in _messages(call, operation)
        if (message.get("allowed_mentions") or {}).get("parse") != []
    ]


def _messages(call: Call, operation: str) -> Iterator[dict[str, Any]]:
    if not isinstance(body := call.body, dict):
        return
    if operation in SAID:
        yield body
    elif operation == "create_interaction_response" and body.get("type") in WITH_MESSAGE:
        yield body.get("data") or {}
    elif operation == "create_thread" and "message" in body:
        yield body["message"]
