"""What members could teach: saying it, taking it back, and finding who can."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from whenever import Instant

from bot.domain.errors import OfferMissing
from bot.domain.legible import clean_text
from bot.domain.offers import (
    Exchange,
    ExchangeWish,
    Offer,
    OfferWish,
    check_new,
    clean_looks_for,
    clean_offer,
    clean_what,
    likest,
    looked_for,
)
from bot.domain.people import Actor, must_be_somewhere
from bot.domain.recurrence import local_date
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import exchanges, groups, offers
from bot.storage.database import Connection

INDEXED_AT_ONCE = 50
LOOKED_AT = 200  # of the likest; enough for ten of people who are here, also in the holidays


@dataclass(frozen=True)
class Offered:
    """An offer that was made. Nobody finds it before its person is in a group."""

    offer: Offer
    is_findable: bool


class Offers:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def add(self, actor: Actor, wish: OfferWish) -> Offered:
        """Offers to teach something, so that others in the community find it.

        One transaction. Blank, TooLong, OutOfRange, OfferedAlready, TooManyOffers.
        """
        clean = clean_offer(wish)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            await meet(tx, actor, now)
            offer = await self._offer_anew(tx, actor, clean, now)
            in_groups = await groups.of_person(tx, actor.community_id, actor.person_id)
            return Offered(offer, is_findable=bool(in_groups))

    async def index_anew(self) -> int:
        """Gives some of the offers whose terms are of an older version those of this one; 0 once there are none.

        One transaction. Begun again after a crash, it goes on where it was.
        """
        async with self._work.database.transaction() as tx:
            return await offers.index_anew(tx, INDEXED_AT_ONCE)

    async def list_own(self, actor: Actor) -> list[Offer]:
        """What somebody offers here, the oldest first. Reads."""
        async with self._work.reading() as tx:
            return await offers.of_person(tx, actor.community_id, actor.person_id)

    async def remove(self, actor: Actor, offer_id: int) -> Offer:
        """Takes one's own offer back; nobody finds it any more. One transaction. OfferMissing."""
        async with self._work.unit() as tx:
            own = await offers.of_person(tx, actor.community_id, actor.person_id)
            offer = _among(own, offer_id)
            if offer is None:
                raise OfferMissing
            await offers.remove(tx, offer)
            return offer

    async def find(self, actor: Actor, what: str) -> list[Offer]:
        """Who else in the community could teach that, the likest first; nobody who is away or in no group. Reads."""
        stems = looked_for(what)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            found = await offers.like(tx, actor.community_id, stems, but_of=actor.person_id, most=LOOKED_AT)
        return likest(stems, [offer for offer, zone, until in found if until is None or until < local_date(now, zone)])

    async def exchange(self, actor: Actor) -> Exchange:
        """What somebody gives and wants here. Reads. ServersOnly."""
        must_be_somewhere(actor)
        async with self._work.reading() as tx:
            return await exchanges.get(tx, actor.community_id, actor.person_id)

    async def offer_and_ask(self, actor: Actor, wish: ExchangeWish) -> Exchange:
        """Keeps one offer and what somebody is looking for; returns all that they give and want. Blank takes it back.

        The offer is the one that was there to be changed, or a new one where that is gone. One transaction.
        ServersOnly, TooLong, OfferedAlready, TooManyOffers.
        """
        must_be_somewhere(actor)
        looks_for = clean_looks_for(wish.looks_for)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            await meet(tx, actor, now)
            await self._offer_instead(tx, actor, wish, now)
            await exchanges.save_looks_for(tx, actor.community_id, actor.person_id, looks_for)
            return await exchanges.get(tx, actor.community_id, actor.person_id)

    async def _offer_instead(self, tx: Connection, actor: Actor, wish: ExchangeWish, now: Instant) -> None:
        own = await offers.of_person(tx, actor.community_id, actor.person_id)
        before, words = _among(own, wish.offer_id), clean_text(wish.teaches)
        if before and not words:
            await offers.remove(tx, before)
        elif before and words != before.what:  # those that were there before may be longer than what is taken now
            what = clean_what(words)
            check_new([offer for offer in own if offer != before], what)
            await offers.reword(tx, replace(before, what=what))
        elif words and not before:
            await self._offer_anew(tx, actor, OfferWish(clean_what(words)), now)

    async def _offer_anew(self, tx: Connection, actor: Actor, wish: OfferWish, now: Instant) -> Offer:
        check_new(await offers.of_person(tx, actor.community_id, actor.person_id), wish.what)
        id = self._work.ids.new()
        offer = Offer(id, actor.community_id, actor.person_id, wish.what, wish.times, wish.language, now)
        await offers.add(tx, offer)
        return offer


def _among(own: Sequence[Offer], offer_id: int | None) -> Offer | None:
    return next((offer for offer in own if offer.id == offer_id), None)
