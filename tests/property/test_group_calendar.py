"""Whatever is done to a group's calendar and in whatever order, no round of it is lost or doubled."""

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count, pairwise
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whenever import Date, Instant, TimeDelta

from bot.domain.errors import Conflict, GroupArchived
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.people import Actor, Language
from bot.domain.recurrence import instant_at, local_date
from bot.domain.rounds import Round, Stage
from bot.services import Services, build_services
from bot.services.groups import NewGroup
from bot.services.work import Work
from bot.storage import groups, rounds
from bot.storage.database import SqliteDatabase
from tests.conftest import START, SetClock
from tests.schema import laid_out

GRACE = Actor(10, 1, Language.ENGLISH, is_moderator=True)
ZONES = ("Europe/Oslo", "Pacific/Auckland", "America/Los_Angeles")

waits = st.tuples(st.just("wait"), st.integers(1, 24 * 12))
edits = st.tuples(st.just("edit"), st.integers(1, 7), st.integers(0, 23), st.sampled_from(ZONES))
pauses = st.tuples(st.just("pause"), st.integers(0, 20))
resumes = st.tuples(st.just("resume"))
archives = st.tuples(st.sampled_from(("archive", "restore")))
deeds = st.lists(st.one_of(waits, edits, pauses, resumes, archives), min_size=4, max_size=14)


@dataclass
class Calendar:
    """A group, its clock, and what became of its rounds so far."""

    services: Services
    work: Work
    clock: SetClock
    opened: list[Round] = field(default_factory=list)

    async def state(self) -> tuple[Group, list[Round], Date | None]:
        async with self.work.reading() as tx:
            group = await groups.by_name(tx, GRACE.community_id, "Founders")
            assert group is not None
            planned = await rounds.not_over(tx, group.community_id, group.id)
            return group, planned, await rounds.last_begun_on(tx, group.community_id, group.id)

    async def wait(self, hours: int) -> None:
        """Until then, every step at its moment."""
        until = self.clock.now() + TimeDelta(hours=hours)
        while (due := await self.services.rounds.next_due()) and due <= until:
            self.clock.move_to(max(due, self.clock.now()))
            before, (group, planned, _) = await self._ahead(), await self.state()
            while await self.services.rounds.take_due_steps():
                pass
            after, (_, now_planned, _) = await self._ahead(), await self.state()
            self.opened += [each for each in planned if each.id in before - after]
            assert not any(group.pause and each.local_date in group.pause for each in self.opened[-1:])
            await self._is_whole(now_planned)
        self.clock.move_to(until)

    async def edit(self, weekday: int, hour: int, zone: str) -> None:
        """A round ahead moves by three days at most, unless there was no such day."""
        group, before, _ = await self.state()
        if group.archived_at:
            return
        await self.services.groups.change_rhythm(GRACE, None, weekday, f"{hour}:00", zone)
        group, after, begun_on = await self.state()
        if before[0].stage is Stage.AHEAD:
            first = _first_possible(group, self.clock.now(), begun_on)
            moved = abs(after[0].local_date.since(before[0].local_date, total="days"))
            assert moved <= 3 or after[0].local_date == first
        await self._is_whole(after)

    async def pause(self, days: int) -> None:
        group, _, _ = await self.state()
        until = group.today(self.clock.now()).add(days=days)
        await self._moves(lambda: self.services.rests.pause(GRACE, "Founders", str(until)))

    async def resume(self) -> None:
        await self._moves(lambda: self.services.rests.resume(GRACE, "Founders"))

    async def archive(self) -> None:
        with suppress(GroupArchived):
            await self.services.archives.archive(GRACE, "Founders")
        await self._is_whole((await self.state())[1])

    async def restore(self) -> None:
        await self._moves(lambda: self.services.archives.restore(GRACE, "Founders", 77))

    async def _moves(self, act: Callable[[], Awaitable[object]]) -> None:
        """What is ahead opens at the first time that is left to it."""
        with suppress(Conflict, GroupArchived):
            await act()
            group, planned, begun_on = await self.state()
            if planned[0].stage is Stage.AHEAD:
                assert planned[0].local_date == _first_possible(group, self.clock.now(), begun_on)
        await self._is_whole((await self.state())[1])

    async def _ahead(self) -> set[int]:
        return {each.id for each in (await self.state())[1] if each.stage is Stage.AHEAD}

    async def _is_whole(self, planned: list[Round]) -> None:
        """One round takes answers; one behind it opens at the first time after it ends."""
        group, _, _ = await self.state()
        assert len(planned) == 0 if group.archived_at else 1 <= len(planned) <= 2
        for current, behind in pairwise(planned):
            assert behind.stage is Stage.AHEAD
            assert behind.local_date == _first_possible(group, current.digest_at, current.local_date)
        for each in planned:
            if each.stage is Stage.AHEAD:
                assert each.prompt_at == instant_at(each.local_date, group.rhythm.time, group.rhythm.zone)
                assert group.pause is None or each.local_date not in group.pause


def _first_possible(group: Group, after: Instant, begun_on: Date | None) -> Date:
    """Found day by day."""
    day = local_date(after, group.rhythm.zone).subtract(days=1)
    while True:
        is_free = (begun_on is None or day > begun_on) and not (group.pause and day in group.pause)
        falls = day.day_of_week() is group.rhythm.weekday
        if falls and is_free and instant_at(day, group.rhythm.time, group.rhythm.zone) > after:
            return day
        day = day.add(days=1)


async def _play(done: list[tuple[str, ...]], path: Path) -> list[Round]:
    clock, milliseconds = SetClock(START), count(1_800_000_000_000)
    database = await SqliteDatabase.open(await laid_out(path))
    try:
        work = Work(database, clock, clock, Ids(milliseconds=lambda: next(milliseconds), worker=1), ring=lambda: None)
        calendar = Calendar(build_services(work, owner="test"), work, clock)
        new = NewGroup("Founders", 77, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
        await calendar.services.groups.create(GRACE, new)
        for name, *given_with in done:
            await getattr(calendar, name)(*given_with)
        await calendar.restore()
        await calendar.wait(24 * 40)
        return calendar.opened
    finally:
        await database.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(deeds)
def test_a3_no_round_is_lost_or_doubled_over_pause_archive_and_change_of_rhythm(done: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        opened = asyncio.run(_play(done, Path(directory) / "trellis.db"))

    days, moments = [each.local_date for each in opened], [each.prompt_at for each in opened]
    assert len(opened) >= 2
    assert days == sorted(set(days))
    assert moments == sorted(set(moments))
