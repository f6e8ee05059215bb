"""Which threads are to come, and in which something still goes on."""

from whenever import Instant

from bot.storage.database import Connection, stored
from bot.storage.gates import AT_WORK

# Their cards open a thread each; a request in a ring goes into that of the ring, and has none.
_OPENS = "'prompt', 'pair', 'introduction', 'ring', 'ask'"


async def community_of_pairs(tx: Connection, now: Instant) -> int | None:
    """The community of the round whose pairs are made next."""
    row = await tx.fetch_one(
        "SELECT community_id FROM rounds WHERE next_at IS NOT NULL AND next_at <= :now AND stage = 'prompted'"
        f" AND {AT_WORK} AND digest_at > :now ORDER BY next_at, id LIMIT 1",
        now=stored(now),
    )
    return row["community_id"] if row else None


async def owed(tx: Connection, community_id: int) -> int:
    """How many threads are on their way."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM deliveries WHERE community_id = :community_id AND thread_id IS NULL"
        f" AND kind IN ({_OPENS}) AND state IN ('scheduled', 'claimed')",
        community_id=community_id,
    )
    return int(row["number"]) if row else 0


async def people_to_pair(tx: Connection, community_id: int, now: Instant) -> int:
    """How many places in groups there are whose pairs are to be made now: pairs are half as many at most."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM memberships JOIN rounds ON rounds.group_id = memberships.group_id"
        " WHERE memberships.community_id = :community_id AND rounds.next_at <= :now AND rounds.stage = 'prompted'"
        " AND rounds.digest_at > :now",
        community_id=community_id,
        now=stored(now),
    )
    return int(row["number"]) if row else 0


async def people_of(tx: Connection, community_id: int) -> int:
    """How many people are in groups."""
    row = await tx.fetch_one(
        "SELECT COUNT(DISTINCT person_id) AS number FROM memberships WHERE community_id = :community_id",
        community_id=community_id,
    )
    return int(row["number"]) if row else 0


async def going_on(tx: Connection, community_id: int, introduced_since: Instant) -> set[int]:
    """The threads of what is not over: open rounds and their pairs, open asks, rings, and introductions since then."""
    rows = await tx.fetch_all(
        "SELECT thread_id FROM deliveries WHERE community_id = :community_id AND thread_id IS NOT NULL AND ("
        " (kind = 'prompt' AND subject IN (SELECT id FROM rounds"
        " WHERE community_id = :community_id AND next_at IS NOT NULL))"
        " OR (kind = 'pair' AND subject IN (SELECT pairings.id FROM pairings"
        " JOIN rounds ON rounds.id = pairings.round_id WHERE pairings.community_id = :community_id"
        " AND pairings.ended_at IS NULL AND rounds.next_at IS NOT NULL))"
        " OR (kind = 'ask' AND subject IN (SELECT id FROM asks"
        " WHERE community_id = :community_id AND state IN ('open', 'accepted')))"
        " OR (kind = 'ring' AND subject IN (SELECT id FROM rings"
        " WHERE community_id = :community_id AND next_at IS NOT NULL))"
        " OR (kind = 'introduction' AND due_at >= :since))",
        community_id=community_id,
        since=stored(introduced_since),
    )
    return {row["thread_id"] for row in rows}
