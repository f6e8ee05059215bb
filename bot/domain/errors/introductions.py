"""Introductions."""

from dataclasses import dataclass

from bot.domain.errors.general import Conflict, NotAllowed, TooLate


class IntroducesOneself(NotAllowed):
    """An introduction is between two others."""


class SameTwice(NotAllowed):
    """An introduction is of two different people."""


@dataclass
class IntroducedLately(Conflict):
    """These two were brought to each other's attention a short while ago, or are together now; by whom, and what came
    of it, is not said."""

    first_id: int
    second_id: int


@dataclass
class TooManyIntroductions(Conflict):
    """Somebody has brought up as many as may be in a day."""

    most: int


class BothSaidYes(Conflict):
    """There is nothing left to answer."""


class IntroductionOver(TooLate):
    """It was to be answered within its time, and nobody is told what was or was not answered."""
