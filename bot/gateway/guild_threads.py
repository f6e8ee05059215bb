"""Looking whether anybody writes in threads: a server is asked once for all that are in use, and for messages only
where something is new. What they say is not looked at.
"""

from collections.abc import Sequence
from typing import Any

import aiohttp
import discord
import structlog

from bot.domain.ask_threads import AskThread, Glimpse
from bot.domain.retry import NotNow
from bot.domain.thread_room import ThreadInUse
from bot.gateway.breaker import Breaker
from bot.gateway.client import Trellis
from bot.gateway.observer import bucket
from bot.gateway.pacing import Permits
from bot.gateway.refusals import is_discords

log = structlog.get_logger()

READ_AT_ONCE = 100
_SPOKEN = (discord.MessageType.default, discord.MessageType.reply)
_LOST = (discord.HTTPException, discord.RateLimited, NotNow, aiohttp.ClientError, OSError, TimeoutError, RuntimeError)


class GuildThreads:
    def __init__(self, bot: Trellis, permits: Permits, breaker: Breaker) -> None:
        self._bot = bot
        self._permits = permits
        self._breaker = breaker

    async def look(self, community_id: int, threads: Sequence[AskThread]) -> dict[int, Glimpse | None] | None:
        """What there is in each ask's thread, by the ask; None for one that is gone. What Discord did not tell is left
        out, and None stands for all where the server does not answer."""
        active = await self._active(community_id)
        if active is None:
            return None
        in_use: dict[int, Any] = {int(thread["id"]): thread for thread in active}
        seen: dict[int, Glimpse | None] = {}
        for thread in threads:
            try:
                seen[thread.ask_id] = await self._into(thread, in_use)
            except _LOST as lost:
                log.warning("threads.unseen", ask=thread.ask_id, error=repr(lost))
        return seen

    async def in_use(self, community_id: int) -> list[ThreadInUse] | None:
        """The threads in use on a server, as far as we see them; None where it does not answer."""
        active = await self._active(community_id)
        own_id = self._bot.user.id if self._bot.user else 0
        if active is None:
            return None
        return [
            ThreadInUse(
                int(thread["id"]), int(thread.get("last_message_id") or thread["id"]), int(thread["owner_id"]) == own_id
            )
            for thread in active
        ]

    async def put_away(self, community_id: int, thread_id: int) -> bool:
        """Has a thread go to the archive; False if it could not be."""
        try:
            await self._permit("PATCH", f"/channels/{thread_id}", community_id)
            await self._bot.http.edit_channel(thread_id, archived=True)
        except _LOST as lost:
            log.warning("threads.not_put_away", community=community_id, thread=thread_id, error=repr(lost))
            return False
        return True

    async def wake(self, thread_id: int) -> None:
        """Takes a thread out of the archive, unless somebody has locked it. One that cannot be woken is left there
        until the next look."""
        try:
            await self._permit("GET", f"/channels/{thread_id}")
            thread: Any = await self._bot.http.get_channel(thread_id)
            if thread["thread_metadata"]["locked"]:
                return
            await self._permit("PATCH", f"/channels/{thread_id}")
            await self._bot.http.edit_channel(thread_id, archived=False)
        except _LOST as lost:
            log.warning("threads.not_woken", thread=thread_id, error=repr(lost))
        else:
            log.info("threads.woken", thread=thread_id)

    async def _active(self, community_id: int) -> list[Any] | None:
        guild = self._bot.get_guild(community_id)
        if self._bot.is_closed() or guild is None or guild.unavailable:
            return None
        try:
            await self._permit("GET", f"/guilds/{community_id}/threads/active", community_id)
            active = await self._bot.http.get_active_threads(community_id)
        except _LOST as lost:
            log.warning("threads.unanswered", community=community_id, error=repr(lost))
            return None
        return list(active["threads"])

    async def _into(self, thread: AskThread, in_use: dict[int, Any]) -> Glimpse | None:
        if thread.thread_id is None:
            return None
        found = in_use.get(thread.thread_id)
        if found and int(found.get("last_message_id") or 0) == thread.last_message_id:
            return Glimpse(thread.last_message_id, is_written=False, is_hidden=False)
        if found is None and thread.is_hidden:  # writing would have taken it out of the archive
            return Glimpse(thread.last_message_id, is_written=False, is_hidden=True)
        try:
            new = await self._messages(thread.community_id, thread.thread_id, thread.last_message_id)
        except discord.NotFound as refused:
            if not is_discords(refused):
                raise
            return None
        newest = new[-1].id if new else thread.last_message_id
        return Glimpse(newest, is_written=any(_by_a_person(each) for each in new), is_hidden=found is None)

    async def _messages(self, community_id: int, thread_id: int, after: int) -> list[discord.Message]:
        await self._permit("GET", f"/channels/{thread_id}/messages", community_id)
        channel = self._bot.get_partial_messageable(thread_id)
        pages = channel.history(after=discord.Object(after), limit=READ_AT_ONCE, oldest_first=True)
        return [message async for message in pages]

    async def _permit(self, method: str, path: str, community_id: int = 0) -> None:
        await self._permits.permit(bucket(method, path), community_id=community_id)
        self._breaker.check()


def _by_a_person(message: discord.Message) -> bool:
    return message.type in _SPOKEN and not message.author.bot
