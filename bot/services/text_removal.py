"""A moderator takes one text out of everything the bot holds or posted."""

from collections.abc import Iterable
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.audit import NO_FACTS, Action, Subject
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import NothingWritten, QuotesMany, WrittenElsewhere
from bot.domain.people import Actor, must_moderate
from bot.domain.privacy import CARRIES, Piece, Text
from bot.services.audits import note
from bot.services.erasing import ERASERS, erase
from bot.services.work import Work
from bot.storage import deliveries, words
from bot.storage.database import Connection

TOLD_FOR = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class Removable:
    """The text that a message carries, whose it is, and how many messages it is on. `delivery_id` is the delivery that
    the message is of."""

    text: Text
    author_id: int
    messages: int
    delivery_id: int


@dataclass(frozen=True)
class RemovedText:
    """What its author is told was removed."""

    piece: Piece


class TextRemoval:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def look(
        self, actor: Actor, delivery_ids: Iterable[int], message_id: int, *, is_ours: bool = True
    ) -> Removable:
        """What would go with a message that carries these ids, before somebody says yes to it.

        Reads. ModeratorsOnly, WrittenElsewhere, NothingWritten, QuotesMany.
        """
        must_moderate(actor)
        if not is_ours:
            raise WrittenElsewhere
        async with self._work.reading() as tx:
            return await _removable(tx, actor, delivery_ids, message_id)

    async def remove(self, actor: Actor, delivery_id: int, message_id: int) -> Removable:
        """Erases the text that a message carries, and has its author told, without blame; moderators find in the audit
        that it was done, and nothing of what it said.

        One transaction. ModeratorsOnly, NothingWritten, QuotesMany.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.erasing() as tx:
            found = await _removable(tx, actor, [delivery_id], message_id)
            posted = await deliveries.get(tx, actor.community_id, delivery_id)
            assert posted is not None  # what is removed stands on it
            await erase(tx, self._work.ids, found.text, actor.language, now)
            if found.author_id not in (actor.person_id, posted.person_id):
                await deliveries.add(tx, self._word(posted, found, now))
            subject = Subject(posted.group_id or None, found.author_id)
            await note(tx, self._work.ids, actor, Action.TEXT_REMOVED, subject, NO_FACTS, NO_FACTS, now)
            return found

    def _word(self, posted: Delivery, found: Removable, now: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=posted.community_id,
            kind=Kind.TEXT_REMOVED,
            subject=found.text.id,
            occurrence=found.text.piece,
            group_id=posted.group_id,
            person_id=found.author_id,
            due_at=now,
            expires_at=now + TOLD_FOR,
        )


async def removed_facts(_tx: Connection, delivery: Delivery, _now: Instant) -> RemovedText:
    """Of the text itself nothing is left to say."""
    return RemovedText(Piece(delivery.occurrence))


async def _removable(tx: Connection, actor: Actor, delivery_ids: Iterable[int], message_id: int) -> Removable:
    for delivery_id in delivery_ids:
        posted = await deliveries.get(tx, actor.community_id, delivery_id)
        if posted is None or posted.message_id != message_id:
            continue
        text = Text(actor.community_id, CARRIES[posted.kind], posted.subject)
        if text.piece in (Piece.ROUND, Piece.RING):
            raise QuotesMany
        author_id = await words.author_of(tx, text)
        if author_id is not None:
            carrying = await ERASERS[text.piece].carrying(tx, text)
            return Removable(text, author_id, len({each.id for each in carrying}), posted.id)
    raise NothingWritten
