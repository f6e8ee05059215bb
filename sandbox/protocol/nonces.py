"""The window in which the same nonce of the same author means the same message."""

from __future__ import annotations

from typing import Final

from sandbox.clock import RealTime
from sandbox.protocol.messages import Message

# "The past few minutes", says the documentation; no figure was ever given.
WINDOW_SECONDS: Final = 180.0


class Nonces:
    """Remembers messages by author and nonce for a while, deleted ones too."""

    def __init__(self, real: RealTime) -> None:
        self._real = real
        self._known: dict[tuple[int, str], tuple[float, Message]] = {}

    def find(self, author_id: int, nonce: str | int) -> Message | None:
        """The message sent with that nonce within the window."""
        sent = self._known.get((author_id, str(nonce)))
        if sent is None or sent[0] + WINDOW_SECONDS < self._real.monotonic():
            return None
        return sent[1]

    def remember(self, message: Message) -> None:
        """Starts the window of a message that has a nonce."""
        if message.nonce is not None:
            self._known[message.author.id, str(message.nonce)] = (self._real.monotonic(), message)
