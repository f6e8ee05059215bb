"""Where a sentence stands in the code: what is extracted, and what Discord will use it for."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.extract import extract_from_dir

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "cogs")
KEYWORDS = {"say": None, "count": (1, 2), "locale_str": None}  # as in the Makefile, target `texts`
TOP = "the top of the command tree"

Id = str | tuple[str, str]


@dataclass(frozen=True)
class Name:
    """A command or option name, and the place no second one of that name may stand in."""

    word: str
    beside: str


@dataclass(frozen=True)
class Limited:
    """A text that Discord shows where there is room for `most` characters."""

    text: str
    use: str
    most: int


@cache
def sentences() -> frozenset[Id]:
    """Every sentence in the code; plural sentences are pairs."""
    found: set[Id] = set()
    for room in ROOMS:
        for _, _, message, _, _ in extract_from_dir(
            ROOT / room,
            method_map=[("**.py", "python")],
            keywords=KEYWORDS,
            directory_filter=lambda folder: Path(folder).name != "__pycache__",  # Babel's own skips `_shared`
        ):
            found.add(message if isinstance(message, str) else (message[0], message[1]))
    return frozenset(found)


@cache
def names() -> frozenset[Name]:
    return frozenset(name for path, call in _calls() for name in _names_in(path, call))


@cache
def limited_texts() -> frozenset[Limited]:
    found = {limited for _, call in _calls() for limited in _limited_in(call)}
    return frozenset(found | {Limited(title, "form title", 45) for title in _titles()})


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted((ROOT / "cogs").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _calls() -> Iterator[tuple[str, ast.Call]]:
    for path, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield path, node


def _names_in(path: str, call: ast.Call) -> Iterator[Name]:
    called, arguments = _called(call), _keywords(call)
    if called == "rename":
        for value in arguments.values():
            yield from _named(value, f"the options at {path}:{call.lineno}")
    elif called == "Group":
        parent = arguments.get("parent")
        yield from _named(arguments.get("name"), f"{path}, {ast.unparse(parent)}" if parent else TOP)
    elif called == "command" and isinstance(call.func, ast.Attribute):
        owner = ast.unparse(call.func.value)
        yield from _named(arguments.get("name"), TOP if owner == "app_commands" else f"{path}, {owner}")


def _named(node: ast.expr | None, beside: str) -> Iterator[Name]:
    if (word := _text(node)) is not None:
        yield Name(word, beside)


def _limited_in(call: ast.Call) -> Iterator[Limited]:
    called, arguments = _called(call), _keywords(call)
    first, second = [*call.args, None, None][:2]
    shown: list[tuple[ast.expr | None, str, int]] = []
    if called == "describe":
        shown = [(value, "option description", 100) for value in arguments.values()]
    elif called in ("command", "Group"):
        shown = [(arguments.get("description"), "command description", 100)]
    elif called == "Choice":
        shown = [(arguments.get("name"), "choice", 100)]
    elif called == "ContextMenu":
        shown = [(arguments.get("name"), "menu command", 32)]
    elif called in ("Part", "Pick"):
        shown = [
            (arguments.get("label", second), "form label", 45),
            (arguments.get("description"), "form description", 100),
            (arguments.get("placeholder"), "form placeholder", 100),
        ]
    elif called in ("button", "Button"):
        shown = [(arguments.get("label", first), "button", 80)]
    elif called == "Select":
        shown = [(arguments.get("placeholder"), "menu placeholder", 150)]
    for node, use, most in shown:
        if (text := _text(node)) is not None:
            yield Limited(text, use, most)


def _titles() -> Iterator[str]:
    """What a function that builds a form says outside the form's parts is the form's title."""
    for _, tree in _trees():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and _builds_form(function):
                asked = [*_inside(function, "Part"), *_inside(function, "Pick")]
                parts = {id(inner) for part in asked for inner in ast.walk(part)}
                for said in _inside(function, "say"):
                    if id(said) not in parts and (text := _text(said)) is not None:
                        yield text


def _builds_form(function: ast.FunctionDef) -> bool:
    return any(True for _ in _inside(function, "build_form"))


def _inside(tree: ast.AST, called: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) == called:
            yield node


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _keywords(call: ast.Call) -> dict[str, ast.expr]:
    return {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}


def _text(node: ast.expr | None) -> str | None:
    """The sentence in `say("…")` or `locale_str("…")`."""
    if isinstance(node, ast.Call) and _called(node) in ("say", "locale_str") and node.args:
        said = node.args[0]
        return said.value if isinstance(said, ast.Constant) and isinstance(said.value, str) else None
    return None
