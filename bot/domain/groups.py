"""An accountability group: who it is for, where it meets, its rhythm, and when it rests or ends."""

import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Date, Instant, Weekday

from bot.domain.errors import Field, GroupArchived, GroupNotArchived, GroupNotPaused, NothingToPause
from bot.domain.experiments import Pause, days_between
from bot.domain.legible import clean_line, fitting, needed
from bot.domain.recurrence import Occurrence, WeeklyRhythm, check_zone, local_date, next_from, parse_time
from bot.domain.rounds import Round, Stage, has_time_for_round
from bot.domain.templates import DAYS, WORKSHOP_MOST, Template

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
    """`pause` is the latest; it may be over, or still ahead. `ends_on` is the last day of a group that has one,
    `archived_at` when it was put away, until it is brought back. `workshop` names what a group follows up."""

    id: int
    community_id: int
    name: str
    channel_id: int
    language: str
    rhythm: WeeklyRhythm
    created_at: Instant
    entry: Entry = Entry.OPEN
    pause: Pause | None = None
    ends_on: Date | None = None
    archived_at: Instant | None = None
    template: Template = Template.MASTERMIND
    workshop: str = ""

    def today(self, now: Instant) -> Date:
        return local_date(now, self.rhythm.zone)

    def pause_from(self, day: Date) -> Pause | None:
        """The pause that is not over on that day."""
        return self.pause if self.pause and self.pause.last >= day else None

    def pause_left(self, today: Date) -> Pause | None:
        """What is left of that pause from `today` on."""
        pause = self.pause_from(today)
        return Pause(max(pause.first, today), pause.last) if pause else None

    def opening(self, after: Instant, earliest: Date | None = None) -> Occurrence:
        """When a round opens that comes after an instant, and not before the day `earliest`: the first time that the
        rhythm has it, but for the days on which the group rests."""
        found = next_from(self.rhythm, after, earliest)
        if self.pause and found.local_date in self.pause:
            return next_from(self.rhythm, after, self.pause.last.add(days=1))
        return found

    def following(self, closing: Round) -> Occurrence | None:
        """When the round behind one that closes opens; None where the group ends with it."""
        opening = self.opening(closing.digest_at, closing.local_date.add(days=1))
        return opening if has_time_for_round(opening.local_date, self.ends_on) else None

    def paused(self, until: Date, running: Round | None, now: Instant) -> "Group":
        """At rest up to and including `until`: from today on or, while a round is running, from its end on. A pause
        that is not over gets another last day; the group's own end moves along.

        NothingToPause where the next round opens later anyway.
        """
        today = self.today(now)
        awake = self.awake(today)
        first = max(today, running.last_day.add(days=1)) if running else today
        opening = awake.opening(running.digest_at if running else now)
        if until < first or opening.local_date > until:
            raise NothingToPause(self.name, opening.local_date)
        begun = awake.pause if self.pause_from(today) else None
        pause = Pause(begun.first if begun else first, until)
        ends_on = awake.ends_on.add(days=Pause(first, until).days) if awake.ends_on else None
        return replace(awake, pause=pause, ends_on=ends_on)

    def resumed(self, now: Instant) -> "Group":
        """Not at rest from today on. GroupNotPaused."""
        if not self.pause_from(self.today(now)):
            raise GroupNotPaused(self.name)
        return self.awake(self.today(now))

    def day_on(self, day: Date) -> tuple[int, int] | None:
        """Which of its days that is, and of how many; None for a group without an end."""
        if self.ends_on is None or self.template not in DAYS:
            return None
        days = DAYS[self.template]
        return days - days_between(day, self.ends_on), days

    def archived(self, now: Instant) -> "Group":
        """Put away. GroupArchived."""
        if self.archived_at:
            raise GroupArchived(self.name)
        return replace(self, archived_at=now)

    def restored(self, now: Instant) -> "Group":
        """Brought back. The end of one that has an end moves by the days it was away; one that had reached its end goes
        on without. GroupNotArchived."""
        if self.archived_at is None:
            raise GroupNotArchived(self.name)
        away_since, today = self.today(self.archived_at), self.today(now)
        ends_on = self.ends_on if self.ends_on and self.ends_on >= away_since else None
        moved = ends_on.add(days=days_between(away_since, today)) if ends_on else None
        return replace(self, archived_at=None, ends_on=moved)

    def awake(self, today: Date) -> "Group":
        """Without what is left of its pause; its end moves back by as much."""
        pause, left = self.pause, self.pause_left(today)
        if pause is None or left is None:
            return self
        ends_on = self.ends_on.subtract(days=left.days) if self.ends_on else None
        over = Pause(pause.first, today.subtract(days=1)) if pause.first < today else None
        return replace(self, pause=over, ends_on=ends_on)


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


def running_of(planned: list[Round]) -> Round | None:
    """Of the rounds of a group that are not over, the one that has begun."""
    return planned[0] if planned and planned[0].stage is not Stage.AHEAD else None


def clean_name(text: str) -> str:
    """A group's name as it is kept: NFC, nothing hidden in it, single blanks, 1 to 60 characters. Blank, TooLong."""
    return needed(clean_line(unicodedata.normalize("NFC", text)), Field.GROUP_NAME, NAME_MOST)


def clean_workshop(text: str) -> str:
    """A workshop's name as it is kept; TooLong."""
    return fitting(clean_line(text), Field.WORKSHOP, WORKSHOP_MOST)


def name_key(name: str) -> str:
    """Return what makes two names the same group: case does not. As typed, since names of before may hide something.
    TooLong."""
    typed = " ".join(unicodedata.normalize("NFC", name).split())
    return fitting(typed, Field.GROUP_NAME, NAME_MOST).casefold()


def weekly_rhythm(weekday: int, time: str, zone: str) -> WeeklyRhythm:
    """`weekday` counts from Monday = 1; TimeUnreadable or ZoneUnknown where the words cannot be used."""
    return WeeklyRhythm(Weekday(weekday), parse_time(time), check_zone(zone))
