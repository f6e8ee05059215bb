"""What each member could teach, and what they are looking for."""

from bot.domain.people import Exchange
from bot.storage.database import Connection


async def get(tx: Connection, community_id: int, person_id: int) -> Exchange:
    row = await tx.fetch_one(
        "SELECT teaches, looks_for FROM members WHERE community_id = :community_id AND person_id = :person_id",
        community_id=community_id,
        person_id=person_id,
    )
    return Exchange(row["teaches"], row["looks_for"]) if row else Exchange()


async def save(tx: Connection, community_id: int, person_id: int, exchange: Exchange) -> None:
    await tx.execute(
        "INSERT INTO members (community_id, person_id, teaches, looks_for)"
        " VALUES (:community_id, :person_id, :teaches, :looks_for)"
        " ON CONFLICT (community_id, person_id) DO UPDATE SET teaches = excluded.teaches,"
        " looks_for = excluded.looks_for",
        community_id=community_id,
        person_id=person_id,
        teaches=exchange.teaches,
        looks_for=exchange.looks_for,
    )
