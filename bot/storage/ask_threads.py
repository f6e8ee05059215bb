"""Whether anybody still writes in the threads of asks. Where each thread is, its card's delivery says."""

from collections.abc import Iterable

from whenever import Instant, TimeDelta

from bot.domain.ask_threads import AskThread
from bot.storage.database import Connection, Row, instant, instant_or_none, stored, stored_or_none
from bot.storage.gates import AT_WORK

_WITH_THREAD = (
    "SELECT asks.id, asks.community_id, asks.last_message_id, asks.written_at, asks.is_hidden, asks.look_at,"
    " deliveries.thread_id FROM asks"
    " LEFT JOIN deliveries ON deliveries.community_id = asks.community_id AND deliveries.kind = 'ask'"
    " AND deliveries.subject = asks.id AND deliveries.state = 'delivered'"
)


async def save(tx: Connection, thread: AskThread) -> None:
    await tx.execute(
        "UPDATE asks SET last_message_id = :last_message_id, written_at = :written_at, is_hidden = :is_hidden,"
        " look_at = :look_at WHERE community_id = :community_id AND id = :id",
        last_message_id=thread.last_message_id,
        written_at=stored(thread.written_at),
        is_hidden=int(thread.is_hidden),
        look_at=stored_or_none(thread.look_at),
        community_id=thread.community_id,
        id=thread.ask_id,
    )


async def due_together(tx: Connection, now: Instant, within: TimeDelta, most: int) -> list[AskThread]:
    """Those of the community whose look is due first, with what falls due there within a while: Discord tells of all of
    them at once."""
    rows = await tx.fetch_all(
        f"{_WITH_THREAD} WHERE asks.look_at <= :soon AND asks.community_id ="
        f" (SELECT community_id FROM asks WHERE look_at <= :now AND {AT_WORK} ORDER BY look_at, id LIMIT 1)"
        " ORDER BY asks.look_at, asks.id LIMIT :most",
        now=stored(now),
        soon=stored(now + within),
        most=most,
    )
    return [_thread(row) for row in rows]


async def next_look(tx: Connection) -> Instant | None:
    row = await tx.fetch_one(f"SELECT MIN(look_at) AS earliest FROM asks WHERE look_at IS NOT NULL AND {AT_WORK}")
    return instant_or_none(row["earliest"]) if row else None


async def look_again(tx: Connection, community_id: int, ask_ids: Iterable[int], at: Instant) -> None:
    """Has these looked at anew at an instant, as they are; not those whose card was never out."""
    await tx.execute_many(
        "UPDATE asks SET look_at = :at WHERE community_id = :community_id AND id = :id AND written_at IS NOT NULL",
        [{"at": stored(at), "community_id": community_id, "id": ask_id} for ask_id in ask_ids],
    )


_OF_THREAD = (
    " community_id = :community_id AND state IN ('solved', 'idle') AND id = (SELECT subject FROM deliveries"
    " WHERE kind = 'ask' AND thread_id = :thread_id AND community_id = :community_id AND state = 'delivered')"
)


async def is_of_closed_ask(tx: Connection, community_id: int, thread_id: int) -> bool:
    found = await tx.fetch_one(
        f"SELECT id FROM asks WHERE {_OF_THREAD}", community_id=community_id, thread_id=thread_id
    )
    return found is not None


async def came_back(tx: Connection, community_id: int, thread_id: int, now: Instant) -> bool:
    """Has the closed ask of a thread that was hidden until now looked at; False if it is no such thread."""
    return bool(
        await tx.execute(
            f"UPDATE asks SET is_hidden = 1, look_at = :now WHERE {_OF_THREAD}",
            now=stored(now),
            community_id=community_id,
            thread_id=thread_id,
        )
    )


def _thread(row: Row) -> AskThread:
    return AskThread(
        ask_id=row["id"],
        community_id=row["community_id"],
        thread_id=row["thread_id"],
        last_message_id=row["last_message_id"] or row["thread_id"] or 0,
        written_at=instant(row["written_at"]),
        is_hidden=bool(row["is_hidden"]),
        look_at=instant_or_none(row["look_at"]),
    )
