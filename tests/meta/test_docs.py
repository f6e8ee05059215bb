"""The pages say what is so: settings, links, dependencies, commands and words are held to the code."""

import importlib
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from discord import app_commands
from discord.ext import commands
from pydantic import BaseModel

from bot.demo import play
from bot.domain.deliveries import Kind, Place, Reason, State
from bot.domain.people import Language
from bot.domain.rounds import Stage
from bot.settings import Settings
from bot.wording.texts import load_wording
from cogs import FEATURES
from cogs._shared.checks import INSTALL_PERMISSIONS
from cogs._shared.permissions import permission_names
from tests.e2e.acting import found
from tests.meta.pages import DOCS, ROOT, links, make_calls, make_targets, named, pages, prose, python_files, spans
from tests.staging import staged

EXAMPLE = ROOT / ".env.example"
OPERATORS = DOCS / "guide-operators.md"
ARCHITECTURE = DOCS / "architecture.md"
GUIDES = sorted(DOCS.glob("guide-*.md"))
HEADINGS = ("word", "stage", "kind", "place", "state", "reason", "---")
PEOPLE = ("README.md", "docs/guide-members.md", "docs/guide-facilitators.md", "docs/guide-moderators.md")


def _settings() -> Iterator[tuple[str, object]]:
    """Every setting by its name in the environment, with its default."""
    for room, field in Settings.model_fields.items():
        part = field.default
        assert isinstance(part, BaseModel)
        for name in type(part).model_fields:
            yield f"{room}__{name}".upper(), getattr(part, name)


def _as_written(default: object) -> str:
    """A default as an operator would write it."""
    match default:
        case None:
            return ""
        case bool():
            return str(default).lower()
        case float():
            return f"{default:g}"
    return str(default)


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, _ in _settings():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def test_the_example_shows_every_setting_with_its_default_and_no_other() -> None:
    shown = dict(re.findall(r"^(?:# )?([A-Z_]+__[A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))

    wanted = {name: _as_written(default) for name, default in _settings()}

    assert shown == wanted, "Mend .env.example: one line `# NAME=default` for each setting of bot/settings.py."


def test_the_example_loads_as_it_stands() -> None:
    loaded = Settings(_env_file=EXAMPLE)

    defaults = Settings(_env_file=None)
    without_token = {"discord": {"token"}}
    assert loaded.model_dump(exclude=without_token) == defaults.model_dump(exclude=without_token)
    assert loaded.discord.token is not None
    assert loaded.discord.token.get_secret_value() == ""


def test_the_example_with_every_line_in_force_loads_the_defaults(tmp_path: Path) -> None:
    in_force = re.sub(r"^# ([A-Z_]+__[A-Z_]+=.+)$", r"\1", EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    written = tmp_path / "all.env"
    written.write_text(in_force, encoding="utf-8")

    loaded = Settings(_env_file=written)

    defaults = Settings(_env_file=None)
    assert loaded.model_dump(exclude={"discord": {"token"}}) == defaults.model_dump(exclude={"discord": {"token"}})


def test_operators_read_every_setting_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `([A-Z_]+__[A-Z_]+)` \| (.*?) \|", prose(OPERATORS), re.MULTILINE))
    shown = {name: default.strip("`") for name, default in rows.items()}

    wanted = {name: _as_written(default) or "none" for name, default in _settings()}

    assert shown == wanted, "Mend the table of settings in docs/guide-operators.md: | `NAME` | `default` | meaning |."


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_link_leads_to_a_file(page: Path) -> None:
    dead = sorted({target for target in links(page) if not (page.parent / target).exists()})

    assert dead == [], f"{named(page)} links to files that do not exist: mend the path, or write the page."


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_make_target_a_page_names_exists(page: Path) -> None:
    unknown = sorted(make_calls(page) - make_targets())

    assert unknown == [], f"{named(page)} names targets the Makefile has not: mend the page, or add the target."


@pytest.mark.parametrize("page", pages(), ids=named)
def test_every_source_file_a_page_names_exists(page: Path) -> None:
    paths = {span for span in spans(page) if re.fullmatch(r"(bot|cogs|sandbox|tests|docs)/[\w./-]+", span)}

    gone = sorted(path for path in paths if not (ROOT / path).exists() and not re.search(r"NNNN|xx", path))

    assert gone == [], f"{named(page)} names files that do not exist: they moved, or were renamed; follow them."


def test_every_dependency_has_its_reason() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    declared = [*project["dependencies"], *(requirement for extra in extras for requirement in extra)]
    names = {re.split(r"[\[<>=;\s]", requirement)[0] for requirement in declared} - {project["name"]}
    explained = set(re.findall(r"^\| `([\w.-]+)(?:\[\w+\])?` \|", prose(DOCS / "dependencies.md"), re.MULTILINE))

    assert explained == names, "Mend docs/dependencies.md: one row for each dependency of pyproject.toml, and no other."


def _commands() -> Iterator[app_commands.Command[Any, ..., Any] | app_commands.Group]:
    """Every command the bot registers, and the groups they stand in."""
    for feature in FEATURES:
        if importlib.util.find_spec(f"{feature}.cog") is None:
            continue  # a feature of buttons only, or what all features share
        module = importlib.import_module(f"{feature}.cog")
        cogs = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, commands.Cog)]
        for command in (command for cog in cogs for command in cog.__cog_app_commands__):
            yield command
            if isinstance(command, app_commands.Group):
                yield from command.walk_commands()


def _menus() -> set[str]:
    """What stands in the menus of people and messages."""
    rooms = [
        importlib.import_module(path.relative_to(ROOT).as_posix()[:-3].replace("/", "."))
        for path in (ROOT / "cogs").glob("*/menus.py")
    ]
    return {each.name for room in rooms for each in vars(room).values() if isinstance(each, app_commands.ContextMenu)}


@pytest.mark.parametrize("page", PEOPLE)
def test_every_command_people_are_told_of_exists(page: str) -> None:
    told = {span[1:] for span in spans(ROOT / page) if re.fullmatch(r"/[a-z][a-z -]*", span)}

    unknown = sorted(told - {command.qualified_name for command in _commands()})

    assert unknown == [], f"{page} tells of commands the bot does not register: mend the page."


def test_every_command_is_told_of_in_a_guide() -> None:
    told = {span for guide in GUIDES for span in spans(guide)}
    wanted = {f"/{command.qualified_name}" for command in _commands() if not isinstance(command, app_commands.Group)}

    assert sorted(wanted - told) == [], "Tell of it in the guide of whoever uses it."


def test_every_menu_is_told_of_in_a_guide() -> None:
    told = {emphasised for guide in GUIDES for emphasised in re.findall(r"\*([^*\n]+)\*", prose(guide))}

    assert sorted(_menus() - told) == [], "Tell of it in the guide of whoever uses it."


def test_moderators_read_of_every_permission_the_link_asks_for() -> None:
    [table] = re.findall(r"^\| permission \|.*?\n\n", prose(DOCS / "guide-moderators.md"), re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| ([A-Z][A-Za-z ]+) \|", table, re.MULTILINE)
    english = load_wording().in_language(Language.ENGLISH)

    asked_for = permission_names(english, (name for name, is_asked in INSTALL_PERMISSIONS if is_asked))

    assert sorted(rows) == sorted(asked_for), "Mend docs/guide-moderators.md: one row for each permission."


def test_operators_read_only_of_events_that_are_logged() -> None:
    told = {span for span in spans(OPERATORS) if re.fullmatch(r"[a-z_]+\.[a-z_]+", span)} - {"copy.db", "trellis.db"}
    source = "".join(file.read_text(encoding="utf-8") for file in python_files("bot", "cogs"))

    assert sorted(event for event in told if f'"{event}"' not in source) == []


def test_every_decision_is_linked_from_the_architecture() -> None:
    written = {f"adr/{decision.name}" for decision in (DOCS / "adr").glob("*.md")}

    assert sorted(written - set(links(ARCHITECTURE))) == [], "Add it under Decisions in docs/architecture.md."


def test_every_method_the_architecture_names_is_there() -> None:
    named_there = {span for span in spans(ARCHITECTURE) if re.fullmatch(r"[A-Z]\w+\.\w+", span)}
    files = [file.read_text(encoding="utf-8") for file in python_files("bot", "cogs")]

    gone = [
        span
        for span in sorted(named_there)
        for owner, method in [span.split(".")]
        if not any(re.search(rf"^class {owner}\b", text, re.M) and f"def {method}(" in text for text in files)
    ]
    assert gone == [], "Mend docs/architecture.md: it was renamed, or moved."


def test_every_list_where_features_meet_is_where_the_architecture_says() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+/[\w/.]+)` \|", prose(ARCHITECTURE), re.MULTILINE)

    elsewhere = [
        name
        for name, path in rows
        if not re.search(rf"^(class )?{name}\b", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert (len(rows) > 5, elsewhere) == (True, []), "Mend docs/architecture.md: the list moved, or was renamed."


def test_no_word_of_the_glossary_has_two_meanings() -> None:
    explained = re.findall(r"^\| ([^|`]+?) \|", prose(DOCS / "glossary.md"), re.MULTILINE)
    words = [word for cell in explained for word in cell.split(", ") if cell not in HEADINGS]

    assert sorted(word for word in words if words.count(word) > 1) == []


