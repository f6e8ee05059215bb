"""What is old enough to go by itself, of every community."""

from collections.abc import Sequence

from whenever import Instant

from bot.storage.database import Connection, Row, stored

# What is out stays: whose words it carries may still be taken back. So does what was said together with another.
_UNSENT = (
    "SELECT id FROM deliveries WHERE state IN ('cancelled', 'expired', 'unreachable') AND finished_at <= :before"
    " AND message_id IS NULL AND thread_id IS NULL"
    " AND NOT EXISTS (SELECT 1 FROM nudges WHERE nudges.delivery_id = deliveries.id)"
)


async def old_nudges(tx: Connection, before: Instant) -> list[Row]:
    return await tx.fetch_all(
        "SELECT person_id, delivery_id FROM nudges WHERE given_at <= :before", before=stored(before)
    )


async def old_unsent(tx: Connection, before: Instant) -> list[Row]:
    """Deliveries that reached nobody."""
    return await tx.fetch_all(_UNSENT, before=stored(before))


async def old_audits(tx: Connection, before: Instant) -> list[Row]:
    return await tx.fetch_all("SELECT id FROM audits WHERE at <= :before", before=stored(before))


async def erase_nudges(tx: Connection, keys: Sequence[Row], _before: Instant) -> None:
    await tx.execute_many(
        "DELETE FROM nudges WHERE person_id = :person_id AND delivery_id = :delivery_id",
        [{"person_id": key["person_id"], "delivery_id": key["delivery_id"]} for key in keys],
    )


async def erase_unsent(tx: Connection, keys: Sequence[Row], before: Instant) -> None:
    """Those that nobody has had tried again meanwhile."""
    await tx.execute_many(
        f"DELETE FROM deliveries WHERE id IN ({_UNSENT} AND id = :id)",
        [{"id": key["id"], "before": stored(before)} for key in keys],
    )


async def erase_audits(tx: Connection, keys: Sequence[Row], _before: Instant) -> None:
    await tx.execute_many("DELETE FROM audits WHERE id = :id", [{"id": key["id"]} for key in keys])
