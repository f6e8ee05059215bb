"""Every list is as many statements whatever is in it: each command, what it suggests and each button that turns pages,
with little in the community, and with ten times."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from discord.app_commands import Group

from bot.gateway.client import HANDLER_TASKS, Trellis
from tests.counting import counted
from tests.e2e.authorization_table import COMMANDS, CONTROLS, Row
from tests.e2e.authorization_town import Hand, Town, Who, a_town
from tests.e2e.authorization_tries import crafted
from tests.e2e.crowding import crowd
from tests.e2e.past_the_client import Crafted, Craftsman
from tests.e2e.unchanging import Unchanging

COPIES = 9
# Blocks somebody in each of their groups, and does not read a list of them.
DOES_TO_EACH = ("admin member block",)
OF_ALL_GROUPS = {"admin export of all groups": ("admin export", Row(COMMANDS["admin export"].may))}
TURNING = (
    "admin:audit:-:{owner}:{group}:1",
    "admin:deliveries:page:1",
    "admin:schedule:page:1",
    "facilitate:pairs:{group}:1",
    "idea:browse",
    "idea:more:any:0:1",
    "lesson:found:1:begin",
    "ring:next:{ring}",
)

Try = Callable[[Craftsman, Town], tuple[Hand, Crafted]]


def hand_for(town: Town, row: Row) -> Hand:
    """Somebody who may, the one to whom most belongs first."""
    return next(town.hands[who] for who in Who if who in row.may)


def does(name: str, row: Row) -> Try:
    def crafting(craftsman: Craftsman, town: Town) -> tuple[Hand, Crafted]:
        hand = hand_for(town, row)
        return hand, crafted(craftsman, hand, name, row)

    return crafting


def types(name: str, option: str) -> Try:
    def crafting(craftsman: Craftsman, town: Town) -> tuple[Hand, Crafted]:
        return hand_for(town, COMMANDS[name]), craftsman.typing(name, option)

    return crafting


def suggesting(bot: Trellis) -> dict[str, Try]:
    """Each option that suggests something, with nothing typed into it yet."""
    commands = [each for each in bot.tree.walk_commands() if not isinstance(each, Group)]
    return {
        f"{each.qualified_name} {option.name}?": types(each.qualified_name, option.name)
        for each in commands
        for option in each.parameters
        if option.autocomplete
    }


def tries_of(bot: Trellis) -> dict[str, Try]:
    rows = {**{name: (name, row) for name, row in COMMANDS.items()}, **OF_ALL_GROUPS}
    rows |= {name: (name, CONTROLS[name]) for name in TURNING}
    return {**{told: does(name, row) for told, (name, row) in rows.items()}, **suggesting(bot)}


async def numbers(town: Town, said: list[str], tries: Mapping[str, Try]) -> dict[str, int]:
    """How many statements each try takes, as things are now."""
    craftsman, found = Craftsman(town.stage), {}
    async with Unchanging(town.database, town.stage) as before:
        for name, crafting in tries.items():
            said.clear()
            came = await craftsman.send(*crafting(craftsman, town))
            assert not came.failed, name
            found[name] = len(said)
            await before.put_back()
    return found


def grown(before: dict[str, int], after: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {name: (before[name], now) for name, now in after.items() if now > before[name]}


async def test_nothing_takes_more_statements_where_there_is_ten_times_as_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_town(tmp_path) as town:
        tries = tries_of(Craftsman(town.stage).bot)
        with counted(monkeypatch, lambda task: task.startswith(HANDLER_TASKS)) as said:
            few = await numbers(town, said, tries)
            crowd(town.database, COPIES)
            many = await numbers(town, said, tries)

    assert {name: by for name, by in grown(few, many).items() if name not in DOES_TO_EACH} == {}
    assert {name for name in suggesting(Craftsman(town.stage).bot) if not few[name]} == set()
