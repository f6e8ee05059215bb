"""Experiments."""

from collections.abc import Iterable

from whenever import Date

from bot.domain.experiments import Cadence, Experiment, Frame, Plan, Way
from bot.storage.database import Connection, Row, among, instant, stored


async def add(tx: Connection, experiment: Experiment) -> None:
    plan, frame = experiment.plan, experiment.frame
    await tx.execute(
        "INSERT INTO experiments (id, community_id, group_id, person_id, what, why, obstacle, when_then, learned_from,"
        " way, cadence, times_per_week, days, started_on, ends_on, created_at)"
        " VALUES (:id, :community_id, :group_id, :person_id, :what, :why, :obstacle, :when_then, :learned_from,"
        " :way, :cadence, :times_per_week, :days, :started_on, :ends_on, :created_at)",
        id=experiment.id,
        community_id=experiment.community_id,
        group_id=experiment.group_id,
        person_id=experiment.person_id,
        what=plan.what,
        why=plan.why,
        obstacle=plan.obstacle,
        when_then=plan.when_then,
        learned_from=plan.learned_from,
        way=frame.way,
        cadence=frame.cadence,
        times_per_week=frame.times,
        days=frame.days,
        started_on=experiment.started_on.format_iso(),
        ends_on=experiment.ends_on.format_iso(),
        created_at=stored(experiment.created_at),
    )


async def get(tx: Connection, community_id: int, experiment_id: int) -> Experiment | None:
    row = await tx.fetch_one(
        "SELECT * FROM experiments WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=experiment_id,
    )
    return _experiment(row) if row else None


async def of_person(tx: Connection, community_id: int, person_id: int) -> list[Experiment]:
    """Everything somebody has committed to in a community, the newest first."""
    rows = await tx.fetch_all(
        "SELECT * FROM experiments WHERE community_id = :community_id AND person_id = :person_id"
        " ORDER BY created_at DESC, id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [_experiment(row) for row in rows]


async def of_member(tx: Connection, community_id: int, person_id: int) -> list[Experiment]:
    """Those in groups somebody is in at present; in a group they have left, experiments rest."""
    rows = await tx.fetch_all(
        "SELECT experiments.* FROM experiments"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        " WHERE experiments.community_id = :community_id AND experiments.person_id = :person_id"
        " ORDER BY experiments.created_at DESC, experiments.id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [_experiment(row) for row in rows]


async def people_running(tx: Connection, round_ids: Iterable[int]) -> dict[int, set[int]]:
    """For rounds that are due, whose experiments run in them; of every community, as the planner asks for them."""
    wanted, values = among(round_ids)
    rows = await tx.fetch_all(
        "SELECT DISTINCT rounds.id AS round_id, experiments.person_id FROM rounds"
        " JOIN experiments ON experiments.group_id = rounds.group_id AND experiments.ends_on >= rounds.local_date"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        f" WHERE rounds.id IN {wanted}",
        **values,
    )
    running: dict[int, set[int]] = {}
    for row in rows:
        running.setdefault(row["round_id"], set()).add(row["person_id"])
    return running


async def running_in_group(tx: Connection, community_id: int, group_id: int, since: Date) -> list[Experiment]:
    """Experiments of a group's present members that run on `since` or later, in the order they were started."""
    rows = await tx.fetch_all(
        "SELECT experiments.* FROM experiments"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        " WHERE experiments.community_id = :community_id AND experiments.group_id = :group_id"
        " AND experiments.ends_on >= :since ORDER BY experiments.created_at, experiments.id",
        community_id=community_id,
        group_id=group_id,
        since=since.format_iso(),
    )
    return [_experiment(row) for row in rows]


def _experiment(row: Row) -> Experiment:
    return Experiment(
        id=row["id"],
        community_id=row["community_id"],
        group_id=row["group_id"],
        person_id=row["person_id"],
        plan=Plan(row["what"], row["why"], row["obstacle"], row["when_then"], row["learned_from"]),
        frame=Frame(Way(row["way"]), Cadence(row["cadence"]), row["times_per_week"], row["days"]),
        started_on=Date.parse_iso(row["started_on"]),
        ends_on=Date.parse_iso(row["ends_on"]),
        created_at=instant(row["created_at"]),
    )
