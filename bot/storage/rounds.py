"""Rounds and their next steps."""

from collections.abc import Iterable

from whenever import Date, Instant

from bot.domain.rounds import Round, Stage
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored, stored_or_none
from bot.storage.gates import AT_WORK


async def add(tx: Connection, round: Round) -> None:
    await add_all(tx, [round])


async def add_all(tx: Connection, planned: Iterable[Round]) -> None:
    """Keeps planned rounds; one that a group already has on that date stays as it is."""
    await tx.execute_many(
        "INSERT INTO rounds"
        " (id, community_id, group_id, local_date, prompt_at, half_way_at, digest_at, stage, next_at)"
        " VALUES (:id, :community_id, :group_id, :local_date, :prompt_at, :half_way_at, :digest_at, :stage, :next_at)"
        " ON CONFLICT (group_id, local_date) DO NOTHING",
        [
            {
                "id": round.id,
                "community_id": round.community_id,
                "group_id": round.group_id,
                "local_date": round.local_date.format_iso(),
                "prompt_at": stored(round.prompt_at),
                "half_way_at": stored(round.half_way_at),
                "digest_at": stored(round.digest_at),
                "stage": round.stage,
                "next_at": stored_or_none(round.next_at),
            }
            for round in planned
        ],
    )


async def save_stages(tx: Connection, taken: Iterable[Round]) -> None:
    """Keeps what has happened to rounds, and when they move next."""
    await tx.execute_many(
        "UPDATE rounds SET stage = :stage, next_at = :next_at WHERE community_id = :community_id AND id = :id",
        [
            {
                "stage": round.stage,
                "next_at": stored_or_none(round.next_at),
                "community_id": round.community_id,
                "id": round.id,
            }
            for round in taken
        ],
    )


async def save_plan(tx: Connection, round: Round) -> None:
    """Moves a round in time, under a rhythm that has changed."""
    await tx.execute(
        "UPDATE rounds SET stage = :stage, local_date = :local_date, prompt_at = :prompt_at,"
        " half_way_at = :half_way_at, digest_at = :digest_at, next_at = :next_at"
        " WHERE community_id = :community_id AND id = :id",
        stage=round.stage,
        local_date=round.local_date.format_iso(),
        prompt_at=stored(round.prompt_at),
        half_way_at=stored(round.half_way_at),
        digest_at=stored(round.digest_at),
        next_at=stored_or_none(round.next_at),
        community_id=round.community_id,
        id=round.id,
    )


async def get(tx: Connection, community_id: int, round_id: int) -> Round | None:
    row = await tx.fetch_one(
        "SELECT * FROM rounds WHERE community_id = :community_id AND id = :id", community_id=community_id, id=round_id
    )
    return round_of(row) if row else None


