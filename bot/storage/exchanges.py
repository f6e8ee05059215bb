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
