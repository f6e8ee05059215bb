"""Answers and the rounds they belong to."""

from dataclasses import dataclass

from whenever import Date

from bot.domain.errors.general import Conflict, Invalid, Missing, NotAllowed, Refusal, TooLate


class RoundMissing(Missing):
    """The round behind a button is gone."""


@dataclass
class DayAhead(Invalid):
    """An answer about a day that is still to come."""

    day: Date


@dataclass
class DayTooLongAgo(Invalid):
    """An answer about a day that is too long over."""

    day: Date
    days_most: int


class PromptOut(Conflict):
    """The round's prompt is out already, or on its way."""


class OwnCheckIn(NotAllowed):
    """A response is for others' check-ins."""


@dataclass
class PausedThen(Conflict):
    """It was paused on the day an answer is about."""

    what: str
    day: Date


@dataclass
class AlreadyAnswered(Conflict):
    """It is under way, so it cannot begin later."""

    what: str


@dataclass
class AnswerSettled(TooLate):
    """An answer is changed only for so many days."""

    days_most: int


@dataclass
class RespondedEnough(Conflict):
    """Refused to people who have said as much to one answer as one person may."""

    most: int


class RoundEndsFirst(TooLate):
    """A snooze would outlast the round it is about."""


@dataclass
class NobodyToAsk(Refusal):
    """A prompt that nobody could answer is not posted."""

    group_name: str


class NothingToCheckIn(Refusal):
    """No open experiment to answer about."""
