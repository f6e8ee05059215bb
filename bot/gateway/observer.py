"""Hears every answer of Discord, whoever asked, and tells the pacer and the breaker what it means for what comes next.

discord.py keeps limits by itself, but by sleeping: inside the call that used a bucket's last request, and under an
interaction for as long as Discord says. And what Discord stumbles over it sends again by itself, which for a thread or
a forum post makes a second one. None of it is wanted here, and none can be set.
"""

import re
from typing import Protocol

import aiohttp
import discord
from discord.http import Route

from bot.gateway.breaker import Breaker

BAN_SECONDS = 600.0  # Cloudflare's page does not say how long
# Answers to people: outside the limits on the bot's own requests, and with tokens of their own.
_BY_INTERACTION = ("/interactions/", "/webhooks/")
# No nonce keeps these single: before one is asked for again, somebody has to look whether it is there.
_MAKES_A_THREAD = re.compile(r"POST /channels/\d+/threads")


class NotDiscord(aiohttp.ClientError):
    """A page that says all is well, where Discord would have answered: nobody knows what became of the request."""

    def __init__(self, status: int) -> None:
        super().__init__(f"status {status} with a page instead of an answer")
        self.status = status


class Paces(Protocol):
    def pause(self, seconds: float) -> None: ...

    def note(self, bucket: str, left: int, seconds: float) -> None: ...


def bucket(method: str, path: str) -> str:
    """What Discord counts together: a kind of request in one channel, whichever message it is about."""
    parts = path.split("/")
    return f"{method} {'/'.join(parts[:3] + ['*' if part.isdecimal() else part for part in parts[3:]])}"


class Observer:
    def __init__(self, pacer: Paces, breaker: Breaker, *, patience_seconds: float) -> None:
        self._pacer = pacer
        self._breaker = breaker
        self._patience = patience_seconds

    def trace(self) -> aiohttp.TraceConfig:
        """For `Client(http_trace=…)`."""
        config = aiohttp.TraceConfig()
        config.on_request_end.append(self._answered)
        return config

    async def _answered(self, _session: object, _context: object, params: aiohttp.TraceRequestEndParams) -> None:
        if not str(params.url).startswith(f"{Route.BASE}/"):
            return
        path = "/" + str(params.url.with_query(None)).removeprefix(f"{Route.BASE}/")
        response = params.response
        by_token = not path.startswith(_BY_INTERACTION)
        shared = response.headers.get("X-RateLimit-Scope") == "shared"
        is_page = response.content_type.startswith("text/")  # of Cloudflare, or a proxy, which knows no token
        self._breaker.heard(
            response.status, shared=response.status == 429 and shared, by_token=by_token and not is_page
        )
        if response.status == 429:
            self._refused(response, by_token=by_token)
        if response.status >= 500 and _MAKES_A_THREAD.fullmatch(f"{params.method} {path}"):
            response.close()
            raise discord.DiscordServerError(response, None)
        if response.status < 400 and is_page:
            response.close()
            raise NotDiscord(response.status)
        if by_token:
            self._counted(bucket(params.method, path), response)

    def _refused(self, response: aiohttp.ClientResponse, *, by_token: bool) -> None:
        is_ban = "Via" not in response.headers
        seconds = float(response.headers.get("Retry-After", BAN_SECONDS if is_ban else 0))
        scope = response.headers.get("X-RateLimit-Scope")
        if is_ban or scope == "global" or (scope == "shared" and by_token):
            self._pacer.pause(seconds)
        if not by_token and not is_ban and seconds > self._patience:
            # The library would sleep it out in the handler; nobody waits that long for an answer.
            response.close()
            raise discord.RateLimited(seconds)

    def _counted(self, name: str, response: aiohttp.ClientResponse) -> None:
        """A limit that the headers do not show, as on renames, is not the bucket's: others in it go on."""
        remaining, seconds = (response.headers.get(f"X-RateLimit-{what}") for what in ("Remaining", "Reset-After"))
        if remaining is None or seconds is None:
            return
        # The last one is left unused, where there is more than one: it is in its call that the library would sleep.
        spare = 1 if int(response.headers.get("X-RateLimit-Limit", 1)) > 1 else 0
        self._pacer.note(name, int(remaining) - spare, float(seconds))
