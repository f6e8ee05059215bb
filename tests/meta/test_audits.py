"""Whatever moderators and facilitators change is kept with the change (A6)."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.meta.pages import named, python_files

GUARDS = {"must_moderate", "must_lead", "led_group"}
# What they do that changes no setting, group or membership.
NO_CHANGE = {
    "bot/services/pairs.py:propose_another",  # nothing is settled until the round comes
    "bot/services/prompts.py:post_now",  # the prompt itself is the word of it
    "bot/services/rings.py:begin",  # its card is the word of it
    "bot/services/rosters.py:keep",  # a draft of whoever looked at a list; inviting is noted
}


def _called(function: ast.AST) -> set[str]:
    """The names of what a function calls, whoever they belong to."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {each.id for each in calls if isinstance(each, ast.Name)}
    return names | {each.attr for each in calls if isinstance(each, ast.Attribute)}


def _reached(name: str, functions: dict[str, set[str]]) -> set[str]:
    """What is called on the way from a function, through those of its own file."""
    reached, ahead = set[str](), [name]
    while ahead:
        new = functions.get(ahead.pop(), set()) - reached
        reached |= new
        ahead.extend(new)
    return reached


def _unnoted(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    defined = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef)]
    functions = {each.name: _called(each) for each in defined}
    for name, called in functions.items():
        if called & GUARDS and "unit" in called and "note" not in _reached(name, functions):
            yield f"{named(file)}:{name}"


def test_every_use_case_of_those_who_lead_that_changes_something_notes_it() -> None:
    found = {name for file in python_files("bot") if file.parent.name == "services" for name in _unnoted(file)}

    assert sorted(found ^ NO_CHANGE) == [], "Call `note` of bot/services/audits.py in the same transaction."
