"""Where the bot has introduced itself."""

from bot.domain.greeting import Arrival
from bot.domain.people import Language
from bot.storage.database import Connection, instant, stored


async def add(tx: Connection, arrival: Arrival) -> bool:
    """Keeps it; False if it is kept already, from this coming or an earlier one."""
    added = await tx.execute(
        "INSERT INTO greetings (community_id, came_at, channel_id, language)"
        " VALUES (:community_id, :came_at, :channel_id, :language) ON CONFLICT (community_id) DO NOTHING",
        community_id=arrival.community_id,
        came_at=stored(arrival.came_at),
        channel_id=arrival.channel_id,
        language=arrival.language,
    )
    return bool(added)


async def get(tx: Connection, community_id: int) -> Arrival | None:
    row = await tx.fetch_one("SELECT * FROM greetings WHERE community_id = :community_id", community_id=community_id)
    if row is None:
        return None
    return Arrival(row["community_id"], instant(row["came_at"]), row["channel_id"], Language(row["language"]))
