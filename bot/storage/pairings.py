"""Pairings, who is in them, and who is to be paired."""

from collections.abc import Iterable, Sequence

from whenever import Date, Instant

from bot.domain.partners import FormerPair, Met, Paired, Pairing, PairKind, Pool, Pooled
from bot.storage.database import Connection, Row, among, instant, stored
from bot.storage.people import person_of_row

_POOLED = (
    "SELECT people.*, memberships.group_id, memberships.pairing, memberships.pairing_since, members.away_until"
    " FROM memberships JOIN people ON people.id = memberships.person_id"
    " JOIN groups ON groups.id = memberships.group_id AND groups.archived_at IS NULL"
    " LEFT JOIN members ON members.community_id = memberships.community_id"
    " AND members.person_id = memberships.person_id"
    " WHERE memberships.community_id = :community_id"
)


async def pool_of_group(tx: Connection, community_id: int, group_id: int) -> list[Pooled]:
    """Every member of a group, in the order they joined."""
    rows = await tx.fetch_all(
        f"{_POOLED} AND memberships.group_id = :group_id ORDER BY memberships.joined_at, people.id",
        community_id=community_id,
        group_id=group_id,
    )
    return [_pooled(row) for row in rows]


async def pool_of_community(tx: Connection, community_id: int) -> list[Pooled]:
    """Every member of every group, once a group."""
    rows = await tx.fetch_all(f"{_POOLED} ORDER BY people.id, memberships.group_id", community_id=community_id)
    return [_pooled(row) for row in rows]


async def pool_of_person(tx: Connection, community_id: int, person_id: int) -> list[Pooled]:
    """Somebody's place in each of their groups, the one joined last first."""
    rows = await tx.fetch_all(
        f"{_POOLED} AND people.id = :person_id ORDER BY memberships.joined_at DESC, memberships.group_id DESC",
        community_id=community_id,
        person_id=person_id,
    )
    return [_pooled(row) for row in rows]


async def set_pool(
    tx: Connection, community_id: int, group_id: int, people: Iterable[int], pool: Pool, since: Instant
) -> None:
    """Keeps whether somebody is paired in a group; who comes back counts silent rounds from `since`."""
    await tx.execute_many(
        "UPDATE memberships SET pairing = :pool,"
        " pairing_since = CASE WHEN pairing = 'out' THEN :since ELSE pairing_since END"
        " WHERE community_id = :community_id AND group_id = :group_id AND person_id = :person_id",
        [
            {
                "pool": pool,
                "since": stored(since),
                "community_id": community_id,
                "group_id": group_id,
                "person_id": person_id,
            }
            for person_id in people
        ],
    )


async def proposal(tx: Connection, community_id: int, group_id: int) -> int:
    """Which proposal a group's facilitator has settled on for its coming round."""
    row = await tx.fetch_one(
        "SELECT proposal FROM groups WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=group_id,
    )
    return int(row["proposal"]) if row else 0


async def secret(tx: Connection, community_id: int, group_id: int) -> int:
    """Return what the pairs of a group are drawn with: for the matching alone."""
    row = await tx.fetch_one(
        "SELECT pairing_secret FROM groups WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=group_id,
    )
    return int(row["pairing_secret"]) if row else 0


async def set_proposal(tx: Connection, community_id: int, group_id: int, number: int) -> None:
    await tx.execute(
        "UPDATE groups SET proposal = :number WHERE community_id = :community_id AND id = :id",
        number=number,
        community_id=community_id,
        id=group_id,
    )


async def add_all(tx: Connection, made: Sequence[Pairing]) -> None:
    await tx.execute_many(
        "INSERT INTO pairings (id, community_id, group_id, round_id, kind, number, made_at)"
        " VALUES (:id, :community_id, :group_id, :round_id, :kind, :number, :made_at)",
        [
            {
                "id": each.id,
                "community_id": each.community_id,
                "group_id": each.group_id,
                "round_id": each.round_id,
                "kind": each.kind,
                "number": each.number,
                "made_at": stored(each.made_at),
            }
            for each in made
        ],
    )
    await tx.execute_many(
        "INSERT INTO pairing_people (community_id, pairing_id, person_id, was_odd)"
        " VALUES (:community_id, :pairing_id, :person_id, :was_odd)",
        [
            {
                "community_id": each.community_id,
                "pairing_id": each.id,
                "person_id": one.person_id,
                "was_odd": one.was_odd,
            }
            for each in made
            for one in each.people
        ],
    )


