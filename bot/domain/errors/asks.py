"""Asks and the help they get."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.errors.general import Conflict, Missing, NotAllowed, Refusal


class AskMissing(Missing):
    """No such ask in this community."""


class NoKnowledgeChannel(Missing):
    """No moderator has named the channel that asks go to."""


class NotYourAsk(NotAllowed):
    """Only whoever asked decides this."""


class HelpingOneself(NotAllowed):
    """It is their own ask."""


class AskClosed(Conflict):
    """It is closed, so nothing is offered or accepted until it is reopened."""


class AskOpen(Conflict):
    """It is open already."""


@dataclass
class TooManyAsks(Conflict):
    """They have as many open as one person may have."""

    most: int


@dataclass
class AskedEnough(Conflict):
    """Refused to people who have asked as often in a day as one person may; from `again_at` on they may again."""

    again_at: Instant


class LooksLikeWork(Refusal):
    """It asks for somebody's work rather than for their advice; there is a way out that keeps what was typed."""


class HelpAccepted(Conflict):
    """Somebody counts on it, so it is not taken back by a press."""


class NothingToLookBackOn(Conflict):
    """Nobody's help is accepted, and it is not solved: it was reopened, or withdrawn."""
