"""Guarantees 5 and 7: who may do what, and that nothing of a community is had from another.

All that the bot has registered is tried by everybody, as it comes past the client; who may is said in
`authorization_table.py`.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from discord import AppCommandType
from discord.app_commands import Command, ContextMenu, Group

from bot.demo.stage import Stage
from bot.gateway.client import Trellis
from tests.e2e.authorization_table import COMMANDS, CONTROLS, FORMS, Row
from tests.e2e.authorization_town import GROUPS, SECRET, THINGS, a_town
from tests.e2e.authorization_tries import crafted, is_refused
from tests.e2e.past_the_client import Came, Craftsman
from tests.e2e.unchanging import Unchanging

TOLD_ELSEWHERE = re.compile("|".join(rf"\{{{name}\}}" for name in THINGS) + "|" + "|".join(GROUPS))


async def test_whatever_is_registered_has_a_row_that_says_who_may(stage: Stage) -> None:
    assert stage.app is not None

    untold = [*_untold_commands(stage.app.bot), *_untold_controls(stage.app.bot), *_untold_forms(stage.app.bot)]

    assert untold == [], "Say who may, in tests/e2e/authorization_table.py:\n  " + "\n  ".join(untold)


async def test_a_row_is_of_something_that_is_registered(stage: Stage) -> None:
    assert stage.app is not None
    bot = stage.app.bot
    commands = {each.qualified_name for each in _commands(bot)}

    relics = [name for name in COMMANDS if name not in commands]
    relics += [name for name in CONTROLS if not bot.knows_control(_numbered(name))]
    relics += [name for name in FORMS if name.split(":")[0] not in bot.forms]

    assert relics == [], "Take these rows out of tests/e2e/authorization_table.py, or name them as they are called now."


async def test_everybody_may_do_what_the_table_says_and_nothing_else(tmp_path: Path) -> None:
    wrong = []
    async with a_town(tmp_path) as town, Unchanging(town.database, town.stage) as before:
        craftsman = Craftsman(town.stage)
        for name, row in _rows():
            for who, hand in town.hands.items():
                came = await craftsman.send(hand, crafted(craftsman, hand, name, row))
                verdict = _verdict(came, await before.put_back(), may=who in row.may)
                wrong += [f"{name}: {who.name} {verdict}"] if verdict else []

    assert wrong == []


async def test_nothing_of_a_community_is_had_from_another(tmp_path: Path) -> None:
    """By who moderates and leads there, on their own server and under a direct message."""
    wrong = []
    async with a_town(tmp_path) as town, Unchanging(town.database, town.stage) as before:
        craftsman = Craftsman(town.stage)
        for name, row in _rows():
            for hand in town.visitors:
                came = await craftsman.send(hand, crafted(craftsman, hand, name, row))
                changed = await before.put_back(of=town.stage.guild.id)
                refused = is_refused(came) or row.of_own or not _names_a_thing(name, row)
                wrong += [f"{name}: {came.refusal}, {changed}"] if came.failed or changed or not refused else []
                wrong += [f"{name}: shows what is none of theirs"] if SECRET in str(came.shown) else []

    assert wrong == []


async def test_nothing_of_another_community_is_suggested(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town:
        craftsman = Craftsman(town.stage)
        visitor, owner = town.visitors[0], next(iter(town.hands.values()))
        asked = [(each.qualified_name, option) for each in _commands(craftsman.bot) for option in _suggesting(each)]

        theirs = [(each, (await craftsman.send(visitor, craftsman.typing(*each))).shown) for each in asked]
        own = [(await craftsman.send(owner, craftsman.typing(*each))).shown for each in asked]

    assert [each for each, shown in theirs if re.search(TOLD_ELSEWHERE.pattern + "|" + SECRET, str(shown))] == []
    assert SECRET in str(own)


def _rows() -> Iterator[tuple[str, Row]]:
    for table in (COMMANDS, CONTROLS, FORMS):
        yield from table.items()


def _verdict(came: Came, changed: list[str], *, may: bool) -> str:
    """What is not as it should be; nothing if all is."""
    refusal = came.refusal.__name__ if came.refusal else "nothing"
    if came.failed:
        return "met an error of ours"
    if may and is_refused(came):
        return f"may, and was refused with {refusal}"
    if not may and not is_refused(came):
        return f"may not, and met {refusal}"
    if not may and changed:
        return f"was refused with {refusal}, and changed {changed} all the same"
    return ""


def _names_a_thing(name: str, row: Row) -> bool:
    return bool(TOLD_ELSEWHERE.search(f"{name} {row.chosen} {row.given}"))


def _commands(bot: Trellis) -> list[Command[Any, ..., Any] | ContextMenu]:
    slash = [each for each in bot.tree.walk_commands() if not isinstance(each, Group)]
    menus = [
        each for kind in (AppCommandType.user, AppCommandType.message) for each in bot.tree.get_commands(type=kind)
    ]
    return [*slash, *menus]


def _suggesting(command: Command[Any, ..., Any] | ContextMenu) -> list[str]:
    if isinstance(command, ContextMenu):
        return []
    return [option.name for option in command.parameters if option.autocomplete]


def _untold_commands(bot: Trellis) -> Iterator[str]:
    for each in _commands(bot):
        if each.qualified_name in COMMANDS:
            continue
        if isinstance(each, ContextMenu):
            yield f'COMMANDS: "{each.name}": on(MEMBERS, "owner"),  # who may, and on whom it is opened'
        else:
            options = "".join(f', {option.name}="…"' for option in each.parameters if option.required)
            yield f'COMMANDS: "{each.qualified_name}": options(MEMBERS{options}),  # who may, and with what it is tried'


def _untold_controls(bot: Trellis) -> Iterator[str]:
    for pattern, control in bot.controls.items():
        if not any(pattern.fullmatch(_numbered(custom_id)) for custom_id in CONTROLS):
            yield f'CONTROLS: "…": Row(MEMBERS),  # {control.__name__}: a custom id like {pattern.pattern}, and who may'


def _untold_forms(bot: Trellis) -> Iterator[str]:
    told = {custom_id.split(":")[0] for custom_id in FORMS}
    for prefix in bot.forms:
        if prefix not in told:
            yield f'FORMS: "{prefix}:…": Row(MEMBERS, {{…}}),  # its custom id, who may, and the texts that are given'


def _numbered(custom_id: str) -> str:
    """As it is with ids in it."""
    return re.sub(r"\{\w+\}", "1", custom_id)
