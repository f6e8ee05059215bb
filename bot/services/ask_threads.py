"""Asks that nobody writes about any more are closed, threads in use do not sink, and whoever writes again reopens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.ask_care import in_care
from bot.domain.ask_threads import LOOKED_AT_AGAIN, AskThread, Follows, Glimpse, after_look, look
from bot.domain.asks import Ask, AskState, close, reopen
from bot.domain.deliveries import Kind
from bot.services.ask_facts import CARD_KEPT, CARD_WRITTEN_AFTER, of_ask, owe_card_edit
from bot.services.work import Work
from bot.storage import ask_threads, asks, deliveries
from bot.storage.database import Connection

TOGETHER_WITHIN = TimeDelta(hours=12)
BATCH = 20  # asks of one community, looked at between one dispatch and the next


@dataclass(frozen=True)
class Looked:
    """How many of the asks were closed and reopened, and which threads are to be taken out of the archive."""

    closed: int
    reopened: int
    to_wake: Sequence[int]


class AskThreads:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def to_look_at(self) -> list[AskThread]:
        """Threads of the community whose look is due first; empty if none is. Reads."""
        async with self._work.database.glancing() as tx:
            return await ask_threads.due_together(tx, self._work.clock.now(), TOGETHER_WITHIN, BATCH)

    async def note_look(self, threads: Sequence[AskThread], seen: Mapping[int, Glimpse | None] | None) -> Looked:
        """Takes down what was seen in threads of one community, by the ask, and does what follows: closes what is idle,
        with a word in its thread, and reopens what somebody writes about again.

        Where nothing was to be seen, it is looked at again in an hour. One transaction.
        """
        now = self._work.clock.now()
        follows: list[tuple[AskThread, Follows]] = []
        async with self._work.unit() as tx:
            for thread in threads:
                if seen is None or thread.ask_id not in seen:
                    await ask_threads.look_again(tx, thread.community_id, [thread.ask_id], now + LOOKED_AT_AGAIN)
                else:
                    follows.append((thread, await self._note(tx, thread, seen[thread.ask_id], now)))
        return Looked(
            closed=sum(what is Follows.CLOSING for _, what in follows),
            reopened=sum(what is Follows.REOPENING for _, what in follows),
            to_wake=[each.thread_id for each, what in follows if what is Follows.WAKING and each.thread_id],
        )

    async def came_back(self, community_id: int, thread_id: int) -> bool:
        """Discord says that a thread is in use again. If it is that of a closed ask, it is looked at at once whether
        somebody writes there.

        One transaction, and none for other threads.
        """
        async with self._work.reading() as tx:
            if not await ask_threads.is_of_closed_ask(tx, community_id, thread_id):
                return False
        async with self._work.unit() as tx:
            return await ask_threads.came_back(tx, community_id, thread_id, self._work.clock.now())

    async def next_look(self) -> Instant | None:
        async with self._work.database.glancing() as tx:
            return await ask_threads.next_look(tx)

    async def _note(self, tx: Connection, thread: AskThread, seen: Glimpse | None, now: Instant) -> Follows:
        ask = await asks.get(tx, thread.community_id, thread.ask_id)
        assert ask is not None  # its thread was read from its own row
        helps = await asks.helps_of(tx, ask.community_id, ask.id)
        follows = look(thread, ask, helps, seen, now)
        if follows is Follows.CLOSING:
            ask = await self._close(tx, ask, now, is_read=seen is not None)
        elif follows is Follows.REOPENING:
            ask = in_care(reopen(ask, helps, now), now)
            await self._keep(tx, ask, now)
        elif seen is None and thread.thread_id and not ask.is_closed:
            await owe_card_edit(tx, self._work.ids, ask, now)  # which finds out whether its card is gone, too
        await ask_threads.save(tx, after_look(thread, ask, seen, now))
        return follows

    async def _close(self, tx: Connection, ask: Ask, now: Instant, *, is_read: bool) -> Ask:
        """Says so also in its thread, if there is one to be read."""
        closed = close(ask, AskState.IDLE, now)
        await self._keep(tx, closed, now)
        if not is_read:
            return closed
        due_at = now + CARD_WRITTEN_AFTER  # behind the card's edit, as the thread is put away after the word
        word = of_ask(self._work.ids.new(), ask, Kind.ASK_CLOSED, str(now.timestamp()), due_at, due_at + CARD_KEPT)
        await deliveries.add(tx, word)
        return closed

    async def _keep(self, tx: Connection, ask: Ask, now: Instant) -> None:
        await asks.save(tx, ask)
        await owe_card_edit(tx, self._work.ids, ask, now)
