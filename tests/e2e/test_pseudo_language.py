"""A language is one file: made up from the English and put in Italian's place, it says a whole month."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.demo.month import play_month
from bot.demo.stage import ZONE, Stage, on_stage
from cogs._shared.layout import quoted
from tests.wording.pseudo import IN_PLACE_OF, cut, left_in_english, pseudo_wording, texts_of

SAID = ("message_created", "message_edited")
AS_THEY_ARE = ("English", "Norsk bokmål", "Italiano", "JSON")  # languages in their own words, and a kind of file
THREADS = ("thread_created", "thread_changed")


@dataclass(frozen=True)
class Month:
    """Everything that was to be read in it, and what people had typed themselves."""

    read: list[str]
    typed: frozenset[str]
    commands: list[dict[str, Any]]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return asyncio.run(_play(tmp_path_factory.mktemp("month")))


async def _play(folder: Path) -> Month:
    wording = pseudo_wording(folder)
    async with on_stage(folder / "trellis.db", locale=IN_PLACE_OF, wording=wording) as stage:
        await play_month(stage)
        return Month(list(_read(stage)), frozenset(_typed(stage)), stage.commands)


def _read(stage: Stage) -> Iterator[str]:
    bot = stage.sandbox.world.bot.id
    for entry in stage.sandbox.world.journal.entries:
        if entry.kind in SAID and entry.author_id == bot:
            yield from texts_of(entry.facts["message"])
        elif entry.kind in THREADS:
            yield from texts_of(entry.facts)
        elif entry.kind in ("modal_opened", "autocomplete"):
            yield from texts_of(entry.facts["response"].data)


def _typed(stage: Stage) -> Iterator[str]:
    """What people wrote into options and forms, as it stands on a card, and what they and their places are called."""
    yield from (person.name for person in stage.everybody)
    yield from (stage.guild.name, "accountability", "pairs", ZONE, "Europe/Rome", "Oslo, Norvegia")
    for entry in stage.sandbox.world.journal.of("interaction_created"):
        for value in _values(entry.facts["interaction"].data):
            yield value
            yield from (line.removeprefix("> ") for line in quoted(value).splitlines())


def _values(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key == "value" and isinstance(value, str) and value:
                yield value
            else:
                yield from _values(value)
    elif isinstance(data, list):
        for each in data:
            yield from _values(each)


def test_i1_nothing_that_is_read_in_a_whole_month_is_left_in_english(month: Month) -> None:
    left = {text: words for text in month.read if (words := left_in_english(text, month.typed))}

    assert left == {}


def test_i1_every_command_and_all_that_belongs_to_it_is_published_in_it(month: Month) -> None:
    shown = [
        node.get(f"{part}_localizations", {}).get(IN_PLACE_OF)
        for node in _nodes(month.commands)
        for part in ("name", "description")
        if node.get(part)
    ]

    assert {text for text in shown if text is None or left_in_english(text, AS_THEY_ARE) or cut(text)} == set()
    assert len(shown) > 300


def _nodes(commands: Any) -> Iterator[dict[str, Any]]:
    """Commands, what is below them, their options and choices."""
    for node in commands:
        yield node
        yield from _nodes(node.get("options") or ())
        yield from _nodes(node.get("choices") or ())


def test_i1_nothing_that_is_read_in_a_whole_month_is_cut_though_it_is_longer(month: Month) -> None:
    assert [text for text in dict.fromkeys(month.read) if cut(text)] == []
    assert len(month.read) > 1000
