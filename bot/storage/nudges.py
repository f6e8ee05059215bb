"""The ledger of interruptions: whom a delivery nudged, and when. Counted per person, over all communities."""

from collections.abc import Iterable

from whenever import Instant, TimeDelta

from bot.domain.attention import History
from bot.domain.deliveries import Kind
from bot.storage.database import Connection, among, instant, stored

REMEMBERED = TimeDelta(hours=24 * 60)


async def reserve(
    tx: Connection, community_id: int, delivery_id: int, people: Iterable[int], given_at: Instant
) -> None:
    """Counts a nudge before it is sent; a second try of the same delivery counts no second time."""
    await tx.execute_many(
        "INSERT INTO nudges (person_id, delivery_id, community_id, given_at)"
        " VALUES (:person_id, :delivery_id, :community_id, :given_at) ON CONFLICT DO NOTHING",
        [
            {
                "person_id": person_id,
                "delivery_id": delivery_id,
                "community_id": community_id,
                "given_at": stored(given_at),
            }
            for person_id in people
        ],
    )


async def release(tx: Connection, community_id: int, delivery_id: int) -> None:
    """Takes the count back: the nudge did not reach anybody."""
    await tx.execute(
        "DELETE FROM nudges WHERE community_id = :community_id AND delivery_id = :delivery_id",
        community_id=community_id,
        delivery_id=delivery_id,
    )


async def history(tx: Connection, person_id: int, now: Instant, *, but_for: int) -> History:
    """What somebody was given in the last weeks, delivery `but_for` left out, and how much of it since they last
    answered about any experiment."""
    rows = await tx.fetch_all(
        "SELECT given_at FROM nudges WHERE person_id = :person_id AND delivery_id <> :but_for AND given_at >= :since"
        " ORDER BY given_at",
        person_id=person_id,
        but_for=but_for,
        since=stored(now - REMEMBERED),
    )
    last = await tx.fetch_one(
        "SELECT MAX(created_at) AS at FROM check_ins WHERE person_id = :person_id", person_id=person_id
    )
    answered_at = (last["at"] if last else None) or 0
    given = [instant(row["given_at"]) for row in rows]
    return History(given, unanswered=sum(row["given_at"] > answered_at for row in rows))


async def mentioned_in(tx: Connection, person_id: int, kind: Kind, subjects: Iterable[int]) -> set[int]:
    """Those of the subjects that somebody was told of by being mentioned in a delivery of the kind."""
    wanted, values = among(subjects)
    rows = await tx.fetch_all(
        "SELECT deliveries.subject FROM nudges JOIN deliveries ON deliveries.id = nudges.delivery_id"
        f" WHERE nudges.person_id = :person_id AND deliveries.kind = :kind AND deliveries.subject IN {wanted}",
        person_id=person_id,
        kind=kind,
        **values,
    )
    return {row["subject"] for row in rows}