async def test_the_test_that_contributors_are_shown_passes(tmp_path: Path) -> None:
    [shown] = re.findall(r"^```python\n(.*?)^```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.M | re.S)
    room: dict[str, Any] = {"Path": Path, "staged": staged, "found": found}

    exec(shown, room)

    [example] = [each for name, each in room.items() if name.startswith("test_")]
    await example(tmp_path)


@pytest.mark.parametrize("page", pages(), ids=named)
def test_no_page_quotes_the_figure_that_nobody_has_found_the_study_of(page: Path) -> None:
    assert re.findall(r"\b[69]5 ?%", prose(page)) == [], "The appointment figure has no source."


@pytest.mark.parametrize("words", [Kind, Place, State, Reason, Stage], ids=lambda words: words.__name__)
def test_the_glossary_explains_every_word_of_deliveries_and_rounds(
    words: type[Kind] | type[Place] | type[State] | type[Reason] | type[Stage],
) -> None:
    explained = set(re.findall(r"^\| `(\w+)` \|", prose(DOCS / "glossary.md"), re.MULTILINE))

    missing = sorted(word for word in words if word not in explained)

    assert missing == [], f"Mend docs/glossary.md: a row for each {words.__name__}."


async def test_the_first_page_shows_what_the_demo_prints(capsys: pytest.CaptureFixture[str]) -> None:
    excerpts = re.findall(r"^```text\n(\d{4}-.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)

    await play(Settings(_env_file=None))

    printed = capsys.readouterr().out.splitlines()
    gone = [line for excerpt in excerpts for line in excerpt.splitlines() if line not in printed]
    assert (len(excerpts), gone) == (1, []), "Mend README.md: copy the lines anew from `make demo`."


def test_the_change_log_speaks_of_the_version_that_is_built() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

    newest = re.findall(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[0]

    assert newest == version, "Mend CHANGELOG.md: its first section is the version of pyproject.toml."
