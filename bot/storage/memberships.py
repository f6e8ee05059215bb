"""Who is where, beyond one group."""

from whenever import Instant

from bot.domain.groups import Membership
from bot.storage.database import Connection, stored
from bot.storage.gates import AT_WORK
from bot.storage.groups import membership_of


async def of_person(tx: Connection, community_id: int, person_id: int) -> list[Membership]:
    """Somebody's places in the groups of a community."""
    rows = await tx.fetch_all(
        "SELECT * FROM memberships WHERE community_id = :community_id AND person_id = :person_id"
        " ORDER BY joined_at, group_id",
        community_id=community_id,
        person_id=person_id,
    )
    return [membership_of(row) for row in rows]


async def leaders(tx: Connection, community_id: int, of: int | None = None) -> list[int]:
    """Who leads a group of a community, or one that somebody is in; who has led one longest first. What is archived has
    nobody who leads it."""
    rows = await tx.fetch_all(
        "SELECT memberships.person_id FROM memberships JOIN groups ON groups.id = memberships.group_id"
        " WHERE memberships.community_id = :community_id AND memberships.role = 'facilitator'"
        " AND groups.archived_at IS NULL AND (:of IS NULL OR memberships.group_id IN (SELECT group_id FROM memberships"
        " WHERE community_id = :community_id AND person_id = :of))"
        " GROUP BY memberships.person_id ORDER BY MIN(memberships.joined_at), memberships.person_id",
        community_id=community_id,
        of=of,
    )
    return [row["person_id"] for row in rows]


async def counted_on(tx: Connection, now: Instant, most: int) -> dict[int, set[int]]:
    """By community, who is in the groups of the first `most` rounds that are due: their prompt, their half-way mark, at
    which people are named in a thread, or their end; of every community, as the planner asks for them."""
    rows = await tx.fetch_all(
        "SELECT memberships.community_id, memberships.person_id FROM"
        f" (SELECT * FROM rounds WHERE next_at IS NOT NULL AND next_at <= :now AND {AT_WORK}"
        " ORDER BY next_at, id LIMIT :most) AS due"
        " JOIN memberships ON memberships.group_id = due.group_id",
        now=stored(now),
        most=most,
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["community_id"], set()).add(row["person_id"])
    return found
