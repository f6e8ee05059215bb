"""Commands: names in every language, options, choices, sizes and numbers."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest

from sandbox.protocol.checks import check_command, check_commands
from tests.sandbox.faults import code_of, faults_of


def command(**fields: Any) -> dict[str, Any]:
    return {"name": "group", "description": "Groups", "type": 1, **fields}


def option(**fields: Any) -> dict[str, Any]:
    return {"type": 3, "name": "name", "description": "A name", **fields}


def with_option(**fields: Any) -> dict[str, Any]:
    return command(options=[option(**fields)])


def sub(name: str = "join", *options: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "name": name, "description": "x", "options": list(options)}


def group(name: str, *subs: dict[str, Any]) -> dict[str, Any]:
    return {"type": 2, "name": name, "description": "x", "options": list(subs)}


def options(count: int) -> list[dict[str, Any]]:
    return [option(name=f"o{n}") for n in range(count)]


INVALID = ["STRING_TYPE_REGEX", "APPLICATION_COMMAND_INVALID_NAME"]
CAPITAL = ["APPLICATION_COMMAND_INVALID_NAME"]
LENGTH = ["BASE_TYPE_BAD_LENGTH"]
NFD = unicodedata.normalize("NFD", "règle")

REFUSALS = [
    ("a capital", command(name="Mål"), {"name": CAPITAL}),
    ("a blank", command(name="nytt mål"), {"name": INVALID}),
    ("a combining accent", command(name=NFD), {"name": INVALID}),
    ("a full stop", command(name="a.b"), {"name": INVALID}),
    ("an emoji", command(name="👍"), {"name": INVALID}),
    ("33 letters", command(name="x" * 33), {"name": LENGTH}),
    ("no name", command(name=None), {"name": ["BASE_TYPE_REQUIRED"]}),
    ("no description", command(description=None), {"description": ["BASE_TYPE_REQUIRED"]}),
    ("an empty description", command(description=""), {"description": LENGTH}),
    ("a description past 100", command(description="x" * 101), {"description": LENGTH}),
    ("a capital in a translation", command(name_localizations={"no": "Gruppe"}), {"name_localizations.no": CAPITAL}),
    (
        "combining accents in a translation",
        command(name_localizations={"it": NFD}),
        {"name_localizations.it": INVALID},
    ),
    (
        "a translated description past 100",
        command(description_localizations={"it": "x" * 101}),
        {"description_localizations.it": LENGTH},
    ),
    *[
        (
            f"the locale {wrong}",
            command(name_localizations={wrong: "x"}),
            {f"name_localizations.{wrong}": ["ENUM_TYPE_COERCE"]},
        )
        for wrong in ("en", "nb", "nb-NO", "it-IT")
    ],
    ("a blank in an option's name", with_option(name="a b"), {"options.0.name": INVALID}),
    (
        "a capital in an option's translation",
        with_option(name_localizations={"no": "Navn"}),
        {"options.0.name_localizations.no": CAPITAL},
    ),
    ("an option without description", with_option(description=""), {"options.0.description": LENGTH}),
    ("26 options", command(options=options(26)), {"options": ["BASE_TYPE_MAX_LENGTH"]}),
    ("an unknown kind of option", with_option(type=12), {"options.0": ["UNION_TYPE_CHOICES"]}),
    (
        "a required option after another",
        command(options=[option(), option(name="b", required=True)]),
        {"options.1": ["APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"]},
    ),
    (
        "an option's name twice",
        command(options=[option(), option()]),
        {"options.1": ["APPLICATION_COMMAND_OPTIONS_NAME_INVALID"]},
    ),
    (
        "26 choices",
        with_option(choices=[{"name": f"n{n}", "value": "v"} for n in range(26)]),
        {"options.0.choices": ["BASE_TYPE_MAX_LENGTH"]},
    ),
    (
        "a choice past 100",
        with_option(choices=[{"name": "x" * 101, "value": "x" * 101}]),
        {"options.0.choices.0.name": LENGTH, "options.0.choices.0.value": LENGTH},
    ),
    (
        "a text among numbers",
        with_option(type=4, choices=[{"name": "one", "value": "1"}]),
        {"options.0.choices.0.value": ["NUMBER_TYPE_COERCE"]},
    ),
    (
        "choices and autocomplete",
        with_option(choices=[{"name": "n", "value": "v"}], autocomplete=True),
        {"options.0.autocomplete": ["APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE"]},
    ),
    ("a length past 6000", with_option(max_length=6001), {"options.0.max_length": ["NUMBER_TYPE_MAX"]}),
    (
        "a shortest past the longest",
        with_option(min_length=2, max_length=1),
        {"options.0.min_length": ["NUMBER_TYPE_MAX"]},
    ),
    ("a bound past 2^53", with_option(type=4, max_value=2**53), {"options.0.max_value": ["NUMBER_TYPE_MAX"]}),
    (
        "a least past the most",
        with_option(type=10, min_value=0.2, max_value=0.1),
        {"options.0.min_value": ["NUMBER_TYPE_MAX"]},
    ),
    (
        "an unknown kind of channel",
        with_option(type=7, channel_types=[99]),
        {"options.0.channel_types.0": ["BASE_TYPE_CHOICES"]},
    ),
    (
        "a subcommand beside an option",
        command(options=[sub(), option()]),
        {"options": ["APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"]},
    ),
    (
        "a group in a group",
        command(options=[group("a", group("b", sub()))]),
        {"options.0.options.0": ["UNION_TYPE_CHOICES"]},
    ),
    (
        "a subcommand in a subcommand",
        command(options=[sub("a", sub("b"))]),
        {"options.0.options.0": ["UNION_TYPE_CHOICES"]},
    ),
    ("an empty group", command(options=[group("a")]), {"options.0.options": LENGTH}),
    (
        "a late required option deep inside",
        command(options=[group("a", sub("b", option(), option(name="z", required=True)))]),
        {"options.0.options.0.options.1": ["APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"]},
    ),
    (
        "permissions that are a word",
        command(default_member_permissions="admin"),
        {"default_member_permissions": ["NUMBER_TYPE_COERCE"]},
    ),
    ("no context at all", command(contexts=[]), {"contexts": ["BASE_TYPE_BAD_LENGTH"]}),
    ("a context of 3", command(contexts=[3]), {"contexts.0": ["BASE_TYPE_CHOICES"]}),
    ("a type of 9", command(type=9), {"": ["UNION_TYPE_CHOICES"]}),
    (
        "a user command with a description",
        command(type=2, name="Thank"),
        {"description": ["APPLICATION_COMMAND_INVALID_DESCRIPTION"]},
    ),
    ("a menu name past 32", command(type=3, name="x" * 33, description=""), {"name": LENGTH}),
]


@pytest.mark.parametrize(("body", "faults"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS])
def test_a_command_past_a_limit_is_refused_where_the_limit_is(
    body: dict[str, Any], faults: dict[str, list[str]]
) -> None:
    assert faults_of(lambda: check_command(body, guild=False)) == faults


MAXIMA = [
    ("Norwegian", command(name="mål", name_localizations={"no": "økt", "it": "obiettivo", "en-US": "goal"})),
    ("an accent in one piece", command(name_localizations={"it": unicodedata.normalize("NFC", "règle")})),
    ("32 letters and 100 characters", command(name="x" * 32, description="x" * 100)),
    ("hyphen, underscore, apostrophe, digit", command(name="a-b_c'1")),
    ("Hindi and Thai", command(name_localizations={"hi": "हिंदी", "th": "ที่"})),
    ("letters without small forms", command(name="日本語")),
    ("25 options", command(options=options(25))),
    ("25 choices", with_option(choices=[{"name": f"{n:0100}", "value": f"{n:0100}"} for n in range(25)])),
    ("whole numbers to 2^53-1", with_option(type=4, min_value=1 - 2**53, max_value=2**53 - 1)),
    ("strings of 0 to 6000", with_option(min_length=0, max_length=6000)),
    ("command, group, subcommand, option", command(options=[group("a", sub("b", option(required=True)))])),
    ("permissions as text and as a number", command(default_member_permissions="0")),
    ("a user command with capitals and blanks", command(type=2, name="Thank you", description="")),
    ("a message command without description", {"type": 3, "name": "Save as lesson"}),
    ("everywhere", command(contexts=[0, 1, 2], integration_types=[0, 1], default_member_permissions=8)),
]


@pytest.mark.parametrize("body", [r[1] for r in MAXIMA], ids=[r[0] for r in MAXIMA])
def test_a_command_at_a_limit_is_accepted(body: dict[str, Any]) -> None:
    check_command(body, guild=False)


def big_command(characters: int) -> dict[str, Any]:
    """Two options full of choices and a third make 7904 characters; the command's description fills up the rest."""
    full = [{"name": "x" * 100, "value": "x" * 100}]
    filling = [
        option(name="a", description="x", choices=full * 25),
        option(name="b", description="x", choices=full * 14),
        option(name="c", description="x" * 98),
    ]
    return command(name="x", description="x" * (characters - 7904), options=filling)


