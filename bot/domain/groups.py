"""An accountability group: who it is for, where it meets, and its rhythm."""

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Instant, Weekday

from bot.domain.errors import Blank, Field, TooLong
from bot.domain.recurrence import WeeklyRhythm, check_zone, parse_time

NAME_MOST = 60


class Role(StrEnum):
    MEMBER = "member"
    FACILITATOR = "facilitator"


class Entry(StrEnum):
    """How somebody comes in."""

    OPEN = "open"  # whoever wants to
    INVITED = "invited"  # whom a facilitator invites


@dataclass(frozen=True)
class Group:
    id: int
    community_id: int
    name: str
    channel_id: int
    language: str
    rhythm: WeeklyRhythm
    created_at: Instant
    entry: Entry = Entry.OPEN


@dataclass(frozen=True)
class Membership:
    """A person's place in a group."""

    community_id: int
    group_id: int
    person_id: int
    role: Role
    joined_at: Instant

    @property
    def leads(self) -> bool:
        return self.role is Role.FACILITATOR

    def with_role(self, role: Role) -> "Membership":
        return replace(self, role=role)


@dataclass(frozen=True)
class Invitation:
    """A facilitator's word that a person may come in."""

    community_id: int
    group_id: int
    person_id: int
    invited_by: int
    invited_at: Instant


def clean_name(text: str) -> str:
    """A group's name as it is kept: NFC, single blanks, 1 to 60 characters."""
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not name:
        raise Blank(Field.GROUP_NAME)
    if len(name) > NAME_MOST:
        raise TooLong(Field.GROUP_NAME, len(name), NAME_MOST)
    return name


def name_key(name: str) -> str:
    """What makes two names the same group: case does not."""
    return clean_name(name).casefold()


def weekly_rhythm(weekday: int, time: str, zone: str) -> WeeklyRhythm:
    """`weekday` counts from Monday = 1; TimeUnreadable or ZoneUnknown where the words cannot be used."""
    return WeeklyRhythm(Weekday(weekday), parse_time(time), check_zone(zone))
