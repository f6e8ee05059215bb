"""Every catalogue says everything the code says, with the same values in it, within Discord's limits."""

import re
import unicodedata
from collections import Counter
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from tests.wording.source import ROOT, Id, limited_texts, names, sentences

CATALOGUES = ROOT / "bot" / "wording" / "catalogues"
LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))
NAME = re.compile(r"[-_'\w]{1,32}")  # Discord's rule for the name of a command or option
COMMAND = re.compile(r"`/([^`]+)`")
OPTION = re.compile(r"`([-\w]+)`")
# Of a defeat, of somebody's gender, of a couple, of a municipal care team.
NEVER = {
    "nb": re.compile(r"mislykke|mislykte|feilet|gi opp\b|ansvarsgruppe|gratisarbeid", re.I),
    "it": re.compile(
        r"fallit[aeio]|rinunci|^\W*benvenut[aeio]|facilitator[ei]|moderator[ei]|ti ha aiutat"
        r"|state insieme|orologio|giorni feriali",
        re.I,
    ),
}
MARKUP = re.compile(r"^(?:###|-#|>) |\*\*|\n|<#\{\w+\}>|[\U0001F300-\U0001FAFF\u2600-\u27BF\u23E9-\u23FA]", re.M)

in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def catalogue(language: str) -> Catalog:
    path = Path(CATALOGUES / f"{language}.po")
    with path.open("rb") as source:
        return read_po(source, locale=language)


def entries(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def english(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    return (message.string or "",) if isinstance(message.string, str | None) else tuple(message.string)


def singular(sentence: Id) -> str:
    return sentence if isinstance(sentence, str) else sentence[0]


def translated(text: str, language: str) -> str:
    """What `text` becomes; itself where there is no translation, which another test tells."""
    message = catalogue(language).get(text)
    return (translations(message)[0] if message else "") or text


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


@in_every_language
def test_every_sentence_in_the_code_is_in_the_catalogue(language: str) -> None:
    known = {(message.id, isinstance(message.id, tuple)) for message in entries(language)}

    missing = [sentence for sentence in sentences() if (sentence, isinstance(sentence, tuple)) not in known]

    assert not missing, f"run `make texts`, then translate in {language}.po: {sorted(map(singular, missing))}"


@in_every_language
def test_the_catalogue_has_no_sentence_the_code_no_longer_says(language: str) -> None:
    said = sentences()

    left_over = [english(message)[0] for message in entries(language) if message.id not in said]

    assert not left_over, f"run `make texts` to take these out of {language}.po: {left_over}"


@in_every_language
def test_every_sentence_is_translated_in_every_plural_form(language: str) -> None:
    forms = catalogue(language).num_plurals

    blank = [
        english(message)[0]
        for message in entries(language)
        if len(translations(message)) != (forms if message.pluralizable else 1)
        or not all(text.strip() for text in translations(message))
    ]

    assert not blank, f"write the msgstr of these in {language}.po: {blank}"


@in_every_language
def test_no_translation_is_a_guess(language: str) -> None:
    fuzzy = [english(message)[0] for message in entries(language) if message.fuzzy]

    assert not fuzzy, f"check these in {language}.po and take the line `#, fuzzy` away: {fuzzy}"


@in_every_language
def test_no_translation_is_kept_for_a_sentence_that_is_gone(language: str) -> None:
    obsolete = [singular(id) for id in catalogue(language).obsolete]

    assert not obsolete, f"delete the lines that begin with `#~` in {language}.po: {obsolete}"


@in_every_language
def test_every_translation_takes_the_values_the_english_gives(language: str) -> None:
    wanted = {message.id: set[str]().union(*map(placeholders, english(message))) for message in entries(language)}

    wrong = [
        (text, sorted(wanted[message.id]))
        for message in entries(language)
        for text in translations(message)
        if text and placeholders(text) != wanted[message.id]
    ]

    assert not wrong, f"each of these in {language}.po must hold exactly the placeholders named after it: {wrong}"


@in_every_language
def test_every_translation_keeps_the_markup_of_the_english(language: str) -> None:
    wrong = [
        text
        for message in entries(language)
        for text in translations(message)
        if text and Counter(MARKUP.findall(text)) != Counter(MARKUP.findall(english(message)[0]))
    ]

    assert not wrong, f"give these in {language}.po the headings, bold, emoji and line breaks of the English: {wrong}"


@in_every_language
def test_a_command_named_in_a_sentence_is_called_what_discord_shows(language: str) -> None:
    words = {name.word for name in names()}

    def shown(path: str) -> str:
        return " ".join(translated(word, language) if word in words else word for word in path.split())

    wrong = [
        (text, wanted)
        for message in entries(language)
        for text in translations(message)
        if text
        and Counter(COMMAND.findall(text))
        != Counter(wanted := [shown(path) for path in COMMAND.findall(english(message)[0])])
    ]

    assert not wrong, f"in {language}.po these must name the commands that follow them, in backticks: {wrong}"


@in_every_language
def test_an_option_named_in_a_sentence_is_called_what_discord_shows(language: str) -> None:
    words = {name.word for name in names()}

    wrong = [
        (text, option)
        for message in entries(language)
        for option in OPTION.findall(english(message)[0])
        for text in translations(message)
        if option in words and f"`{translated(option, language)}`" not in text
    ]

    assert not wrong, f"in {language}.po these must name the options that follow them, in backticks: {wrong}"


@in_every_language
def test_no_word_is_used_that_docs_wording_rules_out(language: str) -> None:
    never = NEVER.get(language)

    used = [text for message in entries(language) for text in translations(message) if never and never.search(text)]

    assert used == [], f"docs/wording.md says which words to take instead in {language}.po"


@in_every_language
def test_command_and_option_names_follow_discords_rule(language: str) -> None:
    shown = {name.word: translated(name.word, language) for name in names()}

    wrong = {
        word: text
        for word, text in shown.items()
        if not NAME.fullmatch(text) or text != text.lower() or not unicodedata.is_normalized("NFC", text)
    }

    assert not wrong, f"in {language}.po write these as one lower-case word of 1 to 32 letters, digits, - _ ': {wrong}"


@in_every_language
def test_no_two_names_side_by_side_are_the_same(language: str) -> None:
    places = Counter((name.beside, translated(name.word, language)) for name in names())

    twice = [place for place, times in places.items() if times > 1]

    assert not twice, f"in {language}.po give one of each of these another name: {twice}"


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_short_texts_fit_where_discord_shows_them(language: str) -> None:
    shown = {each: each.text if language == "en" else translated(each.text, language) for each in limited_texts()}

    long = [
        f"{each.use}, {len(text)} of {each.most} characters: {text}"
        for each, text in shown.items()
        if len(text) > each.most
    ]

    assert not long, f"shorten in {'the code' if language == 'en' else language + '.po'}: {long}"


def test_the_ways_discord_uses_a_text_are_found_in_the_code() -> None:
    uses = {each.use for each in limited_texts()}

    assert uses >= {"command description", "option description", "choice", "form title", "form label", "button"}
    assert {"experiment", "start", "group"} <= {name.word for name in names()}, "mend tests/wording/source.py"
