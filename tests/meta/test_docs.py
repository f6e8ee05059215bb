"""The pages say what is so: settings, links, dependencies, commands and words are held to the code."""

import importlib
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from discord import app_commands
from discord.ext import commands
from pydantic import BaseModel

from bot.demo import play
from bot.domain.deliveries import Kind, Place, Reason, State
from bot.domain.rounds import Stage
from bot.settings import Settings
from cogs import FEATURES
from tests.meta.pages import DOCS, ROOT, links, make_calls, make_targets, named, pages, prose, spans

EXAMPLE = ROOT / ".env.example"
OPERATORS = DOCS / "guide-operators.md"
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


def _command_names() -> set[str]:
    """Every command the bot registers, and the groups they stand in."""
    names: set[str] = set()
    for feature in FEATURES:
        if importlib.util.find_spec(f"{feature}.cog") is None:
            continue  # a feature of buttons only, or what all features share
        module = importlib.import_module(f"{feature}.cog")
        cogs = [each for each in vars(module).values() if isinstance(each, type) and issubclass(each, commands.Cog)]
        for command in (command for cog in cogs for command in cog.__cog_app_commands__):
            names.add(command.qualified_name)
            if isinstance(command, app_commands.Group):
                names.update(inner.qualified_name for inner in command.walk_commands())
    return names


@pytest.mark.parametrize("page", PEOPLE)
def test_every_command_people_are_told_of_exists(page: str) -> None:
    told = {span[1:] for span in spans(ROOT / page) if re.fullmatch(r"/[a-z][a-z -]*", span)}

    unknown = sorted(told - _command_names())

    assert unknown == [], f"{page} tells of commands the bot does not register: mend the page."


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
