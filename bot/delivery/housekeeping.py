"""Once a day, in the program's time, what has been kept long enough is let go of.

It begins at a start and whenever the engine looks at what is due, so a clock that is moved by months keeps house, too.
Nothing waits for it, and no alarm is set for it: the heartbeat comes by often enough.
"""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from whenever import Instant, TimeDelta

from bot.domain.clock import Clock

log = structlog.get_logger()

A_DAY = TimeDelta(hours=24)


class Housekeeping:
    def __init__(self, clock: Clock, chores: Sequence[Callable[[], Awaitable[object]]]) -> None:
        self._clock = clock
        self._chores = chores
        self._begun_at: Instant | None = None

    @property
    def is_due(self) -> bool:
        """Also where the clock was moved back since: nobody knows for how long it was ahead."""
        now = self._clock.now()
        return self._begun_at is None or not self._begun_at <= now < self._begun_at + A_DAY

    async def run(self) -> None:
        """Does every chore, each in transactions of its own. One that fails keeps no other from being done, and is
        tried again a day later."""
        self._begun_at = self._clock.now()
        for chore in self._chores:
            try:
                await chore()
            except Exception:
                log.exception("housekeeping.failed", chore=getattr(chore, "__qualname__", repr(chore)))
