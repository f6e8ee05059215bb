"""A database that is put back after every try, and says what a try has changed."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any, Self

from bot.demo.stage import Stage

# What was typed in vain, and when somebody was last seen: that is their own, also where they are refused.
PASSING = ("drafts", "people", "members")


class Unchanging:
    """The database of a stage as it is on entering."""

    def __init__(self, database: Path, stage: Stage) -> None:
        self._stage = stage
        self._beside = sqlite3.connect(database, check_same_thread=False)
        self._before = sqlite3.connect(":memory:", check_same_thread=False)
        self._beside.backup(self._before)
        self._version = self._version_now()
        self._tables = self._named_tables()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._beside.close()
        self._before.close()

    async def put_back(self, *, of: int | None = None) -> list[str]:
        """The tables whose rows, or those of one community, are not as they were; from now on they are again."""
        if self._version_now() == self._version:
            return []
        if await asyncio.to_thread(self._changed, None):
            await self._stage.settle()  # so that nothing is sent of what is about not to be owed
        changed = await asyncio.to_thread(self._changed, of)
        await asyncio.to_thread(self._before.backup, self._beside)
        self._version = self._version_now()
        assert self._stage.app is not None
        await self._stage.app.services.gate.look()
        return changed

    def _changed(self, community_id: int | None) -> list[str]:
        now, before = self._beside, self._before
        return [
            table
            for table in self._tables
            if self._rows(now, table, community_id) != self._rows(before, table, community_id)
        ]

    def _rows(self, database: sqlite3.Connection, table: str, community_id: int | None) -> list[Any]:
        if community_id is None:
            return database.execute(f"SELECT * FROM {table}").fetchall()
        return database.execute(f"SELECT * FROM {table} WHERE community_id = ?", (community_id,)).fetchall()

    def _version_now(self) -> int:
        """Another number once somebody else has written."""
        return int(self._beside.execute("PRAGMA data_version").fetchone()[0])

    def _named_tables(self) -> list[str]:
        """Those that belong to a community, which is all of ours."""
        found = self._before.execute(
            "SELECT DISTINCT tables.name FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns"
            " WHERE tables.type = 'table' AND columns.name = 'community_id'"
        )
        return sorted(table for [table] in found if table not in PASSING)
