"""Turns a ring into delivered messages: plan, dispatch, set the alarm, sleep until the next ring."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

from whenever import Instant

from bot.delivery.alarm import Alarm
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.housekeeping import Housekeeping
from bot.delivery.planner import Planner
from bot.reporting import Reporter

AFTER_ERROR_SECONDS = 5.0
LOOK_SECONDS = 1.0  # while something is under way, what falls due beside it is looked for so often
HEAD_START_SECONDS = 2.0  # what is planned goes out in its order; whoever waits for Discord to plan keeps nothing in


class Engine:
    """Who rings: a committed use case, the alarm, the heartbeat, start-up. Rings that come together count once."""

    def __init__(self, planner: Planner, dispatcher: Dispatcher, housekeeping: Housekeeping | None = None) -> None:
        self._planner = planner
        self._dispatcher = dispatcher
        self._housekeeping = housekeeping
        self._rung = asyncio.Event()
        self._has_news = False
        self._looked_at = 0.0
        self._done = 0
        self._trouble: list[BaseException] = []
        self._planning: asyncio.Task[int] | None = None
        self._keeping: asyncio.Task[None] | None = None
        self._one_at_a_time = asyncio.Lock()
        self._reporter = Reporter("engine.failed")

    def ring(self) -> None:
        self._rung.set()
        self._tell()

    async def settle(self) -> None:
        """Does everything that is due now; returns when nothing is."""
        async with self._one_at_a_time:
            try:
                while await self._plan_and_send():
                    pass
            finally:  # whatever ends it, nothing goes on behind our back
                await self._end()

    async def _plan_and_send(self) -> int:
        """Plans and sends side by side until nothing is under way; returns how much that was.

        What is owed goes out also where planning fails or takes its time: the trouble of one round keeps no message of
        others in. Whatever failed is raised once all the rest is done.
        """
        self._done = 0
        await self._look()
        while self._dispatcher.is_busy or self._planning or self._is_keeping_house:
            await self._dispatcher.wait(self._looked_at + LOOK_SECONDS - _seconds())
            if self._has_news or _seconds() >= self._looked_at + LOOK_SECONDS:
                await self._look()
            elif self._dispatcher.has_run_dry:
                self._done += await self._dispatcher.take()
        _raise([*self._trouble, *self._dispatcher.trouble])
        return self._done

    async def _look(self) -> None:
        """Plans, unless that is still under way or has failed, and begins to send what is due."""
        self._looked_at = _seconds()
        self._note_planned()
        if not self._planning:
            self._has_news = False
            if not self._trouble:
                self._planning = asyncio.create_task(self._planner.run())
                await asyncio.wait([self._planning], timeout=HEAD_START_SECONDS)
                self._note_planned()
            if self._planning:
                self._planning.add_done_callback(lambda _: self._tell())
        self._done += await self._dispatcher.take()
        self._keep_house()

    def _keep_house(self) -> None:
        """Beside all else, where a day is over: nothing waits for it but the end of `settle`."""
        if self._housekeeping and self._housekeeping.is_due and not self._is_keeping_house:
            self._keeping = asyncio.create_task(self._housekeeping.run())
            self._keeping.add_done_callback(lambda _: self._dispatcher.stir())

    @property
    def _is_keeping_house(self) -> bool:
        return self._keeping is not None and not self._keeping.done()

    def _note_planned(self) -> None:
        if self._planning and self._planning.done():
            if broken := self._planning.exception():
                self._trouble.append(broken)
            else:
                self._done += self._planning.result()
            self._planning = None

    def _tell(self) -> None:
        self._has_news = True
        self._dispatcher.stir()

    async def _end(self) -> None:
        await self._dispatcher.end()
        under_way = [task for task in (self._planning, self._keeping) if task]
        for task in under_way:
            task.cancel()
        if under_way:
            await asyncio.wait(under_way)
        self._planning = self._keeping = None
        self._trouble.clear()

    async def next_due(self) -> Instant | None:
        return await self._planner.next_due()

    async def drain(self, seconds: float) -> None:
        """Waits until what is being sent is also recorded, for at most `seconds`; what is not stays owed."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._one_at_a_time.acquire()

    async def run(self, alarm: Alarm) -> None:
        """Settles at every ring until cancelled. What fails is logged and tried again: nothing is lost by waiting,
        since all that is owed stands in the database."""
        self.ring()
        while True:
            await self._rung.wait()
            self._rung.clear()
            try:
                await self.settle()
                alarm.set_to(await self.next_due())
            except Exception as error:  # noqa: BLE001 — the supervisor: nothing that goes wrong may end deliveries for good
                self._reporter.failed(error)
                await asyncio.sleep(AFTER_ERROR_SECONDS)
                self.ring()
            else:
                self._reporter.worked()


def _seconds() -> float:
    return asyncio.get_running_loop().time()


def _raise(troubles: Sequence[BaseException]) -> None:
    if len(troubles) == 1:
        raise troubles[0]
    if troubles:
        raise BaseExceptionGroup("several went wrong", troubles)
