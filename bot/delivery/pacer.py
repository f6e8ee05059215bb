"""The budget for requests nobody waits on: spaced permits, one each 1/45 s.

Discord refuses more than 50 requests a second from one bot, and discord.py does not hold back by itself. Permits that
are spaced out, rather than 45 at once each second, meet no refusal at all.
"""

import asyncio


class Pacer:
    def __init__(self, per_second: float) -> None:
        self._interval = 1 / per_second
        self._next = 0.0

    async def permit(self) -> None:
        """Returns when one more request may go out. Those who wait are let through in the order they came."""
        loop = asyncio.get_running_loop()
        at = max(loop.time(), self._next)
        self._next = at + self._interval
        await asyncio.sleep(at - loop.time())
