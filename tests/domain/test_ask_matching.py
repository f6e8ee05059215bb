"""Whose offers match what somebody asks (K2, K9), and which two have something for each other (P1)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Date, Instant

from bot.domain.ask_matching import Teacher, Want, about, fitting_pairs, matching, to_look_up
from bot.domain.asks import Ask, AskKind, AskState, AskWords
from bot.domain.attention import Choices
from bot.domain.offers import Offer
from bot.domain.people import Language, Person

NOW = Instant.from_utc(2026, 9, 3, 10)
ENGLISH, NORWEGIAN, ITALIAN = Language
FITS, DOES_NOT = True, False
INFLECTED = ("call", "calls", "calling", "price", "pricing", "åpen", "åpne", "excel", "amico", "amiche")


def ask(question: str, able: str = "", language: Language = ENGLISH) -> Ask:
    words = AskWords(question, "Nothing yet", able)
    return Ask(1, 10, 100, AskKind.ADVICE, words, language, NOW, AskState.OPEN, NOW)


def teacher(id: int, what: str, person_id: int | None = None) -> Teacher:
    offer = Offer(id, 10, person_id or id, what, 2, None, NOW)
    return Teacher(offer, Person(offer.person_id, ENGLISH, "Europe/Oslo"))


def told(asked: Ask, *found: Teacher, but_for: tuple[int, ...] = (), is_wide: bool = False) -> list[int]:
    """The offers for whose sake somebody is told."""
    return [each.offer.id for each in matching(asked, found, NOW, but_for=but_for, is_wide=is_wide)]


@pytest.mark.parametrize(
    ("question", "what", "matches"),
    [
        pytest.param("How do I get over my fear of cold calls?", "Cold calling for founders", FITS, id="two words"),
        pytest.param("How do I negotiate a contract?", "Negotiation", FITS, id="all that is offered"),
        pytest.param("Who has built a report in Excel?", "Help with Excel", FITS, id="but for words that say nothing"),
        pytest.param("How do I open a call?", "Cold calling for founders", DOES_NOT, id="one word of several"),
        pytest.param("How do I get people to try it?", "Helping people get started", DOES_NOT, id="nothing telling"),
        pytest.param("Hvordan forhandler jeg lønnen min?", "Å forhandle om lønn", FITS, id="norsk"),
        pytest.param("Hvordan får jeg folk til å møte opp?", "Hvordan få folk med", DOES_NOT, id="norsk, ingenting"),
        pytest.param("Una conversazione difficile con un cliente", "Conversazioni difficili", FITS, id="italiano"),
        pytest.param("Come posso fare meglio il mio lavoro?", "Lavorare meglio con le persone", DOES_NOT, id="niente"),
        pytest.param("How do I run a sale?", "Salary talks", DOES_NOT, id="words that only begin alike"),
        pytest.param("🌱 ???", "🌱", DOES_NOT, id="no words at all"),
    ],
)
def test_k2_an_offer_matches_what_is_asked(question: str, what: str, matches: bool) -> None:
    assert told(ask(question), teacher(1, what)) == ([1] if matches else [])


def test_k2_what_somebody_wants_to_be_able_to_do_counts_as_well() -> None:
    assert told(ask("What should I read?", able="Write a term sheet"), teacher(1, "Term sheets")) == [1]


def test_k2_who_has_most_in_common_is_told_first_then_who_uses_the_language_of_the_ask() -> None:
    some, most, same = teacher(1, "Cold calls"), teacher(2, "Cold calls to strangers"), teacher(3, "Cold calls")
    others = [
        replace(each, person=replace(each.person, language=language))
        for each, language in ((some, ITALIAN), (most, ITALIAN), (same, NORWEGIAN))
    ]

    assert told(ask("Cold calls to strangers", language=NORWEGIAN), *others) == [2, 3, 1]


def test_k6_later_one_word_in_common_is_enough_and_none_is_not() -> None:
    found = [teacher(1, "Cold calling for founders"), teacher(2, "Term sheets")]

    assert told(ask("How do I open a call?"), *found, is_wide=True) == [1]


def test_k2_a_person_is_told_once_for_the_offer_that_fits_best() -> None:
    found = [teacher(1, "Cold calls", person_id=7), teacher(2, "Cold calls to strangers", person_id=7)]

    assert told(ask("Cold calls to strangers"), *found) == [2]


@pytest.mark.parametrize(
    ("language", "matches"), [(None, [1]), (NORWEGIAN, [1]), (ITALIAN, [])], ids=["any", "the same", "another"]
)
def test_k9_an_offer_in_one_language_matches_asks_in_that_one(language: Language | None, matches: list[int]) -> None:
    offered = teacher(1, "Cold calls")

    assert (
        told(ask("Cold calls", language=NORWEGIAN), replace(offered, offer=replace(offered.offer, language=language)))
        == matches
    )


def test_k9_nobody_is_told_more_often_in_a_month_than_they_offered() -> None:
    offered = teacher(1, "Cold calls")

    assert told(ask("Cold calls"), replace(offered, told=1)) == [1]
    assert told(ask("Cold calls"), replace(offered, told=2)) == []


def test_k2_nobody_is_told_who_is_away_or_wants_no_reminders_or_is_to_be_left_out() -> None:
    one = teacher(1, "Cold calls")
    today = Date(2026, 9, 3)
    none_wanted = replace(one.person, choices=Choices(per_week=0))

    assert told(ask("Cold calls"), replace(one, away_until=today)) == []
    assert told(ask("Cold calls"), replace(one, away_until=today.subtract(days=1))) == [1]
    assert told(ask("Cold calls"), replace(one, person=none_wanted)) == []
    assert told(ask("Cold calls"), one, but_for=(1,)) == []


@given(st.lists(st.sampled_from(INFLECTED), min_size=1))
def test_k2_whatever_has_a_word_in_common_begins_with_something_that_is_looked_up(words: list[str]) -> None:
    looked_up = to_look_up(about(" ".join(words)))
    alike = [each for each in words if told(ask(" ".join(words)), teacher(1, each))]

    assert [each for each in alike if not any(each.startswith(beginning) for beginning in looked_up)] == []


def test_p1_two_fit_of_whom_one_looks_for_what_the_other_could_teach() -> None:
    offers = [teacher(1, "Cold calls").offer, teacher(2, "Negotiation").offer, teacher(3, "Sourdough bread").offer]
    wants = [Want(3, about("Who can negotiate a rent?")), Want(1, about("Cold calls, my own")), Want(2, about("A cat"))]

    assert fitting_pairs(wants, offers) == {(2, 3)}
