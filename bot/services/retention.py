"""Letting go of what has been kept long enough."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.retention import AUDITS_KEPT_FOR, NUDGES_KEPT_FOR, SAID_KEPT_FOR, UNSENT_KEPT_FOR
from bot.services.work import Work
from bot.storage import retention
from bot.storage.database import Connection, Row

BATCH = 50  # rows a transaction; the writer is held for milliseconds, however much there is
FOUND_AT_ONCE = 1000


@dataclass(frozen=True)
class _Aging:
    """What goes after a time: how it is found, and how it is erased."""

    kept_for: TimeDelta
    find: Callable[[Connection, Instant, int], Awaitable[list[Row]]]
    erase: Callable[[Connection, Sequence[Row], Instant], Awaitable[None]]


# Nudges first, which point at deliveries, and what was said before what was said together with it. `docs/privacy.md`
# tells people of each.
GOES_BY_ITSELF = (
    _Aging(NUDGES_KEPT_FOR, retention.old_nudges, retention.erase_nudges),
    _Aging(SAID_KEPT_FOR, retention.old_read, retention.erase_read),
    _Aging(SAID_KEPT_FOR, retention.old_edits, retention.erase_edits),
    _Aging(UNSENT_KEPT_FOR, retention.old_unsent, retention.erase_unsent),
    _Aging(AUDITS_KEPT_FOR, retention.old_audits, retention.erase_audits),
)


class Retention:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def forget_old(self) -> int:
        """Erases reminders that were counted, and deliveries that reached nobody or stand nowhere, after 90 days, and
        who changed what after a year; returns how many rows. Many small transactions."""
        return sum([await self._forget(each) for each in GOES_BY_ITSELF])

    async def _forget(self, aging: _Aging) -> int:
        before, gone = self._work.clock.now() - aging.kept_for, 0
        while True:
            async with self._work.database.glancing() as tx:
                old = await aging.find(tx, before, FOUND_AT_ONCE)
            for first in range(0, len(old), BATCH):
                async with self._work.database.transaction() as tx:
                    await aging.erase(tx, old[first : first + BATCH], before)
            gone += len(old)
            if len(old) < FOUND_AT_ONCE:
                return gone
