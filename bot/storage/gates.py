"""Where everything stands still, and who is kept out."""

from dataclasses import dataclass

from whenever import Instant

from bot.storage.database import Connection, instant, stored

# Put into every query that looks for what is due: where a community is stopped, or its server has taken the bot off,
# nothing is.
AT_WORK = (
    "community_id NOT IN (SELECT id FROM communities WHERE stopped_at IS NOT NULL"
    " UNION ALL SELECT id FROM communities WHERE removed_at IS NOT NULL)"
)


@dataclass(frozen=True)
class Stop:
    community_id: int
    by_id: int
    at: Instant


async def stops(tx: Connection) -> list[Stop]:
    """Every community that is stopped."""
    rows = await tx.fetch_all("SELECT id, stopped_by, stopped_at FROM communities WHERE stopped_at IS NOT NULL")
    return [Stop(row["id"], row["stopped_by"], instant(row["stopped_at"])) for row in rows]


async def stop(tx: Connection, stop: Stop) -> bool:
    """False if it was stopped already."""
    await tx.execute("INSERT INTO communities (id) VALUES (:id) ON CONFLICT (id) DO NOTHING", id=stop.community_id)
    return bool(
        await tx.execute(
            "UPDATE communities SET stopped_at = :at, stopped_by = :by_id WHERE id = :id AND stopped_at IS NULL",
            at=stored(stop.at),
            by_id=stop.by_id,
            id=stop.community_id,
        )
    )


async def resume(tx: Connection, community_id: int) -> bool:
    """False if it was not stopped."""
    return bool(
        await tx.execute(
            "UPDATE communities SET stopped_at = NULL, stopped_by = NULL WHERE id = :id AND stopped_at IS NOT NULL",
            id=community_id,
        )
    )


async def is_stopped(tx: Connection, community_id: int) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM communities WHERE id = :id AND stopped_at IS NOT NULL", id=community_id
    )
    return row is not None


async def blocked(tx: Connection) -> list[tuple[int, int]]:
    """Every community with every person kept out of it."""
    rows = await tx.fetch_all("SELECT community_id, person_id FROM blocks")
    return [(row["community_id"], row["person_id"]) for row in rows]


async def is_blocked(tx: Connection, community_id: int, person_id: int) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM blocks WHERE community_id = :community_id AND person_id = :person_id",
        community_id=community_id,
        person_id=person_id,
    )
    return row is not None


async def block(tx: Connection, community_id: int, person_id: int, by_id: int, at: Instant) -> bool:
    """False if they were blocked already."""
    return bool(
        await tx.execute(
            "INSERT INTO blocks (community_id, person_id, blocked_by, blocked_at)"
            " VALUES (:community_id, :person_id, :by_id, :at) ON CONFLICT DO NOTHING",
            community_id=community_id,
            person_id=person_id,
            by_id=by_id,
            at=stored(at),
        )
    )


async def unblock(tx: Connection, community_id: int, person_id: int) -> bool:
    """False if they were not blocked."""
    return bool(
        await tx.execute(
            "DELETE FROM blocks WHERE community_id = :community_id AND person_id = :person_id",
            community_id=community_id,
            person_id=person_id,
        )
    )
