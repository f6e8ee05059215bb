"""A running Trellis seen from outside: told the time, asked to settle, killed."""

import asyncio
import json
import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from whenever import Instant

from sandbox import Sandbox
from tests.chaos.forking import fork_server

ANSWER_SECONDS = 60.0
IMPATIENT_SECONDS = 1.0  # a request that hangs is given up soon, so that a test need not hang as long
Points = dict[str, int]  # a log event, and the how manieth of its name


class Died(Exception):
    """The process is gone; how it ended is `Process.ending`."""


class Broken(Exception):
    """It ended, or hung, without having been killed."""


class Process:
    """One life. It is brought up as far as it goes without Discord, so that a start costs little when it is needed.

    `died_at` is the point that it said it dies at, `cpu` the seconds it has used once it is gone.
    """

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, pid: int) -> None:
        self._reader, self._writer, self._pid = reader, writer, pid
        self._answers: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._asking = asyncio.Lock()
        self.died_at: str | None = None
        self.ending: int | None = None
        self.cpu = 0.0
        self.gone = asyncio.create_task(self._listen())

    @classmethod
    async def warm_up(cls, log: Path) -> "Process":
        reader, writer = await asyncio.open_connection(sock=fork_server().fork(log))
        return cls(reader, writer, json.loads(await reader.readline())["born"])

    def begin(
        self, sandbox: Sandbox, database: Path, now: Instant, *, die: Points, patience: float = IMPATIENT_SECONDS
    ) -> None:
        self._tell(
            api_base=sandbox.api_base,
            gateway_url=sandbox.gateway_url,
            token=sandbox.token,
            database=str(database),
            now=now.format_iso(),
            die=die,
            patience=patience,
        )

    async def ask(self, do: str, now: Instant, *, patience: float = ANSWER_SECONDS, **more: Any) -> Instant | None:
        """Has it `do` something at `now`; returns what it says falls due next. Died if it dies of it."""
        async with self._asking:
            self._tell(do=do, now=now.format_iso(), **more)
            try:
                async with asyncio.timeout(patience):
                    told = await self._answers.get()
            except TimeoutError:
                raise Broken(f"no answer to {do!r} in {patience} s") from None
            if told is None:
                self._answers.put_nowait(None)  # for whoever asks again
                await self.gone
                raise Died
        due = told["due"]
        return Instant.parse_iso(due) if due else None

    def kill(self) -> None:
        if self.ending is None:
            with suppress(ProcessLookupError):  # it has ended by itself, which is on its way to us
                os.kill(self._pid, signal.SIGKILL)

    async def _listen(self) -> None:
        """To its answers and, in the end, to how it ended, which the server says."""
        async for line in self._reader:
            told = json.loads(line)
            if "ended" in told:
                self.ending, self.cpu = told["ended"], told["cpu"]
                break
            if "dying_at" in told:
                self.died_at = told["dying_at"]
            else:
                self._answers.put_nowait(told)
        self._answers.put_nowait(None)
        self._writer.close()

    def _tell(self, **what: Any) -> None:
        if not self._writer.is_closing():
            self._writer.write(json.dumps(what).encode() + b"\n")
