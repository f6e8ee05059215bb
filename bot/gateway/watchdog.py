"""Against the reconnect trap: a session that cannot be resumed is given up.

discord.py 2.7.1 resumes at the address Discord gave for that, and if nobody answers there, tries it for ever. It goes
back to the gateway's own address only when its connecting is begun anew.
"""

import asyncio

from discord.ext import commands


class Watchdog:
    """Barks when a session has been away for `seconds`, or `attempts` to come back have failed.

    While there is no session to lose, as before the first, it sleeps.
    """

    def __init__(self, attempts: int, seconds: float) -> None:
        self._attempts = attempts
        self._seconds = seconds
        self._has_session = False
        self._failed = 0
        self._barking = asyncio.Event()
        self._timer: asyncio.TimerHandle | None = None

    @property
    def is_barking(self) -> bool:
        return self._barking.is_set()

    def watch(self, bot: commands.Bot) -> None:
        bot.add_listener(self.connected, "on_connect")
        bot.add_listener(self.connected, "on_resumed")
        bot.add_listener(self.disconnected, "on_disconnect")

    async def connected(self) -> None:
        """There is a session: a new one, or the one we had."""
        self.reset()
        self._has_session = True

    async def disconnected(self) -> None:
        """The connection was lost, or, with it lost already, not won back."""
        if not self._has_session:
            return
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._seconds, self._barking.set)
        else:
            self._failed += 1
        if self._failed >= self._attempts:
            self._barking.set()

    async def bark(self) -> None:
        """Returns when the session is to be given up."""
        await self._barking.wait()

    def reset(self) -> None:
        """Forgets the session and what went wrong with it."""
        if self._timer:
            self._timer.cancel()
        self._timer = None
        self._failed = 0
        self._has_session = False
        self._barking.clear()
