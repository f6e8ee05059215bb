"""Dates as people type them."""

from collections.abc import Callable

from whenever import Date

from bot.domain.errors import DateUnreadable

YEAR_DIGITS = 4
DAYS_MOST = 31
HALF_A_YEAR = 183


def read_date(text: str, without_year: Callable[[int, int], Date]) -> Date:
    """`2026-12-24`, `24.12.2026`, `24/12` and the like; `without_year` dates a month and a day. DateUnreadable."""
    parts = text.strip().replace("/", ".").replace("-", ".").rstrip(".").split(".")
    try:
        if not all(part.isdecimal() and len(part) <= YEAR_DIGITS for part in parts):
            raise ValueError(text)
        return _dated([int(part) for part in parts], without_year)
    except ValueError:
        raise DateUnreadable(text) from None


def nearest(month: int, day: int, today: Date) -> Date:
    """That day of the year, in the year in which it lies closest to `today`."""
    this_year = Date(today.year, month, day)
    if this_year > today.add(days=HALF_A_YEAR):
        return Date(today.year - 1, month, day)
    if this_year < today.subtract(days=HALF_A_YEAR):
        return Date(today.year + 1, month, day)
    return this_year


def _dated(numbers: list[int], without_year: Callable[[int, int], Date]) -> Date:
    match numbers:
        case [year, month, day] if year > DAYS_MOST:
            return Date(year, month, day)
        case [day, month, year]:
            return Date(year, month, day)
        case [day, month]:
            return without_year(month, day)
    raise ValueError(numbers)
