"""What the app offers of the registered commands, and what it marks red."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.people import ClientRefused
from sandbox.people.commands import command_data, descend, fill, find, usable
from sandbox.people.resolving import Resolver
from sandbox.protocol.world import World

MANAGE_GUILD, ADMINISTRATOR = 1 << 5, 1 << 3


def resolver() -> Resolver:
    return Resolver(World(), None, 0)


def text(name: str, **fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": name, "description": "x", **fields}


JOIN = {
    "type": 1,
    "name": "join",
    "name_localizations": {"no": "bli-med", "en-GB": "join-in"},
    "description": "x",
    "options": [text("name", required=True)],
}
GROUP: dict[str, Any] = {
    "id": "10",
    "name": "group",
    "name_localizations": {"no": "gruppe"},
    "options": [
        JOIN,
        {"type": 2, "name": "set", "description": "x", "options": [{"type": 1, "name": "day", "description": "x"}]},
    ],
}


@pytest.mark.parametrize(("name", "locale"), [("group", "en-GB"), ("group", "no"), ("gruppe", "no")])
def test_a_command_is_found_by_its_name_or_by_its_name_in_ones_language(name: str, locale: str) -> None:
    assert find([GROUP], 1, name, locale) is GROUP


def test_a_name_in_another_language_is_not_offered() -> None:
    with pytest.raises(ClientRefused, match="no command “gruppe”"):
        find([GROUP], 1, "gruppe", "en-GB")


def test_american_english_falls_back_to_british() -> None:
    assert descend(GROUP, ["join-in"], "en-US") == [JOIN]


def test_a_command_with_subcommands_cannot_be_run_bare() -> None:
    with pytest.raises(ClientRefused, match="subcommands"):
        descend(GROUP, [], "en-GB")


@pytest.mark.parametrize("words", [["leave"], ["set", "hour"], ["join", "name"]])
def test_a_subcommand_that_was_never_registered_is_not_offered(words: list[str]) -> None:
    with pytest.raises(ClientRefused, match="has no"):
        descend(GROUP, words, "en-GB")


def test_options_are_nested_under_group_and_subcommand() -> None:
    chain = descend(GROUP, ["set", "day"], "en-GB")

    data = command_data(GROUP, chain, [{"name": "day", "type": 3, "value": "mon"}])

    assert data["options"] == [
        {
            "name": "set",
            "type": 2,
            "options": [{"name": "day", "type": 1, "options": [{"name": "day", "type": 3, "value": "mon"}]}],
        }
    ]


CHOICES = [{"name": "Project", "value": "p", "name_localizations": {"no": "Prosjekt"}}, {"name": "Habit", "value": "h"}]
RED: list[tuple[str, list[dict[str, Any]], dict[str, Any]]] = [
    ("a required option is missing", [text("a", required=True)], {}),
    ("an option was never registered", [text("a")], {"b": "x"}),
    ("a choice is not in the list", [text("a", choices=CHOICES)], {"a": "Dream"}),
    ("a text is too long", [text("a", max_length=3)], {"a": "abcd"}),
    ("a text is too short", [text("a", min_length=3)], {"a": "ab"}),
    ("a text is past 6000", [text("a")], {"a": "x" * 6001}),
    ("a number is too great", [text("a", type=4, max_value=30)], {"a": 31}),
    ("a number is too small", [text("a", type=10, min_value=0.5)], {"a": 0.4}),
    ("a number is least at zero", [text("a", type=4, min_value=0)], {"a": -1}),
    ("a number is a word", [text("a", type=4)], {"a": "three"}),
    ("a whole number is broken", [text("a", type=4)], {"a": 1.5}),
    ("a text is a number", [text("a")], {"a": 3}),
    ("a yes is a word", [text("a", type=5)], {"a": "yes"}),
    ("a person is a word", [text("a", type=6)], {"a": "Bob"}),
    ("a file is a word", [text("a", type=11)], {"a": "cat.png"}),
]


@pytest.mark.parametrize(("options", "given"), [r[1:] for r in RED], ids=[r[0] for r in RED])
def test_the_app_does_not_send_a_command_if(options: list[dict[str, Any]], given: dict[str, Any]) -> None:
    with pytest.raises(ClientRefused):
        fill(options, given, "en-GB", resolver())


@pytest.mark.parametrize(("chosen", "locale"), [("p", "en-GB"), ("Project", "en-GB"), ("Prosjekt", "no")])
def test_a_choice_is_picked_by_value_or_by_the_name_shown(chosen: str, locale: str) -> None:
    filled = fill([text("a", choices=CHOICES)], {"a": chosen}, locale, resolver())

    assert filled == [{"name": "a", "type": 3, "value": "p"}]


def test_options_are_sent_in_their_registered_order_without_the_empty_ones() -> None:
    options = [text("a"), text("b", type=4), text("c", type=5)]

    filled = fill(options, {"c": False, "a": "x", "b": None}, "en-GB", resolver())

    assert filled == [{"name": "a", "type": 3, "value": "x"}, {"name": "c", "type": 5, "value": False}]


def test_an_autocompleted_option_takes_any_text() -> None:
    assert fill([text("a", autocomplete=True)], {"a": "whatever"}, "en-GB", resolver())[0]["value"] == "whatever"


def test_while_an_option_is_completed_the_others_may_be_missing() -> None:
    options = [text("a", required=True), text("b", autocomplete=True)]

    filled = fill(options, {"b": "os"}, "en-GB", resolver(), focused="b")

    assert filled == [{"name": "b", "type": 3, "value": "os", "focused": True}]


@pytest.mark.parametrize(
    ("command", "held", "in_guild", "listed"),
    [
        ({}, 0, True, True),
        ({}, 0, False, True),
        ({"contexts": [0]}, 0, False, False),
        ({"contexts": [1]}, 0, True, False),
        ({"contexts": [0, 1]}, 0, False, True),
        ({"dm_permission": False}, 0, False, False),
        ({"guild_id": "5"}, 0, False, False),
        ({"default_member_permissions": str(MANAGE_GUILD)}, 0, True, False),
        ({"default_member_permissions": str(MANAGE_GUILD)}, MANAGE_GUILD, True, True),
        ({"default_member_permissions": str(MANAGE_GUILD)}, ADMINISTRATOR, True, True),
        ({"default_member_permissions": "0"}, MANAGE_GUILD, True, False),
        ({"default_member_permissions": "0"}, ADMINISTRATOR, True, True),
    ],
)
def test_a_command_is_listed_only_where_and_for_whom_it_was_registered(
    command: dict[str, Any], held: int, in_guild: bool, listed: bool
) -> None:
    assert usable(command, held, in_guild=in_guild) is listed
