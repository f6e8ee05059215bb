"""The alarm clock: APScheduler wakes us, our own tables say for what.

One date job stands at the earliest due instant, and a heartbeat finds what a lost alarm would have announced. Jobs only
ring; they never re-arm themselves, for a date job that replaces itself while it runs is lost.
"""

from collections.abc import Callable
from datetime import UTC, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger
from whenever import Instant

from bot.domain.clock import Clock

_WAKE = "wake"
_HELD_SECONDS = 1.0  # what is overdue once all is settled is in another hand; it is looked at again, not waited on
_FAR_SECONDS = 24 * 3600.0  # the heartbeat comes sooner; an alarm a year ahead would overflow nothing but patience


class Alarm:
    def __init__(
        self,
        clock: Clock,
        real_clock: Clock,
        *,
        ring: Callable[[], None],
        heartbeat_seconds: float,
    ) -> None:
        self._clock = clock
        self._real_clock = real_clock
        self._ring = ring
        # A grace time other than None would silently drop a wake-up that comes late, as after a suspended laptop.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._scheduler.add_job(self._ring_soon, IntervalTrigger(seconds=heartbeat_seconds, timezone=UTC))

    def start(self) -> None:
        """Begins to ring; must be called inside the running loop."""
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)

    def set_to(self, due: Instant | None) -> None:
        """Puts the alarm at `due`, in the program's time; None takes it off. Never called from inside a job."""
        if due is None:
            if self._scheduler.get_job(_WAKE):
                self._scheduler.remove_job(_WAKE)
            return
        seconds = (due - self._clock.now()).total("seconds")
        seconds = min(seconds, _FAR_SECONDS) if seconds > 0 else _HELD_SECONDS
        at = self._real_clock.now().to_stdlib() + timedelta(seconds=seconds)
        self._scheduler.add_job(self._ring_soon, DateTrigger(at, timezone=UTC), id=_WAKE, replace_existing=True)

    async def _ring_soon(self) -> None:
        # A coroutine, so that APScheduler runs it on the loop and not in a thread.
        self._ring()
