"""Telling those whose offers match an ask, within what they offered and what reaches them."""

from collections.abc import Collection
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.ask_matching import CAPACITY_OVER, TOLD_FIRST, Match, Teacher, matching, sought, to_look_up
from bot.domain.asks import Ask, AskState
from bot.domain.deliveries import Delivery, Kind, State
from bot.domain.errors import AskMissing
from bot.domain.ids import Ids
from bot.domain.offers import Offer
from bot.domain.people import Actor
from bot.services.ask_facts import TOLD_FOR, AskFacts, facts_of_ask, of_ask
from bot.services.work import Work
from bot.storage import ask_matches, asks, avoids, deliveries, offers, people
from bot.storage.database import Connection

LOOKED_AT = 100  # offers, the likest first
TOLD_AFTER = TimeDelta(minutes=2)  # by then the ask is out, to be linked to, and what was asked by mistake is withdrawn


@dataclass(frozen=True)
class MatchFacts:
    """An ask, and what the one who is told of it could teach."""

    about: AskFacts
    offer: Offer


class AskMatching:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def decline(self, actor: Actor, ask_id: int) -> None:
        """“Not this time”, for an ask that somebody was told of: it does not count as one of their month, nobody learns
        of it, and whoever fits next is told instead. Said twice it is said once.

        One transaction. AskMissing.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            ask = await asks.get(tx, actor.community_id, ask_id)
            told = await ask_matches.of_ask(tx, actor.community_id, ask_id)
            own = next((each for each in told if each.person_id == actor.person_id), None)
            if ask is None or own is None:
                raise AskMissing
            if own.declined_at is None:
                await ask_matches.decline(tx, own, now)
                if await is_unanswered(tx, ask):
                    await tell_teachers(tx, self._work.ids, ask, now, most=1)


async def tell_teachers(
    tx: Connection, ids: Ids, ask: Ask, now: Instant, *, most: int = TOLD_FIRST, is_wide: bool = False
) -> None:
    """Has up to `most` people told whose offers match, who have not been told yet. Part of a transaction."""
    told = await ask_matches.told_of(tx, ask.community_id, ask.id)
    chosen = (await teachers_for(tx, ask, now, but_for=told, is_wide=is_wide))[:most]
    matches = [Match(ask.community_id, ask.id, each.person.id, each.offer.id, told_at=now) for each in chosen]
    await ask_matches.add_all(tx, matches)
    await deliveries.add_again(tx, [_word(ids, ask, each.person.id, now) for each in chosen])


def _word(ids: Ids, ask: Ask, person_id: int, now: Instant) -> Delivery:
    at = now + TOLD_AFTER
    occurrence = f"person:{person_id}"
    told = Kind.ASK_MATCH, occurrence, at, at + TOLD_FOR
    return of_ask(ids.new(), ask, *told, person_id=person_id, caused_by=ask.person_id)


async def teachers_for(
    tx: Connection, ask: Ask, now: Instant, *, but_for: Collection[int] = (), is_wide: bool = False
) -> list[Teacher]:
    """Who could help with an ask and may be told of it, the best first; nobody who helps with it already, and nobody
    who avoids who asks. Whom the latter avoids is told like anybody: they know that their offer fits, and would
    miss the word."""
    words = to_look_up(sought(ask.words))
    found = await offers.like(tx, ask.community_id, words, but_of=ask.person_id, most=LOOKED_AT)
    if not found:
        return []
    known = await people.of_ids(tx, [offer.person_id for offer, _, _ in found])
    times = await ask_matches.times_told(tx, ask.community_id, [each.id for each, _, _ in found], now - CAPACITY_OVER)
    teachers = [
        Teacher(offer, known[offer.person_id], away_until, times.get(offer.id, 0)) for offer, _, away_until in found
    ]
    helping = {each.person_id for each in await asks.helps_of(tx, ask.community_id, ask.id)}
    spared = await avoids.authors(tx, ask.community_id, ask.person_id)
    return matching(ask, teachers, now, but_for={*but_for, *helping, *spared}, is_wide=is_wide)


async def is_unanswered(tx: Connection, ask: Ask) -> bool:
    """It is open, and nobody has offered help."""
    return ask.state is AskState.OPEN and not await asks.helps_of(tx, ask.community_id, ask.id)


async def match_facts(tx: Connection, delivery: Delivery, _now: Instant) -> MatchFacts | None:
    """None once somebody has offered help, the ask is closed or could not be posted, or the offer was taken back."""
    assert delivery.person_id is not None  # it goes to one person
    about = await open_unanswered(tx, delivery)
    if about is None:
        return None
    told = await ask_matches.of_ask(tx, delivery.community_id, delivery.subject)
    for_sake = [each.offer_id for each in told if each.person_id == delivery.person_id and each.declined_at is None]
    own = await offers.of_person(tx, delivery.community_id, delivery.person_id)
    return next((MatchFacts(about, offer) for offer in own if offer.id in for_sake), None)


async def open_unanswered(tx: Connection, delivery: Delivery) -> AskFacts | None:
    """The ask that a delivery is about, while it still looks for its first answer and can be answered."""
    about = await facts_of_ask(tx, delivery.community_id, delivery.subject)
    if about is None or about.ask.state is not AskState.OPEN or about.helps:
        return None
    card = await deliveries.find(tx, delivery.community_id, Kind.ASK, delivery.subject)
    return None if card and card[1] in (State.UNREACHABLE, State.EXPIRED, State.CANCELLED) else about
