"""What is old enough to go by itself, of every community.

Of a delivery that goes its key stays, in `spent_keys`, for as long as the community: nothing that is planned, tried
again or caused a second time is said a second time, whichever way clocks are moved.
"""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.domain.deliveries import Kind
from bot.domain.retention import KEPT_WITH_SUBJECT, WITHOUT_MESSAGE
from bot.storage.database import Connection, Row, stored


def _listed(kinds: Iterable[Kind]) -> str:
    return ", ".join(f"'{kind}'" for kind in sorted(kinds))


_ENDED_LONG_AGO = (
    f"finished_at <= :before AND kind NOT IN ({_listed(KEPT_WITH_SUBJECT)})"
    " AND NOT EXISTS (SELECT 1 FROM nudges WHERE nudges.delivery_id = deliveries.id)"
)
# A message that is out stays: its words may still be taken back, and it is read once more in another language.
_UNSENT = (
    "SELECT id FROM deliveries WHERE state IN ('cancelled', 'expired', 'merged', 'unreachable')"
    f" AND {_ENDED_LONG_AGO} AND (state = 'merged' OR (message_id IS NULL AND thread_id IS NULL))"
    # What was said together with another is pressed on that one's message.
    " AND NOT EXISTS (SELECT 1 FROM deliveries AS said WHERE said.id = deliveries.merged_into)"
)
_READ = f"SELECT id FROM deliveries WHERE reason = 'read' AND state = 'delivered' AND {_ENDED_LONG_AGO}"
_WRITTEN_ONTO = (
    f"SELECT id FROM deliveries WHERE kind IN ({_listed(WITHOUT_MESSAGE)}) AND state = 'delivered'"
    f" AND {_ENDED_LONG_AGO}"
)


async def old_nudges(tx: Connection, before: Instant, most: int) -> list[Row]:
    return await tx.fetch_all(
        "SELECT person_id, delivery_id FROM nudges WHERE given_at <= :before LIMIT :most",
        before=stored(before),
        most=most,
    )


async def old_unsent(tx: Connection, before: Instant, most: int) -> list[Row]:
    """Deliveries that reached nobody, or that were said with another that has gone."""
    return await tx.fetch_all(f"{_UNSENT} LIMIT :most", before=stored(before), most=most)


async def old_read(tx: Connection, before: Instant, most: int) -> list[Row]:
    """Deliveries that were shown privately, and stand nowhere."""
    return await tx.fetch_all(f"{_READ} LIMIT :most", before=stored(before), most=most)


async def old_edits(tx: Connection, before: Instant, most: int) -> list[Row]:
    """Deliveries that were written onto another's message."""
    return await tx.fetch_all(f"{_WRITTEN_ONTO} LIMIT :most", before=stored(before), most=most)


async def old_audits(tx: Connection, before: Instant, most: int) -> list[Row]:
    return await tx.fetch_all("SELECT id FROM audits WHERE at <= :before LIMIT :most", before=stored(before), most=most)


async def erase_nudges(tx: Connection, keys: Sequence[Row], _before: Instant) -> None:
    await tx.execute_many(
        "DELETE FROM nudges WHERE person_id = :person_id AND delivery_id = :delivery_id",
        [{"person_id": key["person_id"], "delivery_id": key["delivery_id"]} for key in keys],
    )


async def erase_unsent(tx: Connection, keys: Sequence[Row], before: Instant) -> None:
    """Those that nobody has had tried again meanwhile."""
    await _erase(tx, _UNSENT, keys, before)


async def erase_read(tx: Connection, keys: Sequence[Row], before: Instant) -> None:
    await _erase(tx, _READ, keys, before)


async def erase_edits(tx: Connection, keys: Sequence[Row], before: Instant) -> None:
    await _erase(tx, _WRITTEN_ONTO, keys, before)


async def _erase(tx: Connection, old: str, keys: Sequence[Row], before: Instant) -> None:
    """In one transaction with what keeps the key."""
    values = [{"id": key["id"], "before": stored(before)} for key in keys]
    await tx.execute_many(
        "INSERT INTO spent_keys (community_id, kind, subject, occurrence, is_withdrawn)"
        " SELECT community_id, kind, subject, occurrence, CASE state WHEN 'cancelled' THEN 1 ELSE 0 END FROM deliveries"
        f" WHERE id IN ({old} AND id = :id)"
        " ON CONFLICT (community_id, kind, subject, occurrence) DO UPDATE SET is_withdrawn = excluded.is_withdrawn",
        values,
    )
    await tx.execute_many(f"DELETE FROM deliveries WHERE id IN ({old} AND id = :id)", values)


async def erase_audits(tx: Connection, keys: Sequence[Row], _before: Instant) -> None:
    await tx.execute_many("DELETE FROM audits WHERE id = :id", [{"id": key["id"]} for key in keys])
