"""Experiments."""

import json
from collections.abc import Iterable
from typing import Any

from whenever import Date

from bot.domain.experiments import Cadence, Ending, Experiment, FormerPlan, Frame, Pause, Plan, Verdict, Way
from bot.domain.rounds import Round
from bot.domain.visibility import Visibility
from bot.storage.database import Connection, Row, among, instant, stored

_COLUMNS = (
    "id", "community_id", "group_id", "person_id", "what", "why", "obstacle", "when_then", "learned_from", "way",
    "cadence", "times_per_week", "days", "started_on", "ends_on", "created_at", "visibility", "reach", "rating_before",
    "paused_on", "parked_on", "former_plans", "pauses", "finished_on", "verdict", "ending", "advice", "rating_after",
)  # fmt: skip
_NEVER_CHANGED = {"id", "community_id", "group_id", "person_id", "created_at"}


async def add(tx: Connection, experiment: Experiment) -> None:
    await tx.execute(
        f"INSERT INTO experiments ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})",
        **_stored(experiment),
    )


async def save(tx: Connection, experiment: Experiment) -> None:
    """Keeps what has changed of an experiment: its plan, its pauses, its ending."""
    changed = ", ".join(f"{name} = :{name}" for name in _COLUMNS if name not in _NEVER_CHANGED)
    values = _stored(experiment)
    kept = {name: values[name] for name in _COLUMNS if name not in _NEVER_CHANGED}
    await tx.execute(
        f"UPDATE experiments SET {changed} WHERE community_id = :community_id AND id = :id",
        community_id=experiment.community_id,
        id=experiment.id,
        **kept,
    )


async def get(tx: Connection, community_id: int, experiment_id: int) -> Experiment | None:
    row = await tx.fetch_one(
        "SELECT * FROM experiments WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=experiment_id,
    )
    return experiment_from(row) if row else None


