"""Communities on whose server the bot no longer is, and erasing them."""

from collections.abc import Iterable, Sequence

from whenever import Instant

from bot.storage.database import Connection, Row, stored
from bot.storage.own_data import IN_COMMUNITIES, WITHHELD

# Every table of a community with its key, those first that point at others.
ERASED = {
    "introduction_answers": ("introduction_id", "person_id"),
    "lesson_thanks": ("lesson_id", "person_id"),
    "lessons": ("id",),
    "thanks": ("id",),
    "responses": ("id",),
    "witnesses": ("experiment_id", "person_id"),
    "helps": ("id",),
    "ask_matches": ("ask_id", "person_id"),
    "introductions": ("id",),
    "asks": ("id",),
    "rings": ("id",),
    "nudges": ("person_id", "delivery_id"),
    "deliveries": ("id",),
    "spent_keys": ("community_id", "kind", "subject", "occurrence"),
    "check_ins": ("id",),
    "experiments": ("id",),
    "pairing_people": ("pairing_id", "person_id"),
    "pairings": ("id",),
    "pair_proposals": ("group_id", "number", "person_id"),
    "held_messages": ("id",),
    "rounds": ("id",),
    "invitations": ("group_id", "person_id"),
    "memberships": ("group_id", "person_id"),
    "groups": ("id",),
    "offers": ("id",),
    "drafts": ("id",),
    "aways": ("community_id", "person_id", "first_day"),
    "avoids": ("community_id", "person_id", "avoided_id"),
    "members": ("community_id", "person_id"),
    "blocks": ("community_id", "person_id"),
    "audits": ("id",),
    "greetings": ("community_id",),
}
# What is found by a full-text index goes from it, too.
_TERMS = {"lessons": "lesson_terms", "offers": "offer_terms"}
# Whatever else there is of a community, there is something in one of these.
_ROOTS = ("groups", "members", "offers", "drafts", "audits", "blocks", "greetings")


async def of_communities(tx: Connection) -> dict[int, bool]:
    """Every community of which anything is kept, and whether the bot was taken off its server."""
    rows = await tx.fetch_all(
        "SELECT id, removed_at IS NOT NULL AS is_removed FROM communities"
        + "".join(f" UNION SELECT community_id, FALSE FROM {table}" for table in _ROOTS)
    )
    found: dict[int, bool] = {}
    for row in rows:
        found[row["id"]] = found.get(row["id"], False) or bool(row["is_removed"])
    return found


async def is_removed(tx: Connection, community_id: int) -> bool:
    row = await tx.fetch_one(
        "SELECT 1 AS found FROM communities WHERE id = :id AND removed_at IS NOT NULL", id=community_id
    )
    return row is not None


async def remove(tx: Connection, community_ids: Iterable[int], at: Instant) -> None:
    """Nothing where it was noted before: the days are counted from then."""
    await tx.execute_many(
        "INSERT INTO communities (id, removed_at) VALUES (:id, :at)"
        " ON CONFLICT (id) DO UPDATE SET removed_at = COALESCE(communities.removed_at, excluded.removed_at)",
        [{"id": id, "at": stored(at)} for id in community_ids],
    )


async def bring_back(tx: Connection, community_ids: Iterable[int]) -> None:
    await tx.execute_many(
        "UPDATE communities SET removed_at = NULL WHERE id = :id", [{"id": id} for id in community_ids]
    )


async def removed_before(tx: Connection, moment: Instant) -> list[int]:
    rows = await tx.fetch_all(
        "SELECT id FROM communities WHERE removed_at <= :moment ORDER BY removed_at", moment=stored(moment)
    )
    return [row["id"] for row in rows]


async def was_removed_before(tx: Connection, community_id: int, moment: Instant) -> bool:
    return community_id in await removed_before(tx, moment)


async def some_of(tx: Connection, community_id: int, table: str, most: int) -> list[Row]:
    """The keys of some of its rows there."""
    return await tx.fetch_all(
        f"SELECT {', '.join(ERASED[table])} FROM {table} WHERE community_id = :community_id LIMIT :most",
        community_id=community_id,
        most=most,
    )


async def erase(tx: Connection, table: str, keys: Sequence[Row]) -> None:
    """Erases the rows with these keys, and what they are found by."""
    columns = ERASED[table]
    rows = [{column: key[column] for column in columns} for key in keys]
    if table in _TERMS:
        await tx.execute_many(f"DELETE FROM {_TERMS[table]} WHERE rowid = :id", rows)
    where = " AND ".join(f"{column} = :{column}" for column in columns)
    await tx.execute_many(f"DELETE FROM {table} WHERE {where}", rows)


async def erase_community(tx: Connection, community_id: int) -> None:
    """Its own row, once there is nothing else of it."""
    await tx.execute("DELETE FROM communities WHERE id = :id", id=community_id)


async def known_nowhere(tx: Connection, since: Instant) -> list[int]:
    """People of whom nothing is kept in any community, met by then. Reads every table that names people."""
    rows = await tx.fetch_all(
        "SELECT id FROM people WHERE created_at <= :since"
        + "".join(f" EXCEPT SELECT {column} FROM {table}" for table, column in _naming_people()),
        since=stored(since),
    )
    return [row["id"] for row in rows]


async def is_known(tx: Connection, person_id: int) -> bool:
    """Whether anything of any community names the person."""
    named = " UNION ALL ".join(
        f"SELECT 1 AS found FROM {table} WHERE {column} = :person_id" for table, column in _naming_people()
    )
    return await tx.fetch_one(f"{named} LIMIT 1", person_id=person_id) is not None


def _naming_people() -> list[tuple[str, str]]:
    named = {column for source in IN_COMMUNITIES for column in source.holds} | WITHHELD.keys()
    return [(table, column) for table, _, column in (each.partition(".") for each in sorted(named))]


async def forget(tx: Connection, person_id: int) -> None:
    """Somebody of whom nothing is kept in any community."""
    await tx.execute("DELETE FROM people WHERE id = :id", id=person_id)
