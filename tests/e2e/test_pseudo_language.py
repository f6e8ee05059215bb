"""A language is one file: made up from the English and put in Italian's place, it says a whole month."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from discord.ui import Button

from bot.demo.month import play_month
from bot.demo.stage import Stage, on_stage
from bot.domain.deliveries import POLICIES, Kind, Place
from bot.domain.lessons import told_in
from bot.gateway.cards import Card, CardTable
from bot.gateway.client import FormKind
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs._shared.layout import quoted
from tests.cogs.every_card import EXAMPLES, FORMS, NOTHING_LEFT, letter
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
    cards: CardTable
    forms: Mapping[str, FormKind]
    texts: Texts


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Month:
    return asyncio.run(_play(tmp_path_factory.mktemp("month")))


async def _play(folder: Path) -> Month:
    wording = pseudo_wording(folder)
    async with on_stage(folder / "trellis.db", locale=IN_PLACE_OF, wording=wording) as stage:
        await play_month(stage)
        assert stage.app is not None
        bot, texts = stage.app.bot, wording.in_language(IN_PLACE_OF)
        return Month(list(_read(stage)), frozenset(_typed(stage)), stage.commands, bot.cards, bot.forms, texts)


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
    """What people wrote, into options and forms too, as it stands on a card, and what they and their places are
    called."""
    yield from (person.name for person in stage.everybody)
    yield from (stage.guild.name, "accountability", "pairs", "ask-here", "Oslo", "Roma", "Oslo, Norvegia")
    for entry in stage.sandbox.world.journal.of("message_created"):
        if entry.author_id != stage.sandbox.world.bot.id:
            yield entry.facts["message"]["content"]
            yield told_in(entry.facts["message"]["content"]).title
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


def test_i1_the_card_of_every_kind_is_said_in_it(month: Month) -> None:
    said = {
        kind: [
            text
            for facts in EXAMPLES.get(kind, ())
            for text in _said(month.cards[kind](letter(kind, facts), month.texts))
        ]
        for kind in Kind
    }

    assert [kind for kind, texts in said.items() if not texts] == [], "Add an example to tests/cogs/every_card.py."
    assert _not_in_it(said) == {}


def _said(card: Card) -> Iterator[str]:
    """All that stands on it, and what threads are called that come with it."""
    yield from texts_of(card.view.to_components())
    yield from filter(None, [card.thread, card.private_thread, *(card.renames or ())])


def test_i1_every_form_is_said_in_it(month: Month) -> None:
    said = {
        prefix: list(texts_of([form.build(month.texts, args, {}).to_dict() for args in FORMS.get(prefix, ())]))
        for prefix, form in month.forms.items()
    }

    assert [prefix for prefix, texts in said.items() if not texts] == [], "Add an example to tests/cogs/every_card.py."
    assert _not_in_it(said) == {}


def _not_in_it(said: Mapping[str, list[str]]) -> dict[str, list[str]]:
    def wrong(texts: list[str]) -> list[str]:
        return [text for text in texts if left_in_english(text, ["Oslo"]) or cut(text)]

    return {about: found for about, texts in said.items() if (found := wrong(texts))}


SHARED = {kind for kind, policy in POLICIES.items() if policy.place is not Place.PERSON}
FOR_MODERATORS = {kind for kind, policy in POLICIES.items() if policy.place is Place.MODERATORS}


def test_i3_every_shared_card_is_read_in_ones_own_language_at_one_press(month: Month) -> None:
    with_words = [(kind, each) for kind in SHARED for each in EXAMPLES[kind] if each != NOTHING_LEFT]

    without = [each for each in with_words if "card:read:" not in _pressed(month, letter(*each))]

    assert without == []


def test_n2_every_message_to_one_person_says_why_it_came(month: Month) -> None:
    sent = [letter(kind, each) for kind in set(Kind) - SHARED for each in EXAMPLES[kind]]
    waited = [replace(letter(kind, each), has_waited=True) for kind in FOR_MODERATORS for each in EXAMPLES[kind]]

    without = [each for each in sent + waited if f"delivery:why:{each.delivery.kind}:" not in _pressed(month, each)]

    assert without == []


def _pressed(month: Month, said: Letter) -> set[str]:
    """What its buttons do, without the numbers at their end."""
    view = month.cards[said.delivery.kind](said, month.texts).view
    return {
        item.custom_id.rstrip("0123456789")
        for item in view.walk_children()
        if isinstance(item, Button) and item.custom_id
    }
