"""The library of ideas (E11): complete in every language, wide enough for everybody, and refused when it is not."""

import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from bot.domain.experiments import Way
from bot.domain.people import Language
from bot.wording.ideas import Idea, IncompleteIdeas, load_ideas, read_ideas
from tests.wording.source import ROOT

IDEAS = load_ideas()
WAYS = [Way.PROJECT, Way.CONVERSATION, Way.STRETCH, Way.WORKFLOW]
REACHES = range(1, 6)
A_WAY_LEAST = 12
A_REACH_LEAST = 2
WHAT_MOST = 90  # a menu's option has room for 100, less a mark in front
WHEN_THEN_MOST = 140
ALIKE_MOST = 0.6
THEN = {"en": r"When .+, then I .+", "nb": r"Når .+, så .+", "it": r"Quando .+, allora .+"}
TELLTALE = {
    "en": "the and with my when then what who their this of your they is it about before",
    "nb": "jeg og ikke når hva hvem som meg det er på så hver uken noe til av",
    "it": "che non quando allora una un di il mi della chi cosa più con prima una persona ogni",
}
WORD = re.compile(r"[^\W\d_]+")
MARKUP = re.compile(r"[*_`~|<>#\\\[\]{}@]|https?:")

in_every_language = pytest.mark.parametrize("language", list(Language))


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def telling(text: str, language: str) -> set[str]:
    """The words that say what a sentence is about; the little ones are in all of them."""
    return {word for word in words(text) if len(word) > 3} - set(TELLTALE[language].split())


def said(language: str) -> list[str]:
    """Every text of every idea, in the order of the file."""
    return [text for idea in IDEAS.in_language(language) for text in (idea.what, idea.when_then)]


def frames(language: str) -> list[tuple[str, str, int]]:
    return [(idea.key, idea.way, idea.reach) for idea in IDEAS.in_language(language)]


def library(folder: Path, **files: str) -> Path:
    """A library of one idea in two languages, but for the files given."""
    told = {
        "ideas": 'call = { way = "conversation", reach = 2 }',
        "en": '[call]\nwhat = "Call somebody"\nwhen_then = "When it rings, then I wait"',
        "it": '[call]\nwhat = "Chiamare qualcuno"\nwhen_then = "Quando squilla, allora aspetto"',
    }
    for name, text in {**told, **files}.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def test_every_language_offers_the_same_ideas_in_the_same_order() -> None:
    assert sorted(IDEAS.languages) == sorted(Language)
    assert frames("nb") == frames("en")
    assert frames("it") == frames("en")


def test_the_files_can_be_read_side_by_side() -> None:
    folder = ROOT / "bot" / "wording" / "ideas"
    order = [idea.key for idea in IDEAS.in_language("en")]

    headings = {
        language: re.findall(r"^\[(.+)\]$", (folder / f"{language}.toml").read_text(encoding="utf-8"), re.M)
        for language in Language
    }

    assert headings == dict.fromkeys(Language, order)


def test_every_way_has_ideas_to_choose_among() -> None:
    per_way = Counter(way for _, way, _ in frames("en"))

    assert set(per_way) == set(WAYS)
    assert min(per_way.values()) >= A_WAY_LEAST


def test_every_way_has_something_near_and_something_far() -> None:
    found = Counter((way, reach) for _, way, reach in frames("en"))

    thin = [(way, reach) for way in WAYS for reach in REACHES if found[way, reach] < A_REACH_LEAST]

    assert thin == [], f"write more ideas of these ways and reaches: {thin}"
    assert {reach for _, _, reach in frames("en")} == set(REACHES)


def test_the_nearest_ideas_of_a_way_are_offered_first() -> None:
    offered = [(way, reach) for _, way, reach in frames("en")]

    assert offered == sorted(offered, key=lambda frame: (WAYS.index(Way(frame[0])), frame[1]))


def test_a_key_is_a_few_plain_words() -> None:
    odd = [key for key, _, _ in frames("en") if not re.fullmatch(r"[a-z]+(-[a-z]+)*", key) or len(key) > 40]

    assert odd == []


@in_every_language
def test_an_idea_fits_the_places_where_it_is_shown(language: Language) -> None:
    long = [
        (idea.key, len(idea.what), len(idea.when_then))
        for idea in IDEAS.in_language(language)
        if len(idea.what) > WHAT_MOST or len(idea.when_then) > WHEN_THEN_MOST
    ]

    assert long == [], f"shorten in {language}.toml: {long}"


@in_every_language
def test_an_idea_reads_like_something_a_person_wrote(language: Language) -> None:
    odd = [
        text
        for text in said(language)
        if MARKUP.search(text) or text != " ".join(text.split()) or text.endswith(".") or not text[0].isupper()
    ]

    assert odd == [], f"no markup, no full stop, one space between words, a capital first: {odd}"


