"""“Never with …”: confidential. Read by what brings people together, and by whoever said it; never written to a log."""

from whenever import Instant

from bot.domain.pairing_terms import Pair, pair
from bot.storage.database import Connection, stored


async def add(tx: Connection, community_id: int, person_id: int, avoided_id: int, now: Instant) -> None:
    await tx.execute(
        "INSERT INTO avoids (community_id, person_id, avoided_id, created_at)"
        " VALUES (:community_id, :person_id, :avoided_id, :now) ON CONFLICT DO NOTHING",
        community_id=community_id,
        person_id=person_id,
        avoided_id=avoided_id,
        now=stored(now),
    )


async def remove(tx: Connection, community_id: int, person_id: int, avoided_id: int) -> None:
    await tx.execute(
        "DELETE FROM avoids WHERE community_id = :community_id AND person_id = :person_id AND avoided_id = :avoided_id",
        community_id=community_id,
        person_id=person_id,
        avoided_id=avoided_id,
    )


async def of_person(tx: Connection, community_id: int, person_id: int) -> list[int]:
    """Whom somebody would rather not be paired with, in the order they said so."""
    rows = await tx.fetch_all(
        "SELECT avoided_id FROM avoids WHERE community_id = :community_id AND person_id = :person_id"
        " ORDER BY created_at, avoided_id",
        community_id=community_id,
        person_id=person_id,
    )
    return [row["avoided_id"] for row in rows]


async def is_between(tx: Connection, community_id: int, one_id: int, other_id: int) -> bool:
    """Whether two are not to be together, whichever of them said so."""
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM avoids WHERE community_id = :community_id"
        " AND ((person_id = :one AND avoided_id = :other) OR (person_id = :other AND avoided_id = :one)) LIMIT 1",
        community_id=community_id,
        one=one_id,
        other=other_id,
    )
    return row is not None


async def blocked(tx: Connection, community_id: int) -> frozenset[Pair]:
    """Who are not to be together, whichever of the two said so."""
    rows = await tx.fetch_all(
        "SELECT person_id, avoided_id FROM avoids WHERE community_id = :community_id", community_id=community_id
    )
    return frozenset(pair(row["person_id"], row["avoided_id"]) for row in rows)


async def around(tx: Connection, community_id: int, person_id: int) -> set[int]:
    """With whom somebody is not to be brought together, whichever of the two said so."""
    rows = await tx.fetch_all(
        "SELECT avoided_id AS other FROM avoids WHERE community_id = :community_id AND person_id = :person_id"
        " UNION SELECT person_id FROM avoids WHERE community_id = :community_id AND avoided_id = :person_id",
        community_id=community_id,
        person_id=person_id,
    )
    return {row["other"] for row in rows}
