"""What every refusal is, and those that any feature may use."""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant


class Refusal(Exception):
    """Somebody asked for what cannot be; they are told why and what to do."""


class Missing(Refusal):
    """What was named is not there (any more)."""


class DraftMissing(Missing):
    """A draft is kept for a day; this one is gone."""


class Field(StrEnum):
    """What a person typed into, where the domain has to name it."""

    GROUP_NAME = "group_name"
    WORKSHOP = "workshop"
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
    WHY_THESE_TWO = "why_these_two"
    FIRST_QUESTION = "first_question"
    QUESTION = "question"
    ASK_TRIED = "ask_tried"
    ABLE = "able"
    HOPE = "hope"
    IN_RETURN = "in_return"
    REQUEST = "request"
    YOUR_ANSWER = "your_answer"
    MINUTES = "minutes"
    LESSON_TITLE = "lesson_title"
    LESSON_LEARNED = "lesson_learned"
    LESSON_ADVICE = "lesson_advice"


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


class NotAllowed(Refusal):
    """It is there, but not for this person."""


class ModeratorsOnly(NotAllowed):
    pass


class ServersOnly(NotAllowed):
    """It belongs to a community, and a direct message to none."""


class NotAPerson(Refusal):
    """A bot was named where a person is meant."""


class NotForYou(NotAllowed):
    """Words that this person may not read, or no longer."""


class NotYours(NotAllowed):
    """A button or form made for somebody else."""


class TooLate(Refusal):
    """It could have been done earlier."""


@dataclass
class PersonGone(Missing):
    """Somebody who is not on the server, or no longer."""

    person_id: int


@dataclass
class OutOfReach(Missing):
    """Somebody who is in none of the groups here, so nothing that is kept for them would reach them."""

    person_id: int


@dataclass
class HeardEnough(Conflict):
    """They have had somebody hear as much of them in a day as one person may; from `again_at` on they may again."""

    person_id: int
    again_at: Instant


@dataclass
class ChannelUnusable(Refusal):
    """The bot lacks permissions in a channel it is told to post in; `permissions` are Discord's flag names."""

    channel_id: int
    permissions: tuple[str, ...]
