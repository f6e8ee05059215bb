"""“Never with …”: confidential. Read by what brings people together, and by whoever said it; never written to a log.

It changes what its author is shown, and what takes both. Were anything else changed for the one who is named, or for a
third, they could tell from it.
"""

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


async def blocked(tx: Connection, community_id: int) -> frozenset[Pair]:
    """Who are not to be together, whichever of the two said so."""
    rows = await tx.fetch_all(
        "SELECT person_id, avoided_id FROM avoids WHERE community_id = :community_id", community_id=community_id
    )
    return frozenset(pair(row["person_id"], row["avoided_id"]) for row in rows)


async def authors(tx: Connection, community_id: int, avoided_id: int) -> set[int]:
    """Return everyone who said “never with …” of somebody: to be spared, and never to be told to anyone."""
    rows = await tx.fetch_all(
        "SELECT person_id FROM avoids WHERE community_id = :community_id AND avoided_id = :avoided_id",
        community_id=community_id,
        avoided_id=avoided_id,
    )
    return {row["person_id"] for row in rows}