@in_every_language
def test_every_idea_has_an_if_then_plan(language: Language) -> None:
    odd = [idea.when_then for idea in IDEAS.in_language(language) if not re.fullmatch(THEN[language], idea.when_then)]

    assert odd == [], f"in {language}.toml these do not say when and then: {odd}"


@in_every_language
def test_no_idea_is_there_twice(language: Language) -> None:
    times = Counter(text.casefold() for text in said(language))

    twice = [text for text, number in times.items() if number > 1]

    assert twice == []


@in_every_language
def test_no_idea_is_another_in_other_words(language: Language) -> None:
    def shared(one: Idea, other: Idea) -> float:
        mine, theirs = telling(one.what, language), telling(other.what, language)
        return len(mine & theirs) / min(len(mine), len(theirs))

    alike = [
        (one.key, other.key)
        for one, other in combinations(IDEAS.in_language(language), 2)
        if shared(one, other) > ALIKE_MOST
    ]

    assert alike == []


@in_every_language
def test_no_language_is_left_in_another(language: Language) -> None:
    foreign = {word for other, told in TELLTALE.items() if other != language for word in told.split()}
    foreign -= set(TELLTALE[language].split())

    left = {text: found for text in said(language) if (found := foreign & set(words(text)))}

    assert left == {}


@in_every_language
def test_no_sentence_is_shared_with_another_language(language: Language) -> None:
    elsewhere = {text for other in Language if other != language for text in said(other)}

    left = [text for text in said(language) if text in elsewhere]

    assert left == []


def test_an_idea_is_found_by_its_key_in_the_language_asked_for() -> None:
    found = [idea for language in ("en", "nb", "it") if (idea := IDEAS.find(language, "count-to-three"))]

    assert [(idea.key, idea.way, idea.reach) for idea in found] == [("count-to-three", "conversation", 1)] * 3
    assert [idea.what for idea in found] == [
        "Count to three before I answer, in every meeting this month",
        "Telle til tre før jeg svarer, i hvert møte denne måneden",
        "Contare fino a tre prima di rispondere, in ogni riunione di questo mese",
    ]


def test_an_idea_nobody_wrote_is_not_found() -> None:
    assert IDEAS.find("en", "no-such-idea") is None


def test_a_language_without_ideas_reads_them_in_english() -> None:
    assert IDEAS.in_language("xx") == IDEAS.in_language("en")
    assert IDEAS.find("xx", "count-to-three") == IDEAS.find("en", "count-to-three")


def test_a_complete_library_is_taken_as_it_is_written(tmp_path: Path) -> None:
    ideas = read_ideas(library(tmp_path))

    assert ideas.languages == ["en", "it"]
    assert ideas.in_language("it") == [
        Idea("call", "conversation", 2, "Chiamare qualcuno", "Quando squilla, allora aspetto")
    ]


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"it": ""}, "it.toml and ideas.toml do not both know call"),
        (
            {"nb": '[ring]\nwhat = "Ringe"\nwhen_then = "Når"\n[call]\nwhat = "Ringe"\nwhen_then = "Når"'},
            "nb.toml and ideas.toml do not both know ring",
        ),
        ({"it": '[call]\nwhat = "Chiamare"'}, "call in it.toml must say what and when_then, and nothing else"),
        (
            {"it": '[call]\nwhat = "Chiamare"\nwhen_then = ""'},
            "call in it.toml must say what and when_then, and nothing else",
        ),
        (
            {"it": '[call]\nwhat = "Chiamare"\nwhen_then = "Quando"\nwhy = "Boh"'},
            "call in it.toml must say what and when_then, and nothing else",
        ),
        ({"it": 'call = "Chiamare"'}, "call in it.toml must say what and when_then, and nothing else"),
        ({"ideas": 'call = { way = "conversation" }'}, "call in ideas.toml must say way and reach, and nothing else"),
        (
            {"ideas": 'call = { way = "conversation", reach = "far" }'},
            "call in ideas.toml must say way and reach, and nothing else",
        ),
    ],
)
def test_an_incomplete_library_is_refused(tmp_path: Path, files: dict[str, str], told: str) -> None:
    folder = library(tmp_path, **files)

    with pytest.raises(IncompleteIdeas) as refused:
        read_ideas(folder)

    assert str(refused.value) == told


def test_a_library_without_english_is_refused(tmp_path: Path) -> None:
    folder = library(tmp_path)
    (folder / "en.toml").unlink()

    with pytest.raises(IncompleteIdeas) as refused:
        read_ideas(folder)

    assert str(refused.value) == "there is no en.toml, which stands in for every other language"
