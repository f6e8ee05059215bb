"""The fork server as those see it who want lives of it."""

import atexit
import socket
import sys
from functools import cache
from pathlib import Path
from subprocess import DEVNULL, Popen

ROOT = Path(__file__).parents[2]
A_LIFE = b"life"


class ForkServer:
    """It lives until it is closed, at the latest as long as this process."""

    def __init__(self) -> None:
        self._control, inner = socket.socketpair()
        self._server = Popen(
            [sys.executable, "-m", "tests.chaos.fork_server", str(inner.fileno())],
            pass_fds=[inner.fileno()],
            stdin=DEVNULL,
            cwd=ROOT,
            env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
        )
        inner.close()
        atexit.register(self.close)

    def fork(self, log: Path) -> socket.socket:
        """A new life; on the socket it is spoken to, and the server says how it ended."""
        outer, inner = socket.socketpair()
        with log.open("ab") as stderr, inner:
            socket.send_fds(self._control, [A_LIFE], [inner.fileno(), stderr.fileno()])
        return outer

    def close(self) -> None:
        self._control.close()
        self._server.wait()


@cache
def fork_server() -> ForkServer:
    """The one server of this process."""
    return ForkServer()
