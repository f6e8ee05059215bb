"""The clock as the page moves it: through everything that falls due, seen by every browser, and stoppable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from whenever import Instant, TimeDelta

from sandbox.clock import STUCK_AFTER, ClockIsStuck, SandboxClock
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
        """Move on by elapsed time. ClientRefused as for `to`."""
        with self._one_walk():
            await self._walk(self._clock.now() + TimeDelta(hours=hours + 24 * days))

    async def to_next(self) -> None:
        """Let what is due now happen, then move to what is due next and let that happen too.

        Raises ClientRefused if nothing is due or a walk is on, ClockIsStuck if what is due now never gets done.
        """
        with self._one_walk():
            due = await self._due_ahead()
            if due is None:
                raise ClientRefused("nothing is due: the bot has nothing to do by itself yet")
            await self._walk(due)

    async def to(self, target: Instant) -> None:
        """Walk to `target` from one due instant to the next. ClientRefused if it lies behind, or a walk is on."""
        with self._one_walk():
            if target < self._clock.now():
                raise ClientRefused("time only goes forward")
            await self._walk(target)

    @contextmanager
    def _one_walk(self) -> Iterator[None]:
        """Hold the clock for one walk; the target is the present until the walk knows better."""
        if self.target is not None:
            raise ClientRefused("the clock is already moving")
        self.target, self._stopped = self._clock.now(), False
        try:
            yield
        finally:
            self.target = None
            self._changed()

    async def _due_ahead(self) -> Instant | None:
        """Return the next due instant that is still ahead.

        A bot that was just told something is not done yet: what it owes at once is due now, and a press of *Next*
        that ended there would seem to do nothing.
        """
        for _ in range(STUCK_AFTER):
            await self._clock.settle()
            due = await self._served.next_due()
            if due is None or due > self._clock.now():
                return due
        raise ClockIsStuck(f"what is due now is still due after being settled {STUCK_AFTER} times")

    async def _walk(self, target: Instant) -> None:
        if target > self._clock.now() + TimeDelta(hours=24 * FURTHEST_DAYS):
            raise ClientRefused("that is more than five years away; go there in steps")
        self.target = target
        while not self._stopped and await self._step(target):
            pass
        await self.look_ahead()

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
