"""The deliveries of a stage, and the ids of what else it keeps, read from its database file beside the running bot."""

import sqlite3
from contextlib import closing
from pathlib import Path


class Ledger:
    def __init__(self, database: Path) -> None:
        self._database = database

    def of(self, kind: str) -> list[tuple[str, str]]:
        """State and reason of every delivery of a kind, sorted."""
        with closing(sqlite3.connect(self._database)) as connection:
            rows = connection.execute("SELECT state, reason FROM deliveries WHERE kind = ? ORDER BY 1, 2", (kind,))
            return rows.fetchall()

    def ids(self, table: str) -> list[int]:
        """The ids of a table's rows, in order."""
        with closing(sqlite3.connect(self._database)) as connection:
            return [row[0] for row in connection.execute(f"SELECT id FROM {table} ORDER BY id")]
