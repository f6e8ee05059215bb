"""Takes a letter to Discord and says what became of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

import aiohttp
import discord
import structlog
from whenever import Instant, TimeDelta

from bot.domain.channels import Use, is_fit, missing
from bot.domain.deliveries import Delivered, Delivery, Failed, Impossible, Place, Priority, Reason, SendOutcome
from bot.domain.oversight import USES, lacks
from bot.domain.retry import NotNow
from bot.gateway.breaker import Breaker
from bot.gateway.cards import Card, carries
from bot.gateway.client import Trellis
from bot.gateway.forum_posts import ForumPosts, NoTagFits
from bot.gateway.meanings import MESSAGES_REST, TOO_MANY_MESSAGES, meaning
from bot.gateway.mentions import NOBODY, only
from bot.gateway.observer import bucket
from bot.gateway.pacing import Permits
from bot.gateway.private_threads import LOOK_BACK, THREAD_HIDES_AFTER_MINUTES, PrivateThreads
from bot.gateway.refusals import is_discords
from bot.gateway.sight import seen_by_bot
from bot.services.deliveries import Notes
from bot.services.letters import Letter

log = structlog.get_logger()

T = TypeVar("T")

GIVE_UP_AFTER_SECONDS = 120.0  # within the lease, so that a hung request never outlives it
PAGE, PAGES_AT_MOST = 100, 3

# Discord quarantines bots that open direct messages too fast: they are spread out, and at its first word all rest.
DIRECT_MESSAGES = "direct messages"

# An edit with content onto a message of layout components [D]; the fault's code is within the body of the refusal.
LEGACY_FIELDS = "MessageFlags.IS_COMPONENTS_V2"
MISSING_ACCESS = 50001
THREAD_EXISTS = 160004
THREAD_ARCHIVED = 50083
FORBIDDEN, NOT_FOUND = 403, 404
UNKNOWN_MESSAGE = 10008
NONCE_IS_KEPT = TimeDelta(minutes=10)  # a good deal longer than the few minutes that Discord speaks of
NO_ROOM = (160006, 160007, 30033)  # for another thread in use, or another person in one


class DiscordCourier:
    """Every channel message goes out with its delivery's id as nonce, enforced, and carries it in a custom id too.

    The nonce stops a double send within Discord's few minutes; after that, whoever tries again looks for the custom id
    among what was posted since the first try.
    """

    def __init__(self, bot: Trellis, permits: Permits, breaker: Breaker, *, seconds_between_messages: float) -> None:
        self._bot = bot
        self._seconds_between_messages = seconds_between_messages
        self._permits = permits
        self._breaker = breaker
        self._threads = PrivateThreads(bot, self._permit)
        self._posts = ForumPosts(bot, self._permit)

    async def send(self, letter: Letter, notes: Notes) -> SendOutcome:
        """One try. Expected refusals come back as outcomes; pacer and breaker are asked before every request."""
        card = self._card(letter)
        try:
            async with asyncio.timeout(GIVE_UP_AFTER_SECONDS):
                if letter.delivery.policy.place is Place.EDIT:
                    return await self._edit(letter, card)
                return await self._post(letter, card, notes)
        except NotNow as early:
            return Failed(Reason.BUSY, early.wait)
        except discord.RateLimited as refused:
            return Failed(Reason.BUSY, TimeDelta(seconds=refused.retry_after))
        except discord.HTTPException as refused:
            self._breaker.refused(letter.delivery.community_id, refused.status)
            if refused.code == TOO_MANY_MESSAGES:
                self._permits.note(DIRECT_MESSAGES, 0, MESSAGES_REST.total("seconds"))
            if not is_discords(refused):
                log.warning("courier.offline", delivery=letter.delivery.id, status=refused.status)
            return self._with_what_lacks(letter, meaning(refused))
        except (aiohttp.ClientError, OSError, TimeoutError) as lost:
            log.warning("courier.offline", delivery=letter.delivery.id, error=repr(lost))
            return Failed(Reason.OFFLINE)

    async def confirm(self, delivery: Delivery) -> None:
        """Completes the private reply that waits for it, if one does."""
        await self._bot.awaited.is_out(delivery.kind, delivery.subject)

    def _with_what_lacks(self, letter: Letter, outcome: SendOutcome) -> SendOutcome:
        """A way that is barred with the permissions that are missing there, as far as the server can be seen."""
        channel = self._bot.get_channel(letter.to.channel_id or 0)
        if not isinstance(outcome, Impossible) or outcome.reason is not Reason.NO_ACCESS:
            return outcome
        parent = channel.parent if isinstance(channel, discord.Thread) else channel
        if not isinstance(parent, discord.abc.GuildChannel):
            return outcome
        use, seen = USES.get(letter.delivery.policy.place, Use.GROUP), seen_by_bot(parent)
        return replace(outcome, detail=lacks(missing(use, seen) if is_fit(use, seen.kind) else ()) or outcome.detail)

    def _card(self, letter: Letter) -> Card:
        return self._bot.cards[letter.delivery.kind](letter, self._bot.wording.in_language(letter.language))

    async def _permit(self, delivery: Delivery, method: str, path: str) -> None:
        """Asks for a permit; a card is somebody's own answer, so somebody waits for it."""
        is_card = delivery.policy.priority is Priority.CARD
        await self._permits.permit(bucket(method, path), urgent=is_card, community_id=delivery.community_id)
        self._breaker.check(delivery.community_id)

    async def _edit(self, letter: Letter, card: Card) -> SendOutcome:
        assert letter.to.channel_id is not None and letter.to.message_id is not None  # Place.EDIT names both
        place = f"/channels/{letter.to.channel_id}/messages/{letter.to.message_id}"
        channel = self._bot.get_partial_messageable(letter.to.channel_id)
        message = channel.get_partial_message(letter.to.message_id)

        async def edit() -> None:
            await self._permit(letter.delivery, "PATCH", place)
            await message.edit(view=card.view, allowed_mentions=NOBODY)

        async def edit_classic() -> None:
            await self._permit(letter.delivery, "PATCH", place)
            classic = card.classic
            assert classic is not None  # asked below
            await message.edit(
                content=classic.content, embeds=classic.embeds, view=classic.view, allowed_mentions=NOBODY
            )

        try:
            await self._awake(channel.id, letter.delivery, edit if card.push is None else edit_classic, briefly=True)
        except discord.HTTPException as refused:
            if card.push is None or LEGACY_FIELDS not in refused.text:
                raise
            # It went out as a layout, before there were lock screens to think of, and stays one for good.
            await self._awake(channel.id, letter.delivery, edit, briefly=True)
        log.info("courier.edited", delivery=letter.delivery.id, message=letter.to.message_id)
        if card.renames is not None:
            await self._rename(letter.to.message_id, *card.renames, letter.delivery)
        if card.closes:  # a thread has the id of the message it hangs on
            await self._put_away(letter.to.message_id, letter.delivery)
        return Delivered(letter.to.channel_id, letter.to.message_id)

    async def _post(self, letter: Letter, card: Card, notes: Notes) -> SendOutcome:
        delivery = letter.delivery
        if card.private_thread is not None:
            return await self._post_among_few(letter, card, card.private_thread, notes)
        is_in_thread = card.thread is None  # a request goes into that of its ring
        if delivery.policy.place is Place.KNOWLEDGE and delivery.message_id is None and not is_in_thread:
            channel = await self._channel(letter)
            if isinstance(channel, discord.ForumChannel) and channel.type is discord.ChannelType.forum:
                return await self._post_in_forum(letter, card, channel)
            if not isinstance(channel, discord.TextChannel):
                return Impossible(Reason.WRONG_CHANNEL)
        return await self._post_in_channel(letter, card, notes)

    async def _post_in_channel(self, letter: Letter, card: Card, notes: Notes) -> SendOutcome:
        delivery = letter.delivery
        channel_id, message_id, reason = delivery.channel_id, delivery.message_id, Reason.SENT
        if channel_id is None:
            channel_id = letter.to.channel_id or await self._open_direct(letter)
        if message_id is None and delivery.tried_at is not None:
            message_id = await self._look(channel_id, delivery, delivery.tried_at)
            reason = Reason.SENT_BEFORE_CRASH if message_id else reason
        if message_id is None:
            message_id = await self._send_card(channel_id, card, delivery, reply_to=letter.to.reply_to)
        for person_id in card.removes:
            await self._threads.remove(channel_id, person_id, delivery)
        if card.thread is None and not card.closes:
            return Delivered(channel_id, message_id, reason=reason)
        if delivery.message_id is None:
            await notes.message(channel_id, message_id)
        if card.thread is None:
            await self._put_away(channel_id, delivery)
            return Delivered(channel_id, message_id, reason=reason)
        if delivery.thread_id is not None:  # only its message was deleted
            return Delivered(channel_id, message_id, delivery.thread_id, reason)
        if not await self._open_thread(channel_id, message_id, card.thread, delivery):
            return Delivered(channel_id, message_id, reason=Reason.TOO_MANY_THREADS)
        return Delivered(channel_id, message_id, thread_id=message_id, reason=reason)

    async def _channel(self, letter: Letter) -> object:
        """The channel as the library knows it, asked for where it does not: what kind it is decides how one posts."""
        assert letter.to.channel_id is not None  # whoever posts somewhere says where
        if known := self._bot.get_channel(letter.to.channel_id):
            return known
        await self._permit(letter.delivery, "GET", f"/channels/{letter.to.channel_id}")
        return await self._bot.fetch_channel(letter.to.channel_id)

    async def _post_in_forum(self, letter: Letter, card: Card, forum: discord.ForumChannel) -> SendOutcome:
        """A post of its own; where the server has no room for another thread, a message in the channel instead."""
        delivery, instead = letter.delivery, letter.to.instead_id
        if delivery.tried_at is not None:
            if post_id := await self._posts.find(forum, delivery, delivery.tried_at):
                return Delivered(post_id, post_id, thread_id=post_id, reason=Reason.SENT_BEFORE_CRASH)
            if instead and (message_id := await self._look(instead, delivery, delivery.tried_at)):
                return Delivered(instead, message_id, reason=Reason.TOO_MANY_THREADS)
        try:
            post_id = await self._posts.make(forum, card, delivery)
        except NoTagFits:
            return Impossible(Reason.NO_TAG)
        except discord.HTTPException as refused:
            if refused.code not in NO_ROOM or instead is None:
                raise
            message_id = await self._send_card(instead, card, delivery)
            return Delivered(instead, message_id, reason=Reason.TOO_MANY_THREADS)
        return Delivered(post_id, post_id, thread_id=post_id)

    async def _post_among_few(self, letter: Letter, card: Card, name: str, notes: Notes) -> SendOutcome:
        """Into a private thread of its own, made first: with no nonce, so whoever tries again looks for it."""
        assert letter.to.channel_id is not None  # the channel that it is made under
        delivery, reason = letter.delivery, Reason.SENT
        thread_id, message_id = delivery.thread_id, None
        if thread_id is None:
            thread_id = await self._threads.find_or_make(letter.to.channel_id, name, delivery)
            await notes.thread(thread_id)
        if delivery.tried_at is not None:
            message_id = await self._look(thread_id, delivery, delivery.tried_at)
            reason = Reason.SENT_BEFORE_CRASH if message_id else reason
        if message_id is None:
            message_id = await self._send_card(thread_id, card, delivery)
        try:
            await self._threads.gather(thread_id, card.mentions, delivery)
        except discord.Forbidden as refused:
            await self._threads.discard(thread_id, delivery)
            if refused.code == MISSING_ACCESS:  # theirs: in the channel above the bot has just made a thread
                return Impossible(Reason.NOT_ALL_THERE)
            raise
        return Delivered(thread_id, message_id, thread_id=thread_id, reason=reason)

    async def _open_direct(self, letter: Letter) -> int:
        assert letter.to.person_id is not None  # an address is a channel or a person
        await self._permits.permit(DIRECT_MESSAGES, community_id=letter.delivery.community_id)
        self._permits.note(DIRECT_MESSAGES, 0, self._seconds_between_messages)
        await self._permit(letter.delivery, "POST", "/users/@me/channels")
        channel = await self._bot.create_dm(discord.Object(letter.to.person_id))
        log.info("courier.direct_opened", delivery=letter.delivery.id, channel=channel.id)
        return channel.id

    async def _send_card(self, channel_id: int, card: Card, delivery: Delivery, *, reply_to: int | None = None) -> int:
        channel = self._bot.get_partial_messageable(channel_id)
        say = channel.get_partial_message(reply_to).reply if reply_to else channel.send

        async def post() -> discord.Message:
            await self._permit(delivery, "POST", f"/channels/{channel_id}/messages")
            try:
                if classic := card.classic:
                    return await say(
                        classic.content,
                        embeds=classic.embeds,
                        view=classic.view,
                        nonce=delivery.id,
                        allowed_mentions=only(card.mentions),
                    )
                return await say(view=card.view, nonce=delivery.id, allowed_mentions=only(card.mentions))
            except discord.NotFound as refused:
                if refused.code != UNKNOWN_MESSAGE or reply_to:
                    raise
                # What the nonce stands for was deleted; it can be posted again once Discord has forgotten it.
                raise NotNow(NONCE_IS_KEPT.total("seconds")) from refused

        sent = await self._awake(channel_id, delivery, post)
        log.info("courier.posted", delivery=delivery.id, message=sent.id)
        return sent.id

    async def _awake(
        self, channel_id: int, delivery: Delivery, request: Callable[[], Awaitable[T]], *, briefly: bool = False
    ) -> T:
        """What `request` answers; in a thread that has gone to the archive, once it is taken out of it. A card written
        anew is no news, so after it the thread goes back."""
        try:
            return await request()
        except discord.HTTPException as refused:
            if refused.code != THREAD_ARCHIVED:
                raise
            archived = refused
        await self._permit(delivery, "PATCH", f"/channels/{channel_id}")
        try:
            await self._bot.http.edit_channel(channel_id, archived=False)
        except discord.Forbidden as refused:
            if not is_discords(refused):
                raise
            raise archived from None  # it is locked, too
        answered = await request()
        if briefly:
            await self._put_away(channel_id, delivery)
        return answered

    async def _put_away(self, thread_id: int, delivery: Delivery) -> None:
        """Has a thread go to the archive, where whoever writes in it takes it out again. Left in use if we may not, and
        no harm if it is gone."""
        await self._permit(delivery, "PATCH", f"/channels/{thread_id}")
        try:
            await self._bot.http.edit_channel(thread_id, archived=True)
        except discord.HTTPException as refused:
            if refused.code == THREAD_ARCHIVED:  # by a try that died before it could be recorded
                log.info("courier.thread_is_away", thread=thread_id)
            elif is_discords(refused) and refused.status in (FORBIDDEN, NOT_FOUND):
                log.info("courier.thread_left_in_use", thread=thread_id, code=refused.code)
            else:
                raise
        else:
            log.info("courier.thread_put_away", thread=thread_id)

    async def _rename(self, thread_id: int, was: str | None, becomes: str, delivery: Delivery) -> None:
        """A thread has the id of the message it hangs on. One that somebody has named keeps its name, unless it has to
        go whatever it is."""
        if was is not None and await self._thread_name(thread_id, delivery) != was:
            return

        async def rename() -> None:
            await self._permit(delivery, "PATCH", f"/channels/{thread_id}")
            await self._bot.http.edit_channel(thread_id, name=becomes)

        await self._awake(thread_id, delivery, rename, briefly=True)
        log.info("courier.thread_renamed", thread=thread_id)

    async def _thread_name(self, thread_id: int, delivery: Delivery) -> str | None:
        """Asked for where the library does not know it, as of a thread in the archive; None of one that is gone."""
        if isinstance(thread := self._bot.get_channel(thread_id), discord.Thread):
            return thread.name
        await self._permit(delivery, "GET", f"/channels/{thread_id}")
        try:
            return str((await self._bot.http.get_channel(thread_id))["name"])
        except discord.NotFound:
            return None

    async def _open_thread(self, channel_id: int, message_id: int, name: str, delivery: Delivery) -> bool:
        """A thread started from a message has the message's id, so one that is there already is the one we want.

        False if the server has no room for it, and what is asked can do without; or if there was one that somebody has
        deleted, and Discord makes no second.
        """
        try:
            await self._permit(delivery, "POST", f"/channels/{channel_id}/messages/{message_id}/threads")
            await self._bot.http.start_thread_with_message(
                channel_id, message_id, name=name, auto_archive_duration=THREAD_HIDES_AFTER_MINUTES
            )
        except discord.HTTPException as refused:
            if refused.code in NO_ROOM and delivery.policy.place is Place.KNOWLEDGE:
                log.info("courier.no_room_for_thread", message=message_id)
                return False
            if refused.code != THREAD_EXISTS:
                raise
            if not await self._is_there(message_id, delivery):
                log.info("courier.thread_not_again", message=message_id)
                return False
        log.info("courier.thread_opened", message=message_id)
        return True

    async def _is_there(self, thread_id: int, delivery: Delivery) -> bool:
        await self._permit(delivery, "GET", f"/channels/{thread_id}")
        try:
            await self._bot.http.get_channel(thread_id)
        except discord.NotFound:
            return False
        return True

    async def _look(self, channel_id: int, delivery: Delivery, tried_at: Instant) -> int | None:
        """The message an earlier try left behind, if it did."""
        since = discord.Object(discord.utils.time_snowflake((tried_at - LOOK_BACK).to_stdlib()))
        channel = self._bot.get_partial_messageable(channel_id)
        for _ in range(PAGES_AT_MOST):
            await self._permit(delivery, "GET", f"/channels/{channel_id}/messages")
            page = [message async for message in channel.history(after=since, limit=PAGE, oldest_first=True)]
            for message in page:
                if self._bot.user and message.author.id == self._bot.user.id and carries(message, delivery.id):
                    log.info("courier.found", delivery=delivery.id, message=message.id)
                    return message.id
            if len(page) < PAGE:
                break
            since = discord.Object(page[-1].id)
        log.info("courier.not_found", delivery=delivery.id)
        return None
