"""What was out and is owed again, since somebody deleted it by hand. Beside `deliveries.py`, which sends it.

The steps that are still there are kept, so whoever sends it makes no more than what is missing. Where that is the
message itself, its first try is forgotten with it, as there is nothing left to be found.
"""

from whenever import Instant

from bot.domain.deliveries import Delivery
from bot.domain.remaking import Gap
from bot.storage.database import Connection, stored

_MISSING = {
    Gap.THREAD: "thread_id = NULL",
    Gap.MESSAGE: "tried_at = NULL, finished_at = NULL, message_id = NULL",
    Gap.BOTH: "tried_at = NULL, finished_at = NULL, channel_id = NULL, message_id = NULL, thread_id = NULL",
}


async def owe_again(tx: Connection, opening: Delivery, gap: Gap, now: Instant) -> bool:
    """Has what is missing of a message that was out made again; False if another hand has seen to it already."""
    return bool(
        await tx.execute(
            f"UPDATE deliveries SET state = 'scheduled', reason = NULL, attempts = 0, due_at = :now, {_MISSING[gap]}"
            " WHERE community_id = :community_id AND id = :id AND state = 'delivered' AND expires_at > :now",
            community_id=opening.community_id,
            id=opening.id,
            now=stored(now),
        )
    )


async def forget_steps(tx: Connection, opening: Delivery, gap: Gap) -> None:
    """What is missing of one that is being sent just now, and so was met by itself."""
    await tx.execute(
        f"UPDATE deliveries SET {_MISSING[gap]} WHERE community_id = :community_id AND id = :id AND state = 'claimed'",
        community_id=opening.community_id,
        id=opening.id,
    )


async def forget_thread(tx: Connection, opening: Delivery) -> None:
    """A thread that is gone is not gone to any more; what was for it goes where it goes without one."""
    await tx.execute(
        "UPDATE deliveries SET thread_id = NULL"
        " WHERE community_id = :community_id AND id = :id AND state = 'delivered'",
        community_id=opening.community_id,
        id=opening.id,
    )


async def owe_requests_again(tx: Connection, community_id: int, thread_id: int, now: Instant) -> None:
    """Has the requests that stood in the thread of a ring made again with it, to be answered there."""
    await tx.execute(
        "UPDATE deliveries SET state = 'scheduled', reason = NULL, attempts = 0, due_at = :now, tried_at = NULL,"
        " channel_id = NULL, message_id = NULL WHERE community_id = :community_id AND kind = 'ask'"
        " AND state = 'delivered' AND channel_id = :thread_id AND expires_at > :now",
        community_id=community_id,
        thread_id=thread_id,
        now=stored(now),
    )
