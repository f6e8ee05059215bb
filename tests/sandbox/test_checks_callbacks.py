"""What may answer which interaction, and the forms and choices among the answers."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.protocol.checks import check_callback, check_modal
from tests.sandbox.faults import code_of, faults_of

COMMAND, COMPONENT, AUTOCOMPLETE, MODAL_SUBMIT = 2, 3, 4, 5
FORM = {
    "custom_id": "f",
    "title": "Form",
    "components": [{"type": 18, "label": "Name", "component": {"type": 4, "custom_id": "n", "style": 1}}],
}
DATA: dict[int, dict[str, Any]] = {4: {"content": "x"}, 7: {"content": "x"}, 8: {"choices": []}, 9: FORM}
ALLOWED = {
    COMMAND: (4, 5, 9, 10, 12),
    COMPONENT: (4, 5, 6, 7, 9, 10, 12),
    AUTOCOMPLETE: (8,),
    MODAL_SUBMIT: (4, 5, 6, 7, 10, 12),
}
EVERY_KIND = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)


@pytest.mark.parametrize(("asked", "kinds"), ALLOWED.items())
def test_an_interaction_takes_the_answers_of_its_kind_and_no_others(asked: int, kinds: tuple[int, ...]) -> None:
    for kind in kinds:
        check_callback({"type": kind, "data": DATA.get(kind)}, interaction_type=asked)

    for kind in set(EVERY_KIND) - set(kinds):
        refused = faults_of(lambda kind=kind: check_callback({"type": kind}, interaction_type=asked))
        assert refused == {"type": ["BASE_TYPE_CHOICES"]}


def test_a_callback_says_its_type() -> None:
    assert faults_of(lambda: check_callback({}, interaction_type=COMMAND)) == {"type": ["BASE_TYPE_REQUIRED"]}


@pytest.mark.parametrize("kind", [6, 7])
def test_a_form_opened_from_a_command_has_no_message_to_update(kind: int) -> None:
    body = {"type": kind, "data": {"content": "x"}}

    faults = faults_of(lambda: check_callback(body, interaction_type=MODAL_SUBMIT, from_message=False))

    assert faults == {"type": ["BASE_TYPE_CHOICES"]}


def test_faults_of_an_answer_are_found_inside_its_data() -> None:
    body = {"type": 4, "data": {"content": "x" * 2001}}

    assert faults_of(lambda: check_callback(body, interaction_type=COMMAND)) == {
        "data.content": ["BASE_TYPE_MAX_LENGTH"]
    }


@pytest.mark.parametrize("data", [None, {}, {"content": "", "flags": 64}])
def test_an_answer_of_nothing_is_refused_as_empty(data: dict[str, Any] | None) -> None:
    assert code_of(lambda: check_callback({"type": 4, "data": data}, interaction_type=COMMAND)) == 50006


def test_an_update_of_nothing_leaves_the_message_as_it_is() -> None:
    check_callback({"type": 7, "data": {}}, interaction_type=COMPONENT, current={"content": "x", "flags": 0})


@pytest.mark.parametrize("flags", [0, 4, 64, 4096, 32768, 64 | 4])
def test_an_answer_may_set_the_flags_discord_names(flags: int) -> None:
    data = {"components": [{"type": 10, "content": "x"}]} if flags == 32768 else {"content": "x"}

    check_callback({"type": 4, "data": {**data, "flags": flags}}, interaction_type=COMMAND)


@pytest.mark.parametrize("kind", [4, 5])
def test_an_answer_may_not_set_other_flags(kind: int) -> None:
    body = {"type": kind, "data": {"content": "x", "flags": 128}}

    assert faults_of(lambda: check_callback(body, interaction_type=COMMAND)) == {
        "data.flags": ["MESSAGE_FLAGS_NOT_SETTABLE"]
    }


def choices(count: int, **fields: Any) -> dict[str, Any]:
    return {"choices": [{"name": "x", "value": "x", **fields} for _ in range(count)]}


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (choices(26), {"data.choices": ["BASE_TYPE_MAX_LENGTH"]}),
        (choices(1, name="x" * 101), {"data.choices.0.name": ["BASE_TYPE_BAD_LENGTH"]}),
        (choices(1, name=""), {"data.choices.0.name": ["BASE_TYPE_REQUIRED"]}),
        (choices(1, value="x" * 101), {"data.choices.0.value": ["BASE_TYPE_BAD_LENGTH"]}),
        (choices(1, value=2**53), {"data.choices.0.value": ["NUMBER_TYPE_MAX"]}),
        ({}, {"data.choices": ["BASE_TYPE_REQUIRED"]}),
    ],
    ids=["26 choices", "name past 100", "no name", "value past 100", "value past 2^53", "no list"],
)
def test_choices_past_a_limit_are_refused(data: dict[str, Any], faults: dict[str, list[str]]) -> None:
    assert faults_of(lambda: check_callback({"type": 8, "data": data}, interaction_type=AUTOCOMPLETE)) == faults


@pytest.mark.parametrize(
    "data",
    [choices(25, name="x" * 100, value="x" * 100), choices(1, value=2**53 - 1), choices(1, value=0.5), choices(0)],
)
def test_choices_at_a_limit_are_accepted(data: dict[str, Any]) -> None:
    check_callback({"type": 8, "data": data}, interaction_type=AUTOCOMPLETE)


def test_a_choice_has_the_type_of_its_option() -> None:
    body = {"type": 8, "data": choices(1, value="seven")}

    faults = faults_of(lambda: check_callback(body, interaction_type=AUTOCOMPLETE, option_type=4))

    assert faults == {"data.choices.0.value": ["NUMBER_TYPE_COERCE"]}


def form(*components: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {**FORM, "components": list(components), **fields} if components else {**FORM, **fields}


def label(component: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": 18, "label": "Label", "component": component, **fields}


def text_input(**fields: Any) -> dict[str, Any]:
    return {"type": 4, "custom_id": "t", "style": 2, **fields}


def options(count: int) -> list[dict[str, Any]]:
    return [{"label": f"l{n}", "value": f"v{n}"} for n in range(count)]


def select(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": options(3), **fields}


IN_LABEL = "components.0.component"
FORM_REFUSALS = [
    ("a title past 45", form(title="x" * 46), {"title": ["BASE_TYPE_BAD_LENGTH"]}),
    ("no title", form(title=""), {"title": ["BASE_TYPE_REQUIRED"]}),
    ("a custom id past 100", form(custom_id="x" * 101), {"custom_id": ["BASE_TYPE_BAD_LENGTH"]}),
    ("an empty custom id", form(custom_id=""), {"custom_id": ["BASE_TYPE_REQUIRED"]}),
    ("no parts", form(components=[]), {"components": ["BASE_TYPE_BAD_LENGTH"]}),
    ("six parts", form(components=[{"type": 10, "content": "x"}] * 6), {"components": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "a button",
        form({"type": 2, "style": 1, "custom_id": "x", "label": "x"}),
        {"components.0": ["UNION_TYPE_CHOICES"]},
    ),
    ("a label past 45", form(label(text_input(), label="x" * 46)), {"components.0.label": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "a description past 100",
        form(label(text_input(), description="x" * 101)),
        {"components.0.description": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    ("a label of nothing", form({"type": 18, "label": "x"}), {"components.0.component": ["BASE_TYPE_REQUIRED"]}),
    ("a button in a label", form(label({"type": 2})), {IN_LABEL: ["UNION_TYPE_CHOICES"]}),
    (
        "a placeholder past 100",
        form(label(text_input(placeholder="x" * 101))),
        {f"{IN_LABEL}.placeholder": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    ("a value past 4000", form(label(text_input(value="x" * 4001))), {f"{IN_LABEL}.value": ["BASE_TYPE_MAX_LENGTH"]}),
    (
        "a value shorter than the minimum",
        form(label(text_input(value="x", min_length=2))),
        {f"{IN_LABEL}.value": ["BASE_TYPE_MIN_LENGTH"]},
    ),
    (
        "a value longer than the maximum",
        form(label(text_input(value="xx", max_length=1))),
        {f"{IN_LABEL}.value": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    ("a maximum past 4000", form(label(text_input(max_length=4001))), {f"{IN_LABEL}.max_length": ["NUMBER_TYPE_MAX"]}),
    (
        "a minimum past the maximum",
        form(label(text_input(min_length=2, max_length=1))),
        {f"{IN_LABEL}.min_length": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "an input with a label in a label",
        form(label(text_input(label="x"))),
        {f"{IN_LABEL}.label": ["TEXT_INPUT_COMPONENT_LABEL_NOT_ALLOWED"]},
    ),
    ("a style of 3", form(label(text_input(style=3))), {f"{IN_LABEL}.style": ["BASE_TYPE_CHOICES"]}),
    (
        "a row with a select",
        form({"type": 1, "components": [select()]}),
        {"components.0.components.0": ["UNION_TYPE_CHOICES"]},
    ),
    (
        "a row with two inputs",
        form({"type": 1, "components": [text_input(label="a"), text_input(label="b", custom_id="u")]}),
        {"components.0.components": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "a row with an unlabelled input",
        form({"type": 1, "components": [text_input()]}),
        {"components.0.components.0.label": ["BASE_TYPE_REQUIRED"]},
    ),
    ("a disabled select", form(label(select(disabled=True))), {f"{IN_LABEL}.disabled": ["MODAL_COMPONENT_DISABLED"]}),
    ("a required select of none", form(label(select(min_values=0))), {f"{IN_LABEL}.min_values": ["NUMBER_TYPE_MIN"]}),
    (
        "a radio group of one",
        form(label({"type": 21, "custom_id": "r", "options": options(1)})),
        {f"{IN_LABEL}.options": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "a radio group of eleven",
        form(label({"type": 21, "custom_id": "r", "options": options(11)})),
        {f"{IN_LABEL}.options": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "eleven checkboxes",
        form(label({"type": 22, "custom_id": "c", "options": options(11)})),
        {f"{IN_LABEL}.options": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "more checks than boxes",
        form(label({"type": 22, "custom_id": "c", "options": options(2), "max_values": 3})),
        {f"{IN_LABEL}.max_values": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "eleven files",
        form(label({"type": 19, "custom_id": "u", "max_values": 11})),
        {f"{IN_LABEL}.max_values": ["NUMBER_TYPE_MAX"]},
    ),
    ("a checkbox without custom id", form(label({"type": 23})), {f"{IN_LABEL}.custom_id": ["BASE_TYPE_REQUIRED"]}),
    (
        "the same custom id twice",
        form(label(text_input()), label(text_input())),
        {"components.1.component.custom_id": ["COMPONENT_CUSTOM_ID_DUPLICATED"]},
    ),
]


@pytest.mark.parametrize(("data", "faults"), [r[1:] for r in FORM_REFUSALS], ids=[r[0] for r in FORM_REFUSALS])
def test_a_form_past_a_limit_is_refused_where_the_limit_is(data: dict[str, Any], faults: dict[str, list[str]]) -> None:
    assert faults_of(lambda: check_modal(data)) == faults


FORM_MAXIMA = [
    (
        "everything at its longest",
        form(
            *[
                label(
                    text_input(
                        custom_id=f"{n:0100}", value="x" * 4000, placeholder="x" * 100, min_length=0, max_length=4000
                    ),
                    label="x" * 45,
                    description="x" * 100,
                )
                for n in range(5)
            ],
            title="x" * 45,
            custom_id="x" * 100,
        ),
    ),
    (
        "every kind of input",
        form(
            label(select()),
            label({"type": 5, "custom_id": "u", "required": False, "min_values": 0}),
            label({"type": 8, "custom_id": "c"}),
            label({"type": 19, "custom_id": "f", "max_values": 10}),
            label({"type": 23, "custom_id": "x"}),
        ),
    ),
    (
        "groups at their largest",
        form(
            label({"type": 21, "custom_id": "r", "options": options(10)}),
            label({"type": 22, "custom_id": "c", "options": options(10), "min_values": 1, "max_values": 10}),
            {"type": 10, "content": "x"},
        ),
    ),
    ("the older row", form({"type": 1, "components": [text_input(label="x" * 45)]})),
    ("a null label in a label", form(label(text_input(label=None)))),
]


@pytest.mark.parametrize("data", [r[1] for r in FORM_MAXIMA], ids=[r[0] for r in FORM_MAXIMA])
def test_a_form_at_a_limit_is_accepted(data: dict[str, Any]) -> None:
    check_modal(data)


def test_faults_of_a_form_in_a_callback_are_found_inside_its_data() -> None:
    body = {"type": 9, "data": form(title="x" * 46)}

    assert faults_of(lambda: check_callback(body, interaction_type=COMMAND)) == {"data.title": ["BASE_TYPE_BAD_LENGTH"]}
