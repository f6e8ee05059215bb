"""What the cards of a ring speak of."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.asks import Ask, AskState, Help
from bot.domain.deliveries import Delivery, Kind, State
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.rings import Request, Ring, has_answered, to_answer
from bot.services.live_count import next_writing
from bot.storage import asks, avoids, deliveries, groups, rings
from bot.storage.database import Connection

CARD_KEPT = TimeDelta(hours=48)
CARD_WRITTEN_AFTER = TimeDelta(seconds=3)  # by then every press was answered, so this is the last word


@dataclass(frozen=True)
class RingFacts:
    """A ring of a group, and what was asked for in it and not taken back. `posted` is the delivery of its card, once
    that is out."""

    ring: Ring
    group: Group
    requests: Sequence[Request]
    posted: Delivery | None

    @property
    def waiting(self) -> list[Request]:
        """Those that nobody has answered yet, the oldest first."""
        return [request for request in self.requests if request.waits]

    @property
    def answers(self) -> int:
        return sum(request.answers for request in self.requests)

    @property
    def people(self) -> int:
        """How many have made a request."""
        return len(self.requests)


@dataclass(frozen=True)
class RingAnswerFacts:
    """Somebody's answer to a request. `request_id` is the message of that, once it is out."""

    ring: Ring
    ask: Ask
    help: Help
    request_id: int | None


@dataclass(frozen=True)
class RingNudgeFacts:
    """What somebody is shown who has answered nobody yet: one request, where it is, and how many still wait."""

    about: RingFacts
    request: Request
    posted: Delivery | None
    waiting: int


async def facts_of_ring(tx: Connection, ring: Ring) -> RingFacts | None:
    """None where its group is gone."""
    group = await groups.get(tx, ring.community_id, ring.group_id)
    if group is None:
        return None
    requests = await rings.requests_of(tx, ring)
    found = await deliveries.find(tx, ring.community_id, Kind.RING, ring.id)
    return RingFacts(
        ring=ring,
        group=group,
        requests=[request for request in requests if request.ask.state is not AskState.WITHDRAWN],
        posted=found[0] if found and found[1] is State.DELIVERED else None,
    )


async def suggested(tx: Connection, facts: RingFacts, person_id: int) -> Request | None:
    """The request that somebody is shown to answer; of nobody whom they avoid themselves. Who avoids *them* changes
    nothing: they see in the thread what waits, and would miss it."""
    apart = await avoids.of_person(tx, facts.ring.community_id, person_id)
    return to_answer(facts.requests, person_id, apart)


async def edit_facts(tx: Connection, delivery: Delivery, _now: Instant) -> RingFacts | None:
    """As it stands; also of a ring that is over."""
    ring = await rings.get(tx, delivery.community_id, delivery.subject)
    return await facts_of_ring(tx, ring) if ring else None


async def ring_facts(tx: Connection, delivery: Delivery, now: Instant) -> RingFacts | None:
    """None for a ring that was over before its card was out."""
    facts = await edit_facts(tx, delivery, now)
    return None if facts is None or (facts.ring.is_over and facts.posted is None) else facts


async def answer_facts(tx: Connection, delivery: Delivery, _now: Instant) -> RingAnswerFacts | None:
    """None once the request was withdrawn, or the answer erased: those words are not to be said any more."""
    help = await asks.get_help(tx, delivery.community_id, delivery.subject)
    ask = await asks.get(tx, delivery.community_id, help.ask_id) if help else None
    if help is None or not help.text or ask is None or ask.ring_id is None or ask.state is AskState.WITHDRAWN:
        return None
    ring = await rings.get(tx, delivery.community_id, ask.ring_id)
    found = await deliveries.find(tx, delivery.community_id, Kind.ASK, ask.id)
    return RingAnswerFacts(ring, ask, help, found[0].message_id if found else None) if ring else None


async def nudge_facts(tx: Connection, delivery: Delivery, now: Instant) -> RingNudgeFacts | None:
    """None once they have answered somebody, nothing waits for them, or the ring is over."""
    about, person_id = await edit_facts(tx, delivery, now), delivery.person_id
    if about is None or person_id is None or about.ring.is_over or has_answered(about.requests, person_id):
        return None
    request = await suggested(tx, about, person_id)
    if request is None or not request.waits:
        return None
    found = await deliveries.find(tx, delivery.community_id, Kind.ASK, request.ask.id)
    waiting = sum(each.ask.person_id != person_id for each in about.waiting)
    return RingNudgeFacts(about, request, found[0] if found and found[1] is State.DELIVERED else None, waiting)


async def owe_ring_edit(tx: Connection, ids: Ids, community_id: int, ring_id: int, now: Instant) -> None:
    """Has the card of the ring written anew; changes that come together share one edit. Part of a transaction."""
    ring = await rings.get(tx, community_id, ring_id)
    assert ring is not None  # what was asked in it names it
    due_at = next_writing(ring.started_at, now + CARD_WRITTEN_AFTER)
    await deliveries.add(tx, of_ring(ids.new(), ring, Kind.RING_EDIT, str(due_at.timestamp()), due_at))


def of_ring(
    id: int,
    ring: Ring,
    kind: Kind,
    occurrence: str,
    due_at: Instant,
    *,
    subject: int | None = None,
    person_id: int | None = None,
    expires_at: Instant | None = None,
) -> Delivery:
    """About the ring itself unless `subject` names something of it."""
    return Delivery(
        id=id,
        community_id=ring.community_id,
        kind=kind,
        subject=ring.id if subject is None else subject,
        occurrence=occurrence,
        group_id=ring.group_id,
        person_id=person_id,
        due_at=due_at,
        expires_at=expires_at or due_at + CARD_KEPT,
    )
