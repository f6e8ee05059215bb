"""`python -m bot run` as an operator starts it, seen from outside: what it says, how it ends."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sandbox import Sandbox

ROOT = Path(__file__).parents[2]
MOST_SECONDS = 60.0  # it ends, or says what it is waited for, long before
READY = "Invite me with"


# No file may grow beyond so many bytes, which for a database is a disk without room.
_LIMITED = (
    "import os, resource, sys;"
    " resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY));"
    " os.execv(sys.argv[2], sys.argv[2:])"
)


def limited_to(largest: int) -> tuple[str, ...]:
    """The words before a command in which no file can be written beyond so many bytes."""
    return sys.executable, "-c", _LIMITED, str(largest)


@dataclass
class Program:
    raw: asyncio.subprocess.Process
    lines: list[str] = field(default_factory=list)

    async def says(self, text: str) -> None:
        """Waits until a line holds the text."""
        assert self.raw.stderr is not None  # piped
        async with asyncio.timeout(MOST_SECONDS):
            while line := (await self.raw.stderr.readline()).decode():
                self.lines.append(line.rstrip("\n"))
                if text in line:
                    return
        raise AssertionError(f"it ended without {text!r}: {self.lines}")

    async def ends(self) -> tuple[int, str]:
        """Waits for its end; the exit code, and the last line it said."""
        assert self.raw.stderr is not None
        async with asyncio.timeout(MOST_SECONDS):
            self.lines += (await self.raw.stderr.read()).decode().splitlines()
            code = await self.raw.wait()
        return code, self.lines[-1] if self.lines else ""

    def stop(self) -> None:
        self.raw.send_signal(signal.SIGTERM)

    @property
    def said(self) -> str:
        return "\n".join(self.lines)


@asynccontextmanager
async def started(
    folder: Path, sandbox: Sandbox | None = None, *wrapped: str, **settings: str
) -> AsyncIterator[Program]:
    """The program with its database at `trellis.db` in the folder, and no `.env`; `wrapped` are the words of a command
    that starts it, `settings` override."""
    address = {
        "DISCORD__TOKEN": sandbox.token if sandbox else "MTA0.made-up.token",
        "DISCORD__API_BASE": sandbox.api_base if sandbox else "http://127.0.0.1:9/api/v10",
        "DISCORD__GATEWAY_URL": sandbox.gateway_url if sandbox else "ws://127.0.0.1:9/",
        "DATABASE__PATH": str(folder / "trellis.db"),
    }
    raw = await asyncio.create_subprocess_exec(
        *wrapped,
        sys.executable,
        "-m",
        "bot",
        "run",
        stderr=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.DEVNULL,
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **address, **settings},
    )
    try:
        yield Program(raw)
    finally:
        with suppress(ProcessLookupError):
            raw.kill()
        await raw.wait()
