"""Partners: who is with whom in a round, and what they say became of it."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from whenever import Date, Instant, TimeDelta

from bot.domain.errors import TooManyAvoided
from bot.domain.pairing_terms import QUARTER, QUARTERS_A_DAY, Candidate, Pair, Together, waking_hours
from bot.domain.people import Language, Person
from bot.domain.rounds import Round, is_away_for

REMEMBERED = TimeDelta(hours=24 * 7 * 52)
A_ROUND = TimeDelta(hours=24 * 7)
SEEDS_APART = 4  # bits: each proposal takes the next
SILENT_ROUNDS_MOST = 3
SILENCE_REMEMBERED = TimeDelta(hours=24 * 7 * 12)
# More people than this are matched in parts, so that no part takes longer than a blink.
MATCHED_AT_ONCE = 200
AVOIDED_MOST = 25  # of one person


class Pool(StrEnum):
    """Whether somebody is paired with the others of a group."""

    IN = "in"
    SKIP = "skip"  # has the next round off
    OUT = "out"  # until they come back


class Met(StrEnum):
    """The answers to *did you meet?*; each is a good one."""

    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"


class PairKind(StrEnum):
    GROUP = "group"  # of one group, each round
    ACROSS = "across"  # of two groups, once a month


@dataclass(frozen=True)
class Paired:
    """One of a pairing. `was_odd`: joined two others as their third."""

    person_id: int
    was_odd: bool = False
    met: Met | None = None
    has_left: bool = False


@dataclass(frozen=True)
class Pairing:
    """Two or three people who meet in a round; `number` tells apart those of one round."""

    id: int
    community_id: int
    group_id: int
    round_id: int
    kind: PairKind
    number: int
    made_at: Instant
    people: tuple[Paired, ...]
    has_ended: bool = False

    @property
    def person_ids(self) -> list[int]:
        """Those who are in it now."""
        return [each.person_id for each in self.people if not each.has_left]

    def partners_of(self, person_id: int) -> list[int]:
        return [each for each in self.person_ids if each != person_id]

    def answer_of(self, person_id: int) -> Met | None:
        return next((each.met for each in self.people if each.person_id == person_id), None)


@dataclass(frozen=True)
class Pooled:
    """A member of a group as the matching sees them. Silent rounds count from `since`."""

    person: Person
    group_id: int
    pool: Pool
    since: Instant
    away_until: Date | None = None

    def is_free_for(self, round: Round, now: Instant) -> bool:
        """Whether they take part in the pairs of the round."""
        if self.pool is not Pool.IN:
            return False
        today = self.person.today(now)
        return self.away_until is None or not is_away_for(round, self.away_until, today, self.person.zone)


@dataclass(frozen=True)
class FormerPair:
    """Two who were together before, with when that was last, and how often."""

    people: Pair
    last: Instant
    times: int


def waking_of(person: Person, on: Instant) -> int:
    return waking_hours(person.zone, person.choices.quiet_from, person.choices.quiet_until, on)


def candidates_of(free: Iterable[Pooled], odd: Iterable[int], on: Instant) -> list[Candidate]:
    """One candidate a person, whichever groups they are free in; `odd` are those who were the third last time."""
    people: dict[int, Person] = {}
    group_ids: dict[int, set[int]] = {}
    for each in free:
        people[each.person.id] = each.person
        group_ids.setdefault(each.person.id, set()).add(each.group_id)
    was_odd = set(odd)
    return [
        Candidate(one.id, one.language, waking_of(one, on), one.id in was_odd, frozenset(group_ids[one.id]))
        for one in people.values()
    ]


def remembered(known: Iterable[FormerPair], on: Instant) -> Mapping[Pair, Together]:
    """How many rounds before `on` two were last together: what was made within the week before it is one round ago."""
    return {each.people: Together(max(1, round((on - each.last) / A_ROUND)), each.times) for each in known}


def seed_of(secret: int, group_id: int, date: Date) -> int:
    """The same for a group's round whenever it is asked. Nobody who does not know the group's `secret` can work out
    what it leads to, and so what would have been made had nobody said “never with …”."""
    told = f"{secret}:{group_id}:{date.format_iso()}".encode()
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest()) << SEEDS_APART


def language_of(people: Iterable[Person], otherwise: Language) -> Language:
    """The language all of them use, else `otherwise`."""
    languages = {person.language for person in people}
    return languages.pop() if len(languages) == 1 else otherwise


def common_hours(people: Iterable[Person], on: Instant) -> tuple[Instant, Instant] | None:
    """From when until when all of them are awake, the longest such time of the day that begins at `on`; None if there
    is no hour for it."""
    common = (1 << QUARTERS_A_DAY) - 1
    for person in people:
        common &= waking_of(person, on)
    since, length = max(((start, _run(common, start)) for start in range(QUARTERS_A_DAY)), key=lambda run: run[1])
    if length * QUARTER < TimeDelta(hours=1):
        return None
    return on + since * QUARTER, on + (since + length) * QUARTER


def _run(mask: int, start: int) -> int:
    """How many bits are set from `start` on, past midnight too."""
    length = 0
    while length < QUARTERS_A_DAY and mask >> (start + length) % QUARTERS_A_DAY & 1:
        length += 1
    return length


def check_room_to_avoid(avoided: Collection[int], other_id: int) -> None:
    """TooManyAvoided; naming somebody again is no more."""
    if other_id not in avoided and len(avoided) >= AVOIDED_MOST:
        raise TooManyAvoided(AVOIDED_MOST)