async def get(tx: Connection, community_id: int, pairing_id: int) -> Pairing | None:
    found = await _pairings(tx, "pairings.id = :id", community_id=community_id, id=pairing_id)
    return found[0] if found else None


async def of_round(tx: Connection, community_id: int, round_id: int) -> list[Pairing]:
    """The pairings of a round that have not ended, those across groups too."""
    condition = "pairings.round_id = :round_id AND pairings.ended_at IS NULL"
    return await _pairings(tx, condition, community_id=community_id, round_id=round_id)


async def current_of_person(tx: Connection, community_id: int, person_id: int) -> list[Pairing]:
    """The pairings somebody is in whose rounds are not over, the newest first."""
    found = await _pairings(
        tx,
        "pairings.ended_at IS NULL AND rounds.next_at IS NOT NULL AND pairings.id IN (SELECT pairing_id"
        " FROM pairing_people WHERE community_id = :community_id AND person_id = :person_id AND left_at IS NULL)",
        community_id=community_id,
        person_id=person_id,
    )
    return found[::-1]


async def rounds_with_pairs(tx: Connection, round_ids: Iterable[int]) -> set[int]:
    """Those of the rounds that have pairs; of every community, as the planner asks for them."""
    wanted, values = among(round_ids)
    rows = await tx.fetch_all(
        f"SELECT DISTINCT round_id FROM pairings WHERE round_id IN {wanted} AND ended_at IS NULL", **values
    )
    return {row["round_id"] for row in rows}


async def former_pairs(tx: Connection, community_id: int, since: Instant) -> list[FormerPair]:
    """Every two people who have been together since then, in any group or across."""
    rows = await tx.fetch_all(
        "SELECT one.person_id AS one, other.person_id AS other, MAX(pairings.made_at) AS last, COUNT(*) AS times"
        " FROM pairings JOIN pairing_people AS one ON one.pairing_id = pairings.id"
        " JOIN pairing_people AS other ON other.pairing_id = pairings.id AND other.person_id > one.person_id"
        " WHERE pairings.community_id = :community_id AND pairings.made_at >= :since"
        " GROUP BY one.person_id, other.person_id",
        community_id=community_id,
        since=stored(since),
    )
    return [FormerPair((row["one"], row["other"]), instant(row["last"]), row["times"]) for row in rows]


async def odd_last_time(tx: Connection, community_id: int, kind: PairKind) -> list[int]:
    """Who joined two others as their third when they were last paired."""
    rows = await tx.fetch_all(
        "SELECT DISTINCT pairing_people.person_id FROM pairing_people"
        " JOIN pairings ON pairings.id = pairing_people.pairing_id"
        " WHERE pairings.community_id = :community_id AND pairings.kind = :kind AND pairing_people.was_odd"
        " AND NOT EXISTS (SELECT 1 FROM pairing_people AS later JOIN pairings AS since ON since.id = later.pairing_id"
        " WHERE later.community_id = :community_id AND later.person_id = pairing_people.person_id"
        " AND since.kind = :kind AND since.made_at > pairings.made_at)",
        community_id=community_id,
        kind=kind,
    )
    return [row["person_id"] for row in rows]


