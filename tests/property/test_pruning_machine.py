"""What was said is said once, however long ago it was pruned: under planner, retries and clocks that are moved back.

The real services over a real file. A group has its rounds for years in a few steps; the planner comes to its rounds
again and again, to the same causes too, moderators try again what failed, and the clock goes either way.
"""

import asyncio
import tempfile
from collections.abc import Awaitable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from whenever import TimeDelta

from bot.domain.deliveries import Delivered, Delivery, Dropped, Impossible, Kind, Outcome, Reason, Waits
from bot.domain.ids import Ids
from bot.domain.oversight import Again
from bot.domain.people import Actor, Language
from bot.services import build_services
from bot.services.groups import NewGroup
from bot.services.work import Work
from bot.storage import deliveries
from bot.storage.database import SqliteDatabase
from tests.conftest import START, SetClock
from tests.schema import laid_out

HERE = 10
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
FOUNDERS = NewGroup("Founders", 77, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
Key = tuple[Kind, int, str]

OUTCOMES: list[Outcome] = [
    Delivered(77, 5),
    Waits(Reason.NO_CONSENT),
    Impossible(Reason.NO_ACCESS),
    Dropped(Reason.NO_LONGER_NEEDED),
]


def key_of(delivery: Delivery) -> Key:
    return delivery.kind, delivery.subject, delivery.occurrence


class PruningMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.database = self.run(_opened(Path(self.folder.name) / "trellis.db"))
        self.clock = SetClock(START)
        milliseconds = count(1_800_000_000_000)
        self.ids = Ids(milliseconds=lambda: next(milliseconds), worker=1)
        self.services = build_services(
            Work(self.database, self.clock, SetClock(START), self.ids, ring=lambda: None), owner="test"
        )
        self.caused: dict[Key, Delivery] = {}
        self.said: list[Key] = []
        self.withdrawn: set[Key] = set()
        self.run(self.services.groups.create(MARIA, FOUNDERS))

    def run(self, work: Awaitable[Any]) -> Any:
        return self.runner.run(_awaited(work))

    # What causes deliveries

    @rule()
    def the_planner_comes_by(self) -> None:
        while self.run(self.services.rounds.take_due_steps()):
            pass

    @precondition(lambda self: self.caused)
    @rule(data=st.data(), again=st.booleans())
    def its_cause_comes_again(self, data: st.DataObject, again: bool) -> None:
        """As where a step is taken twice, or, `again`, where what was withdrawn is needed after all."""
        key = data.draw(st.sampled_from(sorted(self.caused)))
        now = self.clock.now()
        born = replace(self.caused[key], id=self.ids.new(), due_at=now, expires_at=now.add(hours=48))

        self.run(self._owe(born, again=again))

        if again:
            self.withdrawn.discard(key)

    async def _owe(self, born: Delivery, *, again: bool) -> None:
        async with self.database.transaction() as tx:
            if again:
                await deliveries.add_again(tx, [born])
            else:
                assert not await deliveries.add(tx, born)

    @rule()
    def moderators_try_again_what_failed(self) -> None:
        self.run(self._try_all_again())

    async def _try_all_again(self) -> None:
        now = self.clock.now()
        async with self.database.transaction() as tx:
            for row in await tx.fetch_all("SELECT id FROM deliveries WHERE state IN ('unreachable', 'expired')"):
                await deliveries.send_again(tx, HERE, row["id"], Again(now.add(hours=48), anew=False), now)

    # What becomes of them

    @rule(outcome=st.sampled_from(OUTCOMES))
    def what_is_due_is_sent(self, outcome: Outcome) -> None:
        while claimed := self.run(self.services.deliveries.claim(40)):
            for delivery in claimed:
                assert key_of(delivery) not in self.said
                assert key_of(delivery) not in self.withdrawn
                self.run(self._end(delivery, outcome))

    @rule()
    def somebody_comes_by(self) -> None:
        for letter in self.run(self.services.deliveries.claim_waiting(GRACE, 40)):
            assert key_of(letter.delivery) not in self.said
            self.run(self._end(letter.delivery, Delivered(77, 5, reason=Reason.READ)))

    async def _end(self, delivery: Delivery, outcome: Outcome) -> None:
        assert not isinstance(outcome, tuple)
        async with self.database.transaction() as tx:
            assert await deliveries.finish(tx, delivery.id, "test", outcome, self.clock.now())  # type: ignore[arg-type]
        if isinstance(outcome, Delivered):
            self.said.append(key_of(delivery))
        if isinstance(outcome, Dropped):
            self.withdrawn.add(key_of(delivery))

    # What time does

    @rule(days=st.sampled_from([1, 7, 100]))
    def time_passes(self, days: int) -> None:
        self.clock.move(hours=24 * days)

    @rule(days=st.sampled_from([1, 100, 400]))
    def the_clock_is_moved_back(self, days: int) -> None:
        self.clock.move_to(max(START, self.clock.now() - TimeDelta(hours=24 * days)))

    @rule()
    def what_is_old_is_pruned(self) -> None:
        self.run(self.services.retention.forget_old())

    # What always holds

    @invariant()
    def nothing_is_said_twice(self) -> None:
        assert len(self.said) == len(set(self.said))

    @invariant()
    def every_key_is_known_that_ever_was(self) -> None:
        rows = self.run(self._rows())

        self.caused |= {key_of(delivery): delivery for delivery in rows}
        kept = {key_of(delivery) for delivery in rows} | self.run(self._spent())
        assert kept == self.caused.keys()

    async def _rows(self) -> list[Delivery]:
        async with self.database.reading() as tx:
            return [deliveries.delivery_of(row) for row in await tx.fetch_all("SELECT * FROM deliveries")]

    async def _spent(self) -> set[Key]:
        async with self.database.reading() as tx:
            rows = await tx.fetch_all("SELECT * FROM spent_keys")
        return {(Kind(row["kind"]), row["subject"], row["occurrence"]) for row in rows}

    def teardown(self) -> None:
        self.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()


async def _opened(path: Path) -> SqliteDatabase:
    return await SqliteDatabase.open(await laid_out(path))


async def _awaited(work: Awaitable[Any]) -> Any:
    return await work


TestPruning = PruningMachine.TestCase
TestPruning.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
