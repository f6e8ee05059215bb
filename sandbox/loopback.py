"""Keep strangers out of a server on loopback: a website in the operator's browser reaches it, too."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

import structlog
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

log = structlog.get_logger(__name__)

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
REFUSED: Final = "The sandbox answers only to addresses of this machine, and to its own page."


class OnlyFromLoopback:
    """Refuse with 403 what was addressed to another name, or sent by a page of another origin.

    A name that somebody else's DNS points at 127.0.0.1 (DNS rebinding) makes a foreign page and this server one origin
    to a browser; only the Host header tells. Programs that are no browsers send no Origin.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket") and not _is_ours(Headers(scope=scope)):
            log.warning("loopback.refused", path=scope["path"], **_named(Headers(scope=scope)))
            if scope["type"] == "websocket":
                await receive()  # the handshake has to be taken before it can be denied
                await send({"type": "websocket.http.response.start", "status": 403, "headers": []})
                await send({"type": "websocket.http.response.body", "body": REFUSED.encode()})
                return
            await PlainTextResponse(REFUSED, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    host, origin = headers.get("host", ""), headers.get("origin")
    if _hostname(f"//{host}") not in LOOPBACK:
        return False
    return origin is None or urlsplit(origin).netloc == host


def _hostname(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:  # a bracket without its other half
        return None


def _named(headers: Headers) -> dict[str, str]:
    return {name: headers[name][:200] for name in ("host", "origin") if name in headers}
