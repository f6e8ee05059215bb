"""A post in a forum, made once: whoever tries again looks for it before making another.

A post is a thread with its first message, asked for in one request, and no nonce keeps it single. Its id is that of its
first message, and in that message a custom id carries its delivery.
"""

from collections.abc import AsyncIterator, Iterable, Sequence
from typing import Any

import discord
import structlog
from whenever import Instant

from bot.domain.deliveries import Delivery
from bot.domain.stems import forms, telling
from bot.gateway.cards import Card, carries
from bot.gateway.client import Trellis
from bot.gateway.private_threads import LOOK_BACK, PAGE, PAGES_AT_MOST, THREAD_HIDES_AFTER_MINUTES, Permit
from bot.gateway.refusals import is_discords

log = structlog.get_logger()


class NoTagFits(Exception):
    """The forum demands a tag, and there is none that we may set."""


class ForumPosts:
    def __init__(self, bot: Trellis, permit: Permit) -> None:
        self._bot = bot
        self._permit = permit

    async def find(self, forum: discord.ForumChannel, delivery: Delivery, tried_at: Instant) -> int | None:
        """The post that an earlier try left behind, if it did."""
        async for post_id in self._own_since(forum, delivery, tried_at):
            if await self._carries(post_id, delivery):
                log.info("courier.post_found", delivery=delivery.id, post=post_id)
                return post_id
        return None

    async def make(self, forum: discord.ForumChannel, card: Card, delivery: Delivery) -> int:
        """The id of a new post. NoTagFits."""
        assert card.thread is not None  # what is posted in a forum has a title
        tag = fitting_tag(forum, self._names(card))
        await self._permit(delivery, "POST", f"/channels/{forum.id}/threads")
        made = await forum.create_thread(
            name=card.thread,
            view=card.view,
            auto_archive_duration=THREAD_HIDES_AFTER_MINUTES,
            applied_tags=[tag] if tag else [],
        )
        log.info("courier.post_made", delivery=delivery.id, post=made.thread.id)
        return made.thread.id

    def _names(self, card: Card) -> list[str]:
        wording = self._bot.wording
        return [card.tag(wording.in_language(language)) for language in wording.languages] if card.tag else []

    async def _own_since(
        self, forum: discord.ForumChannel, delivery: Delivery, tried_at: Instant
    ) -> AsyncIterator[int]:
        """Our posts in the forum since the first try, first those in use, then the hidden ones."""
        since = discord.utils.time_snowflake((tried_at - LOOK_BACK).to_stdlib())
        await self._permit(delivery, "GET", f"/guilds/{delivery.community_id}/threads/active")
        active = await self._bot.http.get_active_threads(delivery.community_id)
        for post_id in self._own(active["threads"], forum, since):
            yield post_id
        before: Any = None  # the library calls it an id, Discord wants an instant
        for _ in range(PAGES_AT_MOST):
            await self._permit(delivery, "GET", f"/channels/{forum.id}/threads/archived/public")
            page = await self._bot.http.get_public_archived_threads(forum.id, before, PAGE)
            for post_id in self._own(page["threads"], forum, since):
                yield post_id
            if not page["has_more"] or not page["threads"]:
                return
            before = page["threads"][-1]["thread_metadata"]["archive_timestamp"]

    def _own(self, threads: Iterable[Any], forum: discord.ForumChannel, since: int) -> list[int]:
        own_id = self._bot.user.id if self._bot.user else 0
        posts = [each for each in threads if (int(each["parent_id"]), int(each["owner_id"])) == (forum.id, own_id)]
        return [int(post["id"]) for post in posts if int(post["id"]) >= since]

    async def _carries(self, post_id: int, delivery: Delivery) -> bool:
        await self._permit(delivery, "GET", f"/channels/{post_id}/messages/{post_id}")
        try:
            first = await self._bot.get_partial_messageable(post_id).fetch_message(post_id)
        except discord.NotFound as refused:
            if not is_discords(refused):
                raise
            return False  # a moderator has deleted it, and left what was said below
        return carries(first, delivery.id)


def fitting_tag(forum: discord.ForumChannel, names: Sequence[str]) -> discord.ForumTag | None:
    """The tag that goes by one of the names, whatever its articles, endings and emoji; where there is none and the
    forum demands one, its first that is anybody's. NoTagFits."""
    may_moderate = forum.permissions_for(forum.guild.me).manage_threads
    for tag in forum.available_tags:
        if (may_moderate or not tag.moderated) and any(_same(tag.name, name) for name in names):
            return tag
    if not forum.flags.require_tag:
        return None
    anybodys = next((tag for tag in forum.available_tags if not tag.moderated), None)
    if anybodys is None:
        raise NoTagFits
    return anybodys


def _same(one: str, other: str) -> bool:
    """“💡 Introductions” is “An introduction”."""
    words, others = telling(one), telling(other)
    return len(words) == len(others) and all(forms(a) & forms(b) for a, b in zip(words, others, strict=True))
