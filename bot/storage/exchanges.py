"""What each member offers, and what they are looking for."""

from bot.domain.offers import Exchange
from bot.storage import offers
from bot.storage.database import Connection


async def get(tx: Connection, community_id: int, person_id: int) -> Exchange:
    row = await tx.fetch_one(
        "SELECT looks_for FROM members WHERE community_id = :community_id AND person_id = :person_id",
        community_id=community_id,
        person_id=person_id,
    )
    own = await offers.of_person(tx, community_id, person_id)
    return Exchange(tuple(own), row["looks_for"] if row else "")


async def save_looks_for(tx: Connection, community_id: int, person_id: int, looks_for: str) -> None:
    await tx.execute(
        "INSERT INTO members (community_id, person_id, looks_for) VALUES (:community_id, :person_id, :looks_for)"
        " ON CONFLICT (community_id, person_id) DO UPDATE SET looks_for = excluded.looks_for",
        community_id=community_id,
        person_id=person_id,
        looks_for=looks_for,
    )


async def wanted_by_members(tx: Connection, community_id: int, group_id: int | None = None) -> list[tuple[int, str]]:
    """What the members of a group look for, or those of every group, in their words: the line in their profile, and
    each ask with which nobody's help is accepted yet."""
    members = (
        "person_id IN (SELECT person_id FROM memberships WHERE community_id = :community_id"
        " AND group_id = COALESCE(:group_id, group_id))"
    )
    rows = await tx.fetch_all(
        "SELECT person_id, looks_for AS words FROM members"
        f" WHERE community_id = :community_id AND looks_for <> '' AND {members}"
        " UNION ALL SELECT person_id, question || ' ' || able FROM asks"
        f" WHERE community_id = :community_id AND state = 'open' AND {members}",
        community_id=community_id,
        group_id=group_id,
    )
    return [(row["person_id"], row["words"]) for row in rows]
