"""Rate limits: buckets per route and major parameter, the global limit, and the headers that tell."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sandbox.clock import RealTime
from sandbox.protocol.wire import Json

INVALID_PER_TEN_MINUTES: Final = 10_000
_TEN_MINUTES: Final = 600.0
_STARTS: Final = ("session starts", "")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many requests in a window of so many real seconds, which opens with its first request."""

    requests: int
    seconds: float


@dataclass(frozen=True)
class RateLimits:
    """The limits of one sandbox. `routes` names routes as "POST /channels/{channel_id}/messages".

    `renames` is the undocumented limit on a channel's or thread's name and topic, `late_edits` the one on
    messages older than an hour; headers show neither.
    `identifies` is how often a client may identify, `session_starts` how often in a day before its token is reset,
    `member_lists` how often it may ask a guild for all its members.
    """

    global_limit: Limit | None = Limit(50, 1.0)
    default: Limit = Limit(500, 1.0)
    routes: Mapping[str, Limit] = field(default_factory=dict)
    renames: Limit | None = None
    late_edits: Limit | None = None
    identifies: Limit | None = None
    session_starts: Limit = Limit(1000, 86_400.0)
    member_lists: Limit | None = None

    @classmethod
    def roomy(cls) -> RateLimits:
        """Discord's global limit, and buckets wide enough that the client never sleeps over them."""
        return cls()

    @classmethod
    def discord(cls) -> RateLimits:
        """Close to what has been measured at Discord. Discord promises no figure but the global one."""
        interactions = Limit(5, 2.0)
        return cls(
            default=Limit(10, 10.0),
            routes={
                "POST /channels/{channel_id}/messages": Limit(5, 5.0),
                "PATCH /channels/{channel_id}/messages/{message_id}": Limit(5, 5.0),
                "DELETE /channels/{channel_id}/messages/{message_id}": Limit(5, 1.0),
                "PUT /channels/{channel_id}/messages/{message_id}/reactions/{emoji}/@me": Limit(1, 0.25),
                "GET /channels/{channel_id}/messages": Limit(5, 5.0),
                "POST /webhooks/{application_id}/{token}": interactions,
                "GET /webhooks/{application_id}/{token}/messages/{message_id}": interactions,
                "PATCH /webhooks/{application_id}/{token}/messages/{message_id}": interactions,
                "DELETE /webhooks/{application_id}/{token}/messages/{message_id}": interactions,
            },
            renames=Limit(2, 600.0),
            late_edits=Limit(3, 6.0),
            identifies=Limit(1, 5.0),
            member_lists=Limit(1, 30.0),
        )


@dataclass(slots=True)
class _Window:
    limit: Limit
    opened: float
    used: int = 0

    def left(self, now: float) -> float:
        return max(0.0, self.opened + self.limit.seconds - now)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The headers of the answer, and the body of a 429 if there is no other answer."""

    headers: dict[str, str]
    refusal: Json | None = None

    @property
    def retry_after(self) -> float:
        return float(self.refusal["retry_after"]) if self.refusal else 0.0


class Limiter:
    """Counts requests. Refused ones do not count."""

    def __init__(self, limits: RateLimits, real: RealTime) -> None:
        self.limits = limits
        self._real = real
        self._windows: dict[tuple[str, str], _Window] = {}
        self._invalid: list[float] = []

    def take(self, route: str, major: str, *, counts_globally: bool, salt: str = "") -> Verdict:
        """Counts one request, or refuses it."""
        limit = self.limits.routes.get(route, self.limits.default)
        window = self._window((route, major), limit)
        headers = self._headers(window, route + salt)
        if window.used >= limit.requests:
            return self._refused(headers, window, "user")
        if counts_globally and self.limits.global_limit is not None:
            everything = self._window(("global", ""), self.limits.global_limit)
            if everything.used >= everything.limit.requests:
                return self._refused(headers, everything, "global")
            everything.used += 1
        window.used += 1
        headers["X-RateLimit-Remaining"] = str(limit.requests - window.used)
        return Verdict(headers)

    def take_rename(self, channel_id: int) -> Verdict | None:
        """Counts a rename; what is refused comes back. The usual headers say nothing of it."""
        return self._take_unseen(("rename", str(channel_id)), self.limits.renames)

    def take_late_edit(self, channel_id: int) -> Verdict | None:
        """Counts an edit of a message older than an hour; what is refused comes back."""
        return self._take_unseen(("late edit", str(channel_id)), self.limits.late_edits)

    def take_identify(self) -> bool:
        """Counts an identify; False if it came too soon. All shards share the limit: `max_concurrency` is 1."""
        return self._take_unseen(("identify", ""), self.limits.identifies) is None

    def take_session_start(self) -> bool:
        """Counts a session; False if there were too many in a day."""
        return self._take_unseen(_STARTS, self.limits.session_starts) is None

    @property
    def session_start_limit(self) -> Json:
        """What `/gateway/bot` tells of it."""
        window = self._window(_STARTS, self.limits.session_starts)
        return {
            "total": window.limit.requests,
            "remaining": window.limit.requests - window.used,
            "reset_after": int(window.left(self._real.monotonic()) * 1000),
            "max_concurrency": 1,
        }

    def take_member_list(self, guild_id: int) -> Verdict | None:
        """Counts a request for all members of a guild; what is refused comes back."""
        return self._take_unseen(("members", str(guild_id)), self.limits.member_lists)

    def count_invalid(self) -> None:
        """Counts a 401, 403 or 429 against the ten thousand of ten minutes."""
        self._invalid.append(self._real.monotonic())

    @property
    def banned(self) -> bool:
        """Whether so many invalid requests were made that Cloudflare shuts the door."""
        if len(self._invalid) < INVALID_PER_TEN_MINUTES:
            return False
        since = self._real.monotonic() - _TEN_MINUTES
        self._invalid = [moment for moment in self._invalid if moment > since]
        return len(self._invalid) >= INVALID_PER_TEN_MINUTES

    def _take_unseen(self, key: tuple[str, str], limit: Limit | None) -> Verdict | None:
        if limit is None:
            return None
        window = self._window(key, limit)
        if window.used >= limit.requests:
            return self._refused({}, window, "user")
        window.used += 1
        return None

    def _window(self, key: tuple[str, str], limit: Limit) -> _Window:
        now = self._real.monotonic()
        window = self._windows.get(key)
        if window is None or window.limit != limit or window.left(now) <= 0:
            window = self._windows[key] = _Window(limit, now)
        return window

    def _headers(self, window: _Window, name: str) -> dict[str, str]:
        left = window.left(self._real.monotonic())
        return {
            "X-RateLimit-Bucket": hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(),
            "X-RateLimit-Limit": str(window.limit.requests),
            "X-RateLimit-Remaining": str(max(0, window.limit.requests - window.used)),
            "X-RateLimit-Reset": f"{self._real.unix() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
        }

    def _refused(self, headers: dict[str, str], window: _Window, scope: str) -> Verdict:
        left = round(window.left(self._real.monotonic()) + 0.001, 3)
        told = {**headers, "Retry-After": str(math.ceil(left)), "X-RateLimit-Scope": scope}
        if scope == "global":
            told["X-RateLimit-Global"] = "true"
        body: Json = {
            "message": "You are being rate limited.",
            "retry_after": left,
            "global": scope == "global",
        }
        return Verdict(told, body)
