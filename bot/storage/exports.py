"""What moderators take out of a community as tables: whole histories, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass

from whenever import Instant

from bot.domain.checkins import CheckIn
from bot.domain.rounds import Round, Stage
from bot.domain.visibility import Visibility
from bot.storage.checkins import check_in_of
from bot.storage.database import Connection, among, stored
from bot.storage.rounds import round_of


@dataclass(frozen=True)
class Answered:
    """A check-in with what it is about and whom its words are for."""

    check_in: CheckIn
    what: str
    visibility: Visibility


async def rounds_of(tx: Connection, community_id: int, group_ids: Iterable[int], since: Instant) -> list[Round]:
    """Return the rounds of these groups that are over and were prompted since then, in time."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM rounds WHERE community_id = :community_id AND group_id IN {wanted} AND stage = :closed"
        " AND prompt_at >= :since ORDER BY prompt_at, id",
        community_id=community_id,
        closed=Stage.CLOSED,
        since=stored(since),
        **values,
    )
    return [round_of(row) for row in rows]


async def check_ins_of(tx: Connection, community_id: int, group_ids: Iterable[int], since: Instant) -> list[Answered]:
    """Return the answers given in these groups since then, in time."""
    wanted, values = among(set(group_ids))
    rows = await tx.fetch_all(
        "SELECT check_ins.*, experiments.what, experiments.visibility FROM check_ins"
        " JOIN experiments ON experiments.id = check_ins.experiment_id"
        f" WHERE check_ins.community_id = :community_id AND check_ins.group_id IN {wanted}"
        " AND check_ins.created_at >= :since ORDER BY check_ins.created_at, check_ins.id",
        community_id=community_id,
        since=stored(since),
        **values,
    )
    return [Answered(check_in_of(row), row["what"], Visibility(row["visibility"])) for row in rows]
