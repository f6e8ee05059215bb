"""Databases with much in them, filled the short way: no bench measures how."""

import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from whenever import Instant, Time, TimeDelta, Weekday

from bot.domain.experiments import Experiment, Frame, Plan, last_day
from bot.domain.groups import Group, Membership, Role
from bot.domain.ids import Ids
from bot.domain.people import Person
from bot.domain.recurrence import WeeklyRhythm, next_after
from bot.domain.rounds import plan_round
from bot.services.work import Work
from bot.storage import experiments, groups, people, rounds
from bot.storage.database import Connection, SqliteDatabase, stored
from bot.storage.migrate import migrate

START = Instant.from_utc(2026, 9, 3, 8)  # a Thursday
RHYTHM = WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo")
PROMPT_AT = next_after(RHYTHM, START).at
LONG = TimeDelta(hours=24 * 400)


class SetClock:
    def __init__(self, now: Instant = START) -> None:
        self._now = now

    def now(self) -> Instant:
        return self._now


@asynccontextmanager
async def working(path: Path, now: Instant) -> AsyncIterator[Work]:
    """What services need, at a time that stands still."""
    database = await SqliteDatabase.open(path)
    try:
        await migrate(database, START)
        milliseconds = count(1_800_000_000_000)
        ids = Ids(milliseconds=lambda: next(milliseconds), worker=1)
        yield Work(database, SetClock(now), SetClock(now), ids, ring=lambda: None)
    finally:
        await database.close()


def add_pending(path: Path, number: int, *, due: int, at: Instant) -> None:
    """`due` nudges that are due at `at`, and `number` that fall due in the year after."""
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA synchronous = OFF")
    moment, step = stored(at), stored(at + LONG) - stored(at)

    def rows() -> "list[tuple[int, int, int, int, int]]":
        ahead = [moment + 60_000_000 + step * (index * 7919 % number) // number for index in range(number)]
        return [
            (index + 1, index + 1, index % 1000, due_at, due_at + 86_400_000_000)
            for index, due_at in enumerate([*[moment - index for index in range(due)], *ahead])
        ]

    raw.executemany(
        "INSERT INTO deliveries"
        " (id, community_id, kind, subject, occurrence, group_id, person_id, priority, due_at, expires_at, state)"
        " VALUES (?, 1, 'nudge', ?, 'once', ?, 1, 50, ?, ?, 'scheduled')",
        rows(),
    )
    raw.commit()
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    with path.open("rb+") as file:  # else the first commit that is measured waits for all of this to reach the disk
        os.fsync(file.fileno())


@dataclass(frozen=True)
class Place:
    """Where a group meets, and its one member."""

    community_id: int
    channel_id: int
    person_id: int


async def add_groups(work: Work, places: list[Place]) -> None:
    """A group with one member, one experiment and one round for every place; in one transaction."""
    async with work.database.transaction() as tx:
        for number, place in enumerate(places, start=1):
            await _add_group(tx, work.ids, number, place)


async def _add_group(tx: Connection, ids: Ids, number: int, place: Place) -> None:
    community_id, channel_id = place.community_id, place.channel_id
    group = Group(ids.new(), community_id, f"Group {number}", channel_id, "en", RHYTHM, START)
    person = Person(place.person_id, "en", RHYTHM.zone)
    today = person.today(START)
    await groups.add(tx, group)
    await people.save(tx, person, START)
    await groups.save_membership(tx, Membership(community_id, group.id, person.id, Role.FACILITATOR, START))
    await rounds.add(tx, plan_round(ids.new(), community_id, group.id, RHYTHM, next_after(RHYTHM, START)))
    await experiments.add(
        tx,
        Experiment(
            id=ids.new(),
            community_id=community_id,
            group_id=group.id,
            person_id=person.id,
            plan=Plan("Ask one open question", "", "", ""),
            frame=Frame(),
            started_on=today,
            ends_on=last_day(today, 30),
            created_at=START,
        ),
    )
