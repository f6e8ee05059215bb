"""Which ideas somebody is offered today: in turn, so that another day and another person bring others first."""

from collections.abc import Sequence
from math import gcd
from typing import TypeVar

from whenever import Date

from bot.domain.experiments import days_between

OFFERED_AT_ONCE = 5
_COUNTED_FROM = Date(2026, 1, 1)

Offered = TypeVar("Offered")


def turn_of(person_id: int, today: Date) -> int:
    """Where somebody's row begins today."""
    return days_between(_COUNTED_FROM, today) + person_id % 997  # a prime, so that neighbours do not begin alike


def page(ideas: Sequence[Offered], turn: int, number: int) -> tuple[list[Offered], bool]:
    """A page of the row that begins at `turn`, counted from 0, and whether another one follows.

    The library is in the order of ways and reach; the row goes through it in strides, so a page holds some of each.
    """
    stride = _stride(len(ideas))
    row = [ideas[(turn + place * stride) % len(ideas)] for place in range(len(ideas))]
    first = number * OFFERED_AT_ONCE
    return row[first : first + OFFERED_AT_ONCE], first + OFFERED_AT_ONCE < len(row)


def _stride(length: int) -> int:
    """Well over a third of the way, and coming by everything once."""
    stride = max(1, length * 5 // 13)
    while gcd(stride, length) > 1:
        stride += 1
    return stride
