"""Words folded alike for every database, and what counts as something alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.errors import Blank, Field, TooLong
from bot.domain.experiments import Ending, Experiment, Frame, Plan, Verdict
from bot.domain.legible import is_blank
from bot.domain.lessons import (
    ADVICE_MOST,
    LEARNED_MOST,
    LETTERS_MOST,
    TITLE_MOST,
    Lesson,
    Said,
    Told,
    asked,
    clean_told,
    lesson_of,
    offer,
    sought,
    teaches,
    told_in,
)
from bot.domain.stems import alike, fold, forms
from bot.domain.visibility import Visibility

ON = Date(2026, 9, 30)


def a_lesson(what: str, verdict: Verdict = Verdict.KEEP, advice: str = "Begin small", id: int = 1) -> Lesson:
    experiment = Experiment(
        id, 2, 3, 4, Plan(what, "", "", ""), Frame(), ON, ON, Instant.from_utc(2026, 9, 1),
        ending=Ending(ON, verdict, "", advice),
    )  # fmt: skip
    return lesson_of(id, experiment, Instant.from_utc(2026, 9, 30))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Perché no?", ["perche", "no"]),
        ("Være på ØVELSE", ["være", "på", "øvelse"]),
        ("Ga\u030a pa\u030a", ["gå", "på"]),  # å written as a and a ring
        ("café naïve Müller", ["cafe", "naive", "muller"]),
        ("under_score, 50%", ["under", "score", "50"]),
        ("🌱🌱", []),
        ("", []),
    ],
)
def test_e14_words_are_small_letters_without_accents_but_å_æ_ø_stay(text: str, words: list[str]) -> None:
    assert fold(text) == words


@given(st.text())
def test_e14_folded_twice_is_folded_once(text: str) -> None:
    once = fold(text)

    assert fold(" ".join(once)) == once


def test_e14_common_words_are_not_looked_for() -> None:
    assert sought("When I have the questions: ask, every week, in meetings") == ["questions", "ask", "meetings"]


@pytest.mark.parametrize(
    "words",
    [
        "question questions", "try tries tried trying", "stop stops stopped stopping", "company companies",
        "åpen åpent åpne", "gammel gammelt gamle", "møte møtet møter møtene", "spørsmål spørsmålet spørsmålene",
        "snakke snakker snakket", "delegere delegerer delegerte", "domanda domande", "aperto aperta aperti aperte",
        "amico amici amica amiche", "parlare parlo parlato parlando", "cliente clienti",
    ],
)  # fmt: skip
def test_k11_the_forms_of_a_word_have_something_in_common(words: str) -> None:
    first, *others = words.split()

    assert [other for other in others if not alike(first, [other])] == []


@pytest.mark.parametrize(
    ("one", "other"), [("call", "calendar"), ("mål", "måltid"), ("prezzo", "presto"), ("lære", "lege")]
)
def test_k11_words_that_only_begin_alike_are_not_alike(one: str, other: str) -> None:
    assert not alike(one, [other])


@given(st.text(alphabet="abcdeghilmnorstuvyæøå", min_size=1))
def test_k11_a_word_is_always_found_by_itself(word: str) -> None:
    assert word in forms(word)


@given(st.text())
def test_k11_a_search_fits_its_button_and_says_the_same_when_it_comes_back(text: str) -> None:
    words = asked(text)

    assert len(" ".join(words)) <= LETTERS_MOST
    assert asked(" ".join(words)) == words


@pytest.mark.parametrize(
    ("wanted", "taught"),
    [
        ("Ask open questions in meetings", "Asking one open question in every meeting"),
        ("Stille åpne spørsmål i møtet", "Åpne spørsmålet og la møtene vente"),
        ("Fare domande aperte ai clienti", "Una domanda aperta per ogni cliente"),
    ],
)
def test_e14_something_alike_is_found_across_endings_in_three_languages(wanted: str, taught: str) -> None:
    lesson = a_lesson(taught)

    assert offer(sought(wanted), [lesson]) == [lesson]


def test_e14_one_word_in_common_is_chance() -> None:
    assert offer(sought("Call five customers about prices"), [a_lesson("Call my mother")]) == []


def test_e14_what_was_let_go_comes_first_and_two_are_offered() -> None:
    found = [
        a_lesson("Cold calls before lunch", verdict, id=number)
        for number, verdict in enumerate((Verdict.KEEP, Verdict.ADAPT, Verdict.DROP), start=1)
    ]

    assert [lesson.id for lesson in offer(sought("cold calls"), found)] == [3, 2]


def test_e14_nothing_is_alike_to_no_words_at_all() -> None:
    assert offer(sought("and the for"), [a_lesson("And the for")]) == []


@pytest.mark.parametrize("visibility", [Visibility.PARTNER, Visibility.PRIVATE])
def test_e6_only_what_the_group_may_read_becomes_a_lesson(visibility: Visibility) -> None:
    shown = a_lesson("Cold calls").source
    assert isinstance(shown, Experiment)

    hidden = Experiment(**{**vars(shown), "visibility": visibility})

    assert (teaches(shown), teaches(hidden)) == (True, False)


def test_e14_without_a_word_of_what_happened_there_is_no_lesson() -> None:
    silent = a_lesson("Cold calls", advice="").source

    assert isinstance(silent, Experiment)
    assert not teaches(silent)


def test_k11_what_came_of_no_experiment_is_offered_after_what_was_let_go_and_before_what_was_kept() -> None:
    told = Lesson(4, 2, None, 4, Told("Cold calls before lunch"), Instant.from_utc(2026, 9, 30))
    found = [a_lesson("Cold calls before lunch", Verdict.KEEP, id=1), told, a_lesson("Cold calls", Verdict.DROP, id=3)]

    assert [lesson.id for lesson in offer(sought("cold calls"), found)] == [3, 4]


@pytest.mark.parametrize(
    ("message", "title", "learned"),
    [
        ("Ask first, then wait", "Ask first, then wait", ""),
        ("Ask first, then wait.\nIt took me a year.", "Ask first, then wait.", None),
        ("Ask first, then wait! It took me a year.", "Ask first, then wait!", None),
        ("1. Ask. Then wait for the answer. Then talk.", "1. Ask. Then wait for the answer.", None),
        ("\n  Spør *først*  \n\nSå vent", "Spør *først*", None),
        ("Perché no? " + "x" * 400, "Perché no?…", None),
        ("word " * 100, ("word " * 29).strip() + "…", None),
        ("x" * 4000, "x" * (TITLE_MOST - 1) + "…", None),
    ],
)
def test_k11_a_message_is_about_what_its_first_sentence_says(message: str, title: str, learned: str | None) -> None:
    told = told_in(message)

    assert told == Told(title, message.strip() if learned is None else learned)


@given(st.text().filter(lambda text: not is_blank(text)))
def test_k11_every_message_with_words_has_a_title_that_fits(message: str) -> None:
    title = told_in(message).title

    assert 0 < len(title) <= TITLE_MOST
    assert "\n" not in title


def test_k11_what_somebody_tells_is_kept_without_what_stands_around_it() -> None:
    assert clean_told(Told("  Ask \n first ", " It\nworked ", " ")) == Told("Ask first", "It\nworked", "")


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (Told(" ", "It worked"), Blank(Field.LESSON_TITLE)),
        (Told("Ask first", "\n"), Blank(Field.LESSON_LEARNED)),
        (Told("x" * 151, "It worked"), TooLong(Field.LESSON_TITLE, 151, TITLE_MOST)),
        (Told("Ask first", "x" * 4000), TooLong(Field.LESSON_LEARNED, 4000, LEARNED_MOST)),
        (Told("Ask first", "It worked", "x" * 501), TooLong(Field.LESSON_ADVICE, 501, ADVICE_MOST)),
    ],
)
def test_k11_a_lesson_says_what_it_is_about_and_what_was_learned_and_is_no_book(
    told: Told, refusal: Blank | TooLong
) -> None:
    with pytest.raises(type(refusal)) as refused:
        clean_told(told)

    assert refused.value == refusal


def test_k11_a_lesson_belongs_to_who_learned_it_and_to_who_saved_it() -> None:
    told, at = Told("Ask first"), Instant.from_utc(2026, 9, 30)
    saved, written = Lesson(1, 2, 3, 4, told, at, Said(5, 6, saved_by=7)), Lesson(1, 2, 3, 4, told, at)

    assert [[lesson.belongs_to(person) for person in (4, 7, 8)] for lesson in (saved, written)] == [
        [True, True, False],
        [True, False, False],
    ]
