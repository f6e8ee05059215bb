"""The daily housekeeping: every chore is done, and the last of them leaves nothing of what was erased behind."""

from pathlib import Path

from structlog.testing import capture_logs

from bot.delivery.alarm import Alarm
from bot.domain.errors import DatabaseFull
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock

GRACE = Actor(10, 1, Language.ENGLISH)


async def test_what_a_chore_erases_does_not_stand_in_the_log_though_another_fails(
    services: Services, database: SqliteDatabase, clock: SetClock, tmp_path: Path
) -> None:
    async def fails() -> None:
        raise DatabaseFull("database or disk is full")

    await services.drafts.keep(GRACE, "experiment:start", {"what": "Persimmon"})
    clock.move(hours=25)
    chores = (fails, services.drafts.forget_old, database.empty_log)
    alarm = Alarm(clock, clock, ring=lambda: None, housekeeping=chores, heartbeat_seconds=60)

    with capture_logs() as logs:
        await alarm.keep_house()

    left = [name for name in ("trellis.db", "trellis.db-wal") if b"Persimmon" in (tmp_path / name).read_bytes()]
    assert left == []
    assert [(log["event"], "exc_info" in log) for log in logs] == [("database.failing", False)]
