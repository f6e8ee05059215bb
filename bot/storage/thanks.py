"""Thanks. Each query is about one person's own or counts a round's: none sets people side by side."""

from collections.abc import Iterable

from bot.domain.recognition import Between, Thanks
from bot.domain.rounds import Round
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored


async def add(tx: Connection, given: Thanks) -> None:
    await tx.execute(
        "INSERT INTO thanks (id, community_id, giver_id, receiver_id, check_in_id, ask_id, text, given_at)"
        " VALUES (:id, :community_id, :giver_id, :receiver_id, :check_in_id, :ask_id, :text, :given_at)",
        id=given.id,
        community_id=given.community_id,
        giver_id=given.giver_id,
        receiver_id=given.receiver_id,
        check_in_id=given.check_in_id,
        ask_id=given.ask_id,
        text=given.text,
        given_at=stored(given.given_at),
    )


async def get(tx: Connection, community_id: int, thanks_id: int) -> Thanks | None:
    """None also for those whose words were erased: they are there to be counted."""
    row = await tx.fetch_one(
        "SELECT * FROM thanks WHERE community_id = :community_id AND id = :id AND text <> ''",
        community_id=community_id,
        id=thanks_id,
    )
    return _thanks(row) if row else None


async def between(
    tx: Connection,
    community_id: int,
    giver_id: int,
    receiver_id: int,
    check_in_id: int | None,
    ask_id: int | None = None,
) -> Between:
    """What was said between two before."""
    last = "SELECT MAX(given_at) FROM thanks WHERE community_id = :community_id"
    row = await tx.fetch_one(
        f"SELECT ({last} AND giver_id = :giver_id AND receiver_id = :receiver_id) AS given_at,"
        f" ({last} AND giver_id = :receiver_id AND receiver_id = :giver_id) AS returned_at,"
        " EXISTS (SELECT 1 FROM thanks WHERE giver_id = :giver_id AND (check_in_id = :check_in_id"
        " OR (ask_id = :ask_id AND receiver_id = :receiver_id))) AS said",
        community_id=community_id,
        giver_id=giver_id,
        receiver_id=receiver_id,
        check_in_id=check_in_id,
        ask_id=ask_id,
    )
    assert row is not None  # a SELECT from no table has one row
    return Between(instant_or_none(row["given_at"]), instant_or_none(row["returned_at"]), bool(row["said"]))


async def thanked_for_asks(tx: Connection, community_id: int, ask_ids: Iterable[int]) -> dict[int, list[int]]:
    """Whom somebody has thanked for an answer to each of these asks, the first first."""
    wanted, values = among(set(ask_ids))
    rows = await tx.fetch_all(
        f"SELECT ask_id, receiver_id FROM thanks WHERE community_id = :community_id AND ask_id IN {wanted} ORDER BY id",
        community_id=community_id,
        **values,
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["ask_id"], []).append(row["receiver_id"])
    return found


async def given_by(tx: Connection, community_id: int, person_id: int, most: int) -> tuple[int, list[Thanks]]:
    """How often somebody has thanked, and the last `most`, the latest first."""
    return await _own(tx, "giver_id", community_id, person_id, most)


async def received_by(tx: Connection, community_id: int, person_id: int, most: int) -> tuple[int, list[Thanks]]:
    """How often somebody was thanked, and the last `most`, the latest first."""
    return await _own(tx, "receiver_id", community_id, person_id, most)


async def _own(tx: Connection, side: str, community_id: int, person_id: int, most: int) -> tuple[int, list[Thanks]]:
    own = f"FROM thanks WHERE community_id = :community_id AND {side} = :person_id"
    who = {"community_id": community_id, "person_id": person_id}
    counted = await tx.fetch_one(f"SELECT COUNT(*) AS number {own}", **who)
    rows = await tx.fetch_all(f"SELECT * {own} ORDER BY given_at DESC, id DESC LIMIT :most", most=most, **who)
    return int(counted["number"]) if counted else 0, [_thanks(row) for row in rows]


async def count_in_round(tx: Connection, round: Round) -> int:
    """How many were given among the members of a group from the digest before the round's own to that one."""
    row = await tx.fetch_one(
        "SELECT COUNT(*) AS number FROM thanks"
        " JOIN memberships AS givers ON givers.group_id = :group_id AND givers.person_id = thanks.giver_id"
        " JOIN memberships AS receivers ON receivers.group_id = :group_id"
        " AND receivers.person_id = thanks.receiver_id"
        " WHERE thanks.community_id = :community_id AND thanks.given_at < :until AND thanks.given_at >="
        " COALESCE((SELECT MAX(digest_at) FROM rounds WHERE community_id = :community_id AND group_id = :group_id"
        " AND digest_at < :until), 0)",
        community_id=round.community_id,
        group_id=round.group_id,
        until=stored(round.digest_at),
    )
    return int(row["number"]) if row else 0


def _thanks(row: Row) -> Thanks:
    return Thanks(
        id=row["id"],
        community_id=row["community_id"],
        giver_id=row["giver_id"],
        receiver_id=row["receiver_id"],
        text=row["text"],
        given_at=instant(row["given_at"]),
        check_in_id=row["check_in_id"],
        ask_id=row["ask_id"],
    )
