"""Counts the statements that a database is asked, by who asks."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from bot.storage import database as storage


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch, does_count: Callable[[str], bool] = lambda _: True) -> Iterator[list[str]]:
    """Gather the statements of tasks whose names count."""
    said: list[str] = []

    def counting(name: str) -> Any:
        run = getattr(storage._SqliteConnection, name)

        async def counted(self: Any, sql: str, *args: Any, **values: Any) -> Any:
            task = asyncio.current_task()
            if task is not None and does_count(task.get_name()):
                said.append(sql)
            return await run(self, sql, *args, **values)

        return counted

    with monkeypatch.context() as patched:
        for name in ("execute", "execute_many", "fetch_all"):
            patched.setattr(storage._SqliteConnection, name, counting(name))
        yield said
