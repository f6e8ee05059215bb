"""What reached nobody, as moderators look it up and let it go."""

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind, Reason, State
from bot.domain.oversight import NOT_LISTED, NOT_MISSED, Undelivered
from bot.storage.database import Connection, Row, stored
from bot.storage.deliveries import delivery_of

_NOT_MISSED = ", ".join(f"'{kind}'" for kind in NOT_MISSED)
_NOT_LISTED = ", ".join(f"'{kind}'" for kind in NOT_LISTED)
_SINCE = (
    "FROM deliveries WHERE community_id = :community_id AND state IN ('unreachable', 'expired')"
    " AND finished_at >= :since"
    f" AND kind NOT IN ({_NOT_LISTED}) AND NOT (state = 'expired' AND kind IN ({_NOT_MISSED}))"
)


async def page(tx: Connection, community_id: int, since: Instant, *, skip: int = 0, most: int) -> list[Undelivered]:
    """What ended since then without reaching anybody, what ended last first."""
    rows = await tx.fetch_all(
        f"SELECT * {_SINCE} ORDER BY finished_at DESC, id DESC LIMIT :most OFFSET :skip",
        community_id=community_id,
        since=stored(since),
        most=most,
        skip=skip,
    )
    return [_undelivered(row) for row in rows]


async def ids(tx: Connection, community_id: int, since: Instant) -> list[int]:
    """The ids of all that `page` would show, what ended first first."""
    rows = await tx.fetch_all(
        f"SELECT id {_SINCE} ORDER BY finished_at, id",
        community_id=community_id,
        since=stored(since),
    )
    return [row["id"] for row in rows]


async def look_up(tx: Connection, community_id: int, delivery_id: int) -> Undelivered | None:
    """A delivery with how it stands, whatever that is."""
    row = await tx.fetch_one(
        "SELECT * FROM deliveries WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=delivery_id,
    )
    return _undelivered(row) if row else None


async def let_go(tx: Connection, community_id: int, delivery_id: int, now: Instant) -> None:
    """Take a delivery off the list for good that has nothing to say any more."""
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = 'no_longer_needed', detail = '', finished_at = :now"
        " WHERE community_id = :community_id AND id = :id AND state IN ('unreachable', 'expired')",
        now=stored(now),
        community_id=community_id,
        id=delivery_id,
    )


async def alike(tx: Connection, failed: Delivery, reason: Reason, since: Instant) -> list[Undelivered]:
    """What failed for the same reason in the same group, or outside of groups, since then; what failed first first."""
    rows = await tx.fetch_all(
        "SELECT * FROM deliveries WHERE community_id = :community_id AND state = 'unreachable'"
        " AND finished_at >= :since AND group_id = :group_id AND reason = :reason AND kind <> :notice"
        f" AND kind NOT IN ({_NOT_LISTED})"
        " ORDER BY finished_at, id",
        community_id=failed.community_id,
        since=stored(since),
        group_id=failed.group_id,
        reason=reason,
        notice=Kind.COULD_NOT_DELIVER,
    )
    return [_undelivered(row) for row in rows]


async def is_noticed(tx: Connection, failed: Delivery, reason: Reason, since: Instant) -> bool:
    """Whether moderators have been told of that reason there since then."""
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM deliveries AS notice JOIN deliveries AS told ON told.id = notice.subject"
        " WHERE notice.community_id = :community_id AND notice.kind = :notice AND notice.group_id = :group_id"
        " AND notice.due_at >= :since AND told.reason = :reason LIMIT 1",
        community_id=failed.community_id,
        notice=Kind.COULD_NOT_DELIVER,
        group_id=failed.group_id,
        since=stored(since),
        reason=reason,
    )
    return row is not None


def _undelivered(row: Row) -> Undelivered:
    reason = Reason(row["reason"]) if row["reason"] else None
    return Undelivered(delivery_of(row), State(row["state"]), reason, row["detail"])
