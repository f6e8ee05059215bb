"""A person: the few things that belong to them everywhere, whichever community they are in."""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Date, Instant

from bot.domain.attention import Choices
from bot.domain.dates import read_date
from bot.domain.errors import DateNotAhead, DateTooFar, ModeratorsOnly, ServersOnly
from bot.domain.recurrence import local_date

DEFAULT_ZONE = "UTC"
NOWHERE = 0  # in no community: under a direct message
USUAL = Choices()
AWAY_DAYS_MOST = 365


class Language(StrEnum):
    ENGLISH = "en"
    NORWEGIAN = "nb"
    ITALIAN = "it"


@dataclass(frozen=True)
class Actor:
    """Who is asking, where, and what Discord lets them do there."""

    community_id: int
    person_id: int
    language: Language
    is_moderator: bool = False


def stand_in_for(fresh_id: int) -> int:
    """Who stands where somebody was who is forgotten: below nothing, where Discord's people never are, so that nobody
    is taken for them and nothing is sent to them. A fresh id, so that nobody finds out who it was."""
    return -fresh_id


def must_moderate(actor: Actor) -> None:
    """ModeratorsOnly unless they may manage the server."""
    if not actor.is_moderator:
        raise ModeratorsOnly


def must_be_somewhere(actor: Actor) -> None:
    """ServersOnly under a direct message, of which no community is known."""
    if actor.community_id == NOWHERE:
        raise ServersOnly


class Contact(StrEnum):
    """Where a reminder may reach somebody, as they chose it; silence is `here`."""

    MESSAGE = "message"  # by direct message
    MENTION = "mention"  # by a mention in the round's thread, at most once a round
    HERE = "here"  # privately, at their next command


@dataclass(frozen=True)
class Person:
    id: int
    language: Language
    zone: str
    contact: Contact = Contact.HERE
    choices: Choices = USUAL

    def today(self, now: Instant) -> Date:
        """The day boundary is the person's own."""
        return local_date(now, self.zone)


def parse_until(text: str, today: Date) -> Date:
    """The last day away, from `2026-12-24`, `24.12.2026`, `24/12` and the like; without a year the next there is."""
    until = read_date(text, lambda month, day: _next(month, day, today))
    if until < today:
        raise DateNotAhead(text)
    if until > today.add(days=AWAY_DAYS_MOST):
        raise DateTooFar(text, AWAY_DAYS_MOST)
    return until


def _next(month: int, day: int, today: Date) -> Date:
    this_year = Date(today.year, month, day)
    return this_year if this_year >= today else Date(today.year + 1, month, day)
