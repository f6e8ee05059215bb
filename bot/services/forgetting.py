"""Forgetting somebody, everywhere, for good."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.audit import NO_FACTS, SERVER, Action
from bot.domain.deliveries import Delivery
from bot.domain.people import Actor, Language, Person, stand_in_for
from bot.domain.privacy import Piece
from bot.services.audits import note
from bot.services.blanking import owe_blanking
from bot.services.erasing import ERASERS
from bot.services.parting import go
from bot.services.work import Work
from bot.storage import forgetting, words
from bot.storage.database import Connection

# Rounds are counted by them, so they stay, without a word; all else is taken out piece by piece.
STAYS_COUNTED = frozenset({Piece.EXPERIMENT})


@dataclass(frozen=True)
class Outlook:
    """What somebody reads before they are forgotten: how many texts of theirs go, and the names of the groups that
    nobody would lead any more."""

    texts: int
    led_alone: Sequence[str]


class Forgetting:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def look(self, actor: Actor) -> Outlook:
        """What would go. Reads."""
        async with self._work.reading() as tx:
            own = await forgetting.own_texts(tx, actor.person_id)
            return Outlook(len(own), await forgetting.led_alone(tx, actor.person_id))

    async def forget(self, actor: Actor) -> int:
        """Takes a person out of everything the bot holds, in every community, and their words off every message that
        is out; returns how many messages those are. Who is paired with them, or waits for their yes, hears what they
        would if they had left.

        What others count by stays, under a stand-in without a name or a word: tries of past rounds, thanks, pairs. What
        moderators did stays, too. That a moderator keeps them out, and whom others would never be paired with, is for
        those others to take back. One transaction, of which no log keeps a word.
        """
        now = self._work.clock.now()
        async with self._work.erasing() as tx:
            carrying = await self._carrying(tx, actor.person_id)
            await self._leave(tx, actor, now)
            await self._take_out(tx, actor.person_id, now)
            await owe_blanking(tx, self._work.ids, carrying, actor.language, now)
            stand_in = Person(stand_in_for(self._work.ids.new()), Language.ENGLISH, "UTC")
            await forgetting.replace_person(tx, actor.person_id, stand_in, now)
            await forgetting.tidy_indexes(tx)
            return len({each.id for each in carrying})

    async def _carrying(self, tx: Connection, person_id: int) -> list[Delivery]:
        """What is out to them, what carries their words or others' words to them, and what names them on others'."""
        carrying = await words.posted_to(tx, person_id)
        for text in await forgetting.own_texts(tx, person_id) + await forgetting.named_on(tx, person_id):
            carrying += await ERASERS[text.piece].carrying(tx, text)
        return carrying

    async def _leave(self, tx: Connection, actor: Actor, now: Instant) -> None:
        for community_id in await forgetting.communities_of(tx, actor.person_id):
            if await go(tx, self._work.ids, community_id, actor.person_id, now):
                there = Actor(community_id, actor.person_id, actor.language)
                await note(tx, self._work.ids, there, Action.FORGOTTEN, SERVER, NO_FACTS, NO_FACTS, now)

    async def _take_out(self, tx: Connection, person_id: int, now: Instant) -> None:
        for text in await forgetting.own_texts(tx, person_id):
            if text.piece not in STAYS_COUNTED:
                await ERASERS[text.piece].take_out(tx, text, now)
        await forgetting.empty_own(tx, person_id)
