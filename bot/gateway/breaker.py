"""The breaker on invalid requests: Discord shuts out who makes 10,000 of them in ten minutes; we stop long before.

Closed, everything passes. At `most` invalid requests in the window it opens, and nothing that nobody waits for goes
out. Once the window has room again it is half-open: one request passes every ten seconds, and the first that Discord
does not refuse closes it. A refused token opens it at once, for ten minutes; then it is half-open too, as a single 401
may be Discord's mistake.
"""

import time
from collections import deque
from collections.abc import Callable

import structlog

from bot.domain.retry import NotNow

log = structlog.get_logger()

INVALID = frozenset({401, 403, 429})
WINDOW_SECONDS = 600.0
PROBE_SECONDS = 10.0


class Breaker:
    def __init__(self, most: int, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._invalid: deque[float] = deque()
        self._shared: deque[float] = deque()
        self._is_open = False
        self._shut_until = 0.0
        self._next_probe = 0.0

    @property
    def is_open(self) -> bool:
        return self._is_open

    def check(self) -> None:
        """Lets one request pass, or raises NotNow."""
        if not self._is_open:
            return
        now = self._seconds()
        again = max(self._room_at(now), self._next_probe)
        if again > now:
            raise NotNow(again - now)
        self._next_probe = now + PROBE_SECONDS

    def heard(self, status: int, *, shared: bool = False, by_token: bool = True) -> None:
        """Takes an answer into account. `shared`: a 429 that is not our doing and is counted apart. `by_token`: the
        bot's token was asked for, not that of an interaction."""
        now = self._seconds()
        if status in INVALID:
            (self._shared if shared else self._invalid).append(now)
        if status == 401 and by_token:
            self._shut_until = now + WINDOW_SECONDS
            self._open("breaker.token_refused", now)
        elif len(self._invalid) >= self._most and self._room_at(now) > now:
            self._open("breaker.opened", now)
        elif self._is_open and by_token and status not in INVALID and self._room_at(now) <= now:
            self._is_open = False
            log.warning("breaker.closed", invalid=len(self._invalid))

    def _open(self, event: str, now: float) -> None:
        if not self._is_open:
            self._is_open = True
            seconds = round(self._room_at(now) - now)
            log.critical(event, invalid=len(self._invalid), shared=len(self._shared), seconds=seconds)

    def _room_at(self, now: float) -> float:
        """When the next request may pass: a moment gone by if one may now."""
        for counted in (self._invalid, self._shared):
            while counted and counted[0] <= now - WINDOW_SECONDS:
                counted.popleft()
        surplus = len(self._invalid) - self._most
        return max(self._shut_until, self._invalid[surplus] + WINDOW_SECONDS if surplus >= 0 else 0.0)
