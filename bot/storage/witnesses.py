"""Who backs whose experiment."""

from whenever import Instant

from bot.storage.database import Connection, stored


async def add(tx: Connection, community_id: int, experiment_id: int, person_id: int, now: Instant) -> bool:
    """False if they backed it before."""
    return bool(
        await tx.execute(
            "INSERT INTO witnesses (community_id, experiment_id, person_id, backed_at)"
            " VALUES (:community_id, :experiment_id, :person_id, :now) ON CONFLICT DO NOTHING",
            community_id=community_id,
            experiment_id=experiment_id,
            person_id=person_id,
            now=stored(now),
        )
    )


async def of_experiment(tx: Connection, community_id: int, experiment_id: int) -> list[int]:
    """Who backs it, in the order in which they did."""
    rows = await tx.fetch_all(
        "SELECT person_id FROM witnesses WHERE community_id = :community_id AND experiment_id = :experiment_id"
        " ORDER BY backed_at, person_id",
        community_id=community_id,
        experiment_id=experiment_id,
    )
    return [row["person_id"] for row in rows]


async def of_experiments_of(tx: Connection, community_id: int, person_id: int) -> dict[int, list[int]]:
    """Return who backs each of somebody's experiments, in the order in which they did."""
    rows = await tx.fetch_all(
        "SELECT witnesses.experiment_id, witnesses.person_id FROM witnesses"
        " JOIN experiments ON experiments.id = witnesses.experiment_id"
        " WHERE experiments.community_id = :community_id AND experiments.person_id = :person_id"
        " ORDER BY witnesses.backed_at, witnesses.person_id",
        community_id=community_id,
        person_id=person_id,
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["experiment_id"], []).append(row["person_id"])
    return found
