"""The gateway: one WebSocket, from Hello to its close."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from collections.abc import Callable
from typing import Any, Final

import structlog
from starlette.responses import Response
from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.protocol import intents
from sandbox.protocol.compression import Encoder, PayloadZlib, Plain, encoder_for
from sandbox.protocol.members_request import answer_members_request
from sandbox.protocol.ratelimits import Limit
from sandbox.protocol.sessions import INVALID_SESSION, Session
from sandbox.protocol.wire import Json
from sandbox.protocol.world import World

log = structlog.get_logger(__name__)

HEARTBEAT, IDENTIFY, PRESENCE, VOICE, RESUME, REQUEST_MEMBERS, SOUNDBOARD = 1, 2, 3, 4, 6, 8, 31
HELLO, HEARTBEAT_ACK = 10, 11

PAYLOAD_BYTES: Final = 4096
SENDS: Final = Limit(120, 60.0)
API_VERSION: Final = 10

UNKNOWN_ERROR, UNKNOWN_OPCODE, DECODE_ERROR, NOT_AUTHENTICATED = 4000, 4001, 4002, 4003
AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED, INVALID_SEQ, RATE_LIMITED, TIMED_OUT = 4004, 4005, 4007, 4008, 4009
INVALID_SHARD, INVALID_VERSION, INVALID_INTENTS, DISALLOWED_INTENTS = 4010, 4012, 4013, 4014
# After these the client must identify anew.
# What a client may ask for and this sandbox does not have.
_MISSING: Final = frozenset({VOICE, SOUNDBOARD})
_ENDS_SESSION: Final = frozenset({1000, 1001, 4004, 4007, 4009, 4010, 4011, 4012, 4013, 4014})


class Closed(Exception):
    """The gateway closes the connection with this code."""

    def __init__(self, code: int, reason: str = "") -> None:
        self.code, self.reason = code, reason
        super().__init__(f"{code} {reason}")


class GatewayConnection:
    """One socket. What is put is written in order by one task."""

    def __init__(self, world: World, socket: WebSocket, resume_url: str, break_connection: Callable[[], None]) -> None:
        self._world = world
        self._socket = socket
        self._resume_url = resume_url
        self._break_connection = break_connection
        self._outgoing: asyncio.Queue[str | tuple[int, str]] = asyncio.Queue()
        self._received: deque[float] = deque()
        self._session: Session | None = None
        self._closed_with: int | None = None
        self._encoder: Encoder = Plain()
        self._identify_by = world.identify_seconds + asyncio.get_running_loop().time()

    def put(self, text: str) -> None:
        """Sends, unless the gateway plays dead."""
        if not self._world.faults.silent:
            self._outgoing.put_nowait(text)

    def close(self, code: int, reason: str = "") -> None:
        """Closes after everything put before is sent."""
        self._outgoing.put_nowait((code, reason))

    def forget_session(self) -> None:
        """Leave the socket open for another IDENTIFY, as opcode 9 does."""
        self._session = None
        self._identify_by = self._world.identify_seconds + asyncio.get_running_loop().time()

    def drop(self) -> None:
        """Breaks the connection without a close frame."""
        self._break_connection()

    async def run(self) -> None:
        """Serves the socket until it ends."""
        await self._socket.accept()
        known = encoder_for(self._socket.query_params.get("compress"))
        if known is None or self._socket.query_params.get("encoding", "json") != "json":
            await self._refuse_format()
            return
        self._encoder = known
        interval = int(self._world.heartbeat_seconds * 1000)
        self._put_op(HELLO, {"heartbeat_interval": interval, "_trace": []})
        writer = asyncio.get_running_loop().create_task(self._write())
        try:
            await self._listen()
        except Closed as closed:
            self.close(closed.code, closed.reason)
            await writer
        except WebSocketDisconnect as gone:
            self._closed_with = self._closed_with or gone.code
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._leave()

    async def _refuse_format(self) -> None:
        """Text where a client waits for something else would only look like a broken connection."""
        query = str(self._socket.query_params)
        log.error("the sandbox does not speak this format", query=query)
        facts = {"method": "GATEWAY", "path": f"?{query}", "status": UNKNOWN_ERROR}
        self._world.journal.record("unknown_route", facts=facts)
        await self._socket.close(UNKNOWN_ERROR, "The sandbox does not speak this encoding or compression.")

    def _leave(self) -> None:
        session = self._session
        if session is not None and session.connection is self:
            self._world.hub.left(session, resumable=self._closed_with not in _ENDS_SESSION)

    async def _write(self) -> None:
        # The peer may be gone already; then there is nobody to tell.
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            while isinstance(item := await self._outgoing.get(), str):
                frame = self._encoder.encode(item)
                if isinstance(frame, str):
                    await self._socket.send_text(frame)
                else:
                    await self._socket.send_bytes(frame)
            self._closed_with = item[0]
            await self._socket.close(*item)

    async def _listen(self) -> None:
        if self._socket.query_params.get("v", str(API_VERSION)) != str(API_VERSION):
            raise Closed(INVALID_VERSION, "Invalid API version")
        while True:
            try:
                async with asyncio.timeout(self._patience()):
                    raw = await self._receive()
            except TimeoutError:
                if self._session is None:
                    raise Closed(NOT_AUTHENTICATED, "Not authenticated.") from None
                raise Closed(TIMED_OUT, "Session timed out") from None
            self._count_received()
            op, data = self._decode(raw)
            try:
                self._handle(op, data)
            except (AttributeError, TypeError, ValueError):
                log.info("a gateway payload that cannot be read", op=op, exc_info=True)
                raise Closed(DECODE_ERROR, "Error while decoding payload.") from None

    async def _receive(self) -> bytes:
        """The next payload. Discord takes JSON in binary frames as well; hikari sends no others."""
        message = await self._socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message["code"], message.get("reason"))
        text = message.get("text")
        raw: bytes = message["bytes"] if text is None else text.encode()
        return raw

    def _patience(self) -> float:
        """How long to wait for the next payload: for heartbeats, or for who has yet to say who it is."""
        silence = self._world.heartbeat_seconds * 1.5
        if self._session is not None:
            return silence
        return min(silence, self._identify_by - asyncio.get_running_loop().time())

    def _count_received(self) -> None:
        now = self._world.real.monotonic()
        while self._received and self._received[0] <= now - SENDS.seconds:
            self._received.popleft()
        self._received.append(now)
        if len(self._received) > SENDS.requests:
            raise Closed(RATE_LIMITED, "Rate limited.")

    def _decode(self, raw: bytes) -> tuple[Any, Any]:
        if len(raw) > PAYLOAD_BYTES:
            raise Closed(DECODE_ERROR, "Error while decoding payload.")
        try:
            payload = json.loads(raw)
            return payload["op"], payload.get("d")
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Closed(DECODE_ERROR, "Error while decoding payload.") from None

    def _handle(self, op: Any, data: Any) -> None:
        if op == HEARTBEAT:
            self._put_op(HEARTBEAT_ACK, None)
            return
        if op not in (IDENTIFY, RESUME, PRESENCE, REQUEST_MEMBERS, *_MISSING):
            raise Closed(UNKNOWN_OPCODE, "Unknown opcode.")
        if op in (IDENTIFY, RESUME):
            if self._session is not None:
                raise Closed(ALREADY_AUTHENTICATED, "Already authenticated.")
            if not isinstance(data, dict):
                raise Closed(DECODE_ERROR, "Error while decoding payload.")
            self._identify(data) if op == IDENTIFY else self._resume(data)
            return
        if self._session is None:
            raise Closed(NOT_AUTHENTICATED, "Not authenticated.")
        if op == REQUEST_MEMBERS:
            answer_members_request(self._world, self._session, data or {})
        elif op in _MISSING:
            log.error("the sandbox has no voice and no sounds", op=op, data=data)
            self._world.journal.record("unknown_route", facts={"method": "GATEWAY", "path": f"op {op}", "status": 0})

    def _identify(self, data: Json) -> None:
        self._authenticate(data)
        asked = data.get("intents")
        if not isinstance(asked, int) or asked & ~intents.KNOWN:
            raise Closed(INVALID_INTENTS, "Invalid intent(s).")
        if asked & intents.PRIVILEGED & ~self._world.privileged_intents:
            raise Closed(DISALLOWED_INTENTS, "Disallowed intent(s).")
        number, count = data.get("shard") or (0, 1)
        if not 0 <= number < count:
            raise Closed(INVALID_SHARD, "Invalid shard.")
        if not self._world.limiter.take_identify():
            self._put_op(INVALID_SESSION, False)
            return
        if not self._world.limiter.take_session_start():
            self._world.reset_token()
            raise Closed(AUTHENTICATION_FAILED, "Authentication failed.")
        if data.get("compress") and isinstance(self._encoder, Plain):
            self._encoder = PayloadZlib()
        session = Session(self._world, intents=asked, shard=(number, count), connection=self)
        self._session = session
        self._world.hub.open(session)
        self._welcome(session)

    def _welcome(self, session: Session) -> None:
        """READY with every guild unavailable, then each of them."""
        guilds = [g for g in self._world.guilds.values() if g.installed and session.wants(g, 0)]
        session.dispatch(
            "READY",
            {
                "v": API_VERSION,
                "user": self._world.bot.own_payload(),
                "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
                "session_id": session.id,
                "session_type": "normal",
                "resume_gateway_url": self._resume_url,
                "shard": list(session.shard),
                "application": {"id": str(self._world.application_id), "flags": 0},
                "private_channels": [],
                "relationships": [],
                "presences": [],
                "guild_join_requests": [],
                "geo_ordered_rtc_regions": [],
                "auth": {},
                "user_settings": {},
                "_trace": [],
            },
        )
        for guild in guilds:
            if guild.available and session.intents & intents.GUILDS:
                session.dispatch("GUILD_CREATE", guild.create_payload())
        self._ready("session_ready", session)

    def _resume(self, data: Json) -> None:
        self._authenticate(data)
        faults = self._world.faults
        session = self._world.hub.get(str(data.get("session_id")))
        if faults.refused_resumes > 0:
            faults.refused_resumes -= 1
            if session is not None:
                self._world.hub.end(session)
            session = None
        sequence = int(data.get("seq") or 0)
        if session is not None and sequence > session.sequence:
            raise Closed(INVALID_SEQ, "Invalid seq.")
        missed = session.missed_since(sequence) if session is not None else None
        if session is None or missed is None:
            self._put_op(INVALID_SESSION, False)
            return
        if session.connection is not None:
            session.connection.close(4000)
        self._session, session.connection, session.lost_at = session, self, None
        for text in missed:
            self.put(text)
        session.dispatch("RESUMED", {"_trace": []})
        self._ready("session_resumed", session)

    def _ready(self, kind: str, session: Session) -> None:
        self._world.hub.identified.set()
        self._world.journal.record(kind, facts={"session_id": session.id})

    def _authenticate(self, data: Json) -> None:
        if str(data.get("token", "")).removeprefix("Bot ") != self._world.token:
            raise Closed(AUTHENTICATION_FAILED, "Authentication failed.")

    def _put_op(self, op: int, data: Any) -> None:
        self.put(json.dumps({"op": op, "d": data, "s": None, "t": None}))


async def refuse_resume_url(world: World, socket: WebSocket) -> bool:
    """Answers the resume URL's handshake with an HTTP error if that fault is set; says whether it did."""
    faults = world.faults
    if faults.resume_url_failures == 0:
        return False
    if faults.resume_url_failures is not None:
        faults.resume_url_failures -= 1
    await socket.receive()
    await socket.send_denial_response(Response(status_code=faults.resume_url_status))
    return True
