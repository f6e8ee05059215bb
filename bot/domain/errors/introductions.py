"""Introductions."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.errors.general import Conflict, NotAllowed, TooLate


class IntroducesOneself(NotAllowed):
    """An introduction is between two others."""


class SameTwice(NotAllowed):
    """An introduction is of two different people."""


@dataclass
class TooManyIntroductions(Conflict):
    """Somebody has brought up as many as may be in a day; from `again_at` on they may again."""

    most: int
    again_at: Instant


class BothSaidYes(Conflict):
    """There is nothing left to answer."""


class IntroductionOver(TooLate):
    """It was to be answered within its time, and nobody is told what was or was not answered."""
