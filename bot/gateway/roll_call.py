"""Asks Discord which people have left their server: without the members intent nobody tells us.

Rounds do not wait for it: what Discord is not asked about within its limits, or does not answer in time, is asked about
at the next prompt, half-way mark or digest.
"""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping

import aiohttp
import discord
import structlog

from bot.gateway.client import Trellis

log = structlog.get_logger()

ASKED_AT_ONCE = 100  # people in one request, which is as many as Discord takes
ANSWER_SECONDS = 5.0  # a round waits this long for all the answers; who is not answered about is not gone
MINUTE = 60.0
ASKED_A_MINUTE = 60  # requests; a connection takes 120 a minute of all kinds, and beyond that it waits


class GuildRollCall:
    def __init__(
        self, bot: Trellis, *, answer_seconds: float = ANSWER_SECONDS, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._bot = bot
        self._answer_seconds = answer_seconds
        self._seconds = seconds
        self._asked: deque[float] = deque()
        self._rests_until = 0.0

    async def gone(self, wanted: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
        """Of the people in each community, those who are not on its server.

        Only where the server is there and Discord answers in time; an outage makes nobody gone.
        """
        if self._bot.is_closed() or self._seconds() < self._rests_until:
            return {}
        asking = {
            asyncio.create_task(self._missing(guild, sorted(ids))): guild.id
            for community_id, ids in wanted.items()
            if (guild := self._bot.get_guild(community_id)) and not guild.unavailable and self._may_ask(len(ids))
        }
        if not asking:
            return {}
        answered, silent = await asyncio.wait(asking, timeout=self._answer_seconds)
        if silent:
            await self._give_up(silent)
        return {asking[task]: found for task in answered if (found := _found(asking[task], task))}

    def _may_ask(self, people: int) -> bool:
        """Whether the minute has room for as many requests as it takes; if so, they are counted."""
        now = self._seconds()
        while self._asked and self._asked[0] <= now - MINUTE:
            self._asked.popleft()
        requests = -(-people // ASKED_AT_ONCE)
        if len(self._asked) + requests > ASKED_A_MINUTE:
            return False
        self._asked.extend([now] * requests)
        return True

    async def _missing(self, guild: discord.Guild, ids: list[int]) -> set[int]:
        missing: set[int] = set()
        for batch in _batches(ids):
            try:
                present = await guild.query_members(user_ids=batch, limit=ASKED_AT_ONCE, cache=False)
            except (TimeoutError, discord.ConnectionClosed, aiohttp.ClientError, RuntimeError, OSError) as lost:
                log.warning("roll_call.unanswered", community=guild.id, error=repr(lost))
                return missing
            if guild.unavailable:  # it went while we asked: what came back says nothing
                return set()
            missing.update(set(batch) - {member.id for member in present})
        return missing

    async def _give_up(self, silent: set[asyncio.Task[set[int]]]) -> None:
        log.warning("roll_call.late", communities=len(silent))
        self._rests_until = self._seconds() + MINUTE
        for task in silent:
            task.cancel()
        await asyncio.wait(silent)


def _found(community_id: int, task: asyncio.Task[set[int]]) -> set[int]:
    """One server about which our code breaks must not hold up the rounds of all the others."""
    if broken := task.exception():
        log.error("roll_call.broken", community=community_id, exc_info=broken)
        return set()
    return task.result()


def _batches(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), ASKED_AT_ONCE):
        yield ids[start : start + ASKED_AT_ONCE]