async def by_ids(tx: Connection, community_id: int, round_ids: Iterable[int]) -> dict[int, Round]:
    """Return the rounds of these ids, by the id."""
    wanted, values = among(set(round_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM rounds WHERE community_id = :community_id AND id IN {wanted}",
        community_id=community_id,
        **values,
    )
    return {row["id"]: round_of(row) for row in rows}


async def open_round(tx: Connection, community_id: int, group_id: int) -> Round | None:
    """The round that takes answers now: the earliest that is not over."""
    row = await tx.fetch_one(
        "SELECT * FROM rounds WHERE community_id = :community_id AND group_id = :group_id AND next_at IS NOT NULL"
        " ORDER BY local_date LIMIT 1",
        community_id=community_id,
        group_id=group_id,
    )
    return round_of(row) if row else None


async def open_of_all(tx: Connection, community_id: int) -> dict[int, Round]:
    """The round that takes answers now in every group of a community, by the group."""
    rows = await tx.fetch_all(
        "SELECT * FROM rounds WHERE community_id = :community_id AND next_at IS NOT NULL ORDER BY local_date DESC",
        community_id=community_id,
    )
    return {row["group_id"]: round_of(row) for row in rows}


async def not_over_of(tx: Connection, community_id: int, group_ids: Iterable[int]) -> dict[int, list[Round]]:
    """The rounds of these groups that are not over, by the group, the earliest first."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        "SELECT * FROM rounds WHERE community_id = :community_id AND next_at IS NOT NULL"
        f" AND group_id IN {wanted} ORDER BY local_date",
        community_id=community_id,
        **values,
    )
    found: dict[int, list[Round]] = {}
    for row in rows:
        found.setdefault(row["group_id"], []).append(round_of(row))
    return found


async def open_at(tx: Connection, community_id: int, group_id: int, at: Instant) -> Round | None:
    """The round that took answers at an instant: the earliest that was not over then, or the group's first."""
    row = await tx.fetch_one(
        "SELECT * FROM rounds WHERE community_id = :community_id AND group_id = :group_id AND digest_at > :at"
        " ORDER BY local_date LIMIT 1",
        community_id=community_id,
        group_id=group_id,
        at=stored(at),
    )
    return round_of(row) if row else None


async def not_over(tx: Connection, community_id: int, group_id: int) -> list[Round]:
    """The open round of a group and, once its leaders are asked, the one behind it."""
    rows = await tx.fetch_all(
        "SELECT * FROM rounds WHERE community_id = :community_id AND group_id = :group_id AND next_at IS NOT NULL"
        " ORDER BY local_date",
        community_id=community_id,
        group_id=group_id,
    )
    return [round_of(row) for row in rows]


async def asleep(tx: Connection, community_id: int, group_id: int) -> Round | None:
    """The round of an archived group that had not begun."""
    row = await tx.fetch_one(
        "SELECT * FROM rounds WHERE community_id = :community_id AND group_id = :group_id AND stage = 'ahead'"
        " AND next_at IS NULL ORDER BY local_date DESC LIMIT 1",
        community_id=community_id,
        group_id=group_id,
    )
    return round_of(row) if row else None


async def last_begun_on(tx: Connection, community_id: int, group_id: int) -> Date | None:
    """The day of the group's latest round that is not ahead any more."""
    row = await tx.fetch_one(
        "SELECT MAX(local_date) AS latest FROM rounds"
        " WHERE community_id = :community_id AND group_id = :group_id AND stage <> 'ahead'",
        community_id=community_id,
        group_id=group_id,
    )
    return Date.parse_iso(row["latest"]) if row and row["latest"] else None


async def with_following(tx: Connection, round_ids: Iterable[int]) -> set[int]:
    """Those of the rounds behind which another is planned; of every community, as the planner asks for them."""
    wanted, values = among(round_ids)
    rows = await tx.fetch_all(
        "SELECT DISTINCT rounds.id FROM rounds"
        " JOIN rounds AS later ON later.group_id = rounds.group_id AND later.local_date > rounds.local_date"
        f" WHERE rounds.id IN {wanted}",
        **values,
    )
    return {row["id"] for row in rows}


async def before(tx: Connection, round: Round) -> Round | None:
    """The round of the same group that closed before this one; missed rounds asked nobody and do not count."""
    row = await tx.fetch_one(
        "SELECT * FROM rounds WHERE community_id = :community_id AND group_id = :group_id"
        " AND local_date < :local_date AND stage = 'closed' ORDER BY local_date DESC LIMIT 1",
        community_id=round.community_id,
        group_id=round.group_id,
        local_date=round.local_date.format_iso(),
    )
    return round_of(row) if row else None


async def due(tx: Connection, now: Instant, most: int) -> list[Round]:
    """Rounds of every community whose next step has come, earliest first; not those whose pairs are to be made."""
    rows = await tx.fetch_all(
        f"SELECT * FROM rounds WHERE next_at IS NOT NULL AND next_at <= :now AND {AT_WORK}"
        " AND (stage <> 'prompted' OR digest_at <= :now) ORDER BY next_at, id LIMIT :most",
        now=stored(now),
        most=most,
    )
    return [round_of(row) for row in rows]


async def due_for_pairs(tx: Connection, now: Instant) -> Round | None:
    """The earliest round of any community whose pairs are to be made."""
    row = await tx.fetch_one(
        f"SELECT * FROM rounds WHERE next_at IS NOT NULL AND next_at <= :now AND stage = 'prompted' AND {AT_WORK}"
        " AND digest_at > :now ORDER BY next_at, id LIMIT 1",
        now=stored(now),
    )
    return round_of(row) if row else None


async def next_due(tx: Connection) -> Instant | None:
    row = await tx.fetch_one(f"SELECT MIN(next_at) AS earliest FROM rounds WHERE next_at IS NOT NULL AND {AT_WORK}")
    return instant_or_none(row["earliest"]) if row else None


def round_of(row: Row) -> Round:
    return Round(
        id=row["id"],
        community_id=row["community_id"],
        group_id=row["group_id"],
        local_date=Date.parse_iso(row["local_date"]),
        prompt_at=instant(row["prompt_at"]),
        half_way_at=instant(row["half_way_at"]),
        digest_at=instant(row["digest_at"]),
        stage=Stage(row["stage"]),
        next_at=instant_or_none(row["next_at"]),
    )
