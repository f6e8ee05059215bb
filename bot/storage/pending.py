"""What is owed to one person and gathers until it is said."""

from whenever import Instant

from bot.domain.deliveries import Delivery, Kind
from bot.domain.people import Actor
from bot.storage.database import Connection, stored
from bot.storage.deliveries import WAITS_FOR


async def is_pending(tx: Connection, community_id: int, kind: Kind, group_id: int, person_id: int) -> bool:
    """Whether something of the kind is owed to somebody in a group that nobody has begun to say."""
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM deliveries WHERE community_id = :community_id AND person_id = :person_id"
        " AND kind = :kind AND group_id = :group_id AND state IN ('scheduled', 'waiting') LIMIT 1",
        community_id=community_id,
        person_id=person_id,
        kind=kind,
        group_id=group_id,
    )
    return row is not None


async def is_owed(tx: Connection, community_id: int, kind: Kind, subject: int, *, due_by: Instant) -> bool:
    """Return whether something of the kind is due about the subject that nobody has begun to say."""
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM deliveries WHERE community_id = :community_id AND kind = :kind AND subject = :subject"
        " AND state IN ('scheduled', 'waiting') AND due_at <= :due_by LIMIT 1",
        community_id=community_id,
        kind=kind,
        subject=subject,
        due_by=stored(due_by),
    )
    return row is not None


async def following_occurrence(tx: Connection, delivery: Delivery) -> str | None:
    """What tells apart the next delivery of the same kind about the same subject."""
    row = await tx.fetch_one(
        "SELECT occurrence FROM deliveries WHERE community_id = :community_id AND kind = :kind AND subject = :subject"
        " AND id > :id ORDER BY id LIMIT 1",
        community_id=delivery.community_id,
        kind=delivery.kind,
        subject=delivery.subject,
        id=delivery.id,
    )
    return row["occurrence"] if row else None


async def following_subject(tx: Connection, delivery: Delivery) -> int | None:
    """What the next delivery of the same kind to the same person in the same group is about."""
    row = await tx.fetch_one(
        "SELECT MIN(subject) AS following FROM deliveries WHERE community_id = :community_id AND kind = :kind"
        " AND group_id = :group_id AND person_id = :person_id AND subject > :subject",
        community_id=delivery.community_id,
        kind=delivery.kind,
        group_id=delivery.group_id,
        person_id=delivery.person_id,
        subject=delivery.subject,
    )
    return row["following"] if row else None


async def is_anything_waiting(tx: Connection, actor: Actor) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM deliveries WHERE state = 'waiting' AND community_id = :community_id"
        f" AND {WAITS_FOR} LIMIT 1",
        community_id=actor.community_id,
        person_id=actor.person_id,
        moderates=actor.is_moderator,
    )
    return row is not None
