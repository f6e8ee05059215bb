"""Experiments."""

from dataclasses import dataclass

from whenever import Date

from bot.domain.errors.general import Conflict, Missing, TooLate


class ExperimentMissing(Missing):
    """No such experiment of this person in this community."""


class IdeaMissing(Missing):
    """An idea of a version long gone."""


@dataclass
class TooManyExperiments(Conflict):
    most: int


@dataclass
class ExperimentEnded(TooLate):
    what: str
    ended_on: Date


@dataclass
class ExperimentPaused(Conflict):
    """It takes no check-ins while it is paused."""

    what: str


@dataclass
class ExperimentAhead(Conflict):
    """It begins later."""

    what: str
    starts_on: Date


@dataclass
class ExperimentOver(TooLate):
    """Nothing of it can be changed any more."""

    what: str
    ended_on: Date


@dataclass
class NotPaused(Conflict):
    what: str


class BackingOneself(Conflict):
    """A witness is somebody else."""
