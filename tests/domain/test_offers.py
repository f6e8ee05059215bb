"""What an offer may be, and what to look for to find it (K9, K10)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant

from bot.domain.errors import Blank, Field, OfferedAlready, OutOfRange, TooLong, TooManyOffers
from bot.domain.offers import Offer, OfferWish, check_new, clean_offer, is_prefix, likest, looked_for
from bot.domain.people import Language
from bot.domain.stems import fold


def an_offer(what: str, id: int = 1) -> Offer:
    return Offer(id, 2, 3, what, 2, None, Instant.from_utc(2026, 9, 1))


def test_k9_an_offer_is_kept_on_one_line() -> None:
    clean = clean_offer(OfferWish("  Cold\ncalls \n", 3, Language.ITALIAN))

    assert clean == OfferWish("Cold calls", 3, Language.ITALIAN)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        (OfferWish(" \n"), Blank(Field.OFFER)),
        (OfferWish("x" * 101), TooLong(Field.OFFER, 101, 100)),
        (OfferWish("Cold calls", 0), OutOfRange(Field.TIMES_A_MONTH, 0, 1, 8)),
        (OfferWish("Cold calls", 9), OutOfRange(Field.TIMES_A_MONTH, 9, 1, 8)),
    ],
)
def test_k9_an_offer_that_cannot_be_kept_is_refused(wish: OfferWish, refusal: Exception) -> None:
    with pytest.raises(type(refusal)) as refused:
        clean_offer(wish)

    assert refused.value == refusal


def test_k9_the_same_words_are_offered_once() -> None:
    with pytest.raises(OfferedAlready):
        check_new([an_offer("Cold calls")], "cold CALLS")


def test_k9_ten_offers_are_as_many_as_one_person_keeps_up_with() -> None:
    own = [an_offer(f"Thing {number}", number) for number in range(10)]

    with pytest.raises(TooManyOffers):
        check_new(own, "One more")


@pytest.mark.parametrize(
    ("typed", "stems"),
    [
        ("How do I negotiate a salary?", ["negotia", "sala"]),
        ("Å ringe en kunde på telefon", ["ringe", "kunde", "telef"]),
        ("Perché è così", ["cosi"]),
        ("AI in HR", ["ai", "hr"]),
        ("the", ["the"]),  # where nothing tells anything, what is there
        ("calls, calls, CALLS", ["calls"]),
        ("?!* 🌱", []),
    ],
)
def test_k10_the_telling_words_are_looked_for_without_their_endings(typed: str, stems: list[str]) -> None:
    assert looked_for(typed) == stems


def test_k10_what_holds_most_of_what_was_looked_for_comes_first() -> None:
    calls, both, cold = an_offer("Phone calls", 1), an_offer("Cold calls", 2), an_offer("Cold water", 3)

    first = likest(looked_for("cold calls"), [calls, both, cold])

    assert first == [both, calls, cold]


@given(st.text(max_size=100), st.data())
def test_k10_an_offer_holds_what_is_looked_for_by_the_beginning_of_any_of_its_words(
    what: str, data: st.DataObject
) -> None:
    offer = an_offer(what)
    long = [word for word in offer.words if len(word) >= 3]
    if not long:
        return
    word = data.draw(st.sampled_from(long))
    typed = word[: data.draw(st.integers(3, len(word)))]

    stems = looked_for(typed)

    assert fold(typed) == [typed]
    assert len(stems) == 1
    assert is_prefix(stems[0])
    assert word.startswith(stems[0])
