"""Trellis as a process of its own, whose time is told to it, and which kills itself, −9, where it is told to.

It is forked off by `fork_server.py`, and reads one JSON object a line on standard input. The first says where Discord
and the database are; each one after it has what to `do` and, in `now`, the time it is; the answer is one line of JSON.
To `die` names log events, each with a count: the program's own log events are the named points, and no line of the
program knows that it is being tested.
"""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import structlog
import uvloop
from pydantic import SecretStr
from structlog.types import EventDict
from whenever import Instant

from bot.app import App, running
from bot.gateway import courier
from bot.log import set_up_logging
from bot.settings import DatabaseSettings, DiscordSettings, Settings

HANDLING_SECONDS = 10.0


class ToldClock:
    def __init__(self) -> None:
        self._now = Instant.from_timestamp(0)

    def now(self) -> Instant:
        return self._now

    def tell(self, now: str) -> None:
        self._now = Instant.parse_iso(now)


class Fate:
    """Watches the log for the moment to die."""

    def __init__(self) -> None:
        self.left: dict[str, int] = {}

    def seal(self, points: dict[str, int]) -> None:
        self.left = dict(points)

    def listen(self, _logger: object, _method: str, facts: EventDict) -> EventDict:
        event = facts["event"]
        if event in self.left:
            self.left[event] -= 1
            if not self.left[event]:
                print(json.dumps({"dying_at": event}), flush=True)
                os.kill(os.getpid(), signal.SIGKILL)
        return facts


async def obey(app: App, told: dict[str, Any], fate: Fate, connected: asyncio.Event) -> dict[str, Any]:
    match told["do"]:
        case "settle":
            await app.bot.finish_handling(HANDLING_SECONDS)
            await app.engine.settle()
        case "be ready":
            await connected.wait()
        case "publish":
            await connected.wait()
            await app.bot.tree.sync()
        case "die":
            fate.seal(told["at"])
    due = await app.engine.next_due()
    return {"done": told["do"], "due": due.format_iso() if due else None}


async def live(begin: dict[str, Any], fate: Fate) -> None:
    clock = ToldClock()
    clock.tell(begin["now"])
    settings = Settings(
        _env_file=None,
        discord=DiscordSettings(
            token=SecretStr(begin["token"]), api_base=begin["api_base"], gateway_url=begin["gateway_url"]
        ),
        database=DatabaseSettings(path=Path(begin["database"])),
    )
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    connected = asyncio.Event()

    async def on_connect() -> None:
        connected.set()

    async with running(settings, clock=clock) as app:
        app.bot.add_listener(on_connect)
        while line := await reader.readline():
            told = json.loads(line)
            clock.tell(told["now"])
            print(json.dumps(await obey(app, told, fate, connected)), flush=True)


def main() -> None:
    # Unbuffered and before anything else: what comes after the first line is the reader's.
    begin = json.loads(_first_line())
    set_up_logging("INFO", as_json=True)
    fate = Fate()
    structlog.configure(processors=[fate.listen, *structlog.get_config()["processors"]])
    fate.seal(begin["die"])
    courier.GIVE_UP_AFTER_SECONDS = begin["patience"]
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(live(begin, fate))


def _first_line() -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(sys.stdin.fileno(), 1)
        if not byte:
            sys.exit()
        line += byte
    return line
