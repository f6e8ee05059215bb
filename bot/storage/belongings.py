"""Which community something of a person's belongs to. The person stands in for the community, which a press under a
direct message does not know. Asked by the gate alone (`bot/services/placing.py`)."""

from bot.storage.database import Connection, Row


async def of_round(tx: Connection, person_id: int, round_id: int) -> int | None:
    """Where a round is of whose group the person is a member."""
    row = await tx.fetch_one(
        "SELECT rounds.community_id FROM rounds JOIN memberships ON memberships.group_id = rounds.group_id"
        " WHERE rounds.id = :round_id AND memberships.person_id = :person_id",
        round_id=round_id,
        person_id=person_id,
    )
    return _community(row)


async def of_experiment(tx: Connection, person_id: int, experiment_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT community_id FROM experiments WHERE id = :id AND person_id = :person_id",
        id=experiment_id,
        person_id=person_id,
    )
    return _community(row)


async def of_check_in(tx: Connection, person_id: int, check_in_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT community_id FROM check_ins WHERE id = :id AND person_id = :person_id",
        id=check_in_id,
        person_id=person_id,
    )
    return _community(row)


async def of_pairing(tx: Connection, person_id: int, pairing_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT community_id FROM pairing_people WHERE pairing_id = :id AND person_id = :person_id",
        id=pairing_id,
        person_id=person_id,
    )
    return _community(row)


async def of_ask(tx: Connection, person_id: int, ask_id: int) -> int | None:
    """Where an ask is that the person asked, was told of, or helps with, or that is a request in a ring of theirs."""
    row = await tx.fetch_one(
        "SELECT community_id FROM asks WHERE id = :id AND (person_id = :person_id"
        " OR EXISTS (SELECT 1 FROM ask_matches WHERE ask_id = asks.id AND person_id = :person_id)"
        " OR EXISTS (SELECT 1 FROM deliveries WHERE kind = 'ask_unanswered' AND subject = asks.id"
        " AND person_id = :person_id)"
        " OR EXISTS (SELECT 1 FROM asks AS own WHERE own.ring_id = asks.ring_id AND own.person_id = :person_id)"
        " OR EXISTS (SELECT 1 FROM helps WHERE ask_id = asks.id AND person_id = :person_id))",
        id=ask_id,
        person_id=person_id,
    )
    return _community(row)


async def of_introduction(tx: Connection, person_id: int, introduction_id: int) -> int | None:
    """Where an introduction is that the person is one of the two of."""
    row = await tx.fetch_one(
        "SELECT community_id FROM introductions WHERE id = :id AND :person_id IN (first_id, second_id)",
        id=introduction_id,
        person_id=person_id,
    )
    return _community(row)


async def of_held_message(tx: Connection, person_id: int, held_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT community_id FROM held_messages WHERE id = :id AND author_id = :person_id",
        id=held_id,
        person_id=person_id,
    )
    return _community(row)


async def of_invitation(tx: Connection, person_id: int, group_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT community_id FROM invitations WHERE group_id = :group_id AND person_id = :person_id",
        group_id=group_id,
        person_id=person_id,
    )
    return _community(row)


async def of_delivery(tx: Connection, person_id: int, delivery_id: int) -> int | None:
    row = await tx.fetch_one(
        "SELECT community_id FROM deliveries WHERE id = :id AND person_id = :person_id",
        id=delivery_id,
        person_id=person_id,
    )
    return _community(row)


def _community(row: Row | None) -> int | None:
    return row["community_id"] if row else None
