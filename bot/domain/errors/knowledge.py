"""Offers and lessons."""

from dataclasses import dataclass

from bot.domain.errors.general import Conflict, Missing, NotAllowed, Refusal


class LessonMissing(Missing):
    """No such lesson that this person may read."""


class OfferMissing(Missing):
    """No such offer of this person in this community."""


@dataclass
class OfferedAlready(Conflict):
    """The same words are among their offers."""

    what: str


@dataclass
class TooManyOffers(Conflict):
    most: int


class NoGroupToLearnFrom(NotAllowed):
    """Most lessons stay in the group they were learned in; this person is in none here."""


class SavedAlready(Conflict):
    """A lesson has come of this message or ask before."""


class AskUnsolved(Conflict):
    """A lesson comes of an ask once it is solved."""


class NothingToSeek(Refusal):
    """A search of nothing but signs, or of words that say nothing."""


class ThankingOneself(Conflict):
    """A lesson helps somebody else than who wrote it."""
