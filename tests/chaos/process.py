"""A running Trellis seen from outside: told the time, asked to settle, killed."""

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from whenever import Instant

from sandbox import Sandbox

KILLABLE = Path(__file__).with_name("killable.py")
ROOT = Path(__file__).parents[2]
ANSWER_SECONDS = 60.0
IMPATIENT_SECONDS = 1.0  # a request that hangs is given up soon, so that a test need not hang as long
Points = dict[str, int]  # a log event, and the how manieth of its name


class Died(Exception):
    """The process is gone; how it ended is `Process.ending`."""


class Broken(Exception):
    """It ended, or hung, without having been killed."""


class Process:
    """One life. It is brought up as far as it goes without Discord, so that a start costs little when it is needed."""

    def __init__(self, raw: asyncio.subprocess.Process) -> None:
        self._raw = raw
        self.died_at: str | None = None
        self._asking = asyncio.Lock()
        self.gone = asyncio.create_task(raw.wait())

    @classmethod
    async def warm_up(cls, log: Path) -> "Process":
        with log.open("ab") as stderr:
            raw = await asyncio.create_subprocess_exec(
                sys.executable,
                str(KILLABLE),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=stderr,
                cwd=ROOT,
                env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
            )
        return cls(raw)

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
            assert self._raw.stdout is not None  # piped
            try:
                async with asyncio.timeout(patience):
                    line = await self._raw.stdout.readline()
            except TimeoutError:
                raise Broken(f"no answer to {do!r} in {patience} s") from None
        told = json.loads(line or "{}")
        if "done" not in told:
            self.died_at = told.get("dying_at")
            await self.gone
            raise Died
        due = told["due"]
        return Instant.parse_iso(due) if due else None

    def kill(self) -> None:
        if self._raw.returncode is None:
            # Not send_signal, which reaps a process that is dead already and leaves its watcher with nothing to tell.
            with suppress(ProcessLookupError):
                os.kill(self._raw.pid, signal.SIGKILL)

    @property
    def ending(self) -> int | None:
        return self._raw.returncode

    def _tell(self, **what: Any) -> None:
        assert self._raw.stdin is not None  # piped
        if not self._raw.stdin.is_closing():
            self._raw.stdin.write(json.dumps(what).encode() + b"\n")
