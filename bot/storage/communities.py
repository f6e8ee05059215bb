"""What a community has decided, and what it does once as a whole."""

from collections.abc import Iterable

from bot.domain.communities import Decided, Setting, Wish
from bot.domain.people import Language
from bot.storage.database import Connection, among

COLUMNS = {
    Setting.LANGUAGE: "language",
    Setting.ZONE: "zone",
    Setting.KNOWLEDGE_CHANNEL: "knowledge_channel_id",
    Setting.MEETING_CHANNEL: "meeting_channel_id",
    Setting.MODERATORS_CHANNEL: "moderators_channel_id",
}


async def decided(tx: Connection, community_id: int) -> Decided:
    row = await tx.fetch_one("SELECT * FROM communities WHERE id = :id", id=community_id)
    if row is None:
        return Decided()
    return Decided(
        language=Language(row["language"]) if row["language"] else None,
        zone=row["zone"],
        knowledge_channel_id=row["knowledge_channel_id"],
        meeting_channel_id=row["meeting_channel_id"],
        moderators_channel_id=row["moderators_channel_id"],
    )


async def decide(tx: Connection, community_id: int, wish: Wish) -> None:
    """Keeps what is named in the wish, and touches nothing else."""
    await tx.execute("INSERT INTO communities (id) VALUES (:id) ON CONFLICT (id) DO NOTHING", id=community_id)
    for setting, value in wish.items():
        await tx.execute(
            f"UPDATE communities SET {COLUMNS[setting]} = :value WHERE id = :id", value=value, id=community_id
        )


async def knowledge_channel(tx: Connection, community_id: int) -> int | None:
    """Where asks open; None where nothing is asked."""
    return (await decided(tx, community_id)).knowledge_channel_id


async def meeting_channel(tx: Connection, community_id: int) -> int | None:
    """Where the threads of its pairs are; None where nobody is paired."""
    return (await decided(tx, community_id)).meeting_channel_id


async def moderators_channel(tx: Connection, community_id: int) -> int | None:
    """Where moderators hear of what went wrong; None where they look it up."""
    return (await decided(tx, community_id)).moderators_channel_id


async def with_meeting_channel(tx: Connection, community_ids: Iterable[int]) -> set[int]:
    """Those of the communities whose members are paired; asked by the planner for a batch of rounds."""
    wanted, values = among(set(community_ids))
    rows = await tx.fetch_all(
        f"SELECT id FROM communities WHERE id IN {wanted} AND meeting_channel_id IS NOT NULL", **values
    )
    return {row["id"] for row in rows}


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
