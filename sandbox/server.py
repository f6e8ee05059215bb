"""The sandbox as a server on loopback: REST, gateway and files, in the event loop of who starts it."""

from __future__ import annotations

import asyncio
import socket
import struct
from collections.abc import Callable
from types import TracebackType
from typing import Any, ClassVar, Self

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.types import ASGIApp, Scope
from starlette.websockets import WebSocket
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from sandbox.clock import RealTime, SandboxClock
from sandbox.loopback import OnlyFromLoopback
from sandbox.people import Person
from sandbox.protocol.gateway import GatewayConnection, refuse_resume_url
from sandbox.protocol.ratelimits import RateLimits
from sandbox.protocol.rest.application import BASE, RestApplication
from sandbox.protocol.world import World

HOST = "127.0.0.1"


class Sandbox:
    """A Discord on this machine. `world` is its state, `token` the only token it takes.

    Point a client at `api_base` and `gateway_url`; nothing else about the client needs to change.
    """

    starting: ClassVar[list[Callable[[Sandbox], None]]] = []
    """Called with every sandbox of this process before it answers anybody."""

    def __init__(self, world: World, listener: socket.socket) -> None:
        self.world = world
        self.port: int = listener.getsockname()[1]
        self.api_base = f"http://{HOST}:{self.port}{BASE}"
        self.gateway_url = f"ws://{HOST}:{self.port}/gateway"
        # Without a path, as Discord's: clients append `/?v=10` or `?v=10` to it.
        self._resume_url = f"ws://{HOST}:{self.port}"
        world.cdn_base = f"http://{HOST}:{self.port}"
        self._listener = listener
        self._people: dict[str, Person] = {}
        self._transports: dict[Any, asyncio.Transport] = {}
        self.app = self._application()
        self._server = uvicorn.Server(self._config())

    @classmethod
    async def start(
        cls,
        *,
        port: int = 0,
        clock: SandboxClock | None = None,
        limits: RateLimits | None = None,
        privileged_intents: int = 0,
        real: RealTime | None = None,
    ) -> Self:
        """Listens on 127.0.0.1; port 0 takes a free one. Raises OSError if the port is taken."""
        listener = _listen(port)
        world = World(clock, limits=limits, privileged_intents=privileged_intents, real=real)
        sandbox = cls(world, listener)
        for notice in cls.starting:
            notice(sandbox)
        server, config = sandbox._server, sandbox._server.config
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listener])
        return sandbox

    async def stop(self) -> None:
        """Stops listening, breaks every connection, and ends what was being answered."""
        state = self._server.server_state
        for server in self._server.servers:
            server.close()
        for transport in list(self._transports.values()):
            transport.abort()
        tasks = list(state.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for server in self._server.servers:
            await server.wait_closed()
        self._listener.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def token(self) -> str:
        return self.world.token

    @property
    def clock(self) -> SandboxClock:
        return self.world.clock

    def person(self, name: str, *, locale: str = "en-GB") -> Person:
        """The person of that name, made on the first call; she is in no guild by this."""
        if name not in self._people:
            username = "".join(letter for letter in name.lower() if letter.isalnum() or letter in "._") or "person"
            self._people[name] = Person(self.world, self.world.add_user(username, name), locale=locale)
        return self._people[name]

    def mount(self, page: ASGIApp) -> Callable[[], None]:
        """Serves `page` wherever the sandbox itself has nothing; returns how to take it away again."""
        route = Mount("/", page)
        self.app.router.routes.append(route)
        return lambda: self.app.router.routes.remove(route)

    async def bot_connected(self, timeout: float = 10.0) -> None:  # noqa: ASYNC109
        """Waits until a session is identified or resumed, and every GUILD_CREATE is on its way."""
        async with asyncio.timeout(timeout):
            await self.world.hub.identified.wait()

    def _application(self) -> Starlette:
        return Starlette(
            routes=[
                Mount(BASE, RestApplication(self.world, self._break)),
                WebSocketRoute("/gateway", self._gateway),
                WebSocketRoute("/gateway/", self._gateway),
                WebSocketRoute("/", self._gateway_resume),
                Route("/attachments/{channel_id:int}/{attachment_id:int}/{filename}", self._attachment),
            ]
        )

    def _config(self) -> uvicorn.Config:
        transports = self._transports

        class Http(H11Protocol):
            """Remembers the transport, so that a fault can break it."""

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                transports[transport.get_extra_info("peername")] = transport
                super().connection_made(transport)

            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.transport.get_extra_info("peername"), None)
                super().connection_lost(exc)

        class Socket(WebSocketsSansIOProtocol):
            def connection_lost(self, exc: Exception | None) -> None:
                transports.pop(self.transport.get_extra_info("peername"), None)
                super().connection_lost(exc)

        return uvicorn.Config(
            OnlyFromLoopback(self.app),
            http=Http,
            ws=Socket,
            ws_ping_interval=None,
            lifespan="off",
            log_config=None,
            access_log=False,
            timeout_keep_alive=3600,
            server_header=False,
            date_header=False,
        )

    def _break(self, scope: Scope) -> None:
        """Resets the TCP connection: with no time to linger the peer gets RST, not FIN."""
        transport = self._transports.get(scope["client"])
        if transport is None:
            return
        if (raw := transport.get_extra_info("socket")) is not None:
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()

    async def _gateway(self, websocket: WebSocket) -> None:
        await GatewayConnection(self.world, websocket, self._resume_url, lambda: self._break(websocket.scope)).run()

    async def _gateway_resume(self, websocket: WebSocket) -> None:
        if not await refuse_resume_url(self.world, websocket):
            await self._gateway(websocket)

    async def _attachment(self, request: Request) -> Response:
        attachment = self.world.attachments.get(request.path_params["attachment_id"])
        if attachment is None:
            return Response("This content is no longer available.", 404)
        # Shown on the page's own origin: whatever a file contains, it is never run there.
        harmless = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}
        return Response(attachment.data, headers={"Content-Type": attachment.content_type, **harmless})


def _listen(port: int) -> socket.socket:
    """A listening socket that says it is TCP: asyncio turns Nagle's delay off only for those."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((HOST, port))
    listener.listen(512)
    listener.setblocking(False)
    return listener
