"""A private thread of the bot's, made once: whoever tries again looks for it before making another."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Literal

import discord
import structlog
from whenever import TimeDelta

from bot.domain.deliveries import Delivery
from bot.gateway.client import Trellis
from bot.gateway.refusals import is_discords

log = structlog.get_logger()

LOOK_BACK = TimeDelta(seconds=90)  # Discord's clock and ours may differ
THREAD_HIDES_AFTER_MINUTES: Literal[10080] = 10080  # a week, the longest there is
PRIVATE_THREAD: Literal[12] = 12
HAVE_LEFT = (10007, 10013)  # no member of the server, no user at all
PAGE, PAGES_AT_MOST = 100, 3

# Asks for a permit: for a delivery, a method and a path.
Permit = Callable[[Delivery, str, str], Awaitable[None]]


class PrivateThreads:
    def __init__(self, bot: Trellis, permit: Permit) -> None:
        self._bot = bot
        self._permit = permit

    async def find_or_make(self, channel_id: int, name: str, delivery: Delivery) -> int:
        """The id of the thread of that name under the channel. Names are distinct, and before a second try makes one
        it looks among those made since the first, hidden ones too."""
        if delivery.tried_at is not None and (found := await self._look(channel_id, name, delivery)):
            log.info("courier.thread_found", delivery=delivery.id, thread=found)
            return found
        await self._permit(delivery, "POST", f"/channels/{channel_id}/threads")
        made = await self._bot.http.start_thread_without_message(
            channel_id,
            name=name,
            auto_archive_duration=THREAD_HIDES_AFTER_MINUTES,
            type=PRIVATE_THREAD,
            invitable=False,
        )
        return int(made["id"])

    async def gather(self, thread_id: int, people: Iterable[int], delivery: Delivery) -> None:
        """Put people into the thread by the documented route, which does nothing for those who are in.

        That a mention brings somebody in is documented nowhere. Those who have left the server are passed over.
        Raises discord.Forbidden if one of them cannot see the channel above, or the bot may not add them, and
        discord.NotFound if the thread is gone.
        """
        for person_id in people:
            await self._permit(delivery, "PUT", f"/channels/{thread_id}/thread-members/{person_id}")
            try:
                await self._bot.http.add_user_to_thread(thread_id, person_id)
            except discord.NotFound as gone:
                if gone.code not in HAVE_LEFT:  # then it is the thread that is gone
                    raise
                log.info("courier.not_added", delivery=delivery.id, code=gone.code)

    async def discard(self, thread_id: int, delivery: Delivery) -> None:
        """Take a thread away that not all can be in. It stays where the bot may not."""
        await self._permit(delivery, "DELETE", f"/channels/{thread_id}")
        try:
            await self._bot.http.delete_channel(thread_id)
        except discord.Forbidden as refused:
            log.warning("courier.thread_left", thread=thread_id, code=refused.code)

    async def remove(self, thread_id: int, person_id: int, delivery: Delivery) -> None:
        """Takes somebody out; no harm if they are out already, or are not on the server any more."""
        await self._permit(delivery, "DELETE", f"/channels/{thread_id}/thread-members/{person_id}")
        try:
            await self._bot.http.remove_user_from_thread(thread_id, person_id)
        except discord.NotFound as refused:
            if not is_discords(refused):
                raise

    async def _look(self, channel_id: int, name: str, delivery: Delivery) -> int | None:
        assert delivery.tried_at is not None  # asked before
        since = discord.utils.time_snowflake((delivery.tried_at - LOOK_BACK).to_stdlib())
        await self._permit(delivery, "GET", f"/guilds/{delivery.community_id}/threads/active")
        active = await self._bot.http.get_active_threads(delivery.community_id)
        if found := self._among(active["threads"], channel_id, name, since):
            return found
        before: int | None = None
        for _ in range(PAGES_AT_MOST):
            await self._permit(delivery, "GET", f"/channels/{channel_id}/users/@me/threads/archived/private")
            page = await self._bot.http.get_joined_private_archived_threads(channel_id, before, PAGE)
            if found := self._among(page["threads"], channel_id, name, since):
                return found
            ids = [int(thread["id"]) for thread in page["threads"]]
            # The newest come first: behind one that is older than the first try there is none of ours.
            if not page["has_more"] or not ids or min(ids) < since:
                return None
            before = min(ids)
        return None

    def _among(self, threads: Iterable[Any], channel_id: int, name: str, since: int) -> int | None:
        """Ours, of that name, under that channel, and made since then."""
        own_id = self._bot.user.id if self._bot.user else 0
        for thread in threads:
            is_ours = int(thread["owner_id"]) == own_id and int(thread["parent_id"]) == channel_id
            if is_ours and thread["name"] == name and int(thread["id"]) >= since:
                return int(thread["id"])
        return None
