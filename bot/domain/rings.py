"""A ring: some days in which everybody in a group makes one specific request, and gives at least one answer.

It opens, reminds half-way those who have answered nobody yet, and closes. A request is an ask whose card is in the
ring's thread, so its chain goes on when the ring is over.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Instant, TimeDelta

from bot.domain.asks import QUESTION_MOST, Ask, AskState, Help
from bot.domain.errors import Field, OutOfRange, RequestAnswered, RingOver
from bot.domain.legible import clean_text, needed

DAYS_LEAST, DAYS_MOST, DAYS_USUAL = 2, 14, 7
ANSWER_MOST = 600
DAY = TimeDelta(hours=24)


class RingStage(StrEnum):
    """What has happened to a ring so far."""

    OPEN = "open"
    REMINDED = "reminded"  # who has answered nobody yet has been reminded
    CLOSED = "closed"


class RingStep(StrEnum):
    """What a ring does when its next moment comes."""

    REMIND = "remind"
    CLOSE = "close"


@dataclass(frozen=True)
class Ring:
    """`next_at` is the instant of the next step, None when the ring is over."""

    id: int
    community_id: int
    group_id: int
    started_by: int
    started_at: Instant
    ends_at: Instant
    stage: RingStage
    next_at: Instant | None

    @property
    def is_over(self) -> bool:
        return self.stage is RingStage.CLOSED

    @property
    def half_way_at(self) -> Instant:
        """Some whole days after its beginning: at the hour at which somebody chose to begin it."""
        return self.started_at + (self.ends_at - self.started_at) // DAY // 2 * DAY


@dataclass(frozen=True)
class Request:
    """What one person asks for in a ring, and who answered or offered to, the first first."""

    ask: Ask
    helps: Sequence[Help]

    @property
    def waits(self) -> bool:
        """Nobody has answered it yet, and it still looks for an answer."""
        return self.ask.state is AskState.OPEN and not self.helps

    @property
    def answers(self) -> int:
        return sum(bool(help.text) for help in self.helps)

    def is_helped_by(self, person_id: int) -> bool:
        return any(help.person_id == person_id for help in self.helps)


def open_ring(id: int, community_id: int, group_id: int, started_by: int, days: int, now: Instant) -> Ring:
    """OutOfRange."""
    if not DAYS_LEAST <= days <= DAYS_MOST:
        raise OutOfRange(Field.DAYS, days, DAYS_LEAST, DAYS_MOST)
    ends_at = now + days * DAY
    ring = Ring(id, community_id, group_id, started_by, now, ends_at, RingStage.OPEN, next_at=None)
    return replace(ring, next_at=ring.half_way_at)


def due_step(ring: Ring, now: Instant) -> RingStep:
    """What a ring does whose moment has come. A reminder that the bot was away for until the end is not made up for."""
    return RingStep.CLOSE if now >= ring.ends_at or ring.stage is RingStage.REMINDED else RingStep.REMIND


def after_step(ring: Ring, step: RingStep) -> Ring:
    match step:
        case RingStep.REMIND:
            return replace(ring, stage=RingStage.REMINDED, next_at=ring.ends_at)
        case RingStep.CLOSE:
            return replace(ring, stage=RingStage.CLOSED, next_at=None)


def ending_now(ring: Ring, now: Instant) -> Ring:
    """A running ring whose end is brought forward, as its group rests."""
    return replace(ring, ends_at=min(ring.ends_at, now), next_at=now)


def clean_request(text: str) -> str:
    """Blank, TooLong."""
    return needed(clean_text(text), Field.REQUEST, QUESTION_MOST)


def clean_answer(text: str) -> str:
    """Blank, TooLong."""
    return needed(clean_text(text), Field.YOUR_ANSWER, ANSWER_MOST)


def check_takes_requests(ring: Ring) -> None:
    """RingOver."""
    if ring.is_over:
        raise RingOver


def check_may_reword(own: Request) -> None:
    """A request is its writer's to change until somebody has answered it. RequestAnswered."""
    if own.helps or own.ask.state not in (AskState.OPEN, AskState.WITHDRAWN):
        raise RequestAnswered


def has_answered(requests: Sequence[Request], person_id: int) -> bool:
    """Whether somebody has answered anybody, or offered to."""
    return any(request.is_helped_by(person_id) for request in requests)


def to_answer(requests: Sequence[Request], person_id: int, apart: Collection[int] = ()) -> Request | None:
    """The request that somebody is shown to answer: of those with the fewest answers the next in the ring after their
    own, so that everybody starts with another one. None of those they answered, nor of people they are kept `apart`
    from. `requests` are in the order in which they were made.
    """
    own = next((at for at, each in enumerate(requests) if each.ask.person_id == person_id), 0)
    in_turn = [*requests[own:], *requests[:own]]
    open_to_them = [
        each
        for each in in_turn
        if not each.ask.is_closed and each.ask.person_id not in {person_id, *apart} and not each.is_helped_by(person_id)
    ]
    return min(open_to_them, key=lambda each: len(each.helps), default=None)
