"""Nothing is said past the catalogues: what reads like words in the features goes through a call that translates."""

import ast
import re

import pytest

from tests.wording.source import KEYWORDS, ROOT

WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^ ?[A-Z][a-z]+(?: |[.:!?]$)")
FOR_THE_LOG = ("debug", "info", "warning", "error", "exception")
FEATURES = sorted((ROOT / "cogs").rglob("*.py"))


def untranslated(source: str) -> list[str]:
    tree = ast.parse(source)
    apart = {id(part) for node in ast.walk(tree) if _is_apart(node) for part in ast.walk(node)}
    literals = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [str(each.value) for each in literals if id(each) not in apart and WORDS.search(str(each.value))]


def _is_apart(node: ast.AST) -> bool:
    """Translated, for the log, an error nobody is meant to read, or a docstring."""
    if isinstance(node, ast.Call):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        return called in KEYWORDS or called in FOR_THE_LOG
    return isinstance(node, ast.Raise) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def test_i1_no_feature_says_anything_that_is_in_no_catalogue() -> None:
    said = {path.name: left for path in FEATURES if (left := untranslated(path.read_text(encoding="utf-8")))}

    assert said == {}, "Say these through texts.say, texts.count or locale_str."


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("panel('Thank you')", ["Thank you"]),
        ("panel(f'Until {date}')", ["Until "]),
        ("panel(texts.say('Thank you'), f'**{name}**', 'ask:close')", []),
        ("def thank() -> None:\n    '''To say thank you.'''\n    log.info('thanked twice today')", []),
    ],
)
def test_what_is_said_past_them_is_seen(source: str, left: list[str]) -> None:
    assert untranslated(source) == left
