"""Who may listen in on everything that passes between this Discord and its client."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sandbox.protocol.rest.call import Answer, Call


class Observer(Protocol):
    """Put into `World.observers` it hears every answer and every event, before the client does. It must not raise."""

    def answered(self, call: Call, answer: Answer) -> None:
        """A request, its body as far as it was read, and its answer; not what a fault answers instead."""

    def dispatched(self, event: str, data: Any) -> None:
        """An event to one session, also if a fault then loses or delays it."""
