"""A ceiling for what one person may cause another to hear, also outside the other's budget.

Nothing above it is lost: what a press causes waits for its turn, and says by then how things stand; what somebody
writes is given back to them at once, with when it is possible again. What is about the same thing is said once in a
day, however often it is taken back and done again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind, Origin
from bot.domain.errors import HeardEnough

HEARD_WITHIN = TimeDelta(hours=24)
HEARD_MOST = 8  # of one person by another, within that time
SAID_AGAIN_AFTER = TimeDelta(hours=24)  # about the same thing, by the same person


@dataclass(frozen=True)
class Word:
    """A word that one person has caused another to hear, or will. `is_ahead`: nobody has begun to say it."""

    by_id: int
    to_id: int
    kind: Kind
    subject: int
    due_at: Instant
    is_ahead: bool = False


def within_ceiling(delivery: Delivery, words: Iterable[Word]) -> Delivery:
    """The delivery with the moment at which it may be heard; `words` are those of the same two people.

    What waits longer is kept for longer, too. HeardEnough for what somebody writes.
    """
    others = [each for each in words if not is_overtaken(each, delivery)]
    turn = _turn(delivery, others)
    if turn == delivery.due_at:
        return delivery
    if delivery.policy.origin is Origin.WORDS:
        assert delivery.person_id is not None  # words are written to somebody
        raise HeardEnough(delivery.person_id, turn)
    return replace(delivery, due_at=turn, expires_at=delivery.expires_at + (turn - delivery.due_at))


def is_overtaken(word: Word, delivery: Delivery) -> bool:
    """Return whether the delivery takes the place of a word about the same thing that still waits for its turn."""
    is_alike = (word.kind, word.subject) == (delivery.kind, delivery.subject)
    return is_alike and word.is_ahead and word.due_at > delivery.due_at


def room_at(moments: Iterable[Instant], wished: Instant) -> Instant:
    """The first instant, `wished` or later, by which fewer than the most have been heard within the time."""
    latest = sorted(moments)[-HEARD_MOST:]
    return wished if len(latest) < HEARD_MOST else max(wished, latest[0] + HEARD_WITHIN)


def _turn(delivery: Delivery, others: Sequence[Word]) -> Instant:
    about_the_same = [each.due_at for each in others if (each.kind, each.subject) == (delivery.kind, delivery.subject)]
    wished = max([delivery.due_at, *(each + SAID_AGAIN_AFTER for each in about_the_same)])
    return room_at([each.due_at for each in others], wished)
