"""What the cards of partners speak of, and the one thread in which a pair is spoken to."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind, State
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.partners import Pairing, PairKind, Pool, common_hours, language_of
from bot.domain.people import Language
from bot.domain.rounds import Round
from bot.services.round_facts import silent_people
from bot.storage import deliveries, groups, pairings, people, rounds
from bot.storage.database import Connection

ONE_OF = "person:"
WITH_GROUP = "group"  # of a pair that ends because its group is archived


@dataclass(frozen=True)
class PairFacts:
    """Two or three who are together in a round. `hours` is when all of them are awake, on the day they were paired;
    `left_id` names who has just left them."""

    pairing: Pairing
    group: Group
    round: Round
    language: Language
    hours: tuple[Instant, Instant] | None = None
    left_id: int | None = None


@dataclass(frozen=True)
class CareFacts:
    """Somebody's partners who might like to be asked how it goes."""

    group: Group
    round: Round
    partners: list[int]


@dataclass(frozen=True)
class PoolFacts:
    group: Group


async def pair_facts(tx: Connection, delivery: Delivery, now: Instant) -> PairFacts | None:
    """None once the pairing has ended or its round is over."""
    facts = await _together(tx, delivery)
    return facts if facts and not facts.pairing.has_ended and facts.round.is_open else None


async def parting_facts(tx: Connection, delivery: Delivery, now: Instant) -> PairFacts | None:
    """For those who are left, in their language; nobody has left where the group was archived."""
    left = delivery.occurrence.removeprefix(ONE_OF)
    return await _together(tx, delivery, left_id=None if delivery.occurrence == WITH_GROUP else int(left))


async def care_facts(tx: Connection, delivery: Delivery, now: Instant) -> CareFacts | None:
    """None once the partners have answered, have left or are away, or the pair or the round is over."""
    facts = await pair_facts(tx, delivery, now)
    if facts is None or delivery.person_id not in facts.pairing.person_ids:
        return None
    silent = await silent_people(tx, facts.group, facts.round, now)
    partners = [each for each in facts.pairing.partners_of(delivery.person_id) if each in silent]
    return CareFacts(facts.group, facts.round, partners) if partners else None


async def pool_facts(tx: Connection, delivery: Delivery, now: Instant) -> PoolFacts | None:
    """None once they have come back, or left the group."""
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None or delivery.person_id is None:
        return None
    places = await pairings.pool_of_person(tx, delivery.community_id, delivery.person_id)
    is_out = any(each.group_id == group.id and each.pool is Pool.OUT for each in places)
    return PoolFacts(group) if is_out else None


async def owe_pair_notes(tx: Connection, ids: Ids, pair: Delivery, now: Instant) -> None:
    """Has each of a pair told privately who their partner is: there can be no thread for them."""
    facts = await pair_facts(tx, pair, now)
    if facts is None:
        return
    await deliveries.add_all(
        tx,
        [
            Delivery(
                id=ids.new(),
                community_id=pair.community_id,
                kind=Kind.PAIR_NOTE,
                subject=pair.subject,
                occurrence=f"{ONE_OF}{person_id}",
                group_id=pair.group_id,
                person_id=person_id,
                due_at=now,
                expires_at=facts.round.digest_at,
            )
            for person_id in facts.pairing.person_ids
        ],
    )


async def thread_of_pairing(tx: Connection, pairing: Pairing) -> int | None:
    """The thread of a pair once their first card is in it."""
    found = await deliveries.find(tx, pairing.community_id, Kind.PAIR, pairing.id)
    return found[0].thread_id if found and found[1] is State.DELIVERED else None


async def threads_of_pairings(tx: Connection, community_id: int, pairing_ids: Sequence[int]) -> dict[int, int]:
    """The threads of these pairs, by the pair, of those whose first card is in it."""
    return await deliveries.threads_of(tx, community_id, Kind.PAIR, pairing_ids)


async def current_pair(tx: Connection, community_id: int, group_id: int, person_id: int) -> Pairing | None:
    """The pair somebody is in at present with others of this group."""
    current = await pairings.current_of_person(tx, community_id, person_id)
    return next((each for each in current if each.group_id == group_id and each.kind is PairKind.GROUP), None)


async def partner_ids(tx: Connection, community_id: int, person_id: int) -> list[int]:
    """Whom somebody is paired with at present within their groups: who may read what is for the partner. A pair across
    groups opens nothing: an experiment belongs to its group."""
    current = await pairings.current_of_person(tx, community_id, person_id)
    own = [each for each in current if each.kind is PairKind.GROUP]
    return [partner for each in own for partner in each.partners_of(person_id)]


async def thread_of_group_pair(tx: Connection, community_id: int, group_id: int, person_id: int) -> int | None:
    """The thread of the pair that somebody is in at present within a group."""
    pairing = await current_pair(tx, community_id, group_id, person_id)
    return await thread_of_pairing(tx, pairing) if pairing else None


async def _together(tx: Connection, delivery: Delivery, *, left_id: int | None = None) -> PairFacts | None:
    pairing = await pairings.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    round = await rounds.get(tx, delivery.community_id, pairing.round_id) if pairing else None
    if pairing is None or group is None or round is None:
        return None
    those = (await people.of_ids(tx, pairing.person_ids)).values()
    language = language_of(those, Language(group.language))
    return PairFacts(pairing, group, round, language, common_hours(those, pairing.made_at), left_id)
