"""Turns a ring into delivered messages: plan, dispatch, set the alarm, sleep until the next ring."""

import asyncio
from contextlib import suppress

from whenever import Instant

from bot.delivery.alarm import Alarm
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.planner import Planner
from bot.reporting import Reporter

AFTER_ERROR_SECONDS = 5.0


class Engine:
    """Who rings: a committed use case, the alarm, the heartbeat, start-up. Rings that come together count once."""

    def __init__(self, planner: Planner, dispatcher: Dispatcher) -> None:
        self._planner = planner
        self._dispatcher = dispatcher
        self._rung = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._reporter = Reporter("engine.failed")

    def ring(self) -> None:
        self._rung.set()

    async def settle(self) -> None:
        """Does everything that is due now; returns when nothing is."""
        async with self._one_at_a_time:
            while await self._plan_and_send():
                pass

    async def _plan_and_send(self) -> int:
        """What is owed goes out also where planning fails: the trouble of one round keeps no message of others in."""
        try:
            planned = await self._planner.run()
        except Exception:
            await self._dispatcher.run()
            raise
        return planned + await self._dispatcher.run()

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
