"""Check-ins."""

from collections.abc import Iterable

from whenever import Date, Instant

from bot.domain.checkins import Answer, CheckIn, Outcome
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored

_COLUMNS = (
    "id", "community_id", "group_id", "round_id", "experiment_id", "person_id", "outcome", "tried", "happened",
    "learned", "next_step", "blocker", "period", "local_date", "is_comeback", "created_at",
)  # fmt: skip
_REPLACED = (
    "outcome", "tried", "happened", "learned", "next_step", "blocker", "local_date", "is_comeback",
)  # fmt: skip
_SAVE = (
    f"INSERT INTO check_ins ({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"
    " ON CONFLICT (experiment_id, period) DO UPDATE SET"
    " blocker_resolved_at = CASE WHEN blocker = excluded.blocker THEN blocker_resolved_at END,"
    f" {', '.join(f'{name} = excluded.{name}' for name in _REPLACED)}"
    " RETURNING *"
)


async def save(tx: Connection, check_in: CheckIn) -> CheckIn:
    """Keeps the answer; a second one for the same period replaces the first, whose id stays. Returns it as kept."""
    answer = check_in.answer
    row = await tx.fetch_one(
        _SAVE,
        id=check_in.id,
        community_id=check_in.community_id,
        group_id=check_in.group_id,
        round_id=check_in.round_id,
        experiment_id=check_in.experiment_id,
        person_id=check_in.person_id,
        outcome=answer.outcome,
        tried=answer.tried,
        happened=answer.happened,
        learned=answer.learned,
        next_step=answer.next_step,
        blocker=answer.blocker,
        period=check_in.period,
        local_date=check_in.local_date.format_iso(),
        is_comeback=check_in.is_comeback,
        created_at=stored(check_in.created_at),
    )
    assert row is not None  # RETURNING answers for an insert and for an update alike
    return check_in_of(row)


async def resolve_blocker(tx: Connection, community_id: int, check_in_id: int, now: Instant) -> bool:
    """False if nothing stood in the way any more."""
    return bool(
        await tx.execute(
            "UPDATE check_ins SET blocker_resolved_at = :now WHERE community_id = :community_id AND id = :id"
            " AND blocker <> '' AND blocker_resolved_at IS NULL",
            now=stored(now),
            community_id=community_id,
            id=check_in_id,
        )
    )


async def get(tx: Connection, community_id: int, check_in_id: int) -> CheckIn | None:
    row = await tx.fetch_one(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=check_in_id,
    )
    return check_in_of(row) if row else None


async def of_period(tx: Connection, community_id: int, experiment_id: int, period: str) -> CheckIn | None:
    row = await tx.fetch_one(
        "SELECT * FROM check_ins"
        " WHERE community_id = :community_id AND experiment_id = :experiment_id AND period = :period",
        community_id=community_id,
        experiment_id=experiment_id,
        period=period,
    )
    return check_in_of(row) if row else None


async def people_answered(tx: Connection, community_id: int, round_id: int) -> set[int]:
    """Return who answered in a round, whoever may read it. What they said is not in it: of an answer that is hidden
    from the group nothing else is counted."""
    rows = await tx.fetch_all(
        "SELECT DISTINCT person_id FROM check_ins WHERE community_id = :community_id AND round_id = :round_id",
        community_id=community_id,
        round_id=round_id,
    )
    return {row["person_id"] for row in rows}


async def tries_shared(tx: Connection, community_id: int, round_id: int) -> list[tuple[int, Outcome]]:
    """Return each person and answer of a round about an experiment that the whole group may read, or might until its
    person had themselves forgotten: what the others count by is what they were shown."""
    rows = await tx.fetch_all(
        "SELECT check_ins.person_id, check_ins.outcome FROM check_ins"
        " JOIN experiments ON experiments.id = check_ins.experiment_id"
        " AND (experiments.visibility = 'group' OR experiments.was_shared = 1)"
        " WHERE check_ins.community_id = :community_id AND check_ins.round_id = :round_id"
        " ORDER BY check_ins.created_at, check_ins.id",
        community_id=community_id,
        round_id=round_id,
    )
    return [(row["person_id"], Outcome(row["outcome"])) for row in rows]


async def people_answered_in(
    tx: Connection, community_id: int, group_ids: Iterable[int], since: Date
) -> dict[int, set[int]]:
    """Return what `people_answered` does of all rounds of some groups since a day, by the round."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        "SELECT DISTINCT check_ins.round_id, check_ins.person_id FROM rounds"
        " JOIN check_ins ON check_ins.round_id = rounds.id AND check_ins.community_id = rounds.community_id"
        f" WHERE rounds.community_id = :community_id AND rounds.group_id IN {wanted} AND rounds.local_date >= :since",
        community_id=community_id,
        since=since.format_iso(),
        **values,
    )
    found: dict[int, set[int]] = {}
    for row in rows:
        found.setdefault(row["round_id"], set()).add(row["person_id"])
    return found


async def tries_shared_in(
    tx: Connection, community_id: int, group_ids: Iterable[int], since: Date
) -> dict[int, list[tuple[int, Outcome]]]:
    """Return what `tries_shared` does of all rounds of some groups since a day, by the round."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        "SELECT check_ins.round_id, check_ins.person_id, check_ins.outcome FROM rounds"
        " JOIN check_ins ON check_ins.round_id = rounds.id AND check_ins.community_id = rounds.community_id"
        " JOIN experiments ON experiments.id = check_ins.experiment_id"
        " AND (experiments.visibility = 'group' OR experiments.was_shared = 1)"
        f" WHERE rounds.community_id = :community_id AND rounds.group_id IN {wanted} AND rounds.local_date >= :since"
        " ORDER BY check_ins.created_at, check_ins.id",
        community_id=community_id,
        since=since.format_iso(),
        **values,
    )
    found: dict[int, list[tuple[int, Outcome]]] = {}
    for row in rows:
        found.setdefault(row["round_id"], []).append((row["person_id"], Outcome(row["outcome"])))
    return found


