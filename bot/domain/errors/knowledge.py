"""Offers and lessons."""

from dataclasses import dataclass

from bot.domain.errors.general import Conflict, Invalid, Missing, NotAllowed, NotAPerson, NotYours, Refusal, TooLate


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


class Wordless(Invalid):
    """A message of pictures alone teaches nothing that could be found."""


class WrittenByBot(NotAPerson):
    """Lessons come from people."""


class AuthorAskedBefore(Conflict):
    """The author of a message has been asked whether it may be kept, by whomever."""


@dataclass
class TooManyHeld(Conflict):
    """So many authors have not answered yet."""

    most: int


@dataclass
class AuthorsWord(NotYours):
    """Whether a message may be kept is for its author to say."""

    author_id: int


class NoLongerHeld(TooLate):
    """Its author has not answered in time, and its words are gone."""


class AskUnsolved(Conflict):
    """A lesson comes of an ask once it is solved."""


class NothingToSeek(Refusal):
    """A search of nothing but signs, or of words that say nothing."""


class ThankingOneself(Conflict):
    """A lesson helps somebody else than who wrote it."""
