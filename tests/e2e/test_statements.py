"""Every list is as many statements whatever is in it: each command with little in the community, and with ten times."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.gateway.client import HANDLER_TASKS
from bot.storage import database as storage
from tests.e2e.authorization_table import COMMANDS
from tests.e2e.authorization_town import Hand, Town, Who, a_town
from tests.e2e.authorization_tries import crafted
from tests.e2e.crowding import crowd
from tests.e2e.past_the_client import Craftsman
from tests.e2e.unchanging import Unchanging

COPIES = 9
# What does a thing to each of many, and does not read a list of them.
DOES_TO_EACH = ("admin member block",)
# A page at most, each of it judged by what it would say: no more of it where there is more in the community.
BY_PAGES = ("admin deliveries", "admin schedule")


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The statements of whoever handles what somebody did; deliveries on the way are left out."""
    said: list[str] = []

    def counting(name: str) -> Any:
        run = getattr(storage._SqliteConnection, name)

        async def counted(self: Any, sql: str, *args: Any, **values: Any) -> Any:
            task = asyncio.current_task()
            if task is not None and task.get_name().startswith(HANDLER_TASKS):
                said.append(sql)
            return await run(self, sql, *args, **values)

        return counted

    with monkeypatch.context() as patched:
        for name in ("execute", "execute_many", "fetch_all"):
            patched.setattr(storage._SqliteConnection, name, counting(name))
        yield said


def hand_for(town: Town, name: str) -> Hand:
    """Somebody who may, the one to whom most belongs first."""
    return next(town.hands[who] for who in Who if who in COMMANDS[name].may)


async def numbers(town: Town, said: list[str], names: Iterable[str] = COMMANDS) -> dict[str, int]:
    """How many statements each command takes, tried as things are now."""
    craftsman, found = Craftsman(town.stage), {}
    async with Unchanging(town.database, town.stage) as before:
        for name in names:
            said.clear()
            hand = hand_for(town, name)
            await craftsman.send(hand, crafted(craftsman, hand, name, COMMANDS[name]))
            found[name] = len(said)
            await before.put_back()
    return found


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {name: (before[name], now) for name, now in after.items() if now > before[name]}


async def test_no_command_takes_more_statements_where_there_is_ten_times_as_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_town(tmp_path) as town:
        with counted(monkeypatch) as said:
            few = await numbers(town, said)
            crowd(town.database, COPIES)
            many = await numbers(town, said)
            crowd(town.database, 1)
            more = await numbers(town, said, BY_PAGES)

    assert [name for name in grown(few, many) if name not in (*DOES_TO_EACH, *BY_PAGES)] == []
    assert grown(many, more) == {}
