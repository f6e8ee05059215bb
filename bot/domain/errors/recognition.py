"""Thanks."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.errors.general import Conflict, NotAllowed, NotAPerson


class ThankingBot(NotAPerson):
    """Thanks go to a person."""


class SelfThanks(NotAllowed):
    """Thanks go to somebody else."""


@dataclass
class ThanksForThanks(Conflict):
    """They were thanked by this person within a day, and thanks need no answer."""

    person_id: int


@dataclass
class ThankedLately(Conflict):
    """They thanked this person a short while ago; from `again_at` on they may again."""

    person_id: int
    again_at: Instant


class ThankedForThis(Conflict):
    """They thanked for this check-in before."""
