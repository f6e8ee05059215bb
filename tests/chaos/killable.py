"""Trellis as a process of its own that kills itself, −9, the moment it logs a named event.

`python killable.py API GATEWAY TOKEN DATABASE NOW [EVENT]` does what is due at NOW and prints `settled`, unless it
dies.
The program's log events are the named points: no line of the program knows that it is being tested.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

import structlog
from pydantic import SecretStr
from structlog.types import EventDict
from whenever import Instant

from bot.app import running
from bot.log import set_up_logging
from bot.settings import DatabaseSettings, DiscordSettings, Settings


class FixedClock:
    def __init__(self, now: Instant) -> None:
        self._now = now

    def now(self) -> Instant:
        return self._now


def die_at(event: str) -> None:
    def listen(_logger: object, _method: str, facts: EventDict) -> EventDict:
        if facts["event"] == event:
            os.kill(os.getpid(), signal.SIGKILL)
        return facts

    structlog.configure(processors=[listen, *structlog.get_config()["processors"]])


async def main(api_base: str, gateway_url: str, token: str, database: str, now: str) -> None:
    settings = Settings(
        _env_file=None,
        discord=DiscordSettings(token=SecretStr(token), api_base=api_base, gateway_url=gateway_url),
        database=DatabaseSettings(path=Path(database)),
    )
    async with running(settings, clock=FixedClock(Instant.parse_iso(now))) as app:
        await app.engine.settle()
        print("settled", flush=True)


if __name__ == "__main__":
    set_up_logging("INFO", as_json=True)
    *where, event = [*sys.argv[1:], ""][:6]
    if event:
        die_at(event)
    asyncio.run(main(*where))
