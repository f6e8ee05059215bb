"""The made-up language: a language is one file, and what is not in it is seen."""

from pathlib import Path
from string import Formatter

import pytest

from bot.wording.texts import Texts
from tests.wording.pseudo import IN_PLACE_OF, cut, left_in_english, pseudo_wording
from tests.wording.source import limited_texts, names


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    return pseudo_wording(tmp_path_factory.mktemp("catalogues")).in_language(IN_PLACE_OF)


def test_i1_a_language_is_what_one_file_says_it_is(tmp_path: Path) -> None:
    wording = pseudo_wording(tmp_path)

    assert [file.name for file in tmp_path.iterdir()] == ["it.po"]
    assert sorted(wording.languages) == ["en", "it"]


def test_its_sentences_keep_values_commands_and_headings_and_are_longer(texts: Texts) -> None:
    assert texts.say("### Something to try") == "### ⟦Sȯmėthïng tȯ trÿ ȯȯȯȯȯ⟧"
    assert texts.say("In my language") == "⟦Ïn mÿ lȧngüȧgė ȯȯȯ⟧"
    assert texts.count("{n} member: {people}", "{n} members: {people}", 2, people="A") == "⟦2 mėmbėrs: A ȯȯȯȯȯȯ⟧"
    assert "`/ėxpėrïmėntȯȯȯȯ stȧrtȯȯ`" in texts.say(
        "You have no open experiment to answer about. `/experiment start` begins one in two minutes."
    )


def test_short_texts_are_as_long_as_discord_allows_and_no_longer(texts: Texts) -> None:
    def length(text: str) -> int:
        return len(texts.say(text, **{name: f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name}))

    long = [each for each in limited_texts() if length(each.text) > each.most]
    named = [name for name in names() if len(texts.say(name.word)) > 32]

    assert (long, named) == ([], [])


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("⟦Prȯmpt ȯȯ⟧ · weekly", ["weekly"]),
        ("⟦Ïn “Founders”, lunedì 7 settembre ȯȯ⟧", ["Founders"]),
        ("⟦Ïn “Cold calls”, <@12345678901234567> ȯȯ⟧", []),
        ("ikke ennå", ["ikke", "ennå"]),
    ],
)
def test_what_was_never_translated_is_seen_but_not_people_s_words_or_dates(text: str, left: list[str]) -> None:
    assert left_in_english(text, known=["Cold calls"]) == left


@pytest.mark.parametrize("text", ["⟦Sȯmėthïng tȯ", "⟦Sȯmė…⟧", "thïng⟧"])
def test_what_was_cut_is_seen(text: str) -> None:
    assert (cut(text), cut("⟦Sȯmėthïng⟧")) == (True, False)
