"""Once a day Discord is asked whether anybody writes in the threads of asks. No transaction is open meanwhile."""

from collections.abc import Sequence
from typing import Protocol

import structlog
from whenever import Instant

from bot.domain.ask_threads import AskThread, Glimpse
from bot.services.ask_threads import AskThreads

log = structlog.get_logger()


class Threads(Protocol):
    async def look(self, community_id: int, threads: Sequence[AskThread]) -> dict[int, Glimpse | None] | None:
        """What there is in the threads of a community, by the ask; None where nothing is to be learned now."""

    async def wake(self, thread_id: int) -> None:
        """Takes a thread out of the archive, if it can be."""


class AskLook:
    """What is due of asks that are out: closed where nobody writes, reopened where somebody does, kept from sinking."""

    def __init__(self, ask_threads: AskThreads, threads: Threads) -> None:
        self._ask_threads = ask_threads
        self._threads = threads

    async def take_due_steps(self) -> int:
        """Looks at some of one community; returns how many, 0 once none is due."""
        due = await self._ask_threads.to_look_at()
        if not due:
            return 0
        seen = await self._threads.look(due[0].community_id, due)
        looked = await self._ask_threads.note_look(due, seen)
        log.info("planner.looked_at_asks", asks=len(due), closed=looked.closed, reopened=looked.reopened)
        for thread_id in looked.to_wake:
            await self._threads.wake(thread_id)
        return len(due)

    async def next_due(self) -> Instant | None:
        return await self._ask_threads.next_look()
