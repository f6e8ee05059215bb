"""Everything that happened, in order, for the driver, the page and the tests to watch."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from whenever import Instant

from sandbox.clock import SandboxClock
from sandbox.protocol.messages import Message
from sandbox.protocol.traffic import Traffic

Readers: TypeAlias = frozenset[int] | Literal["everyone"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened, at a simulated instant.

    `kind` is one of message_created, message_edited, message_deleted, reaction_added, reaction_removed, pinned,
    unpinned, thread_created, thread_changed, thread_member_added, thread_member_removed, channel_changed,
    guild_changed, member_joined, member_left, notified, typing, event_subscribed, event_unsubscribed,
    interaction_created, interaction_answered, interaction_followed_up, interaction_expired, modal_opened,
    autocomplete, commands_registered, session_ready, session_resumed, session_lost, refused, unknown_route.
    `message` is the living message, `facts` what else there is to say; a message's looks at that moment are
    under `facts["message"]`. `notified` are the users whom this pinged.
    """

    number: int
    instant: Instant
    kind: str
    channel_id: int | None = None
    author_id: int | None = None
    message: Message | None = None
    readers: Readers = "everyone"
    notified: frozenset[int] = frozenset()
    facts: dict[str, Any] = field(default_factory=dict)


Watcher: TypeAlias = Callable[[Entry], None]


class Journal:
    """The entries so far, and who wants to hear of the next one."""

    def __init__(self, clock: SandboxClock, traffic: Traffic) -> None:
        self._clock = clock
        self._traffic = traffic
        self.entries: list[Entry] = []
        self._watchers: list[Watcher] = []

    def __len__(self) -> int:
        return len(self.entries)

    def record(self, kind: str, **about: Any) -> Entry:
        """Writes an entry and tells everybody who watches, at once and in this call."""
        entry = Entry(number=len(self.entries), instant=self._clock.now(), kind=kind, **about)
        self.entries.append(entry)
        for watcher in tuple(self._watchers):
            watcher(entry)
        return entry

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Calls `watcher` with every entry to come; returns how to stop it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def of(self, *kinds: str) -> list[Entry]:
        """The entries of these kinds."""
        return [entry for entry in self.entries if entry.kind in kinds]

    async def wait_for(
        self,
        predicate: Callable[[Entry], bool],
        timeout: float = 5.0,  # noqa: ASYNC109
        *,
        since: int | None = None,
    ) -> Entry:
        """The first entry that satisfies, from number `since` on (by default only of those to come).

        Raises TimeoutError after so many real seconds.
        """
        for entry in self.entries[len(self.entries) if since is None else since :]:
            if predicate(entry):
                return entry
        found: asyncio.Future[Entry] = asyncio.get_running_loop().create_future()

        def look(entry: Entry) -> None:
            if not found.done() and predicate(entry):
                found.set_result(entry)

        unwatch = self.watch(look)
        try:
            entry = await asyncio.wait_for(found, timeout)
        finally:
            unwatch()
        await self._traffic.quiet()
        return entry
