"""What keeps the program from starting is one sentence and an exit code, and it lets go of all it held."""

import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.storage.database import SqliteDatabase
from bot.storage.migrate import known_migrations, migrate
from sandbox import Sandbox
from tests.conftest import START
from tests.program.program import READY, started
from tests.schema import laid_out

PAGE = 4096
LIMITED = (
    "import os, resource, sys;"
    " resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY));"
    " os.execv(sys.argv[2], sys.argv[2:])"
)


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with await Sandbox.start() as running:
        yield running


async def an_older_database(path: Path) -> Path:
    """All but the newest migration, so that the next start is an upgrade."""
    database = await SqliteDatabase.open(path)
    try:
        await migrate(database, START, migrations=known_migrations()[:-1])
    finally:
        await database.close()
    return path


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def damage(path: Path, *pages: int) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * PAGE)
            file.write(b"\xa5" * PAGE)


def root_page(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        [(page,)] = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    return int(page)


async def test_a_file_that_is_no_database_is_one_sentence_and_a_code(tmp_path: Path) -> None:
    (tmp_path / "trellis.db").write_bytes(b"garbage " * 4096)

    async with started(tmp_path) as program:
        code, sentence = await program.ends()

    assert (code, len(program.lines)) == (1, 1)
    assert sentence.startswith(f"The database {tmp_path / 'trellis.db'} is damaged: it does not begin as")
    assert (tmp_path / "trellis.db").read_bytes() == b"garbage " * 4096
    assert (tmp_path / "trellis.db.lock").read_bytes() == b""


@pytest.mark.parametrize("table", ["sqlite_schema", "blocks"])
async def test_damaged_pages_are_one_sentence_and_a_code(tmp_path: Path, table: str) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    (tmp_path / "trellis.db.lock").write_text("in use\n")  # it did not end in peace
    damage(path, 2 if table == "sqlite_schema" else root_page(path, table))

    async with started(tmp_path) as program:
        code, sentence = await program.ends()

    assert code == 1
    assert sentence.startswith(f"The database {path} is damaged: ")
    assert "Traceback" not in program.said


async def test_a_full_disk_at_an_upgrade_is_one_sentence_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = await an_older_database(tmp_path / "trellis.db")
    before = path.read_bytes()
    room = str(len(before) // 2)

    async with started(tmp_path, None, sys.executable, "-c", LIMITED, room) as program:
        code, sentence = await program.ends()

    assert code == 1
    assert sentence.startswith(f"Nothing can be written to {path} (")
    assert "Traceback" not in program.said
    assert (path.read_bytes(), names(tmp_path)) == (before, ["trellis.db", "trellis.db.lock"])


@pytest.mark.parametrize(
    ("status", "html", "sentence"),
    [
        (503, None, "Discord is not well: it answered 503."),
        (403, None, "Discord refuses to let Trellis in: "),
        (403, "<html>Attention Required!</html>", "Discord did not let Trellis in: what answered, with status 403,"),
        (200, "<html>Log in to this café's Wi-Fi</html>", "Discord did not let Trellis in: what answered, with status"),
        (429, "<html>error code: 1015</html>", "Discord asks this address for silence (status 429)."),
    ],
)
async def test_whatever_discord_answers_at_login_is_one_sentence_and_a_code(
    tmp_path: Path, sandbox: Sandbox, status: int, html: str | None, sentence: str
) -> None:
    await laid_out(tmp_path / "trellis.db")
    code_of_discord = 50001 if status == 403 else 0
    sandbox.world.faults.answer(
        status, r"^GET /users/@me$", times=None, html=html, code=code_of_discord, via=status != 429
    )

    async with started(tmp_path, sandbox) as program:
        code, said = await program.ends()

    assert code == 1
    assert said.startswith(sentence)
    assert "Traceback" not in program.said
    assert "<html>" not in program.said


async def test_it_can_be_stopped_while_it_waits_for_discord_to_let_it_in(tmp_path: Path, sandbox: Sandbox) -> None:
    await laid_out(tmp_path / "trellis.db")
    hold = sandbox.world.faults.hold(r"^GET /users/@me$", times=None)

    async with started(tmp_path, sandbox, LOG__LEVEL="INFO") as program:
        await program.says("logging in")
        program.stop()
        code, _ = await program.ends()
    hold.release()

    assert code == 0


async def test_it_ends_in_peace_when_asked_to(tmp_path: Path, sandbox: Sandbox) -> None:
    await laid_out(tmp_path / "trellis.db")

    async with started(tmp_path, sandbox) as program:
        await program.says(READY)
        program.stop()
        code, _ = await program.ends()

    assert (code, (tmp_path / "trellis.db.lock").read_bytes()) == (0, b"")


@pytest.mark.parametrize(
    ("name", "value"),
    [("DISCORD", "MTA0.a-token-in-the-wrong-place"), ("DISCORD", "[1]")],
)
async def test_a_malformed_group_of_settings_is_one_sentence_without_its_value(
    tmp_path: Path, name: str, value: str
) -> None:
    async with started(tmp_path, **{name: value}) as program:
        code, sentence = await program.ends()

    assert (code, len(program.lines)) == (2, 1)
    assert name in sentence
    assert "MTA0" not in sentence


async def test_an_address_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    async with started(tmp_path, DISCORD__API_BASE="not an address") as program:
        code, sentence = await program.ends()

    assert (code, sentence.startswith("DISCORD__API_BASE or DISCORD__GATEWAY_URL")) == (1, True)
