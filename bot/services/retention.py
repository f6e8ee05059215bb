"""Letting go of what has been kept long enough."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.retention import AUDITS_KEPT_FOR, NUDGES_KEPT_FOR, UNSENT_KEPT_FOR
from bot.services.work import Work
from bot.storage import retention
from bot.storage.database import Connection, Row

BATCH = 50  # rows a transaction; the writer is held for milliseconds, however much there is


@dataclass(frozen=True)
class _Aging:
    """What goes after a time: how it is found, and how it is erased."""

    kept_for: TimeDelta
    find: Callable[[Connection, Instant], Awaitable[list[Row]]]
    erase: Callable[[Connection, Sequence[Row], Instant], Awaitable[None]]


# Nudges first: they point at deliveries. `docs/privacy.md` tells people of each.
GOES_BY_ITSELF = (
    _Aging(NUDGES_KEPT_FOR, retention.old_nudges, retention.erase_nudges),
    _Aging(UNSENT_KEPT_FOR, retention.old_unsent, retention.erase_unsent),
    _Aging(AUDITS_KEPT_FOR, retention.old_audits, retention.erase_audits),
)


class Retention:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def forget_old(self) -> int:
        """Erases reminders that were counted and messages that reached nobody after 90 days, and who changed what after
        a year; returns how many rows. Many small transactions."""
        return sum([await self._forget(each) for each in GOES_BY_ITSELF])

    async def _forget(self, aging: _Aging) -> int:
        before = self._work.clock.now() - aging.kept_for
        async with self._work.database.glancing() as tx:
            old = await aging.find(tx, before)
        for first in range(0, len(old), BATCH):
            async with self._work.database.transaction() as tx:
                await aging.erase(tx, old[first : first + BATCH], before)
        return len(old)
