"""What falls due: every round whose moment has come takes its step, every prompted one gets its pairs, two who
both want to be introduced meet, and what else is to be done at its time is done.

Before people are counted on, Discord is asked who of them is still there; no transaction is open meanwhile.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

import structlog
from whenever import Instant

from bot.domain.thread_room import ThreadRoom
from bot.services.deliveries import Deliveries
from bot.services.introductions import Introductions
from bot.services.pairs import Pairs
from bot.services.roll_calls import RollCalls
from bot.services.rounds import BATCH, Rounds

log = structlog.get_logger()


class RollCall(Protocol):
    async def gone(self, wanted: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
        """Of the people in each community, those who have left its server; nobody of whom that is not certain."""


class Due(Protocol):
    """What a feature has to do at its time, such as looking after asks, or letting go of held words."""

    async def take_due_steps(self) -> int:
        """Does some of what is due, and returns how much; 0 once nothing is."""

    async def next_due(self) -> Instant | None: ...


class Rooms(Protocol):
    async def wanted_in(self) -> int | None:
        """The community whose pairs are made next, None if none are due."""

    async def make(self, community_id: int) -> ThreadRoom | None:
        """The room there is for their threads; None where that is not known."""


class Planner:
    def __init__(
        self,
        rounds: Rounds,
        pairs: Pairs,
        introductions: Introductions,
        deliveries: Deliveries,
        roll_calls: RollCalls,
        roll_call: RollCall,
        others: Sequence[Due] = (),
        rooms: Rooms | None = None,
    ) -> None:
        self._roll_calls = roll_calls
        self._roll_call = roll_call
        self._rounds = rounds
        self._pairs = pairs
        self._introductions = introductions
        self._deliveries = deliveries
        self._others = others
        self._rooms = rooms
        self._next_dues = [rounds.next_due, deliveries.next_due, *(other.next_due for other in others)]

    async def run(self) -> int:
        """Takes due steps until there are none; returns how many. Each batch is one transaction, and so is each
        round's pairing."""
        taken = 0
        while batch := await self._take_steps():
            taken += batch
            log.info("planner.planned", steps=batch)
        taken += await self._pair()
        for other in self._others:
            while done := await other.take_due_steps():
                taken += done
                log.info("planner.did", feature=type(other).__name__, steps=done)
        return taken

    async def _pair(self) -> int:
        """Room is made once for all the pairs of a community that are due together."""
        taken = 0
        made: dict[int, ThreadRoom | None] = {}
        while True:
            community_id = await self._rooms.wanted_in() if self._rooms else None
            if self._rooms and community_id is not None and community_id not in made:
                made[community_id] = await self._rooms.make(community_id)
            if not await self._pairs.pair_next(made):
                return taken
            taken += 1
            log.info("planner.paired")

    async def _take_steps(self) -> int:
        await self._note_who_is_gone()
        return await self._rounds.take_due_steps() + await self._introductions.bring_together()

    async def _note_who_is_gone(self) -> None:
        """At most once a round and step, as the step is taken right after."""
        wanted = await self._roll_calls.to_look_for(BATCH)
        for community_id, ids in (await self._roll_call.gone(wanted) if wanted else {}).items():
            in_turn = sorted(ids)
            for first in range(0, len(in_turn), BATCH):  # the writer is held for milliseconds, whoever has left
                people = await self._roll_calls.note_gone(community_id, in_turn[first : first + BATCH])
                log.info("planner.gone", community=community_id, people=people)

    async def next_due(self) -> Instant | None:
        """The earliest instant at which a round moves, a delivery falls due, or something else is to be done."""
        return _earliest([await next_due() for next_due in self._next_dues])


def _earliest(instants: Iterable[Instant | None]) -> Instant | None:
    return min((instant for instant in instants if instant is not None), default=None)
