"""What stands behind a choice, whatever was typed in its place."""

import pytest

from bot.domain.errors import LessonMissing
from cogs._shared.choices import chosen_id

LARGEST = 2**63 - 1  # what the database holds


@pytest.mark.parametrize("typed", ["1", "9007199254740993", str(LARGEST)])
def test_the_id_of_what_was_chosen(typed: str) -> None:
    assert chosen_id(typed, LessonMissing) == int(typed)


@pytest.mark.parametrize("typed", ["", "cold calls", "-1", "1.5", "²", str(LARGEST + 1), "9" * 19, "9" * 5000])
def test_what_can_be_no_id_is_not_there(typed: str) -> None:
    with pytest.raises(LessonMissing):
        chosen_id(typed, LessonMissing)
