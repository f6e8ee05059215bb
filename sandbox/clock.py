"""The two times of the sandbox: real time, on which tokens and windows run, and the clock that people see."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

from whenever import Instant, TimeDelta

STUCK_AFTER = 25

NextDue = Callable[[], Awaitable[Instant | None]]
Settle = Callable[[], Awaitable[None]]
Watcher = Callable[[Instant], None]


class RealTime:
    """Real time, read in one place, so that a test can let fifteen minutes pass at once.

    Snowflakes, interaction tokens, nonces and rate limits run on it, never on the simulated clock: the
    client computes with them on its own.
    """

    def __init__(self) -> None:
        self._skipped = 0.0

    def unix(self) -> float:
        """Seconds since 1970."""
        return time.time() + self._skipped

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return time.monotonic() + self._skipped

    def skip(self, seconds: float) -> None:
        """Pretends that these seconds have passed; time only goes forward."""
        if seconds < 0:
            raise ValueError("time only goes forward")
        self._skipped += seconds

    async def sleep(self, seconds: float) -> None:
        """Lets real time pass; skipping does not shorten it."""
        await asyncio.sleep(seconds)


class ClockIsStuck(RuntimeError):
    """What is due does not move forward: somebody reports the same instant again after settling it."""


class SandboxClock:
    """The time that is shown and that falls due. Frozen it stands still until moved; else it runs with real time."""

    def __init__(self, start: Instant | None = None, *, frozen: bool = False) -> None:
        self._base = start or Instant.now()
        self._frozen = frozen
        self._anchor = time.monotonic()
        self._next_due: NextDue | None = None
        self._settle: Settle | None = None
        self._watchers: list[Watcher] = []

    def now(self) -> Instant:
        """The simulated instant."""
        if self._frozen:
            return self._base
        return self._base + TimeDelta(seconds=time.monotonic() - self._anchor)

    def watch(self, watcher: Watcher) -> Callable[[], None]:
        """Calls `watcher` after every move; returns how to stop it."""
        self._watchers.append(watcher)
        return lambda: self._watchers.remove(watcher)

    def attach(self, *, next_due: NextDue, settle: Settle) -> None:
        """Tells the clock what falls due, and how to wait until what fell due is done."""
        self._next_due, self._settle = next_due, settle

    def detach(self) -> None:
        """Forgets what was attached."""
        self._next_due = self._settle = None

    async def advance_to(self, target: Instant) -> None:
        """Moves to `target` through every due instant in between, settling each.

        Raises ClockIsStuck if the same instant keeps coming back.
        """
        repeated, previous = 0, None
        while (due := await self._due()) is not None and due <= target:
            repeated = repeated + 1 if due == previous else 0
            if repeated >= STUCK_AFTER:
                raise ClockIsStuck(f"due at {due.format_iso()} again after being settled {repeated} times")
            previous = due
            self._set(max(self.now(), due))
            await self.settle()
        self._set(max(self.now(), target))
        await self.settle()

    async def advance(self, *, days: float = 0, hours: float = 0, minutes: float = 0) -> None:
        """Moves on by elapsed time; a day is 24 hours."""
        await self.advance_to(self.now() + TimeDelta(hours=days * 24 + hours, minutes=minutes))

    async def advance_to_next(self) -> Instant | None:
        """Moves to the next due instant and settles it; None if nothing is due."""
        due = await self._due()
        if due is None:
            return None
        await self.advance_to(max(self.now(), due))
        return due

    async def _due(self) -> Instant | None:
        return await self._next_due() if self._next_due else None

    async def settle(self) -> None:
        """Wait until what is due now is done."""
        if self._settle:
            await self._settle()

    def _set(self, instant: Instant) -> None:
        self._base, self._anchor = instant, time.monotonic()
        for watcher in tuple(self._watchers):
            watcher(instant)
