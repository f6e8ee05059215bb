"""Rings and the requests made in them."""

from collections import defaultdict

from whenever import Instant

from bot.domain.asks import Help
from bot.domain.rings import Request, Ring, RingStage
from bot.storage.asks import ask_of, help_of
from bot.storage.database import Connection, Row, instant, instant_or_none, stored, stored_or_none
from bot.storage.gates import AT_WORK


async def add(tx: Connection, ring: Ring) -> None:
    await tx.execute(
        "INSERT INTO rings (id, community_id, group_id, started_by, started_at, ends_at, stage, next_at)"
        " VALUES (:id, :community_id, :group_id, :started_by, :started_at, :ends_at, :stage, :next_at)",
        id=ring.id,
        community_id=ring.community_id,
        group_id=ring.group_id,
        started_by=ring.started_by,
        started_at=stored(ring.started_at),
        ends_at=stored(ring.ends_at),
        stage=ring.stage,
        next_at=stored_or_none(ring.next_at),
    )


async def save(tx: Connection, ring: Ring) -> None:
    """Keeps how far it has come, and when it ends."""
    await tx.execute(
        "UPDATE rings SET ends_at = :ends_at, stage = :stage, next_at = :next_at"
        " WHERE community_id = :community_id AND id = :id",
        ends_at=stored(ring.ends_at),
        stage=ring.stage,
        next_at=stored_or_none(ring.next_at),
        community_id=ring.community_id,
        id=ring.id,
    )


async def get(tx: Connection, community_id: int, ring_id: int) -> Ring | None:
    row = await tx.fetch_one(
        "SELECT * FROM rings WHERE community_id = :community_id AND id = :id", community_id=community_id, id=ring_id
    )
    return _ring(row) if row else None


async def running(tx: Connection, community_id: int, group_id: int) -> Ring | None:
    """The ring of a group that is not over."""
    row = await tx.fetch_one(
        "SELECT * FROM rings WHERE community_id = :community_id AND group_id = :group_id AND next_at IS NOT NULL",
        community_id=community_id,
        group_id=group_id,
    )
    return _ring(row) if row else None


async def due(tx: Connection, now: Instant, most: int) -> list[Ring]:
    """Rings of every community whose next step has come, the earliest first."""
    rows = await tx.fetch_all(
        f"SELECT * FROM rings WHERE next_at <= :now AND {AT_WORK} ORDER BY next_at, id LIMIT :most",
        now=stored(now),
        most=most,
    )
    return [_ring(row) for row in rows]


async def next_due(tx: Connection) -> Instant | None:
    row = await tx.fetch_one(f"SELECT MIN(next_at) AS earliest FROM rings WHERE next_at IS NOT NULL AND {AT_WORK}")
    return instant_or_none(row["earliest"]) if row else None


async def requests_of(tx: Connection, ring: Ring) -> list[Request]:
    """What was asked for in a ring, in the order in which it was; also what was withdrawn."""
    wanted = {"community_id": ring.community_id, "ring_id": ring.id}
    asked = await tx.fetch_all(
        "SELECT * FROM asks WHERE community_id = :community_id AND ring_id = :ring_id ORDER BY id", **wanted
    )
    helped = await tx.fetch_all(
        "SELECT helps.* FROM helps JOIN asks ON asks.id = helps.ask_id"
        " WHERE asks.community_id = :community_id AND asks.ring_id = :ring_id ORDER BY helps.offered_at, helps.id",
        **wanted,
    )
    helps: dict[int, list[Help]] = defaultdict(list)
    for row in helped:
        helps[row["ask_id"]].append(help_of(row))
    return [Request(ask_of(row), helps[row["id"]]) for row in asked]


def _ring(row: Row) -> Ring:
    return Ring(
        id=row["id"],
        community_id=row["community_id"],
        group_id=row["group_id"],
        started_by=row["started_by"],
        started_at=instant(row["started_at"]),
        ends_at=instant(row["ends_at"]),
        stage=RingStage(row["stage"]),
        next_at=instant_or_none(row["next_at"]),
    )
