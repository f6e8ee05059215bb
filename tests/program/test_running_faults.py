"""What ends a running program: it says why, saves what can be saved, and lets go."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.demo.month import make_group
from sandbox import Sandbox
from tests.program.program import READY, limited_to, started
from tests.schema import laid_out
from tests.staging import staged

LONG = "営業の電話で毎回ひとつ質問する。" * 30
HEARTBEAT = {"DELIVERY__HEARTBEAT_SECONDS": "0.2"}


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with await Sandbox.start() as running:
        yield running


def rescued(folder: Path) -> list[Path]:
    return list(folder.glob("trellis.db.rescued-*"))


def migrations(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM migrations").fetchone()[0])


async def test_a_deleted_database_is_said_and_saved_and_the_next_start_says_where(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    before = migrations(path)
    async with started(tmp_path, sandbox, **HEARTBEAT) as program:
        await program.says(READY)
        path.unlink()
        code, sentence = await program.ends()
    [saved] = rescued(tmp_path)

    async with started(tmp_path, sandbox) as again:
        refused = await again.ends()

    assert (code, refused) == (1, (1, sentence))
    assert sentence == f"{path} is gone, but what it held is in {saved}. Rename that, then start again."
    assert "Traceback" not in program.said
    assert migrations(saved) == before


async def test_a_deleted_log_is_said_and_what_stood_in_it_is_kept(tmp_path: Path, sandbox: Sandbox) -> None:
    path = await laid_out(tmp_path / "trellis.db")
    log = tmp_path / "trellis.db-wal"

    async with started(tmp_path, sandbox, **HEARTBEAT) as program:
        await program.says(READY)
        log.unlink()
        code, sentence = await program.ends()

    assert (code, sentence) == (1, f"{log} was deleted or replaced while Trellis was using it, so Trellis has stopped.")
    assert migrations(path) > 0


async def test_on_a_disk_without_room_people_get_their_words_back_and_the_operator_reads_lines(tmp_path: Path) -> None:
    async with staged(tmp_path) as stage:
        await make_group(stage)
        await stage.stop_bot()
        async with started(tmp_path, stage.sandbox, *limited_to(8 * 4096)) as program:
            await program.says(READY)
            await stage.sandbox.bot_connected()
            await stage.grace.slash("experiment start", {"way": "project"})
            shown = await stage.grace.submit(what="Cold calls", why=LONG, obstacle=LONG, when_then=LONG)
            program.stop()
            code, _ = await program.ends()
        [file] = shown.message.attachments if shown.message else []
        content = stage.sandbox.world.attachments[int(file["id"])].data.decode()

    assert (code, LONG in content) == (0, True)
    assert "door.not_saved" in program.said
    assert "Traceback" not in program.said
