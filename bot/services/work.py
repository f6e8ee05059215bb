"""What every use case works with: the database, the time, fresh ids, and the bell that wakes delivery."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass

from bot.domain.clock import Clock
from bot.domain.ids import Ids
from bot.storage.database import Connection, Database


@dataclass(frozen=True)
class Work:
    """`clock` is the program's time, which a sandbox may move; `real_clock` is the world's, for leases and nonces."""

    database: Database
    clock: Clock
    real_clock: Clock
    ids: Ids
    ring: Callable[[], None]

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Connection]:
        """One transaction; once it is committed, delivery is woken. A lost ring is harmless: the heartbeat finds what
        the ring would have announced."""
        async with self.database.transaction() as tx:
            yield tx
        self.ring()

    @asynccontextmanager
    async def erasing(self) -> AsyncIterator[Connection]:
        """As `unit`, for what takes words away for good: afterwards they do not stand in the database's log either."""
        async with self.unit() as tx:
            yield tx
        await self.database.empty_log()

    def reading(self) -> AbstractAsyncContextManager[Connection]:
        return self.database.reading()
