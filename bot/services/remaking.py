"""What becomes of a try that met a gap: a message, a thread or a channel that somebody has deleted by hand."""

from whenever import Instant

from bot.domain.deliveries import (
    Delivery,
    Dropped,
    Impossible,
    Kind,
    Outcome,
    Place,
    Postponed,
    Reason,
    State,
)
from bot.domain.partners import Pairing
from bot.domain.remaking import OPENING, gap_beneath, gap_of
from bot.domain.visibility import Visibility
from bot.services.addresses import Owned, readers_of
from bot.services.ask_facts import AskFacts
from bot.services.missed_prompts import retry_missed
from bot.services.pair_facts import PairFacts, current_pair
from bot.services.ring_facts import RingAnswerFacts, RingFacts
from bot.services.round_facts import round_of_card
from bot.storage import deliveries, groups, remaking
from bot.storage.database import Connection

_NOT_YET, _NEEDLESS = Reason.NOT_OUT_YET, Dropped(Reason.NO_LONGER_NEEDED)


async def after_gap(tx: Connection, delivery: Delivery, met: Impossible, facts: object, now: Instant) -> Outcome:
    """What a try comes to that met `met`: where that is a gap which can be filled, it is owed from now on what is
    missing, and the delivery goes behind it. Part of a transaction."""
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None:
        return met
    if delivery.kind in OPENING:
        return await _begun_anew(tx, delivery, met, group.channel_id, now)
    if delivery.policy.edits in OPENING:
        return await _written_onto(tx, delivery, met, group.channel_id, now)
    if delivery.policy.edits and met.reason is Reason.CHANNEL_GONE:
        return Impossible(Reason.MESSAGE_GONE)  # with the thread that it was in
    if delivery.policy.place is Place.PRIVATE_THREAD or readers_of(delivery, facts) is Visibility.PARTNER:
        await _leave_pairs_thread(tx, delivery, met, facts)
        return met
    opening = await _opening_of(tx, delivery, facts)
    return await _gone_beneath(tx, opening, met, group.channel_id, now) if opening else met


async def after_arrival(tx: Connection, delivery: Delivery, facts: object, now: Instant) -> None:
    """A card has reached the group: where the prompt of its round could not be posted, it can be by now. Part of a
    transaction."""
    if delivery.policy.place is not Place.THREAD or readers_of(delivery, facts) is not Visibility.GROUP:
        return
    round = await round_of_card(tx, delivery)
    prompt = await deliveries.find(tx, delivery.community_id, Kind.PROMPT, round.id) if round else None
    if prompt is None or prompt[1] is not State.UNREACHABLE:
        return
    await retry_missed(tx, prompt[0], now)


async def _begun_anew(tx: Connection, opening: Delivery, met: Impossible, channel_id: int, now: Instant) -> Outcome:
    """The steps that an earlier try had left are gone: all that is missing is made by the next."""
    gap = gap_of(opening, met, channel_id)
    if gap is None:
        return met
    await remaking.forget_steps(tx, opening, gap)
    return Postponed(_NOT_YET, until=now)


async def _written_onto(tx: Connection, edit: Delivery, met: Impossible, channel_id: int, now: Instant) -> Outcome:
    """A card that is made again says how it stands by itself."""
    assert edit.policy.edits is not None
    found = await deliveries.find(tx, edit.community_id, edit.policy.edits, edit.subject)
    if found and found[1] in (State.SCHEDULED, State.CLAIMED):
        return _NEEDLESS
    gap = gap_of(found[0], met, channel_id) if found else None
    if found and gap and await remaking.owe_again(tx, found[0], gap, now):
        return _NEEDLESS
    return Impossible(Reason.MESSAGE_GONE) if met.reason is Reason.CHANNEL_GONE else met


async def _gone_beneath(
    tx: Connection, found: tuple[Delivery, State], met: Impossible, channel_id: int, now: Instant
) -> Outcome:
    opening, state = found
    if state in (State.SCHEDULED, State.CLAIMED):
        return Postponed(_NOT_YET, until=now)
    gap = gap_beneath(opening, met, channel_id)
    if gap is None:
        return met
    if not await remaking.owe_again(tx, opening, gap, now):
        await remaking.forget_thread(tx, opening)  # its time is over: what is still for it goes into the channel
    elif opening.kind is Kind.RING and opening.thread_id:
        await remaking.owe_requests_again(tx, opening.community_id, opening.thread_id, now)
    return Postponed(_NOT_YET, until=now)


async def _opening_of(tx: Connection, delivery: Delivery, facts: object) -> tuple[Delivery, State] | None:
    """Return what opens the thread that a delivery goes into, if one does."""
    if delivery.policy.place is Place.THREAD:
        round = await round_of_card(tx, delivery)
        return await deliveries.find(tx, delivery.community_id, Kind.PROMPT, round.id) if round else None
    ring_id = None
    if isinstance(facts, RingFacts | RingAnswerFacts):
        ring_id = facts.ring.id
    elif isinstance(facts, AskFacts):
        ring_id = facts.ask.ring_id
    return await deliveries.find(tx, delivery.community_id, Kind.RING, ring_id) if ring_id else None


async def _leave_pairs_thread(tx: Connection, delivery: Delivery, met: Impossible, facts: object) -> None:
    """A private thread that was deleted is not made again: whoever may delete one had a reason that is not for us to
    undo. No more is sent there."""
    if met.reason is not Reason.CHANNEL_GONE or delivery.kind in (Kind.PAIR, Kind.INTRODUCTION):
        return
    pairing = facts.pairing if isinstance(facts, PairFacts) else await _pair_of_author(tx, delivery, facts)
    first = await deliveries.find(tx, delivery.community_id, Kind.PAIR, pairing.id) if pairing else None
    if first:
        await remaking.forget_thread(tx, first[0])


async def _pair_of_author(tx: Connection, delivery: Delivery, facts: object) -> Pairing | None:
    assert isinstance(facts, Owned)  # what is for the partner is somebody's own
    return await current_pair(tx, delivery.community_id, delivery.group_id, facts.experiment.person_id)
