"""What a community has decided, and what it does once as a whole."""

from collections.abc import Iterable

from bot.storage.database import Connection, among


async def meeting_channel(tx: Connection, community_id: int) -> int | None:
    """Where the threads of its pairs are; None where nobody is paired."""
    row = await tx.fetch_one("SELECT meeting_channel_id FROM communities WHERE id = :id", id=community_id)
    return row["meeting_channel_id"] if row else None


async def with_meeting_channel(tx: Connection, community_ids: Iterable[int]) -> set[int]:
    """Those of the communities whose members are paired; asked by the planner for a batch of rounds."""
    wanted, values = among(set(community_ids))
    rows = await tx.fetch_all(
        f"SELECT id FROM communities WHERE id IN {wanted} AND meeting_channel_id IS NOT NULL", **values
    )
    return {row["id"] for row in rows}


async def set_meeting_channel(tx: Connection, community_id: int, channel_id: int | None) -> None:
    await tx.execute(
        "INSERT INTO communities (id, meeting_channel_id) VALUES (:id, :channel_id)"
        " ON CONFLICT (id) DO UPDATE SET meeting_channel_id = excluded.meeting_channel_id",
        id=community_id,
        channel_id=channel_id,
    )


async def knowledge_channel(tx: Connection, community_id: int) -> int | None:
    """Where its asks go; None where nobody has named the channel."""
    row = await tx.fetch_one("SELECT knowledge_channel_id FROM communities WHERE id = :id", id=community_id)
    return row["knowledge_channel_id"] if row else None


async def set_knowledge_channel(tx: Connection, community_id: int, channel_id: int | None) -> None:
    await tx.execute(
        "INSERT INTO communities (id, knowledge_channel_id) VALUES (:id, :channel_id)"
        " ON CONFLICT (id) DO UPDATE SET knowledge_channel_id = excluded.knowledge_channel_id",
        id=community_id,
        channel_id=channel_id,
    )


async def begin_month_across(tx: Connection, community_id: int, month: str) -> bool:
    """Notes that the community's pairs across groups are made for `month`, such as 2026-09; False if they were."""
    return bool(
        await tx.execute(
            "UPDATE communities SET cross_paired_for = :month"
            " WHERE id = :id AND (cross_paired_for IS NULL OR cross_paired_for < :month)",
            id=community_id,
            month=month,
        )
    )


async def has_begun_month_across(tx: Connection, community_id: int, month: str) -> bool:
    row = await tx.fetch_one(
        "SELECT id FROM communities WHERE id = :id AND cross_paired_for >= :month", id=community_id, month=month
    )
    return row is not None
