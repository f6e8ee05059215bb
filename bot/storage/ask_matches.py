"""Who was told of an ask because an offer of theirs matches it."""

from collections.abc import Iterable

from whenever import Instant

from bot.domain.ask_matching import Match
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored


async def add_all(tx: Connection, told: Iterable[Match]) -> None:
    """Keeps them, in place of what was kept of those whom no word reached before."""
    await tx.execute_many(
        "INSERT INTO ask_matches (community_id, ask_id, person_id, offer_id, told_at)"
        " VALUES (:community_id, :ask_id, :person_id, :offer_id, :told_at)"
        " ON CONFLICT (ask_id, person_id) DO UPDATE SET offer_id = excluded.offer_id, told_at = excluded.told_at",
        [
            {
                "community_id": each.community_id,
                "ask_id": each.ask_id,
                "person_id": each.person_id,
                "offer_id": each.offer_id,
                "told_at": stored(each.told_at),
            }
            for each in told
        ],
    )


async def of_ask(tx: Connection, community_id: int, ask_id: int) -> list[Match]:
    rows = await tx.fetch_all(
        "SELECT * FROM ask_matches WHERE community_id = :community_id AND ask_id = :ask_id ORDER BY told_at, person_id",
        community_id=community_id,
        ask_id=ask_id,
    )
    return [_match(row) for row in rows]


async def told_of(tx: Connection, community_id: int, ask_id: int) -> set[int]:
    """Who was told of an ask, or is about to be; not those whose word was taken back before it reached them, as the ask
    was closed or somebody helped already, unless they declined."""
    rows = await tx.fetch_all(
        "SELECT person_id FROM ask_matches WHERE community_id = :community_id AND ask_id = :ask_id"
        " AND (declined_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.kind = 'ask_match'"
        " AND deliveries.subject = ask_matches.ask_id AND deliveries.person_id = ask_matches.person_id"
        " AND deliveries.state = 'cancelled'))",
        community_id=community_id,
        ask_id=ask_id,
    )
    return {row["person_id"] for row in rows}


async def decline(tx: Connection, match: Match, now: Instant) -> None:
    await tx.execute(
        "UPDATE ask_matches SET declined_at = :now"
        " WHERE community_id = :community_id AND ask_id = :ask_id AND person_id = :person_id",
        now=stored(now),
        community_id=match.community_id,
        ask_id=match.ask_id,
        person_id=match.person_id,
    )


async def times_told(tx: Connection, community_id: int, offer_ids: Iterable[int], since: Instant) -> dict[int, int]:
    """How often somebody was told for the sake of each of these offers since then, without what they declined and what
    never reached them because it was not needed any more."""
    wanted, values = among(offer_ids)
    rows = await tx.fetch_all(
        "SELECT offer_id, COUNT(*) AS times FROM ask_matches"
        f" WHERE community_id = :community_id AND offer_id IN {wanted} AND told_at > :since AND declined_at IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.kind = 'ask_match'"
        " AND deliveries.subject = ask_matches.ask_id AND deliveries.person_id = ask_matches.person_id"
        " AND deliveries.state IN ('cancelled', 'expired', 'unreachable'))"
        " GROUP BY offer_id",
        community_id=community_id,
        since=stored(since),
        **values,
    )
    return {row["offer_id"]: row["times"] for row in rows}


def _match(row: Row) -> Match:
    return Match(
        community_id=row["community_id"],
        ask_id=row["ask_id"],
        person_id=row["person_id"],
        offer_id=row["offer_id"],
        told_at=instant(row["told_at"]),
        declined_at=instant_or_none(row["declined_at"]),
    )
