"""What an introduction is made of, and until when it may be answered (K3)."""

from dataclasses import replace

import pytest
from whenever import Instant, TimeDelta

from bot.domain.errors import Blank, Field, IntroducesOneself, SameTwice, TooLong
from bot.domain.introductions import (
    HOPE_MOST,
    QUESTION_MOST,
    WHY_MOST,
    IntroductionWords,
    check_between_others,
    clean_introduction,
    ends_at,
)

NOW = Instant.from_utc(2026, 9, 7, 7)
DAY = TimeDelta(hours=24)
WORDS = IntroductionWords("Both sell to schools", "To learn from what comes of it", "What was your first sale?")


def test_k3_words_are_kept_without_what_surrounds_them() -> None:
    typed = IntroductionWords(*(f"  {text}\n" for text in (WORDS.why, WORDS.hope, WORDS.question)))

    assert clean_introduction(typed) == WORDS


@pytest.mark.parametrize(
    ("name", "field"),
    [("why", Field.WHY_THESE_TWO), ("hope", Field.HOPE), ("question", Field.FIRST_QUESTION)],
)
def test_k3_who_introduces_says_why_what_they_hope_for_and_how_to_begin(name: str, field: Field) -> None:
    with pytest.raises(Blank) as refused:
        clean_introduction(replace(WORDS, **{name: " \n"}))

    assert refused.value == Blank(field)


@pytest.mark.parametrize(("name", "most"), [("why", WHY_MOST), ("hope", HOPE_MOST), ("question", QUESTION_MOST)])
def test_k3_words_have_a_length_that_fits_a_card(name: str, most: int) -> None:
    clean_introduction(replace(WORDS, **{name: "x" * most}))

    with pytest.raises(TooLong):
        clean_introduction(replace(WORDS, **{name: "x" * (most + 1)}))


@pytest.mark.parametrize(
    ("people", "refusal"), [([1], IntroducesOneself), ([2, 1], IntroducesOneself), ([2, 2], SameTwice)]
)
def test_k3_an_introduction_is_between_two_others(people: list[int], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_between_others(1, people)


@pytest.mark.parametrize(
    ("away_days", "open_days"),
    [
        pytest.param([], 14, id="both are here"),
        pytest.param([3, 10], 24, id="the later of the two is back after ten days"),
        pytest.param([31], 14, id="nobody is waited for longer than a month"),
    ],
)
def test_k3_whoever_is_away_has_two_weeks_from_when_they_are_back(away_days: list[int], open_days: int) -> None:
    until = ends_at(NOW, [NOW + days * DAY for days in away_days])

    assert until == NOW + open_days * DAY
