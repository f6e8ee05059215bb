"""Gateway sessions: who is listening to what, and what they missed."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Protocol

from sandbox.protocol import intents as intent
from sandbox.protocol.faults import DispatchFault, Hold
from sandbox.protocol.wire import Json

if TYPE_CHECKING:
    from sandbox.protocol.channels import Channel
    from sandbox.protocol.guilds import Guild
    from sandbox.protocol.world import World

DISPATCH: Final = 0
RECONNECT: Final = 7
INVALID_SESSION: Final = 9

# Real seconds a session waits to be resumed, and the events kept for it. Discord names neither figure.
SESSION_SECONDS: Final = 180.0
REPLAY: Final = 2000


class Connection(Protocol):
    """The socket a session speaks through at the moment."""

    def put(self, text: str) -> None: ...
    def close(self, code: int) -> None: ...
    def drop(self) -> None: ...
    def forget_session(self) -> None: ...


class Session:
    """One identified client. Events are numbered, sent, and kept for a resume."""

    def __init__(self, world: World, *, intents: int, shard: tuple[int, int], connection: Connection) -> None:
        self._world = world
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.connection: Connection | None = connection
        self.lost_at: float | None = None
        self.sequence = 0
        self._sent: deque[tuple[int, str]] = deque(maxlen=REPLAY)
        self._holding: set[asyncio.Task[None]] = set()

    def wants(self, guild: Guild | None, needed: int) -> bool:
        """Whether the event is of this shard and of the intents asked for."""
        if needed and not self.intents & needed:
            return False
        number, count = self.shard
        return number == (0 if guild is None else (guild.id >> 22) % count)

    def dispatch(self, event: str, data: Any) -> None:
        """Sends an event, or keeps it until the client is back."""
        for observer in self._world.observers:
            observer.dispatched(event, data)
        self.sequence += 1
        text = json.dumps({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})
        self._sent.append((self.sequence, text))
        fault = self._world.faults.strike_dispatch(event)
        if fault is None:
            self.put(text)
        else:
            self._dispatch_faultily(text, fault)

    def _dispatch_faultily(self, text: str, fault: DispatchFault) -> None:
        match fault.effect:
            case "duplicate":
                self.put(text)
                self.put(text)
            case "delay":
                asyncio.get_running_loop().call_later(fault.seconds, self.put, text)
            case "hold":
                assert fault.hold is not None
                task = asyncio.get_running_loop().create_task(self._put_when(fault.hold, text))
                self._holding.add(task)
                task.add_done_callback(self._holding.discard)
            case "lose":
                pass

    async def _put_when(self, hold: Hold, text: str) -> None:
        await hold.wait()
        self.put(text)

    def put(self, text: str) -> None:
        """Writes to the socket, if there is one."""
        if self.connection is not None:
            self.connection.put(text)

    def missed_since(self, sequence: int) -> list[str] | None:
        """The events after a number; None if some of them are no longer kept."""
        oldest = self._sent[0][0] if self._sent else 1
        if sequence < oldest - 1:
            return None
        return [text for number, text in self._sent if number > sequence]

    def lose_connection(self, now: float) -> None:
        self.connection, self.lost_at = None, now

    def end(self) -> None:
        """Nothing kept back is sent any more."""
        for task in self._holding:
            task.cancel()


class Hub:
    """All sessions, and the one door through which events leave."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.sessions: dict[str, Session] = {}
        self.identified: asyncio.Event = asyncio.Event()

    def send(
        self,
        event: str,
        data: Any,
        *,
        guild: Guild | None = None,
        channel: Channel | None = None,
        intents: int = 0,
        withheld: Json | None = None,
    ) -> None:
        """Dispatches to every session that is to hear of it.

        With a guild the bot must be in it, with a channel see it. `withheld` is sent instead of `data` to
        sessions without the message content intent.
        """
        if not self.sessions or (guild is not None and not guild.installed and event != "GUILD_DELETE"):
            return
        if channel is not None and not self._world.sees(self._world.bot.id, channel):
            return
        for session in self._alive():
            if session.wants(guild, intents):
                blank = withheld is not None and not session.intents & intent.MESSAGE_CONTENT
                session.dispatch(event, withheld if blank else data)

    def open(self, session: Session) -> None:
        self.sessions[session.id] = session

    def get(self, session_id: str) -> Session | None:
        """A session that can still be resumed."""
        return next((session for session in self._alive() if session.id == session_id), None)

    def end(self, session: Session) -> None:
        """Forgets a session; its client must identify anew."""
        self.sessions.pop(session.id, None)
        session.end()

    def left(self, session: Session, *, resumable: bool) -> None:
        """The session's connection is gone."""
        self.identified.clear()
        session.lose_connection(self._world.real.monotonic())
        self._world.journal.record("session_lost", facts={"session_id": session.id, "resumable": resumable})
        if not resumable:
            self.end(session)

    def drop(self) -> None:
        """Breaks every connection without a close frame."""
        self._for_each_connection(lambda connection: connection.drop())

    def close(self, code: int) -> None:
        """Closes every connection with a code."""
        self._for_each_connection(lambda connection: connection.close(code))

    def expel(self, code: int) -> None:
        """Closes every connection and forgets every session."""
        self.close(code)
        for session in self._alive():
            self.end(session)

    def ask_reconnect(self) -> None:
        self._for_each_connection(lambda connection: connection.put(json.dumps({"op": RECONNECT, "d": None})))

    def invalidate(self, resumable: bool) -> None:
        text = json.dumps({"op": INVALID_SESSION, "d": resumable})
        for session in self._alive():
            session.put(text)
            if not resumable:
                connection = session.connection
                self.left(session, resumable=False)
                if connection is not None:
                    connection.forget_session()

    def _for_each_connection(self, act: Callable[[Connection], None]) -> None:
        for session in self._alive():
            if session.connection is not None:
                act(session.connection)

    def _alive(self) -> list[Session]:
        limit = self._world.real.monotonic() - SESSION_SECONDS
        for session in [s for s in self.sessions.values() if s.lost_at is not None and s.lost_at < limit]:
            self.end(session)
        return list(self.sessions.values())
