"""Everything about oneself as it is read: nothing without a name, nothing in another language (V1)."""

from enum import StrEnum

import pytest
from whenever import Instant

from bot.domain.own_data import COUNTED, Entries, OwnData, Part, Sort
from bot.domain.people import Language
from bot.storage.own_data import EVERYWHERE, IN_COMMUNITIES
from bot.wording.texts import load_wording
from cogs.profile.data_text import as_text
from cogs.profile.data_words import column_names, part_names, words_of

SOURCES = (*EVERYWHERE, *IN_COMMUNITIES)
ENGLISH = load_wording().in_language(Language.ENGLISH)
TAKEN = Instant.from_utc(2026, 9, 3, 10)


def test_every_part_has_one_source_and_a_name() -> None:
    assert sorted(source.part for source in SOURCES) == sorted(Part)
    assert sorted(part_names(ENGLISH)) == sorted(Part)


def test_every_column_that_is_read_has_a_name_and_every_word_in_it_too() -> None:
    read = {name: sort for source in SOURCES if source.part not in COUNTED for name, sort in source.columns.items()}

    nameless = sorted(read.keys() - column_names(ENGLISH).keys())
    wordless = sorted({name for name, sort in read.items() if sort is Sort.WORD} - words_of(ENGLISH).keys())

    assert (nameless, wordless) == ([], [])


@pytest.mark.parametrize("column", sorted(words_of(ENGLISH)))
def test_every_word_that_the_program_knows_is_said(column: str) -> None:
    said = words_of(ENGLISH)[column]

    kinds = {type(word) for word in said}
    assert [set(kind) - set(said) for kind in kinds if issubclass(kind, StrEnum)] == [set()]


def test_it_is_read_in_ones_own_language_and_by_ones_own_clock() -> None:
    columns = {
        "what": Sort.TEXT,
        "why": Sort.TEXT,
        "way": Sort.WORD,
        "former_plans": Sort.TREE,
        "created_at": Sort.MOMENT,
    }
    former = [{"what": "Ringe tre", "why": "", "way": "project", "until": "2026-09-01"}]
    entry = {
        "what": "Ringe én",
        "why": "Mot\nog ro",
        "way": "conversation",
        "former_plans": former,
        "created_at": "2026-09-03T10:00:00Z",
    }
    parts = [
        Entries(Part.EXPERIMENTS, columns, [entry]),
        Entries(Part.DELIVERIES, {"kind": Sort.WORD}, [{"kind": "nudge"}] * 3),
    ]
    own = OwnData(1003, TAKEN, "Europe/Oslo", [], {10: parts})

    read = as_text(load_wording().in_language(Language.ENGLISH), own, {10: "Town"}).decode("utf-8-sig")

    assert read.partition("ON THE SERVER")[2].splitlines() == [
        " “Town”",
        "====================",
        "",
        "Your experiments (1)",
        "- What: Ringe én",
        "  Why: Mot",
        "    og ro",
        "  Way: a conversation or meeting",
        "  Earlier plans:",
        "    What: Ringe tre",
        "    Way: a project",
        "    Until: 2026-09-01",
        "  When: 3 September 2026, 12:00",
        "",
        "Messages to you: 3. The other file names each.",
    ]