async def silent_for(tx: Connection, community_id: int, group_id: int, rounds: int, since: Instant) -> list[int]:
    """Members in the pool who neither said whether they met nor checked in in any of the last `rounds` rounds in which
    they were paired. Who asked for a round off has spoken up. A pairing that ended early, or lies before
    `since`, is nobody's silence."""
    rows = await tx.fetch_all(
        "WITH paired AS (SELECT pairing_people.person_id, pairings.round_id, pairing_people.met,"
        " ROW_NUMBER() OVER (PARTITION BY pairing_people.person_id ORDER BY pairings.made_at DESC) AS back"
        " FROM pairings JOIN pairing_people ON pairing_people.pairing_id = pairings.id"
        " WHERE pairings.group_id = :group_id AND pairings.made_at >= :since AND pairings.kind = 'group'"
        " AND pairings.community_id = :community_id AND pairings.ended_at IS NULL"
        " AND pairings.made_at >= (SELECT pairing_since FROM memberships WHERE memberships.group_id = :group_id"
        " AND memberships.person_id = pairing_people.person_id AND memberships.pairing = 'in'))"
        " SELECT person_id FROM paired WHERE back <= :rounds AND met IS NULL AND NOT EXISTS (SELECT 1 FROM check_ins"
        " WHERE check_ins.round_id = paired.round_id AND check_ins.person_id = paired.person_id)"
        " GROUP BY person_id HAVING COUNT(*) = :rounds ORDER BY person_id",
        community_id=community_id,
        group_id=group_id,
        rounds=rounds,
        since=stored(since),
    )
    return [row["person_id"] for row in rows]


async def answer(tx: Connection, pairing: Pairing, person_id: int, met: Met, now: Instant) -> None:
    await tx.execute(
        "UPDATE pairing_people SET met = :met, answered_at = :now"
        " WHERE community_id = :community_id AND pairing_id = :pairing_id AND person_id = :person_id",
        met=met,
        now=stored(now),
        community_id=pairing.community_id,
        pairing_id=pairing.id,
        person_id=person_id,
    )


async def leave(tx: Connection, pairing: Pairing, person_id: int, now: Instant) -> None:
    await tx.execute(
        "UPDATE pairing_people SET left_at = :now"
        " WHERE community_id = :community_id AND pairing_id = :pairing_id AND person_id = :person_id",
        now=stored(now),
        community_id=pairing.community_id,
        pairing_id=pairing.id,
        person_id=person_id,
    )


async def end(tx: Connection, pairing: Pairing, now: Instant) -> None:
    await tx.execute(
        "UPDATE pairings SET ended_at = :now WHERE community_id = :community_id AND id = :id",
        now=stored(now),
        community_id=pairing.community_id,
        id=pairing.id,
    )


async def _pairings(tx: Connection, condition: str, **values: object) -> list[Pairing]:
    """In the order they were made, people in the order of their ids."""
    rows = await tx.fetch_all(
        "SELECT pairings.*, pairing_people.person_id, pairing_people.was_odd, pairing_people.met,"
        " pairing_people.left_at FROM pairings JOIN pairing_people ON pairing_people.pairing_id = pairings.id"
        " JOIN rounds ON rounds.id = pairings.round_id"
        f" WHERE pairings.community_id = :community_id AND {condition}"
        " ORDER BY pairings.id, pairing_people.person_id",
        **values,
    )
    together: dict[int, list[Row]] = {}
    for row in rows:
        together.setdefault(row["id"], []).append(row)
    return [_pairing(some) for some in together.values()]


def _pairing(rows: list[Row]) -> Pairing:
    first = rows[0]
    return Pairing(
        id=first["id"],
        community_id=first["community_id"],
        group_id=first["group_id"],
        round_id=first["round_id"],
        kind=PairKind(first["kind"]),
        number=first["number"],
        made_at=instant(first["made_at"]),
        people=tuple(_paired(row) for row in rows),
        has_ended=first["ended_at"] is not None,
    )


def _paired(row: Row) -> Paired:
    met = Met(row["met"]) if row["met"] else None
    return Paired(row["person_id"], bool(row["was_odd"]), met, row["left_at"] is not None)


def _pooled(row: Row) -> Pooled:
    return Pooled(
        person=person_of_row(row),
        group_id=row["group_id"],
        pool=Pool(row["pairing"]),
        since=instant(row["pairing_since"]),
        away_until=Date.parse_iso(row["away_until"]) if row["away_until"] else None,
    )
