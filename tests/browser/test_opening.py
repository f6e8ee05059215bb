"""The command that opens the sandbox, as a program of its own."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

REAL_LOOKING = "MTA0.real-looking.token"


@contextmanager
def opened(*flags: str, **environment: str) -> Iterator[tuple[list[str], str]]:
    """The lines it printed until it was ready, and its address."""
    command = [sys.executable, "-m", "bot", "sandbox", "--port", "0", "--no-browser", *flags]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}) as process:
        assert process.stdout is not None
        try:
            lines = []
            for line in process.stdout:
                lines.append(line)
                if found := re.search(r"http://127\.0\.0\.1:\d+/", line):
                    yield lines, found[0]
                    break
        finally:
            process.terminate()
            process.wait(20)


def test_it_says_where_it_is_and_shows_a_page_there() -> None:
    with opened() as (_, address), urlopen(address) as answer:
        status = answer.status

    assert status == 200


def test_a_real_token_is_not_used_and_not_accepted() -> None:
    with opened(DISCORD__TOKEN=REAL_LOOKING) as (lines, address):
        refused = 0
        try:
            urlopen(Request(f"{address}api/v10/users/@me", headers={"Authorization": f"Bot {REAL_LOOKING}"}))
        except HTTPError as error:
            refused = error.code

    assert refused == 401
    assert lines[0].startswith("DISCORD__TOKEN is set. The sandbox neither uses nor keeps it")
    assert REAL_LOOKING not in "".join(lines)


def test_a_port_in_use_is_one_sentence_and_a_code() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "bot", "sandbox", "--no-browser", "--port", str(port)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == f"Port {port} is in use. Choose another: PORT={port + 1} make try.\n"


def test_a_sandbox_without_its_page_does_not_load_the_page() -> None:
    looked = "import sys, sandbox, bot.__main__; print(any(name in sys.modules for name in ('nicegui', 'fastapi')))"

    ended = subprocess.run([sys.executable, "-c", looked], capture_output=True, text=True, check=True)

    assert ended.stdout == "False\n"
