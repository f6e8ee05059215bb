"""The breaker on invalid requests: Discord shuts out who makes 10,000 of them in ten minutes; we stop long before.

Closed, everything passes. At `most` invalid requests in the window it opens, and nothing that nobody waits for goes
out. Once the window has room again it is half-open: one request passes every ten seconds, and the first that Discord
does not refuse closes it. A refused token opens it at once, for ten minutes; then it is half-open too, as a single 401
may be Discord's mistake.

What one server refuses again and again holds up that server alone, at a fifth of what holds up all.
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
SHARE = 5  # so many servers that refuse everything it takes to open it for all


class Breaker:
    def __init__(self, most: int, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._invalid: deque[float] = deque()
        self._shared: deque[float] = deque()
        self._of_community: dict[int, deque[float]] = {}
        self._is_open = False
        self._shut_until = 0.0
        self._next_probe = 0.0

    @property
    def is_open(self) -> bool:
        return self._is_open

    def check(self, community_id: int = 0) -> None:
        """Lets one request of a community's pass, or raises NotNow; 0 is for what is of none."""
        now = self._seconds()
        if (refused := self._of_community.get(community_id)) and (seconds := self._full_for(refused, now)) > 0:
            raise NotNow(seconds)
        if not self._is_open:
            return
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

    def refused(self, community_id: int, status: int) -> None:
        """One of its requests was refused. What belongs to the bot as a whole is heard anyway."""
        if status == 403:
            now = self._seconds()
            of_it = self._of_community.setdefault(community_id, deque(maxlen=self._most_of_each))
            of_it.append(now)
            if len(of_it) == self._most_of_each and self._full_for(of_it, now) > 0:
                log.warning("breaker.community_waits", community=community_id, refused=len(of_it))

    @property
    def _most_of_each(self) -> int:
        return max(1, self._most // SHARE)

    def _full_for(self, refused: deque[float], now: float) -> float:
        return refused[0] + WINDOW_SECONDS - now if len(refused) == self._most_of_each else 0.0

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
