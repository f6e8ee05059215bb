"""What can be made to go wrong: answers, delays, broken connections, lost and doubled events."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from sandbox.protocol.refusals import Refused

if TYPE_CHECKING:
    from sandbox.protocol.guilds import Guild
    from sandbox.protocol.sessions import Hub

Scope = Literal["user", "global", "shared"]

RATE_LIMITED: Final = 429
EDITS: Final = r"^PATCH /channels/\d+/messages/\d+$"


class Hold:
    """Something kept back until it is let go. `arrived` is set when the first was caught."""

    def __init__(self) -> None:
        self.arrived = asyncio.Event()
        self._released = asyncio.Event()

    def release(self) -> None:
        """Lets everything go that is kept back, and whatever comes later."""
        self._released.set()

    async def wait(self) -> None:
        self.arrived.set()
        await self._released.wait()


@dataclass(eq=False)
class RestFault:
    """A rule for requests. `route` is searched in "METHOD /path" below the API's base; `times` None is for ever.

    With `after_effect` the request is carried out first and only its answer replaced.
    """

    route: re.Pattern[str]
    times: int | None = 1
    status: int | None = None
    body: bytes = b""
    content_type: str = "application/json"
    headers: dict[str, str] = field(default_factory=dict)
    via: bool = True
    after_effect: bool = False
    delay: float = 0.0
    hold: Hold | None = None
    reset: bool = False
    rate_headers: bool = True
    struck: int = 0

    def applies(self, request: str) -> bool:
        return (self.times is None or self.struck < self.times) and self.route.search(request) is not None


@dataclass(eq=False)
class DispatchFault:
    """A rule for gateway events of one name."""

    event: str
    effect: Literal["lose", "duplicate", "delay", "hold"]
    times: int | None = 1
    seconds: float = 0.0
    hold: Hold | None = None
    struck: int = 0


class Faults:
    """Injects faults into the sandbox. Every method says how often; None is until `clear`."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._rest: list[RestFault] = []
        self._dispatch: list[DispatchFault] = []
        self.bucket_salt = ""
        self.refused_resumes = 0
        self.resume_url_failures: int | None = 0
        self.resume_url_status = 503
        self.silent = False

    def clear(self) -> None:
        """Everything works again."""
        self._rest.clear()
        self._dispatch.clear()
        self.refused_resumes = self.resume_url_failures = 0
        self.silent = False

    def add(self, fault: RestFault) -> RestFault:
        """Adds a rule for requests; the newest that applies wins."""
        self._rest.insert(0, fault)
        return fault

    def answer(
        self,
        status: int,
        route: str = "",
        *,
        times: int | None = 1,
        code: int = 0,
        message: str | None = None,
        headers: Mapping[str, str] | None = None,
        html: str | None = None,
        after_effect: bool = False,
        via: bool = True,
    ) -> RestFault:
        """Answers matching requests with this status, as Discord's error object or as a page of HTML."""
        refused = Refused(code, status=status, message=message)
        body = html.encode() if html is not None else _dumped(refused.body())
        content_type = "text/html" if html is not None else "application/json"
        return self.add(
            RestFault(
                re.compile(route),
                times,
                status,
                body,
                content_type,
                dict(headers or {}),
                via=via,
                after_effect=after_effect,
            )
        )

    def rate_limit(
        self,
        retry_after: float,
        route: str = "",
        *,
        scope: Scope = "user",
        times: int | None = 1,
        via: bool = True,
        header_retry_after: float | None = None,
    ) -> RestFault:
        """Answers 429 in one of the three scopes; header and body may disagree."""
        shown = retry_after if header_retry_after is None else header_retry_after
        headers = {"Retry-After": str(shown), "X-RateLimit-Scope": scope}
        if scope == "global":
            headers["X-RateLimit-Global"] = "true"
        body = {
            "message": "You are being rate limited.",
            "retry_after": retry_after,
            "global": scope == "global",
        }
        return self.add(RestFault(re.compile(route), times, 429, _dumped(body), headers=headers, via=via))

    def refuse_late_edits(
        self, retry_after: float = 60.0, *, status: Literal[400, 429] = 429, times: int | None = 1
    ) -> RestFault:
        """Answers edits of messages as if they were older than an hour and edited too often: 30046.

        Both statuses were seen at Discord; only with 429 there is a moment to come back.
        """
        refused = Refused(30046, status=status, retry_after=retry_after if status == RATE_LIMITED else None)
        headers = {"Retry-After": str(retry_after), "X-RateLimit-Scope": "user"} if status == RATE_LIMITED else {}
        return self.add(RestFault(re.compile(EDITS), times, status, _dumped(refused.body()), headers=headers))

    def cloudflare_ban(self, route: str = "", *, times: int | None = 1) -> RestFault:
        """A 429 page without `Via`, as after 10,000 invalid requests."""
        return self.answer(429, route, times=times, html="<html><body>error code: 1015</body></html>", via=False)

    def delay(self, seconds: float, route: str = "", *, times: int | None = 1, after_effect: bool = False) -> RestFault:
        """Carries the request out so much later, or with `after_effect` answers so much later."""
        return self.add(RestFault(re.compile(route), times, delay=seconds, after_effect=after_effect))

    def hold(self, route: str = "", *, times: int | None = 1, after_effect: bool = False) -> Hold:
        """Keeps matching requests, or their answers, until released."""
        hold = Hold()
        self.add(RestFault(re.compile(route), times, hold=hold, after_effect=after_effect))
        return hold

    def reset_connection(self, route: str = "", *, times: int | None = 1, after_effect: bool = False) -> RestFault:
        """Breaks the TCP connection instead of answering."""
        return self.add(RestFault(re.compile(route), times, reset=True, after_effect=after_effect))

    def without_rate_headers(self, route: str = "", *, times: int | None = None) -> RestFault:
        """Leaves the rate-limit headers out of otherwise ordinary answers."""
        return self.add(RestFault(re.compile(route), times, rate_headers=False))

    def with_headers(self, headers: Mapping[str, str], route: str = "", *, times: int | None = 1) -> RestFault:
        """Sets headers of otherwise ordinary answers, such as `X-RateLimit-Remaining: 0`."""
        return self.add(RestFault(re.compile(route), times, headers=dict(headers)))

    def change_buckets(self) -> None:
        """Gives every rate-limit bucket a new hash, as Discord sometimes does."""
        self.bucket_salt += "'"

    def strike(self, request: str) -> RestFault | None:
        """The rule for this request, counted as used."""
        for fault in self._rest:
            if fault.applies(request):
                fault.struck += 1
                return fault
        return None

    def lose(self, event: str, *, times: int | None = 1) -> None:
        """Events of that name are numbered but never sent."""
        self._dispatch.insert(0, DispatchFault(event, "lose", times))

    def duplicate(self, event: str = "INTERACTION_CREATE", *, times: int | None = 1) -> None:
        """Events of that name are sent twice."""
        self._dispatch.insert(0, DispatchFault(event, "duplicate", times))

    def delay_dispatch(self, event: str, seconds: float, *, times: int | None = 1) -> None:
        """Events of that name are sent later, others pass them."""
        self._dispatch.insert(0, DispatchFault(event, "delay", times, seconds))

    def hold_dispatch(self, event: str, *, times: int | None = 1) -> Hold:
        """Keeps events of that name until released, others pass them."""
        hold = Hold()
        self._dispatch.insert(0, DispatchFault(event, "hold", times, hold=hold))
        return hold

    def strike_dispatch(self, event: str) -> DispatchFault | None:
        """The rule for this event, counted as used."""
        for fault in self._dispatch:
            if fault.event == event and (fault.times is None or fault.struck < fault.times):
                fault.struck += 1
                return fault
        return None

    def drop_gateway(self) -> None:
        """Breaks the gateway's TCP connections; sessions can be resumed."""
        self._hub.drop()

    def close_gateway(self, code: int) -> None:
        """Closes the gateway's connections with a code."""
        self._hub.close(code)

    def ask_reconnect(self) -> None:
        """Sends opcode 7."""
        self._hub.ask_reconnect()

    def invalidate_session(self, *, resumable: bool = False) -> None:
        """Sends opcode 9; the session is gone unless resumable."""
        self._hub.invalidate(resumable)

    def refuse_resume(self, *, times: int = 1) -> None:
        """The next resumes are answered by opcode 9."""
        self.refused_resumes += times

    def fail_resume_url(self, *, status: int = 503, times: int | None = 1) -> None:
        """The resume URL answers with this status instead of a WebSocket."""
        self.resume_url_failures, self.resume_url_status = times, status

    def zombie(self) -> None:
        """Connections stay open, but nothing is sent any more, not even acknowledgements."""
        self.silent = True

    def guild_outage(self, guild: Guild) -> None:
        """The guild becomes unavailable: an outage, not a removal."""
        guild.available = False
        self._hub.send("GUILD_DELETE", {"id": str(guild.id), "unavailable": True}, guild=guild)

    def end_guild_outage(self, guild: Guild) -> None:
        """The guild is back."""
        guild.available = True
        self._hub.send("GUILD_CREATE", guild.create_payload(), guild=guild)


def _dumped(body: object) -> bytes:
    return json.dumps(body).encode()
