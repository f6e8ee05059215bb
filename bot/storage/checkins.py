"""Check-ins."""

from whenever import Date

from bot.domain.checkins import Answer, CheckIn, Outcome
from bot.storage.database import Connection, Row, instant, stored


async def save(tx: Connection, check_in: CheckIn) -> int:
    """Keeps the answer; a second one for the same period replaces the first. Returns the id it is kept under."""
    answer = check_in.answer
    row = await tx.fetch_one(
        "INSERT INTO check_ins (id, community_id, group_id, round_id, experiment_id, person_id, outcome, tried,"
        " happened, learned, next_step, period, local_date, is_comeback, created_at)"
        " VALUES (:id, :community_id, :group_id, :round_id, :experiment_id, :person_id, :outcome, :tried, :happened,"
        " :learned, :next_step, :period, :local_date, :is_comeback, :created_at)"
        " ON CONFLICT (experiment_id, period) DO UPDATE SET outcome = excluded.outcome, tried = excluded.tried,"
        " happened = excluded.happened, learned = excluded.learned, next_step = excluded.next_step,"
        " local_date = excluded.local_date, is_comeback = excluded.is_comeback"
        " RETURNING id",
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
        period=check_in.period,
        local_date=check_in.local_date.format_iso(),
        is_comeback=check_in.is_comeback,
        created_at=stored(check_in.created_at),
    )
    assert row is not None  # RETURNING answers for an insert and for an update alike
    return int(row["id"])


async def get(tx: Connection, community_id: int, check_in_id: int) -> CheckIn | None:
    row = await tx.fetch_one(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=check_in_id,
    )
    return _check_in(row) if row else None


async def of_round(tx: Connection, community_id: int, round_id: int) -> list[CheckIn]:
    rows = await tx.fetch_all(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND round_id = :round_id ORDER BY created_at, id",
        community_id=community_id,
        round_id=round_id,
    )
    return [_check_in(row) for row in rows]


async def of_experiment(tx: Connection, community_id: int, experiment_id: int) -> list[CheckIn]:
    rows = await tx.fetch_all(
        "SELECT * FROM check_ins WHERE community_id = :community_id AND experiment_id = :experiment_id"
        " ORDER BY created_at, id",
        community_id=community_id,
        experiment_id=experiment_id,
    )
    return [_check_in(row) for row in rows]


def _check_in(row: Row) -> CheckIn:
    return CheckIn(
        id=row["id"],
        community_id=row["community_id"],
        group_id=row["group_id"],
        round_id=row["round_id"],
        experiment_id=row["experiment_id"],
        person_id=row["person_id"],
        answer=Answer(Outcome(row["outcome"]), row["tried"], row["happened"], row["learned"], row["next_step"]),
        period=row["period"],
        local_date=Date.parse_iso(row["local_date"]),
        is_comeback=bool(row["is_comeback"]),
        created_at=instant(row["created_at"]),
    )
