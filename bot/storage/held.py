"""Messages that are held until their authors have said whether they may be kept."""

from collections.abc import Iterable

from whenever import Instant

from bot.domain.held import Consent, Held
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored


async def add(tx: Connection, held: Held) -> None:
    await tx.execute(
        "INSERT INTO held_messages"
        " (id, community_id, group_id, channel_id, message_id, author_id, saver_id, text, asked_at)"
        " VALUES (:id, :community_id, :group_id, :channel_id, :message_id, :author_id, :saver_id, :text, :asked_at)",
        id=held.id,
        community_id=held.community_id,
        group_id=held.group_id,
        channel_id=held.channel_id,
        message_id=held.message_id,
        author_id=held.author_id,
        saver_id=held.saver_id,
        text=held.text,
        asked_at=stored(held.asked_at),
    )


async def get(tx: Connection, community_id: int, held_id: int) -> Held | None:
    row = await tx.fetch_one(
        "SELECT * FROM held_messages WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=held_id,
    )
    return _held(row) if row else None


async def by_ids(tx: Connection, community_id: int, held_ids: Iterable[int]) -> dict[int, Held]:
    """Return the held messages of these ids, by the id."""
    wanted, values = among(set(held_ids))
    rows = await tx.fetch_all(
        f"SELECT * FROM held_messages WHERE community_id = :community_id AND id IN {wanted}",
        community_id=community_id,
        **values,
    )
    return {row["id"]: _held(row) for row in rows}


async def of_message(tx: Connection, community_id: int, message_id: int) -> Held | None:
    row = await tx.fetch_one(
        "SELECT * FROM held_messages WHERE community_id = :community_id AND message_id = :message_id",
        community_id=community_id,
        message_id=message_id,
    )
    return _held(row) if row else None


async def count_open(tx: Connection, community_id: int, saver_id: int) -> int:
    """How many of those that somebody wants to keep are unanswered."""
    [row] = await tx.fetch_all(
        "SELECT COUNT(*) AS number FROM held_messages"
        " WHERE community_id = :community_id AND saver_id = :saver_id AND text <> ''",
        community_id=community_id,
        saver_id=saver_id,
    )
    return int(row["number"])


async def unanswered(tx: Connection, community_id: int, person_id: int) -> list[Held]:
    """Return those whose words are still held, and are somebody's or wanted by them; the oldest first."""
    rows = await tx.fetch_all(
        "SELECT * FROM held_messages WHERE community_id = :community_id AND :person_id IN (author_id, saver_id)"
        " AND text <> '' ORDER BY id",
        community_id=community_id,
        person_id=person_id,
    )
    return [_held(row) for row in rows]


async def settle(tx: Connection, held: Held, consent: Consent | None) -> None:
    """Keeps what its author said, if they did, and erases the words."""
    await tx.execute(
        "UPDATE held_messages SET text = '', consent = :consent WHERE community_id = :community_id AND id = :id",
        consent=consent,
        community_id=held.community_id,
        id=held.id,
    )


async def asked_before(tx: Connection, moment: Instant, most: int) -> list[Held]:
    """Those whose words are still held and whose authors were asked before then, of every community."""
    rows = await tx.fetch_all(
        "SELECT * FROM held_messages WHERE text <> '' AND asked_at <= :moment ORDER BY asked_at LIMIT :most",
        moment=stored(moment),
        most=most,
    )
    return [_held(row) for row in rows]


async def oldest(tx: Connection) -> Instant | None:
    """When the author was asked of what has been held longest, in any community."""
    row = await tx.fetch_one("SELECT MIN(asked_at) AS oldest FROM held_messages WHERE text <> ''")
    return instant_or_none(row["oldest"]) if row else None


async def forget_older_than(tx: Connection, moment: Instant) -> int:
    """Erases what is left of those that were asked about before then; their words are gone already."""
    return await tx.execute("DELETE FROM held_messages WHERE asked_at < :moment AND text = ''", moment=stored(moment))


def _held(row: Row) -> Held:
    return Held(
        id=row["id"],
        community_id=row["community_id"],
        group_id=row["group_id"],
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        author_id=row["author_id"],
        saver_id=row["saver_id"],
        text=row["text"],
        asked_at=instant(row["asked_at"]),
        consent=Consent(row["consent"]) if row["consent"] else None,
    )