async def shown_in_round(tx: Connection, community_id: int, round_id: int) -> list[CheckIn]:
    """The answers of a round that the whole group may read."""
    rows = await tx.fetch_all(
        "SELECT check_ins.* FROM check_ins"
        " JOIN experiments ON experiments.id = check_ins.experiment_id AND experiments.visibility = 'group'"
        " WHERE check_ins.community_id = :community_id AND check_ins.round_id = :round_id"
        " ORDER BY check_ins.created_at, check_ins.id",
        community_id=community_id,
        round_id=round_id,
    )
    return [check_in_of(row) for row in rows]


async def of_experiment(tx: Connection, community_id: int, experiment_id: int) -> list[CheckIn]:
    rows = await tx.fetch_all(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND experiment_id = :experiment_id"
        " ORDER BY created_at, id",
        community_id=community_id,
        experiment_id=experiment_id,
    )
    return [check_in_of(row) for row in rows]


async def of_experiments_of(tx: Connection, community_id: int, person_id: int) -> dict[int, list[CheckIn]]:
    """All that somebody has answered in a community, by the experiment, the first first."""
    rows = await tx.fetch_all(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND person_id = :person_id ORDER BY created_at, id",
        community_id=community_id,
        person_id=person_id,
    )
    found: dict[int, list[CheckIn]] = {}
    for row in rows:
        found.setdefault(row["experiment_id"], []).append(check_in_of(row))
    return found


async def blocked_or_of_experiment(
    tx: Connection, community_id: int, person_id: int, experiment_id: int
) -> list[CheckIn]:
    """Of somebody's answers those about an experiment and those that tell of what still stands in their way."""
    rows = await tx.fetch_all(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND person_id = :person_id"
        " AND (experiment_id = :experiment_id OR (blocker <> '' AND blocker_resolved_at IS NULL))"
        " ORDER BY created_at, id",
        community_id=community_id,
        person_id=person_id,
        experiment_id=experiment_id,
    )
    return [check_in_of(row) for row in rows]


async def blocked_in_group(tx: Connection, community_id: int, group_id: int, until: Date) -> list[CheckIn]:
    """What still stands in the way of a group's members, said in a round that began on `until` or before; only what
    the whole group may read, and nothing of an experiment that was closed or had ended by then."""
    rows = await tx.fetch_all(
        "SELECT check_ins.* FROM check_ins"
        " JOIN rounds ON rounds.id = check_ins.round_id AND rounds.local_date <= :until"
        " JOIN experiments ON experiments.id = check_ins.experiment_id AND experiments.visibility = 'group'"
        " AND experiments.finished_on IS NULL AND (experiments.ends_on >= :until OR experiments.paused_on IS NOT NULL)"
        " JOIN memberships ON memberships.group_id = check_ins.group_id"
        " AND memberships.person_id = check_ins.person_id"
        " WHERE check_ins.community_id = :community_id AND check_ins.group_id = :group_id"
        " AND check_ins.blocker <> '' AND check_ins.blocker_resolved_at IS NULL"
        " ORDER BY check_ins.created_at, check_ins.id",
        community_id=community_id,
        group_id=group_id,
        until=until.format_iso(),
    )
    return [check_in_of(row) for row in rows]


async def first_fails(tx: Connection, community_id: int, group_id: int, people: Iterable[int]) -> set[int]:
    """Return the ids of the answers in which each of the people first told this group that a try failed.

    Hidden answers, and those for another group, make no difference to it: a first one missing here would tell of them.
    """
    wanted, values = among(people)
    rows = await tx.fetch_all(
        "SELECT id FROM (SELECT check_ins.id, ROW_NUMBER() OVER (PARTITION BY check_ins.person_id"
        " ORDER BY check_ins.created_at, check_ins.id) AS place FROM check_ins"
        " JOIN experiments ON experiments.id = check_ins.experiment_id AND experiments.visibility = 'group'"
        " WHERE check_ins.community_id = :community_id AND check_ins.group_id = :group_id"
        f" AND check_ins.outcome = 'failed' AND check_ins.person_id IN {wanted}) AS failed WHERE place = 1",
        community_id=community_id,
        group_id=group_id,
        **values,
    )
    return {row["id"] for row in rows}


async def own_first_fail(tx: Connection, community_id: int, person_id: int) -> int | None:
    """Return the id of the answer in which somebody first said here that a try failed, to the group or not: for telling
    that person alone."""
    row = await tx.fetch_one(
        "SELECT id FROM check_ins WHERE community_id = :community_id AND person_id = :person_id"
        " AND outcome = 'failed' ORDER BY created_at, id LIMIT 1",
        community_id=community_id,
        person_id=person_id,
    )
    return row["id"] if row else None


def check_in_of(row: Row) -> CheckIn:
    return CheckIn(
        id=row["id"],
        community_id=row["community_id"],
        group_id=row["group_id"],
        round_id=row["round_id"],
        experiment_id=row["experiment_id"],
        person_id=row["person_id"],
        answer=Answer(
            Outcome(row["outcome"]),
            row["tried"],
            row["happened"],
            row["learned"],
            row["next_step"],
            row["blocker"],
        ),
        period=row["period"],
        local_date=Date.parse_iso(row["local_date"]),
        is_comeback=bool(row["is_comeback"]),
        created_at=instant(row["created_at"]),
        blocker_resolved_at=instant_or_none(row["blocker_resolved_at"]),
    )
