"""Who may come into which group on a facilitator's word."""

from whenever import Instant

from bot.domain.groups import Invitation
from bot.storage.database import Connection, Row, instant, stored


async def save(tx: Connection, invitation: Invitation) -> None:
    """Invites, or invites anew."""
    await tx.execute(
        "INSERT INTO invitations (community_id, group_id, person_id, invited_by, invited_at)"
        " VALUES (:community_id, :group_id, :person_id, :invited_by, :invited_at)"
        " ON CONFLICT (group_id, person_id) DO UPDATE SET invited_by = excluded.invited_by,"
        " invited_at = excluded.invited_at",
        community_id=invitation.community_id,
        group_id=invitation.group_id,
        person_id=invitation.person_id,
        invited_by=invitation.invited_by,
        invited_at=stored(invitation.invited_at),
    )


async def of_person(tx: Connection, person_id: int, group_id: int) -> Invitation | None:
    """A person's own invitation. The person stands in for the community, which a press under a direct message does not
    know."""
    row = await tx.fetch_one(
        "SELECT * FROM invitations WHERE person_id = :person_id AND group_id = :group_id",
        person_id=person_id,
        group_id=group_id,
    )
    return _invitation(row) if row else None


async def invited_since(tx: Connection, community_id: int, group_id: int, since: Instant) -> set[int]:
    """Everybody who was invited into a group after that."""
    rows = await tx.fetch_all(
        "SELECT person_id FROM invitations"
        " WHERE community_id = :community_id AND group_id = :group_id AND invited_at > :since",
        community_id=community_id,
        group_id=group_id,
        since=stored(since),
    )
    return {row["person_id"] for row in rows}


def _invitation(row: Row) -> Invitation:
    return Invitation(
        row["community_id"], row["group_id"], row["person_id"], row["invited_by"], instant(row["invited_at"])
    )
