"""Asks and the help they get."""

from bot.domain.errors.general import Conflict, Missing, NotAllowed


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
