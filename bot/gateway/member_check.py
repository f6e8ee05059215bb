"""Asks Discord whether one person is still on a server: a direct message reaches also those who have left it.

By a request about that one person, not by opcode 8 as the roll call does: that has room for two people's presses a
second, rests for a minute after a silence, and cannot tell a person who is gone from a server that is.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable

import aiohttp
import discord
import structlog
from discord.ext import commands

log = structlog.get_logger()

ANSWER_SECONDS = 1.5  # an interaction has to be answered within three, and reading and writing take their part
REMEMBERED_SECONDS = 300.0  # of the world's time, in which people come and go, not of the program's, which may be moved
REMEMBERED_MOST = 10_000
_NOT_A_MEMBER = frozenset({10007, 10013})  # unknown member, unknown user

_Who = tuple[int, int]


class MemberCheck:
    def __init__(
        self,
        bot: commands.Bot,
        *,
        answer_seconds: float = ANSWER_SECONDS,
        most: int = REMEMBERED_MOST,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._bot = bot
        self._answer_seconds = answer_seconds
        self._most = most
        self._seconds = seconds
        self._answers: OrderedDict[_Who, tuple[bool, float]] = OrderedDict()
        self._asking: dict[_Who, asyncio.Task[bool | None]] = {}

    async def is_member(self, community_id: int, person_id: int) -> bool | None:
        """Whether the person is on the server, as Discord said within the last five minutes or says now; None if it is
        silent. However often they press, there is one request at a time about them."""
        who = community_id, person_id
        remembered = self._remembered(who)
        if remembered is not None:
            return remembered
        asking = self._asking.get(who)
        if asking is None:
            asking = self._asking[who] = asyncio.create_task(self._ask(who), name=f"member check {who}")
            asking.add_done_callback(lambda _: self._asking.pop(who, None))
        return await asyncio.shield(asking)

    def seen(self, community_id: int, person_id: int) -> None:
        """Forgets that the person was not there: they have just done something on the server."""
        if self._remembered((community_id, person_id)) is False:
            del self._answers[community_id, person_id]

    def _remembered(self, who: _Who) -> bool | None:
        is_member, until = self._answers.get(who, (None, 0.0))
        return is_member if self._seconds() < until else None

    async def _ask(self, who: _Who) -> bool | None:
        try:
            async with asyncio.timeout(self._answer_seconds):
                answer = await self._answer_of_discord(*who)
        except (TimeoutError, discord.DiscordException, aiohttp.ClientError, OSError) as silence:
            log.warning("member_check.unanswered", community=who[0], error=repr(silence))
            return None
        if answer is not None:
            self._answers.pop(who, None)
            self._answers[who] = answer, self._seconds() + REMEMBERED_SECONDS
            if len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer

    async def _answer_of_discord(self, community_id: int, person_id: int) -> bool | None:
        guild = self._bot.get_guild(community_id)
        if guild is None or guild.unavailable:
            log.warning("member_check.no_server", community=community_id)
            return None
        try:
            await guild.fetch_member(person_id)
        except discord.NotFound as absent:
            if absent.code not in _NOT_A_MEMBER:  # of the server itself, say: that says nothing of the person
                raise
            return False
        return True