def test_a_command_has_8000_characters() -> None:
    check_command(big_command(8000), guild=False)

    assert faults_of(lambda: check_command(big_command(8001), guild=False)) == {"": ["APPLICATION_COMMAND_TOO_LARGE"]}


def test_of_translations_only_the_longest_counts_towards_the_size() -> None:
    body = big_command(7990)

    check_command({**body, "description_localizations": {"no": "x" * 96, "it": "x" * 95}}, guild=False)

    longer = {**body, "description_localizations": {"no": "x" * 97, "it": "x" * 95}}
    assert faults_of(lambda: check_command(longer, guild=False)) == {"": ["APPLICATION_COMMAND_TOO_LARGE"]}


@pytest.mark.parametrize(("kind", "most"), [(1, 100), (2, 15), (3, 15)])
def test_a_scope_keeps_so_many_commands_of_each_type(kind: int, most: int) -> None:
    def commands(count: int) -> list[dict[str, Any]]:
        description = "x" if kind == 1 else ""
        return [command(type=kind, name=f"c{n}", description=description) for n in range(count)]

    check_commands(commands(most), guild=False)

    assert code_of(lambda: check_commands(commands(most + 1), guild=False)) == 30032


def test_one_bad_command_fails_the_whole_registration_and_is_named_by_its_place() -> None:
    commands = [command(), command(name="b", options=[option(name_localizations={"no": "Ny"})])]

    assert faults_of(lambda: check_commands(commands, guild=False)) == {"1.options.0.name_localizations.no": CAPITAL}


def test_two_commands_of_one_name_are_refused_unless_their_types_differ() -> None:
    check_commands([command(), {"type": 2, "name": "group"}], guild=False)

    assert faults_of(lambda: check_commands([command(), command()], guild=False)) == {
        "1": ["APPLICATION_COMMANDS_DUPLICATE_NAME"]
    }


def test_a_guild_command_may_say_where_else_it_lives_though_nobody_listens() -> None:
    check_command(command(contexts=[0, 1], integration_types=[0, 1]), guild=True)


def test_the_entry_point_is_the_same_everywhere() -> None:
    check_command(command(type=4, name="launch"), guild=False)

    assert faults_of(lambda: check_command(command(type=4, name="launch"), guild=True)) == {"": ["UNION_TYPE_CHOICES"]}


def test_a_change_of_a_command_may_leave_fields_out_but_not_break_them() -> None:
    check_command({"description": "New"}, guild=False, partial=True)

    assert faults_of(lambda: check_command({"name": "New Name"}, guild=False, partial=True)) == {"name": INVALID}
