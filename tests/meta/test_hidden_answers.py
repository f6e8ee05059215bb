"""No query hands on what hidden answers said, but for those whose readers are named here (V3)."""

import ast
from collections.abc import Iterator
from pathlib import Path

STORAGE = Path(__file__).parents[2] / "bot" / "storage"

# Query → who is told what it reads, and why that is no more than they may know.
NAMED = {
    "checkins.get": "a card, addressed by the visibility of its experiment; else its author",
    "checkins.of_period": "its author",
    "checkins.of_experiment": "its author",
    "checkins.blocked_or_of_experiment": "its author",
    "checkins.of_experiments_of": "its author",
    "checkins.own_first_fail": "its author",
    "checkins.save": "its author",
    "exports.check_ins_of": "a moderator, of whose file it is left out by `_check_in` of bot/services/exports.py",
    "own_data": "its author, in `/my data`",
    "words.notes_of_responses": "nobody: of answers it reads only whose they are",
}


def test_what_hidden_answers_said_is_read_only_where_it_is_named_for_whom() -> None:
    found = {name for path in STORAGE.glob("*.py") for name in _reading_answers(path)}

    assert found - set(NAMED) == set(), (
        "Join experiments and ask for visibility = 'group', or name in tests/meta/test_hidden_answers.py who is told."
    )
    assert set(NAMED) - found == set(), "Take off the list what reads no answers any more."


def _reading_answers(path: Path) -> Iterator[str]:
    """Functions, and modules outside of them, with SQL that reads whole answers or how they went, hidden ones too."""
    for node in ast.parse(path.read_text()).body:
        for sql in _texts(node):
            of_answers = "FROM check_ins" in sql or "JOIN check_ins" in sql or "INTO check_ins" in sql
            is_whole = any(part in sql for part in ("SELECT *", "check_ins.*", "RETURNING *", "outcome"))
            if of_answers and is_whole and "visibility = 'group'" not in sql:
                yield _name(path, node, sql)


def _texts(node: ast.stmt) -> Iterator[str]:
    """Each text in it, with what is put into it left out."""
    for part in ast.walk(node):
        if isinstance(part, ast.JoinedStr):
            yield "".join(str(each.value) for each in part.values if isinstance(each, ast.Constant))
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _name(path: Path, node: ast.stmt, sql: str) -> str:
    if isinstance(node, ast.AsyncFunctionDef | ast.FunctionDef):
        return f"{path.stem}.{node.name}"
    return f"{path.stem}.save" if "INTO check_ins" in sql else path.stem
