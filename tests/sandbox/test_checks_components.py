"""Rows, buttons, selects and layouts as messages may have them."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.protocol.checks import UploadedFile, check_message
from sandbox.protocol.refusals import Refused
from tests.sandbox.faults import faults_of

V2 = 1 << 15


def button(**fields: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go", **fields}


def buttons(count: int) -> list[dict[str, Any]]:
    return [button(custom_id=f"b{n}") for n in range(count)]


def options(count: int, **fields: Any) -> list[dict[str, Any]]:
    return [{"label": f"l{n}", "value": f"v{n}", **fields} for n in range(count)]


def select(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": options(2), **fields}


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def display(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def section(texts: int = 1, **fields: Any) -> dict[str, Any]:
    return {"type": 9, "components": [display()] * texts, "accessory": button(), **fields}


def gallery(count: int, **fields: Any) -> dict[str, Any]:
    return {"type": 12, "items": [{"media": {"url": "https://example.org/a.png"}, **fields}] * count}


CLASSIC_REFUSALS = [
    ("six rows", [row(button(custom_id=str(n))) for n in range(6)], {"components": ["BASE_TYPE_MAX_LENGTH"]}),
    ("an empty row", [row()], {"components.0.components": ["BASE_TYPE_BAD_LENGTH"]}),
    ("six buttons in a row", [row(*buttons(6))], {"components.0.components": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "a select beside a button",
        [row(button(), select())],
        {"components.0.components.1": ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"]},
    ),
    (
        "two selects in a row",
        [row(select(), select(custom_id="t"))],
        {"components.0.components.1": ["COMPONENT_LAYOUT_WIDTH_EXCEEDED"]},
    ),
    ("a layout without its flag", [display()], {"components.0": ["UNION_TYPE_CHOICES"]}),
    (
        "a text input in a message",
        [row({"type": 4, "custom_id": "t", "style": 1, "label": "x"})],
        {"components.0.components.0": ["UNION_TYPE_CHOICES"]},
    ),
    (
        "the same custom id twice",
        [row(button()), row(button(disabled=True))],
        {"components.1.components.0.custom_id": ["COMPONENT_CUSTOM_ID_DUPLICATED"]},
    ),
    (
        "a custom id past 100",
        [row(button(custom_id="x" * 101))],
        {"components.0.components.0.custom_id": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "a button without custom id",
        [row(button(custom_id=None))],
        {"components.0.components.0.custom_id": ["BUTTON_COMPONENT_CUSTOM_ID_REQUIRED"]},
    ),
    ("a label past 80", [row(button(label="x" * 81))], {"components.0.components.0.label": ["BASE_TYPE_MAX_LENGTH"]}),
    ("a button without a face", [row(button(label=None))], {"components.0.components.0.label": ["BASE_TYPE_REQUIRED"]}),
    ("a style of 7", [row(button(style=7))], {"components.0.components.0.style": ["BASE_TYPE_CHOICES"]}),
    (
        "a link button with a custom id",
        [row(button(style=5, url="https://a.b"))],
        {"components.0.components.0.custom_id": ["BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"]},
    ),
    (
        "a link button without a link",
        [row(button(style=5, custom_id=None))],
        {"components.0.components.0.url": ["BASE_TYPE_REQUIRED"]},
    ),
    (
        "a link past 512",
        [row(button(style=5, custom_id=None, url="https://a.b/" + "x" * 501))],
        {"components.0.components.0.url": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "a link of another kind",
        [row(button(style=5, custom_id=None, url="javascript://a.b"))],
        {"components.0.components.0.url": ["URL_TYPE_INVALID_SCHEME"]},
    ),
    (
        "an ordinary button with a link",
        [row(button(url="https://a.b"))],
        {"components.0.components.0.custom_id": ["BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE"]},
    ),
    (
        "a premium button of nothing",
        [row(button(style=6, custom_id=None))],
        {"components.0.components.0.sku_id": ["BASE_TYPE_REQUIRED"]},
    ),
    ("a select of nothing", [row(select(options=[]))], {"components.0.components.0.options": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "a select without options",
        [row(select(options=None))],
        {"components.0.components.0.options": ["BASE_TYPE_REQUIRED"]},
    ),
    ("26 options", [row(select(options=options(26)))], {"components.0.components.0.options": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "an option value twice",
        [row(select(options=options(2, value="v")))],
        {"components.0.components.0.options.1": ["SELECT_COMPONENT_OPTION_VALUE_DUPLICATED"]},
    ),
    (
        "an option label past 100",
        [row(select(options=options(1, label="x" * 101)))],
        {"components.0.components.0.options.0.label": ["BASE_TYPE_BAD_LENGTH"]},
    ),
    (
        "an option description past 100",
        [row(select(options=options(1, description="x" * 101)))],
        {"components.0.components.0.options.0.description": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "an option without a value",
        [row(select(options=[{"label": "x"}]))],
        {"components.0.components.0.options.0.value": ["BASE_TYPE_REQUIRED"]},
    ),
    (
        "a placeholder past 150",
        [row(select(placeholder="x" * 151))],
        {"components.0.components.0.placeholder": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "a minimum past the maximum",
        [row(select(min_values=2, max_values=1))],
        {"components.0.components.0.min_values": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "more to choose than there is",
        [row(select(max_values=3))],
        {"components.0.components.0.max_values": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "a maximum of none",
        [row(select(min_values=0, max_values=0))],
        {"components.0.components.0.max_values": ["NUMBER_TYPE_MIN"]},
    ),
    (
        "26 people",
        [row({"type": 5, "custom_id": "u", "max_values": 26})],
        {"components.0.components.0.max_values": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "two chosen beforehand where one may be",
        [row(select(options=options(2, default=True)))],
        {"components.0.components.0.options": ["SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES"]},
    ),
    (
        "a role chosen in a user select",
        [row({"type": 5, "custom_id": "u", "default_values": [{"id": 1, "type": "role"}]})],
        {"components.0.components.0.default_values.0.type": ["BASE_TYPE_CHOICES"]},
    ),
    (
        "an unknown kind of channel",
        [row({"type": 8, "custom_id": "c", "channel_types": [99]})],
        {"components.0.components.0.channel_types.0": ["BASE_TYPE_CHOICES"]},
    ),
    ("a component that is text", ["row"], {"components.0": ["MODEL_TYPE_CONVERT"]}),
    ("a component without a type", [{}], {"components.0.type": ["BASE_TYPE_REQUIRED"]}),
]

LAYOUT_REFUSALS = [
    (
        "41 components counting nested ones",
        [{"type": 17, "components": [display()] * 20}, *[display()] * 20],
        {"components": ["COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"]},
    ),
    (
        "4001 characters over two displays",
        [display("x" * 4000), display()],
        {"components": ["COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED"]},
    ),
    ("an empty text display", [display("")], {"components.0.content": ["BASE_TYPE_REQUIRED"]}),
    ("a section of four texts", [section(4)], {"components.0.components": ["BASE_TYPE_BAD_LENGTH"]}),
    ("a section without accessory", [section(accessory=None)], {"components.0.accessory": ["BASE_TYPE_REQUIRED"]}),
    (
        "a section with a select beside it",
        [section(accessory=select())],
        {"components.0.accessory": ["UNION_TYPE_CHOICES"]},
    ),
    (
        "a button in a section",
        [section(components=[button(custom_id="c")])],
        {"components.0.components.0": ["UNION_TYPE_CHOICES"]},
    ),
    ("a gallery of eleven", [gallery(11)], {"components.0.items": ["BASE_TYPE_BAD_LENGTH"]}),
    ("a gallery of none", [gallery(0)], {"components.0.items": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "a media description past 1024",
        [gallery(1, description="x" * 1025)],
        {"components.0.items.0.description": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "a file from elsewhere",
        [{"type": 13, "file": {"url": "https://a.b/c.txt"}}],
        {"components.0.file.url": ["URL_TYPE_INVALID_SCHEME"]},
    ),
    (
        "a file that was not uploaded",
        [{"type": 13, "file": {"url": "attachment://c.txt"}}],
        {"components.0.file.url": ["UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"]},
    ),
    (
        "a picture that was not uploaded",
        [{"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}],
        {"components.0.items.0.media.url": ["UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND"]},
    ),
    (
        "a container in a container",
        [{"type": 17, "components": [{"type": 17, "components": [display()]}]}],
        {"components.0.components.0": ["UNION_TYPE_CHOICES"]},
    ),
    ("an empty container", [{"type": 17, "components": []}], {"components.0.components": ["BASE_TYPE_BAD_LENGTH"]}),
    (
        "a thumbnail by itself",
        [{"type": 11, "media": {"url": "https://a.b/c.png"}}],
        {"components.0": ["UNION_TYPE_CHOICES"]},
    ),
    ("a button by itself", [button()], {"components.0": ["UNION_TYPE_CHOICES"]}),
    ("a separator of spacing 3", [{"type": 14, "spacing": 3}], {"components.0.spacing": ["BASE_TYPE_CHOICES"]}),
    (
        "the same custom id in a section and a row",
        [section(), row(button())],
        {"components.1.components.0.custom_id": ["COMPONENT_CUSTOM_ID_DUPLICATED"]},
    ),
]


@pytest.mark.parametrize(
    ("components", "faults"), [r[1:] for r in CLASSIC_REFUSALS], ids=[r[0] for r in CLASSIC_REFUSALS]
)
def test_rows_past_a_limit_are_refused_where_the_limit_is(components: Any, faults: dict[str, list[str]]) -> None:
    body = {"content": "x", "components": components}

    assert faults_of(lambda: check_message(body, route="create")) == faults


@pytest.mark.parametrize(
    ("components", "faults"), [r[1:] for r in LAYOUT_REFUSALS], ids=[r[0] for r in LAYOUT_REFUSALS]
)
def test_layouts_past_a_limit_are_refused_where_the_limit_is(components: Any, faults: dict[str, list[str]]) -> None:
    body = {"flags": V2, "components": components}

    assert faults_of(lambda: check_message(body, route="create")) == faults


CLASSIC_MAXIMA = [
    ("five full rows", [row(*[button(custom_id=f"{r}.{n}", label="x" * 80) for n in range(5)]) for r in range(5)]),
    ("a custom id of 100", [row(button(custom_id="x" * 100))]),
    ("an emoji for a label", [row(button(label=None, emoji={"name": "👍"}))]),
    ("a link of 512", [row(button(style=5, custom_id=None, url="https://a.b/" + "x" * 500))]),
    (
        "25 options of 100",
        [
            row(
                select(
                    options=[{"label": "x" * 100, "value": f"{n:0100}", "description": "x" * 100} for n in range(25)],
                    min_values=0,
                    max_values=25,
                    placeholder="x" * 150,
                )
            )
        ],
    ),
    ("every other select", [row({"type": kind, "custom_id": str(kind), "max_values": 25}) for kind in (5, 6, 7, 8)]),
    ("no components at all", []),
]
LAYOUT_MAXIMA = [
    ("forty components", [{"type": 17, "components": [display()] * 19}, *[display()] * 20]),
    ("4000 characters", [display("x" * 4000)]),
    ("a section of three texts", [section(3)]),
    ("a section beside a picture", [section(accessory={"type": 11, "media": {"url": "https://a.b/c.png"}})]),
    ("a gallery of ten", [gallery(10, description="x" * 1024)]),
    (
        "a container with everything in it",
        [
            {
                "type": 17,
                "accent_color": 0,
                "components": [
                    section(),
                    display(),
                    gallery(1),
                    {"type": 14, "divider": True, "spacing": 2},
                    row(select()),
                ],
            }
        ],
    ),
]


@pytest.mark.parametrize("components", [r[1] for r in CLASSIC_MAXIMA], ids=[r[0] for r in CLASSIC_MAXIMA])
def test_rows_at_a_limit_are_accepted(components: Any) -> None:
    check_message({"content": "x", "components": components}, route="create")


@pytest.mark.parametrize("components", [r[1] for r in LAYOUT_MAXIMA], ids=[r[0] for r in LAYOUT_MAXIMA])
def test_layouts_at_a_limit_are_accepted(components: Any) -> None:
    check_message({"flags": V2, "components": components}, route="create")


def test_a_layout_shows_the_files_that_came_with_it() -> None:
    components = [{"type": 13, "file": {"url": "attachment://c.txt"}}, gallery(1)]

    check_message(
        {"flags": V2, "components": components}, route="create", files=[UploadedFile("c.txt", "text/plain", b"x")]
    )


def test_too_many_bytes_of_text_break_discord_rather_than_being_refused() -> None:
    components = [display("文" * 1000) for _ in range(4)]

    with pytest.raises(Refused) as refused:
        check_message({"flags": V2, "components": components}, route="create")

    assert refused.value.status == 500


def test_the_words_of_a_refusal_are_discords() -> None:
    with pytest.raises(Refused) as refused:
        check_message({"content": "x", "components": [display()]}, route="create")

    assert refused.value.body() == {
        "message": "Invalid Form Body",
        "code": 50035,
        "errors": {
            "components": {
                "0": {
                    "_errors": [{"code": "UNION_TYPE_CHOICES", "message": 'Value of field "type" must be one of (1,).'}]
                }
            }
        },
    }


def test_two_components_of_one_id_are_refused() -> None:
    twice = [row(button(id=7)), row(button(id=7, custom_id="other"))]

    faults = faults_of(lambda: check_message({"components": twice}, route="create"))

    assert faults == {"components.1.components.0.id": ["COMPONENT_ID_DUPLICATED"]}


def test_components_without_an_id_of_their_own_may_share_the_zero() -> None:
    check_message({"components": [row(*(button(id=0, custom_id=name) for name in "ab"))]}, route="create")
