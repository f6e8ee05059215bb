"""What falls due: every round whose moment has come takes its step, and every prompted one gets its pairs."""

from collections.abc import Iterable

import structlog
from whenever import Instant

from bot.services.deliveries import Deliveries
from bot.services.pairs import Pairs
from bot.services.rounds import Rounds

log = structlog.get_logger()


class Planner:
    def __init__(self, rounds: Rounds, pairs: Pairs, deliveries: Deliveries) -> None:
        self._rounds = rounds
        self._pairs = pairs
        self._deliveries = deliveries

    async def run(self) -> int:
        """Takes due steps until there are none; returns how many. Each batch is one transaction, and so is each
        round's pairing."""
        taken = 0
        while batch := await self._rounds.take_due_steps():
            taken += batch
            log.info("planner.planned", steps=batch)
        while await self._pairs.pair_next():
            taken += 1
            log.info("planner.paired")
        return taken

    async def next_due(self) -> Instant | None:
        """The earliest instant at which a round moves or a delivery falls due."""
        return _earliest([await self._rounds.next_due(), await self._deliveries.next_due()])


def _earliest(instants: Iterable[Instant | None]) -> Instant | None:
    return min((instant for instant in instants if instant is not None), default=None)
