"""Expected refusals: each carries the facts a sentence needs, never the sentence.

`cogs/_shared/errors.py` turns them into words, looking a class up along its bases, so a new refusal under an old one
is answered sensibly before it has words of its own.
"""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Date, Instant


class Refusal(Exception):
    """Somebody asked for what cannot be; they are told why and what to do."""


class Missing(Refusal):
    """What was named is not there (any more)."""


@dataclass
class GroupMissing(Missing):
    name: str | None = None


class ExperimentMissing(Missing):
    """No such experiment of this person in this community."""


class LessonMissing(Missing):
    """No such lesson that this person may read."""


class OfferMissing(Missing):
    """No such offer of this person in this community."""


class IdeaMissing(Missing):
    """An idea of a version long gone."""


class RoundMissing(Missing):
    """The round behind a button is gone."""


class DraftMissing(Missing):
    """A draft is kept for a day; this one is gone."""


class Field(StrEnum):
    """What a person typed into, where the domain has to name it."""

    GROUP_NAME = "group_name"
    WHAT = "what"
    TIME = "time"
    ZONE = "zone"
    DAYS = "days"
    TIMES = "times"
    REACH = "reach"
    RATING = "rating"
    UNTIL = "until"
    ANSWER = "answer"
    RESPONSE = "response"
    THANKS = "thanks"
    PER_WEEK = "per_week"
    PER_DAY = "per_day"
    OFFER = "offer"
    TIMES_A_MONTH = "times_a_month"


class Invalid(Refusal):
    """Something typed cannot be used as it is."""


@dataclass
class TimeUnreadable(Invalid):
    text: str


@dataclass
class ZoneUnknown(Invalid):
    text: str
    near: tuple[str, ...] = ()


@dataclass
class DateUnreadable(Invalid):
    text: str


@dataclass
class DateNotAhead(Invalid):
    text: str


@dataclass
class DateTooFar(Invalid):
    text: str
    days_most: int


@dataclass
class DayAhead(Invalid):
    """An answer about a day that is still to come."""

    day: Date


@dataclass
class DayTooLongAgo(Invalid):
    """An answer about a day that is too long over."""

    day: Date
    days_most: int


@dataclass
class OutOfRange(Invalid):
    field: Field
    value: int
    least: int
    most: int


@dataclass
class Blank(Invalid):
    field: Field


@dataclass
class TooLong(Invalid):
    field: Field
    length: int
    most: int


class Conflict(Refusal):
    """It would clash with what is there already."""


@dataclass
class GroupNameTaken(Conflict):
    name: str


@dataclass
class AlreadyMember(Conflict):
    group_name: str


@dataclass
class OfferedAlready(Conflict):
    """The same words are among their offers."""

    what: str


@dataclass
class TooManyOffers(Conflict):
    most: int


class PromptOut(Conflict):
    """The round's prompt is out already, or on its way."""


@dataclass
class PersonInGroup(Conflict):
    """Somebody else is a member already."""

    person_id: int
    group_name: str


@dataclass
class PersonNotInGroup(Conflict):
    """It takes a member, and this person is none."""

    person_id: int
    group_name: str


@dataclass
class LeadsAlready(Conflict):
    person_id: int
    group_name: str


@dataclass
class TooManyExperiments(Conflict):
    most: int


class NotAllowed(Refusal):
    """It is there, but not for this person."""


class ModeratorsOnly(NotAllowed):
    pass


@dataclass
class NotInGroup(NotAllowed):
    group_name: str


@dataclass
class FacilitatorsOnly(NotAllowed):
    """For whoever leads the group, or moderates the server; without a name: this person leads none."""

    group_name: str | None = None


@dataclass
class InvitationNeeded(NotAllowed):
    """The group takes in those who are invited; `leader_ids` are who can."""

    group_name: str
    leader_ids: tuple[int, ...]


class NotInAnyGroup(NotAllowed):
    """An experiment belongs to a group; this person is in none here."""


class NoGroupToLearnFrom(NotAllowed):
    """Lessons stay in the group they were learned in; this person is in none here."""


class NothingToSeek(Refusal):
    """A search of nothing but signs, or of words that say nothing."""


class NotAPerson(Refusal):
    """A bot was named where a person is meant."""


class BotCannotLead(NotAPerson):
    """A group is led by a person."""


class OwnCheckIn(NotAllowed):
    """A response is for others' check-ins."""


class NotForYou(NotAllowed):
    """Words that this person may not read, or no longer."""


class NotYours(NotAllowed):
    """A button or form made for somebody else."""


class TooLate(Refusal):
    """It could have been done earlier."""


@dataclass
class ExperimentEnded(TooLate):
    what: str
    ended_on: Date


@dataclass
class ExperimentPaused(Conflict):
    """It takes no check-ins while it is paused."""

    what: str


@dataclass
class PausedThen(Conflict):
    """It was paused on the day an answer is about."""

    what: str
    day: Date


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


@dataclass
class AlreadyAnswered(Conflict):
    """It is under way, so it cannot begin later."""

    what: str


class BackingOneself(Conflict):
    """A witness is somebody else."""


class ThankingOneself(Conflict):
    """A lesson helps somebody else than who wrote it."""


class ThankingBot(NotAPerson):
    """Thanks go to a person."""


class SelfThanks(NotAllowed):
    """Thanks go to somebody else."""


@dataclass
class PersonGone(Missing):
    """Somebody who is not on the server, or no longer."""

    person_id: int


@dataclass
class OutOfReach(Missing):
    """Somebody who is in none of the groups here, so nothing that is kept for them would reach them."""

    person_id: int


@dataclass
class ThanksForThanks(Conflict):
    """They were thanked by this person within a day, and thanks need no answer."""

    person_id: int


@dataclass
class ThankedLately(Conflict):
    """They thanked this person a short while ago; from `again_at` on they may again."""

    person_id: int
    again_at: Instant


class ThankedForThis(Conflict):
    """They thanked for this check-in before."""


class RoundOver(TooLate):
    """The round a pair met in is over, or the pair is."""


class AvoidsSelf(Refusal):
    """“Never with …” names somebody else."""


class BotNeverPaired(Refusal):
    """Bots are not paired, so there is nobody to avoid."""


@dataclass
class AnswerSettled(TooLate):
    """An answer is changed only for so many days."""

    days_most: int


class RoundEndsFirst(TooLate):
    """A snooze would outlast the round it is about."""


@dataclass
class NobodyToAsk(Refusal):
    """A prompt that nobody could answer is not posted."""

    group_name: str


class NothingToCheckIn(Refusal):
    """No open experiment to answer about."""


@dataclass
class ChannelUnusable(Refusal):
    """The bot lacks permissions in a channel it is told to post in; `permissions` are Discord's flag names."""

    channel_id: int
    permissions: tuple[str, ...]
