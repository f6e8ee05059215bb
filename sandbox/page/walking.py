"""The clock as the page moves it: through everything that falls due, seen by every browser, and stoppable."""

from __future__ import annotations

from collections.abc import Callable

from whenever import Instant, TimeDelta

from sandbox.clock import SandboxClock
from sandbox.page.served import Served
from sandbox.people.refused import ClientRefused

FURTHEST_DAYS = 5 * 366


class Walking:
    """One walk at a time; `target` is where it goes, None while the clock is left alone."""

    def __init__(self, clock: SandboxClock, served: Served, changed: Callable[[], None]) -> None:
        self._clock = clock
        self._served = served
        self._changed = changed
        self._stopped = False
        self.target: Instant | None = None
        self.next_due: Instant | None = None
        clock.watch(lambda _: changed())

    async def look_ahead(self) -> None:
        """Learns anew what is due next."""
        due = await self._served.next_due()
        if due != self.next_due:
            self.next_due = due
            self._changed()

    async def on(self, *, hours: float = 0, days: float = 0) -> None:
        """Moves on by elapsed time."""
        await self.to(self._clock.now() + TimeDelta(hours=hours + 24 * days))

    async def to_next(self) -> None:
        """Moves to what is due next, and lets it happen."""
        due = await self._served.next_due()
        if due is None:
            raise ClientRefused("nothing is due: the bot has nothing to do by itself yet")
        await self.to(max(due, self._clock.now()))

    async def to(self, target: Instant) -> None:
        """Walks to `target` from one due instant to the next. ClientRefused if it lies behind, or a walk is on."""
        if self.target is not None:
            raise ClientRefused("the clock is already moving")
        if target < self._clock.now():
            raise ClientRefused("time only goes forward")
        if target > self._clock.now() + TimeDelta(hours=24 * FURTHEST_DAYS):
            raise ClientRefused("that is more than five years away; go there in steps")
        self.target, self._stopped = target, False
        try:
            while not self._stopped and await self._step(target):
                pass
        finally:
            self.target = None
            await self.look_ahead()
            self._changed()

    def stop(self) -> None:
        """Stays at the next due instant."""
        self._stopped = True

    async def _step(self, target: Instant) -> bool:
        """Goes to the next due instant, or to the target; False when it is reached."""
        self.next_due = await self._served.next_due()
        if self.next_due is None or self.next_due > target:
            await self._clock.advance_to(target)
            return False
        await self._clock.advance_to(max(self.next_due, self._clock.now()))
        return True
