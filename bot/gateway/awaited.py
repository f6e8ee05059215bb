"""What somebody was told is on its way: once it is out, their private reply can say where it is.

Kept in memory alone. A reply can be written anew for fifteen minutes; after a restart, or where Discord would not have
it, it stays as it was, and nothing is lost.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable

import aiohttp
import discord
import structlog

from bot.domain.deliveries import Kind

log = structlog.get_logger()

AWAITED_MOST = 512
GIVE_UP_AFTER_SECONDS = 5.0  # a reply holds up what is due after it no longer than that

Completion = Callable[[], Awaitable[None]]


class Awaited:
    def __init__(self) -> None:
        self._completions: OrderedDict[tuple[Kind, int], Completion] = OrderedDict()

    def expect(self, kind: Kind, subject: int, complete: Completion) -> None:
        """Has a reply completed once the delivery of that kind about the subject is out."""
        self._completions[kind, subject] = complete
        if len(self._completions) > AWAITED_MOST:
            self._completions.popitem(last=False)

    async def is_out(self, kind: Kind, subject: int) -> None:
        """It is recorded that it is out: completes the reply that waits for it, if one does, and only once."""
        complete = self._completions.pop((kind, subject), None)
        if complete is None:
            return
        try:
            async with asyncio.timeout(GIVE_UP_AFTER_SECONDS):
                await complete()
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as lost:
            log.info("awaited.reply_left_as_it_was", kind=kind, subject=subject, error=repr(lost))
        except Exception:  # an error of ours in a reply must not hold up what is due after it
            log.exception("awaited.broken", kind=kind, subject=subject)
