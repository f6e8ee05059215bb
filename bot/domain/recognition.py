"""Thanks: one person's words to another who helped, and when they are in place.

They are between two people. Nothing here counts one person's against another's, and nothing is given back at once, so
that thanks stay a gift and do not become a currency.
"""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.errors import Field, SelfThanks, ThankedForThis, ThankedLately, ThanksForThanks
from bot.domain.legible import clean_text, needed

TEXT_MOST = 300
NO_THANKS_BACK = TimeDelta(hours=24)
COOL_DOWN = TimeDelta(hours=24 * 3)
LATELY = TimeDelta(hours=24 * 30)


@dataclass(frozen=True)
class Thanks:
    """`check_in_id` is the one check-in of the receiver that it is for, if it is for one; `ask_id` the ask of the giver
    that they helped with."""

    id: int
    community_id: int
    giver_id: int
    receiver_id: int
    text: str
    given_at: Instant
    check_in_id: int | None = None
    ask_id: int | None = None


@dataclass(frozen=True)
class Between:
    """What was said between two before: when the giver last thanked the receiver, when that one last thanked them, and
    whether the giver has thanked for the check-in in question, or them for their help with the ask in question."""

    given_at: Instant | None = None
    returned_at: Instant | None = None
    is_said: bool = False


def clean_thanks(text: str) -> str:
    """As it is kept. Blank, TooLong."""
    return needed(clean_text(text), Field.THANKS, TEXT_MOST)


def check_not_oneself(giver_id: int, receiver_id: int) -> None:
    """SelfThanks."""
    if giver_id == receiver_id:
        raise SelfThanks


def check_in_place(receiver_id: int, before: Between, *, is_tied: bool, now: Instant) -> None:
    """Whether thanks are in place. For a check-in, or for help with an ask, they always are, once; for anything else
    not within a day of having been thanked by the same person, and once in three days.

    ThankedForThis, ThanksForThanks, ThankedLately.
    """
    if is_tied:
        if before.is_said:
            raise ThankedForThis
        return
    if before.returned_at is not None and now < before.returned_at + NO_THANKS_BACK:
        raise ThanksForThanks(receiver_id)
    if before.given_at is not None and now < before.given_at + COOL_DOWN:
        raise ThankedLately(receiver_id, before.given_at + COOL_DOWN)


def is_lately(last: Thanks | None, now: Instant) -> bool:
    """Whether it is recent enough that nobody need be invited to the next."""
    return last is not None and now < last.given_at + LATELY
