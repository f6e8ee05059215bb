"""The budget for requests nobody waits on: spaced permits, one each 1/45 s, fewer where Discord says so.

Discord refuses more than 50 requests a second from one bot, and discord.py does not hold back by itself. Permits that
are spaced out, rather than 45 at once each second, meet no refusal at all. Beyond that Discord counts by bucket, a kind
of request in one channel: when a bucket is used up, only what would go into it waits. Whose permit is next goes round
among the communities, so that however much one of them waits for, another's is at hand.
"""

import asyncio
from dataclasses import dataclass

import structlog

from bot.delivery.turns import Turn, Turns
from bot.domain.retry import NotNow

log = structlog.get_logger()

_A_TICK = 0.001  # the loop's timers may ring so much early
_SAME_WINDOW_SECONDS = 0.25  # two answers that tell the same end of a window differ by the time they were under way
_BUCKETS_KEPT = 1024


@dataclass
class _Window:
    """How many more a bucket takes, and when it is filled again."""

    left: int
    ends: float


@dataclass(eq=False)
class _Waiter:
    bucket: str
    turn: Turn
    permitted: asyncio.Future[None]


class Pacer:
    """`patience_seconds` is how long a permit may be waited for; what would take longer is sent away at once."""

    def __init__(self, per_second: float, *, patience_seconds: float) -> None:
        self._interval = 1 / per_second
        self._patience = patience_seconds
        self._next = 0.0
        self._paused_until = 0.0
        self._windows: dict[str, _Window] = {}
        self._turns = Turns()
        self._waiting: list[_Waiter] = []
        self._timer: asyncio.TimerHandle | None = None

    async def permit(self, bucket: str, *, urgent: bool = False, community_id: int = 0) -> None:
        """Returns when one more request may go into the bucket: one community's after the other's, of each the urgent
        first, else in the order they came. 0 is for what is of none.

        NotNow if that would take longer than our patience.
        """
        turn = self._turns.draw(community_id, urgent=urgent)
        waiter = _Waiter(bucket, turn, asyncio.get_running_loop().create_future())
        self._waiting.append(waiter)
        self._serve()
        try:
            await waiter.permitted
        finally:
            if waiter in self._waiting:
                self._waiting.remove(waiter)

    def pause(self, seconds: float) -> None:
        """Gives no permit at all for so long."""
        log.warning("pacer.paused", seconds=seconds)
        self._paused_until = max(self._paused_until, asyncio.get_running_loop().time() + seconds)
        self._serve()

    def note(self, bucket: str, left: int, seconds: float) -> None:
        """Takes down what Discord told: the bucket takes `left` more within the next `seconds`."""
        now = asyncio.get_running_loop().time()
        ends, known = now + seconds, self._windows.get(bucket)
        if known and abs(known.ends - ends) < _SAME_WINDOW_SECONDS:
            left = min(left, known.left)  # others are under way since this answer's request went out
        if len(self._windows) >= _BUCKETS_KEPT:
            self._windows = {name: window for name, window in self._windows.items() if window.ends > now}
        self._windows[bucket] = _Window(left, ends)
        self._serve()

    def _serve(self) -> None:
        """Gives a permit if one is to be had, sends away who would wait too long, and sets the timer for the rest."""
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._timer:
            self._timer.cancel()
            self._timer = None
        self._send_away(now)
        if max(self._next, self._paused_until) <= now + _A_TICK:
            self._give(now)
        if self._waiting:
            free = min(self._free_at(waiter) for waiter in self._waiting)
            self._timer = loop.call_at(max(self._next, free), self._serve)

    def _give(self, now: float) -> None:
        ready = [waiter for waiter in self._waiting if self._free_at(waiter) <= now + _A_TICK]
        if not ready:
            return
        chosen = min(ready, key=lambda waiter: waiter.turn.place)
        self._waiting.remove(chosen)
        self._turns.reach(chosen.turn)
        if window := self._windows.get(chosen.bucket):
            window.left -= 1
        # A timer that rings late does not slow the rest down; after a silence nothing is made up for.
        is_late = now - self._next < self._interval
        self._next = (self._next if is_late else now) + self._interval
        if not chosen.permitted.done():
            chosen.permitted.set_result(None)

    def _send_away(self, now: float) -> None:
        for waiter in list(self._waiting):
            seconds = self._free_at(waiter) - now
            if seconds > self._patience:
                self._waiting.remove(waiter)
                if not waiter.permitted.done():
                    waiter.permitted.set_exception(NotNow(seconds))

    def _free_at(self, waiter: _Waiter) -> float:
        window = self._windows.get(waiter.bucket)
        return max(self._paused_until, window.ends) if window and window.left <= 0 else self._paused_until
