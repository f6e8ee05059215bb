"""Ideas come in turn."""

from hypothesis import given
from hypothesis import strategies as st
from whenever import Date

from bot.domain.ideas import OFFERED_AT_ONCE, page, turn_of


@given(st.integers(min_value=0, max_value=40), st.integers(min_value=0, max_value=10_000))
def test_e11_its_pages_hold_every_idea_once(number_of_ideas: int, turn: int) -> None:
    ideas = list(range(number_of_ideas))
    shown: list[int] = []
    number, has_more = 0, True
    while has_more:
        on_page, has_more = page(ideas, turn, number)
        shown += on_page
        number += 1

    assert sorted(shown) == ideas


def test_e11_another_day_and_another_person_begin_elsewhere() -> None:
    ideas = list(range(48))
    begins = {page(ideas, turn_of(person, Date(2026, 9, day)), 0)[0][0] for person, day in ((1, 3), (1, 4), (2, 6))}

    assert len(begins) == 3
    assert len(page(ideas, turn_of(1, Date(2026, 9, 3)), 0)[0]) == OFFERED_AT_ONCE
