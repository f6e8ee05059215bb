"""Once a day, in the program's time, what has been kept long enough is let go of.

It begins at a start and whenever the engine looks at what is due, so a clock that is moved by months keeps house, too.
Nothing waits for it, and no alarm is set for it: the heartbeat comes by often enough.
"""

from collections.abc import Awaitable, Callable, Sequence

from whenever import Instant, TimeDelta

from bot.domain.clock import Clock
from bot.reporting import Reporter

A_DAY = TimeDelta(hours=24)


class Housekeeping:
    def __init__(self, clock: Clock, chores: Sequence[Callable[[], Awaitable[object]]]) -> None:
        self._clock = clock
        self._chores = chores
        self._begun_at: Instant | None = None
        self._reporter = Reporter("housekeeping.failed")

    @property
    def is_due(self) -> bool:
        """Also where the clock was moved back since: nobody knows for how long it was ahead."""
        now = self._clock.now()
        return self._begun_at is None or not self._begun_at <= now < self._begun_at + A_DAY

    async def run(self) -> None:
        """Does every chore, each in transactions of its own. One that fails keeps no other from being done, and is
        tried again a day later."""
        self._begun_at, failed = self._clock.now(), 0
        for chore in self._chores:
            try:
                await chore()
            except Exception as error:  # noqa: BLE001 — reported; it is tried again tomorrow
                failed += 1
                self._reporter.failed(error)
        if not failed:
            self._reporter.worked()
