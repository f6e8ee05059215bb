"""What keeps the program from starting is one sentence and an exit code, and it lets go of all it held."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot import fatal
from bot.__main__ import main
from bot.app import running
from bot.settings import DatabaseSettings, DiscordSettings, Settings
from bot.storage.database import SqliteDatabase
from bot.storage.migrate import known_migrations, migrate
from sandbox import Sandbox
from tests.conftest import START
from tests.program.program import READY, limited_to, started
from tests.schema import laid_out

PAGE = 4096
LOGIN = r"^GET /users/@me$"


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


def settings_for(database: Path, api_base: str, sandbox: Sandbox) -> Settings:
    return Settings(
        _env_file=None,
        discord=DiscordSettings(token=SecretStr(sandbox.token), api_base=api_base, gateway_url=sandbox.gateway_url),
        database=DatabaseSettings(path=database),
    )


async def refused(settings: Settings) -> str:
    """Return what the operator is told about a start that fails."""
    with pytest.raises(Exception) as caught:
        async with running(settings):
            pass
    assert isinstance(caught.value, Exception)
    return fatal.sentence(caught.value, settings) or ""


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


async def test_damaged_pages_are_one_sentence_and_a_code(tmp_path: Path) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    (tmp_path / "trellis.db.lock").write_text("in use\n")  # it did not end in peace
    damage(path, root_page(path, "blocks"))

    async with started(tmp_path) as program:
        code, sentence = await program.ends()

    assert code == 1
    assert sentence.startswith(f"The database {path} is damaged: ")
    assert "Traceback" not in program.said


async def test_a_full_disk_at_an_upgrade_is_one_sentence_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    path = await an_older_database(tmp_path / "trellis.db")
    before = path.read_bytes()

    async with started(tmp_path, None, *limited_to(len(before) // 2)) as program:
        code, sentence = await program.ends()

    assert code == 1
    assert sentence.startswith(f"Nothing can be written to {path} (")
    assert "Traceback" not in program.said
    assert (path.read_bytes(), names(tmp_path)) == (before, ["trellis.db", "trellis.db.lock"])


@pytest.mark.parametrize(("status", "html"), [(503, None), (200, "<html>Log in to this café's Wi-Fi</html>")])
async def test_what_answers_in_discords_place_at_login_is_one_sentence_and_a_code(
    tmp_path: Path, sandbox: Sandbox, status: int, html: str | None
) -> None:
    await laid_out(tmp_path / "trellis.db")
    sandbox.world.faults.answer(status, LOGIN, times=None, html=html)

    async with started(tmp_path, sandbox) as program:
        code, said = await program.ends()

    assert (code, str(status) in said, said) == (1, True, said.splitlines()[0])
    assert "Traceback" not in program.said
    assert "<html>" not in program.said


@pytest.mark.parametrize(
    ("status", "code", "html", "sentence"),
    [
        (503, 0, None, "Discord is not well: it answered 503."),
        (403, 50001, None, "Discord refuses to let Trellis in: "),
        (403, 0, "<html>Attention Required!</html>", "Discord did not let Trellis in: what answered, with status 403,"),
        (404, 0, None, "Discord did not let Trellis in: what answered, with status 404,"),
        (200, 0, "<html>Log in to the Wi-Fi</html>", "Discord did not let Trellis in: what answered, with status 200,"),
        (429, 0, "<html>error code: 1015</html>", "Discord asks this address for silence (status 429)."),
        (401, 0, None, "Discord does not accept this token."),
    ],
)
async def test_each_answer_at_login_has_its_sentence(
    tmp_path: Path, sandbox: Sandbox, status: int, code: int, html: str | None, sentence: str
) -> None:
    settings = settings_for(await laid_out(tmp_path / "trellis.db"), sandbox.api_base, sandbox)
    sandbox.world.faults.answer(status, LOGIN, times=None, html=html, code=code, via=status != 429)

    assert (await refused(settings)).startswith(sentence)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DISCORD__API_BASE", "not an address"),
        ("DISCORD__GATEWAY_URL", "https://gateway.example"),
        ("DISCORD__TOKEN", "MTA0.made-up\n.token"),
        ("DISCORD", "[1]"),
        ("DATABASE", "{"),
    ],
)
def test_a_setting_that_cannot_be_used_is_one_sentence_without_its_value(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.argv", ["bot", "run"])

    code = main()

    [said] = capsys.readouterr().err.splitlines()
    assert (code, name in said, value.splitlines()[0] in said) == (2, True, False)


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


async def test_a_malformed_group_of_settings_is_one_sentence_without_its_value(tmp_path: Path) -> None:
    async with started(tmp_path, DISCORD="MTA0.a-token-in-the-wrong-place") as program:
        code, sentence = await program.ends()

    assert (code, program.lines) == (2, [sentence])
    assert sentence == "DISCORD cannot be read. What belongs to it is set one by one, as DISCORD__…; see .env.example."
