"""Rings, and the requests made in them."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.errors.general import Conflict, Missing


class RingMissing(Missing):
    """No such ring in this community."""


@dataclass
class RingRunning(Conflict):
    """One ring at a time in a group."""

    group_name: str
    channel_id: int
    ends_at: Instant


class RingOver(Conflict):
    """It takes no more requests."""


class RequestAnswered(Conflict):
    """Somebody has answered it as it stands, or it is closed."""


class AnsweredAlready(Conflict):
    """They have answered this request."""


class NothingToAnswer(Missing):
    """Nobody else's request is open to them."""