async def of_person(tx: Connection, community_id: int, person_id: int) -> list[Experiment]:
    """Everything somebody has committed to in a community, the newest first."""
    rows = await tx.fetch_all(
        "SELECT * FROM experiments WHERE community_id = :community_id AND person_id = :person_id"
        " ORDER BY created_at DESC, id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [experiment_from(row) for row in rows]


async def of_member(tx: Connection, community_id: int, person_id: int) -> list[Experiment]:
    """Those in groups in use that somebody is in at present; in a group they have left, experiments rest."""
    rows = await tx.fetch_all(
        "SELECT experiments.* FROM experiments"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        " JOIN groups ON groups.id = experiments.group_id AND groups.archived_at IS NULL"
        " WHERE experiments.community_id = :community_id AND experiments.person_id = :person_id"
        " ORDER BY experiments.created_at DESC, experiments.id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [experiment_from(row) for row in rows]


async def of_others(tx: Connection, community_id: int, person_id: int, way: Way | None, most: int) -> list[Experiment]:
    """What is open to the groups somebody is in, tried by others who are in them: closed ones first, facilitators'
    before members', then the newest."""
    rows = await tx.fetch_all(
        "SELECT experiments.* FROM experiments"
        " JOIN memberships AS own ON own.group_id = experiments.group_id AND own.person_id = :person_id"
        " JOIN memberships AS theirs ON theirs.group_id = experiments.group_id"
        " AND theirs.person_id = experiments.person_id"
        " WHERE experiments.community_id = :community_id AND experiments.person_id <> :person_id"
        " AND experiments.visibility = 'group' AND experiments.way = COALESCE(:way, experiments.way)"
        " ORDER BY CASE WHEN experiments.finished_on IS NULL THEN 1 ELSE 0 END,"
        " CASE theirs.role WHEN 'facilitator' THEN 0 ELSE 1 END,"
        " experiments.created_at DESC, experiments.id DESC LIMIT :most",
        community_id=community_id,
        person_id=person_id,
        way=way,
        most=most,
    )
    return [experiment_from(row) for row in rows]


async def unfinished_in_group(tx: Connection, community_id: int, group_id: int, since: Date) -> list[Experiment]:
    """What was begun in a group, is not closed and has not ended before that day, also by who has left, in the order it
    was started."""
    rows = await tx.fetch_all(
        "SELECT * FROM experiments WHERE community_id = :community_id AND group_id = :group_id"
        " AND finished_on IS NULL AND ends_on >= :since ORDER BY created_at, id",
        community_id=community_id,
        group_id=group_id,
        since=since.format_iso(),
    )
    return [experiment_from(row) for row in rows]


async def people_running(tx: Connection, rounds: Iterable[Round]) -> dict[int, set[int]]:
    """For rounds that are due, whose experiments run in them; of every community, as the planner asks for them."""
    last_days = {round.id: round.last_day for round in rounds}
    wanted, values = among(last_days)
    rows = await tx.fetch_all(
        "SELECT DISTINCT rounds.id AS round_id, experiments.person_id, experiments.started_on FROM rounds"
        " JOIN experiments ON experiments.group_id = rounds.group_id AND experiments.ends_on >= rounds.local_date"
        " AND experiments.paused_on IS NULL AND experiments.finished_on IS NULL"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        f" WHERE rounds.id IN {wanted}",
        **values,
    )
    running: dict[int, set[int]] = {}
    for row in rows:
        if Date.parse_iso(row["started_on"]) <= last_days[row["round_id"]]:
            running.setdefault(row["round_id"], set()).add(row["person_id"])
    return running


async def running_in_group(
    tx: Connection, community_id: int, group_id: int, since: Date, until: Date
) -> list[Experiment]:
    """Experiments of a group's present members that run between the two days, facilitators' first, then in the order
    they were started. None that is paused or was finished."""
    return await running_in_groups(tx, community_id, [group_id], since, until)


async def running_in_groups(
    tx: Connection, community_id: int, group_ids: Iterable[int], since: Date, until: Date
) -> list[Experiment]:
    """Return what `running_in_group` does of several groups at once, in the same order."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        "SELECT experiments.* FROM experiments"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        f" WHERE experiments.community_id = :community_id AND experiments.group_id IN {wanted}"
        " AND experiments.ends_on >= :since AND experiments.started_on <= :until"
        " AND experiments.paused_on IS NULL AND experiments.finished_on IS NULL"
        " ORDER BY CASE memberships.role WHEN 'facilitator' THEN 0 ELSE 1 END,"
        " experiments.created_at, experiments.id",
        community_id=community_id,
        since=since.format_iso(),
        until=until.format_iso(),
        **values,
    )
    return [experiment_from(row) for row in rows]


async def finished_in_group(
    tx: Connection, community_id: int, group_id: int, since: Date, until: Date
) -> list[Experiment]:
    """What a group's present members closed between the two days and the whole group may read, dropped ones first:
    they teach most."""
    rows = await tx.fetch_all(
        "SELECT experiments.* FROM experiments"
        " JOIN memberships ON memberships.group_id = experiments.group_id"
        " AND memberships.person_id = experiments.person_id"
        " WHERE experiments.community_id = :community_id AND experiments.group_id = :group_id"
        " AND experiments.visibility = 'group' AND experiments.finished_on BETWEEN :since AND :until"
        " ORDER BY CASE experiments.verdict WHEN 'drop' THEN 0 WHEN 'adapt' THEN 1 ELSE 2 END,"
        " experiments.finished_on, experiments.id",
        community_id=community_id,
        group_id=group_id,
        since=since.format_iso(),
        until=until.format_iso(),
    )
    return [experiment_from(row) for row in rows]


def _stored(experiment: Experiment) -> dict[str, object]:
    plan, frame, ending = experiment.plan, experiment.frame, experiment.ending
    return {
        "id": experiment.id,
        "community_id": experiment.community_id,
        "group_id": experiment.group_id,
        "person_id": experiment.person_id,
        "what": plan.what,
        "why": plan.why,
        "obstacle": plan.obstacle,
        "when_then": plan.when_then,
        "learned_from": plan.learned_from,
        "way": frame.way,
        "cadence": frame.cadence,
        "times_per_week": frame.times,
        "days": frame.days,
        "started_on": experiment.started_on.format_iso(),
        "ends_on": experiment.ends_on.format_iso(),
        "created_at": stored(experiment.created_at),
        "visibility": experiment.visibility,
        "reach": experiment.reach,
        "rating_before": experiment.rating,
        "paused_on": experiment.paused_on.format_iso() if experiment.paused_on else None,
        "parked_on": experiment.parked_on.format_iso() if experiment.parked_on else None,
        "former_plans": json.dumps([_as_json(former) for former in experiment.former], ensure_ascii=False),
        "pauses": json.dumps([[pause.first.format_iso(), pause.last.format_iso()] for pause in experiment.pauses]),
        "finished_on": ending.on.format_iso() if ending else None,
        "verdict": ending.verdict if ending else None,
        "ending": ending.happened if ending else "",
        "advice": ending.advice if ending else "",
        "rating_after": ending.rating if ending else None,
    }


def _as_json(former: FormerPlan) -> dict[str, object]:
    plan, frame = former.plan, former.frame
    return {
        "plan": [plan.what, plan.why, plan.obstacle, plan.when_then, plan.learned_from],
        "frame": [frame.way, frame.cadence, frame.times, frame.days],
        "until": former.until.format_iso(),
    }


def _former(kept: Any) -> FormerPlan:
    way, cadence, times, days = kept["frame"]
    frame = Frame(Way(way), Cadence(cadence), times, days)
    return FormerPlan(Plan(*kept["plan"]), frame, Date.parse_iso(kept["until"]))


def experiment_from(row: Row) -> Experiment:
    pauses = [(Date.parse_iso(first), Date.parse_iso(last)) for first, last in json.loads(row["pauses"])]
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
        visibility=Visibility(row["visibility"]),
        reach=row["reach"],
        rating=row["rating_before"],
        former=tuple(_former(kept) for kept in json.loads(row["former_plans"])),
        pauses=tuple(Pause(first, last) for first, last in pauses),
        paused_on=Date.parse_iso(row["paused_on"]) if row["paused_on"] else None,
        parked_on=Date.parse_iso(row["parked_on"]) if row["parked_on"] else None,
        ending=_ending(row),
    )


def _ending(row: Row) -> Ending | None:
    if row["finished_on"] is None:
        return None
    on, verdict = Date.parse_iso(row["finished_on"]), Verdict(row["verdict"])
    return Ending(on, verdict, row["ending"], row["advice"], row["rating_after"])
