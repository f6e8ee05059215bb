"""Whom a message is for, and why it came, is stated for every kind: each test says the mend."""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_args, get_type_hints

from bot.domain.audiences import AUDIENCES, Audience
from bot.domain.checkins import CheckIn
from bot.domain.deliveries import Kind
from bot.domain.experiments import Experiment
from bot.domain.responses import Response
from bot.services.deliveries import FACTS
from cogs._shared import why

# What people write for whom they chose.
ONES_OWN = {CheckIn, Experiment, Response}
# Facts that hold such words and are for the whole group all the same, as their loaders leave the others out:
# tests/services/test_hidden_answers.py goes through what they read.
FILTERED = {Kind.PROMPT, Kind.LIVE_COUNT, Kind.DIGEST}
SHARED = {Audience.GROUP, Audience.COMMUNITY}


def _facts_of(kind: Kind) -> list[Any]:
    """The types that the loader of a kind says it returns, but for None."""
    hint = get_type_hints(FACTS[kind])["return"]
    return [each for each in get_args(hint) or (hint,) if each is not type(None)]


def _held_by(hint: Any, seen: set[Any]) -> Iterator[Any]:
    """Every type that can be reached from this one, through fields, properties and collections."""
    if hint in seen:
        return
    seen.add(hint)
    yield hint
    for each in get_args(hint):
        yield from _held_by(each, seen)
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        for field in fields(hint):
            yield from _held_by(hints[field.name], seen)


def _holds_ones_own(kind: Kind) -> bool:
    return any(not ONES_OWN.isdisjoint(_held_by(each, set())) for each in _facts_of(kind))


def test_what_carries_somebodys_words_is_not_stated_for_everybody() -> None:
    shared = {kind for kind in Kind if AUDIENCES[kind] in SHARED and _holds_ones_own(kind)}

    assert shared - FILTERED == set(), (
        "Their facts hold an experiment, an answer or a response, which may be for the partner or for nobody: state "
        "Audience.AS_CHOSEN for them in bot/domain/audiences.py, and give the facts an `experiment`."
    )
    assert FILTERED - shared == set(), "These are filtered no more: take them off FILTERED."


def test_what_is_for_those_its_person_chose_names_the_experiment() -> None:
    chosen = [kind for kind in Kind if AUDIENCES[kind] is Audience.AS_CHOSEN]
    without = [kind for kind in chosen for each in _facts_of(kind) if not _has_experiment(each)]

    assert without == [], "Give their facts an `experiment`: by its visibility they are addressed."


def _has_experiment(facts: Any) -> bool:
    return "experiment" in get_type_hints(facts) or isinstance(
        inspect.getattr_static(facts, "experiment", None), property
    )


def test_every_kind_has_a_reason_of_its_own_and_none_gets_anothers() -> None:
    tree = ast.parse(inspect.getsource(why.reason))
    [match] = [node for node in ast.walk(tree) if isinstance(node, ast.Match)]
    patterns = [node for case in match.cases for node in ast.walk(case.pattern)]
    named = [
        node.value.attr
        for node in patterns
        if isinstance(node, ast.MatchValue) and isinstance(node.value, ast.Attribute)
    ]

    assert [node for node in patterns if isinstance(node, ast.MatchAs)] == [], (
        "Take `case _` out of `reason` in cogs/_shared/why.py: whoever presses Why this? would read another's reason."
    )
    assert sorted(named) == sorted(kind.name for kind in Kind), (
        "Say in `reason` of cogs/_shared/why.py why such a message comes, each kind once."
    )
