"""Rosters that cannot be read."""

from dataclasses import dataclass

from bot.domain.errors.general import Invalid, Missing, Refusal


class RosterUnreadable(Invalid):
    """It is no text with a person a line."""


class RosterEmpty(Invalid):
    """There is nobody in it."""


@dataclass
class RosterTooLong(Invalid):
    lines: int
    most: int


@dataclass
class RosterTooBig(Invalid):
    most_bytes: int


class RosterMissing(Missing):
    """A roster that was looked at is kept for a day; this one is gone."""


class ServerSilent(Refusal):
    """Discord did not say in time who is on the server."""


@dataclass
class ExportTooBig(Refusal):
    """Discord takes no file as big as that."""

    most_bytes: int


@dataclass
class DataTooBig(Refusal):
    """Discord takes no file as big as what is kept about somebody."""

    most_bytes: int
