"""Dates as people type them."""

import pytest
from whenever import Date

from bot.domain.errors import DateNotAhead, DateTooFar, DateUnreadable
from bot.domain.people import parse_until

TODAY = Date(2026, 9, 10)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2026-12-24", Date(2026, 12, 24)),
        ("24.12.2026", Date(2026, 12, 24)),
        ("24.12.", Date(2026, 12, 24)),
        ("24/12", Date(2026, 12, 24)),
        ("10.9", Date(2026, 9, 10)),
        ("3.1", Date(2027, 1, 3)),
    ],
)
def test_a_last_day_away_is_read_as_people_write_it(typed: str, read: Date) -> None:
    assert parse_until(typed, TODAY) == read


@pytest.mark.parametrize("typed", ["soon", "", "31.2", "1.2.3.4", "12", "1_0.9", "9" * 30 + ".1"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(DateUnreadable):
        parse_until(typed, TODAY)


def test_more_than_a_year_away_is_refused() -> None:
    with pytest.raises(DateTooFar):
        parse_until("2027-09-11", TODAY)


def test_a_day_that_is_over_is_refused() -> None:
    with pytest.raises(DateNotAhead):
        parse_until("2026-09-09", TODAY)
