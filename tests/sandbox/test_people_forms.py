"""A form as a person fills it in."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.people import ClientRefused, Form
from sandbox.people.resolving import Resolver
from sandbox.protocol.world import World


def label(text: str, component: dict[str, Any]) -> dict[str, Any]:
    return {"type": 18, "label": text, "component": component}


def options(*labels: str, default: str | None = None) -> list[dict[str, Any]]:
    return [{"label": name, "value": name.lower(), "default": name == default} for name in labels]


def opened(*components: dict[str, Any]) -> Form:
    return Form.opened({"custom_id": "f", "title": "Form", "components": list(components)}, channel_id=1, message=None)


def submitted(form: Form, **values: Any) -> dict[str, Any]:
    resolver = Resolver(World(), None, 0)
    return form.submission(values, resolver)


def text_input(**fields: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "t", "style": 1, **fields}


def test_the_submit_mirrors_the_tree_of_the_form() -> None:
    form = opened({"type": 10, "content": "Hello"}, label("What?", text_input()))

    assert submitted(form, t="A walk") == {
        "custom_id": "f",
        "components": [
            {"type": 10, "id": 1},
            {"type": 18, "id": 2, "component": {"type": 4, "id": 3, "custom_id": "t", "value": "A walk"}},
        ],
    }


def test_the_older_row_is_mirrored_too() -> None:
    form = opened({"type": 1, "components": [text_input(label="What?")]})

    data = form.submission({"What?": "A walk"}, Resolver(World(), None, 0))

    inner = {"type": 4, "id": 2, "custom_id": "t", "value": "A walk"}
    assert data["components"] == [{"type": 1, "id": 1, "components": [inner]}]


EVERY_KIND = (
    label("Way", {"type": 3, "custom_id": "way", "options": options("Project", "Habit", default="Habit")}),
    label("Mood", {"type": 21, "custom_id": "mood", "options": options("Good", "Bad"), "required": False}),
    label("Days", {"type": 22, "custom_id": "days", "options": options("Mon", "Tue", "Wed", default="Tue")}),
    label("Agree", {"type": 23, "custom_id": "agree"}),
    label("Note", text_input(value="prefilled")),
)


def answers(data: dict[str, Any]) -> dict[str, Any]:
    inner = [component["component"] for component in data["components"]]
    return {c["custom_id"]: c.get("value", c.get("values")) for c in inner}


def test_what_is_not_filled_in_keeps_its_prefilled_value() -> None:
    assert answers(submitted(opened(*EVERY_KIND))) == {
        "way": ["habit"],
        "mood": None,
        "days": ["tue"],
        "agree": False,
        "t": "prefilled",
    }


def test_every_kind_of_input_is_answered_by_label_or_value() -> None:
    data = submitted(opened(*EVERY_KIND), way="Project", mood="bad", days=["Mon", "wed"], agree=True)

    assert answers(data) == {"way": ["project"], "mood": "bad", "days": ["mon", "wed"], "agree": True, "t": "prefilled"}


RED: list[tuple[str, dict[str, Any], Any]] = [
    ("a required text is empty", text_input(), ""),
    ("a text is too short", text_input(min_length=3), "ab"),
    ("a text is too long", text_input(max_length=3), "abcd"),
    ("a text is past 4000", text_input(), "x" * 4001),
    ("a text is a number", text_input(), 5),
    ("a choice is not offered", {"type": 3, "custom_id": "t", "options": options("A")}, ["B"]),
    ("more is chosen than may be", {"type": 3, "custom_id": "t", "options": options("A", "B")}, ["A", "B"]),
    ("a required menu is empty", {"type": 3, "custom_id": "t", "options": options("A")}, []),
    ("a required radio is empty", {"type": 21, "custom_id": "t", "options": options("A", "B")}, None),
    ("a radio is not offered", {"type": 21, "custom_id": "t", "options": options("A", "B")}, "C"),
    ("too few boxes are ticked", {"type": 22, "custom_id": "t", "options": options("A", "B"), "min_values": 2}, ["A"]),
    ("a required file is missing", {"type": 19, "custom_id": "t"}, []),
    ("a person is a word", {"type": 5, "custom_id": "t"}, ["Bob"]),
]


@pytest.mark.parametrize(("component", "value"), [r[1:] for r in RED], ids=[r[0] for r in RED])
def test_the_form_stays_open_if(component: dict[str, Any], value: Any) -> None:
    form = opened(label("Field", component))

    with pytest.raises(ClientRefused):
        submitted(form, t=value)


@pytest.mark.parametrize(
    ("component", "nothing"),
    [
        (text_input(required=False), ""),
        (text_input(required=False, min_length=3), ""),
        ({"type": 3, "custom_id": "t", "options": options("A"), "required": False}, []),
    ],
)
def test_what_is_not_required_may_stay_empty(component: dict[str, Any], nothing: Any) -> None:
    assert answers(submitted(opened(label("Field", component)))) == {"t": nothing}


def test_a_question_the_form_does_not_ask_cannot_be_answered() -> None:
    with pytest.raises(ClientRefused, match="does not ask"):
        submitted(opened(label("Field", text_input())), other="x")
