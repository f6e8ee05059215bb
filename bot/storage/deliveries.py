"""What the bot owes: born, claimed under a lease, finished. No other file changes a delivery's state, but
`unsaid.py` and `remaking.py` beside it.

scheduled → claimed → delivered | waiting | unreachable | expired | cancelled, and back to scheduled when a try failed.
waiting → claimed → delivered, when the person comes by.
Leases are in real time: they guard against a dead process, and processes die in real time.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from whenever import Instant

from bot.domain.deliveries import (
    LEASE,
    UNSHARED,
    Delivered,
    Delivery,
    Dropped,
    Impossible,
    Kind,
    Reason,
    Share,
    State,
    Waits,
)
from bot.domain.oversight import Again
from bot.domain.people import Actor
from bot.domain.remaking import OPENING
from bot.storage.ceilings import in_turn, overtake
from bot.storage.claim_order import IN_TURN
from bot.storage.database import Connection, Row, among, instant, instant_or_none, stored
from bot.storage.gates import AT_WORK

# Also what was pruned meanwhile has been owed: of that `spent_keys` tells.
_BIRTH = (
    "INSERT INTO deliveries"
    " (id, community_id, kind, subject, occurrence, group_id, person_id, caused_by, priority, due_at, expires_at,"
    " state) SELECT :id, :community_id, :kind, :subject, :occurrence, :group_id, :person_id, :caused_by, :priority,"
    " :due_at, :expires_at, 'scheduled' WHERE NOT EXISTS (SELECT 1 FROM spent_keys WHERE community_id = :community_id"
    " AND kind = :kind AND subject = :subject AND occurrence = :occurrence AND is_withdrawn <= :or_withdrawn)"
    " ON CONFLICT (kind, subject, occurrence) DO "
)


async def add(tx: Connection, delivery: Delivery) -> bool:
    """Owes it from now on; False if it was owed before, whatever became of it. What one person causes another to hear
    is owed for when its turn comes. HeardEnough."""
    [placed] = await in_turn(tx, [delivery])
    is_new = bool(await tx.execute(f"{_BIRTH} NOTHING", **_born(placed), or_withdrawn=1))
    if is_new:
        await overtake(tx, delivery, placed)
    return is_new


async def add_all(tx: Connection, owed: Iterable[Delivery]) -> None:
    """Owes them all from now on, each in its turn; those owed before stay as they are. HeardEnough."""
    born = [{**_born(delivery), "or_withdrawn": 1} for delivery in await in_turn(tx, owed)]
    await tx.execute_many(f"{_BIRTH} NOTHING", born)


async def add_again(tx: Connection, owed: Iterable[Delivery]) -> None:
    """Owes them from now on, those too that were owed before and withdrawn, each in its turn. HeardEnough."""
    await tx.execute_many(
        f"{_BIRTH} UPDATE SET state = 'scheduled', reason = NULL, finished_at = NULL,"
        " due_at = excluded.due_at, expires_at = excluded.expires_at WHERE deliveries.state = 'cancelled'",
        [{**_born(delivery), "or_withdrawn": 0} for delivery in await in_turn(tx, owed)],
    )


def _born(delivery: Delivery) -> dict[str, object]:
    return {
        "id": delivery.id,
        "community_id": delivery.community_id,
        "kind": delivery.kind,
        "subject": delivery.subject,
        "occurrence": delivery.occurrence,
        "group_id": delivery.group_id,
        "person_id": delivery.person_id,
        "caused_by": delivery.caused_by,
        "priority": delivery.policy.priority,
        "due_at": stored(delivery.due_at),
        "expires_at": stored(delivery.expires_at),
    }


async def claim_due(
    tx: Connection, owner: str, now: Instant, real_now: Instant, most: int, share: Share = UNSHARED
) -> list[Delivery]:
    """Takes what is due under a lease: of each community in turn the most urgent, yet nothing before what its group is
    owed from earlier.

    A delivery's turn is that of the least urgent before it in its group, so whatever the limit or the `share` cuts off,
    what is taken of a group is the beginning of its row. While another hand holds some of a group, nothing of it is
    taken. What goes to one person is counted apart.
    """
    rows = await tx.fetch_all(
        "UPDATE deliveries SET state = 'claimed', lease_owner = :owner, lease_until = :lease_until"
        f" WHERE id IN ({IN_TURN}) RETURNING *",
        owner=owner,
        lease_until=stored(real_now + LEASE),
        now=stored(now),
        of_group=share.of_group,
        of_community=share.of_community,
        most=most,
    )
    return _in_order(rows)


async def ends_soon(tx: Connection, now: Instant, real_now: Instant) -> bool:
    """Return whether a lease is about to end, or something that is owed has come too late."""
    row = await tx.fetch_one(
        "SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'claimed' AND lease_until <= :soon)"
        " OR EXISTS (SELECT 1 FROM deliveries WHERE state IN ('scheduled', 'waiting') AND expires_at <= :now) AS ends",
        soon=stored(real_now + LEASE / 2),
        now=stored(now),
    )
    return bool(row and row["ends"])


async def keep_leases(tx: Connection, owner: str, ids: Collection[int], real_now: Instant) -> None:
    """Renews, of these, the leases that would end soon; those that another hand has taken over stay as they are."""
    ending = await tx.fetch_all(
        "SELECT id FROM deliveries WHERE state = 'claimed' AND lease_until <= :soon AND lease_owner = :owner",
        soon=stored(real_now + LEASE / 2),
        owner=owner,
    )
    await tx.execute_many(
        "UPDATE deliveries SET lease_until = :until WHERE id = :id",
        [{"id": row["id"], "until": stored(real_now + LEASE)} for row in ending if row["id"] in ids],
    )


# What waits for nobody in particular waits for whichever moderator comes by.
WAITS_FOR = "(person_id = :person_id OR (:moderates AND person_id IS NULL))"


async def claim_waiting(tx: Connection, owner: str, actor: Actor, real_now: Instant, most: int) -> list[Delivery]:
    """Takes what waits for somebody who has just come by."""
    rows = await tx.fetch_all(
        "UPDATE deliveries SET state = 'claimed', lease_owner = :owner, lease_until = :lease_until"
        " WHERE id IN (SELECT id FROM deliveries WHERE state = 'waiting'"
        f" AND community_id = :community_id AND {WAITS_FOR} ORDER BY due_at, id LIMIT :most) RETURNING *",
        owner=owner,
        lease_until=stored(real_now + LEASE),
        community_id=actor.community_id,
        person_id=actor.person_id,
        moderates=actor.is_moderator,
        most=most,
    )
    return _in_order(rows)


async def begin_try(tx: Connection, delivery_id: int, owner: str, real_now: Instant) -> bool:
    """Notes, before anything is sent, that a try begins, and renews the lease. False if it is not ours any more."""
    return bool(
        await tx.execute(
            "UPDATE deliveries SET attempts = attempts + 1, tried_at = COALESCE(tried_at, :now), lease_until = :until"
            " WHERE id = :id AND state = 'claimed' AND lease_owner = :owner",
            now=stored(real_now),
            until=stored(real_now + LEASE),
            id=delivery_id,
            owner=owner,
        )
    )


async def record_message(tx: Connection, delivery_id: int, owner: str, channel_id: int, message_id: int) -> bool:
    """Keeps the first step of a delivery that has several."""
    return bool(
        await tx.execute(
            "UPDATE deliveries SET channel_id = :channel_id, message_id = :message_id"
            " WHERE id = :id AND state = 'claimed' AND lease_owner = :owner",
            channel_id=channel_id,
            message_id=message_id,
            id=delivery_id,
            owner=owner,
        )
    )


async def record_thread(tx: Connection, delivery_id: int, owner: str, thread_id: int) -> bool:
    """Keeps the first step of a delivery whose message goes into a thread of its own."""
    return bool(
        await tx.execute(
            "UPDATE deliveries SET thread_id = :thread_id"
            " WHERE id = :id AND state = 'claimed' AND lease_owner = :owner",
            thread_id=thread_id,
            id=delivery_id,
            owner=owner,
        )
    )


@dataclass(frozen=True)
class _Ending:
    state: State
    reason: Reason
    detail: str = ""


def _ending(outcome: Delivered | Waits | Impossible | Dropped) -> _Ending:
    match outcome:
        case Delivered():
            return _Ending(State.DELIVERED, outcome.reason)
        case Waits():
            return _Ending(State.WAITING, outcome.reason)
        case Impossible():
            return _Ending(State.UNREACHABLE, outcome.reason, outcome.detail)
        case Dropped(reason=Reason.TOO_LATE):
            return _Ending(State.EXPIRED, outcome.reason)
        case Dropped():
            return _Ending(State.CANCELLED, outcome.reason)


# Out since it first was, though its thread is made a second time.
_OPENING = ", ".join(f"'{kind}'" for kind in OPENING)


async def finish(
    tx: Connection,
    delivery_id: int,
    owner: str,
    outcome: Delivered | Waits | Impossible | Dropped,
    now: Instant,
) -> bool:
    """Records how it ended, if it is still ours; a hand whose lease ran out changes nothing."""
    ending = _ending(outcome)
    out = outcome if isinstance(outcome, Delivered) else None
    return bool(
        await tx.execute(
            "UPDATE deliveries SET state = :state, reason = :reason, detail = :detail,"
            f" finished_at = CASE WHEN kind IN ({_OPENING}) THEN COALESCE(finished_at, :now) ELSE :now END,"
            " lease_owner = NULL, lease_until = NULL, channel_id = COALESCE(:channel_id, channel_id),"
            " message_id = COALESCE(:message_id, message_id), thread_id = COALESCE(:thread_id, thread_id)"
            " WHERE id = :id AND state = 'claimed' AND lease_owner = :owner",
            state=ending.state,
            reason=ending.reason,
            detail=ending.detail,
            now=stored(now),
            channel_id=out.channel_id if out else None,
            message_id=out.message_id if out else None,
            thread_id=out.thread_id if out else None,
            id=delivery_id,
            owner=owner,
        )
    )


async def try_again(tx: Connection, delivery_id: int, owner: str, due_at: Instant, reason: Reason) -> bool:
    return bool(
        await tx.execute(
            "UPDATE deliveries SET state = 'scheduled', due_at = :due_at, reason = :reason,"
            " lease_owner = NULL, lease_until = NULL"
            " WHERE id = :id AND state = 'claimed' AND lease_owner = :owner",
            due_at=stored(due_at),
            reason=reason,
            id=delivery_id,
            owner=owner,
        )
    )


async def reap(tx: Connection, real_now: Instant, *, owner: str | None = None) -> int:
    """Frees what a dead hand held: leases that ran out and, at start, all that `owner` held in its former life."""
    return await tx.execute(
        "UPDATE deliveries SET state = 'scheduled', lease_owner = NULL, lease_until = NULL"
        " WHERE state = 'claimed' AND (lease_until <= :now OR lease_owner = :owner)",
        now=stored(real_now),
        owner=owner,
    )


async def expire(tx: Connection, now: Instant) -> int:
    """Ends what is no longer worth sending."""
    return await tx.execute(
        "UPDATE deliveries SET state = 'expired', reason = 'too_late', finished_at = :now"
        " WHERE state IN ('scheduled', 'waiting') AND expires_at <= :now",
        now=stored(now),
    )


async def merge_into(tx: Connection, delivery: Delivery, owner: str, now: Instant) -> int:
    """Lets a nudge speak for every other one to the same person that is due and has not begun."""
    return await tx.execute(
        "UPDATE deliveries SET state = 'merged', reason = 'said_together', merged_into = :into, finished_at = :now,"
        " lease_owner = NULL, lease_until = NULL"
        " WHERE community_id = :community_id AND person_id = :person_id AND id <> :into"
        " AND kind IN ('nudge', 'snoozed') AND due_at <= :now"
        " AND (state = 'scheduled' OR (state = 'claimed' AND lease_owner = :owner AND tried_at IS NULL))",
        into=delivery.id,
        now=stored(now),
        community_id=delivery.community_id,
        person_id=delivery.person_id,
        owner=owner,
    )


async def said_together(tx: Connection, community_id: int, person_id: int, delivery_id: int) -> list[Delivery]:
    """A person's own nudge and those merged into it."""
    rows = await tx.fetch_all(
        "SELECT * FROM deliveries WHERE community_id = :community_id AND person_id = :person_id"
        " AND (id = :id OR merged_into = :id) ORDER BY id",
        community_id=community_id,
        person_id=person_id,
        id=delivery_id,
    )
    return [delivery_of(row) for row in rows]


async def next_due(tx: Connection) -> Instant | None:
    row = await tx.fetch_one(f"SELECT MIN(due_at) AS earliest FROM deliveries WHERE state = 'scheduled' AND {AT_WORK}")
    return instant_or_none(row["earliest"]) if row else None


async def find(tx: Connection, community_id: int, kind: Kind, subject: int) -> tuple[Delivery, State] | None:
    """The delivery of a kind that is said once about its subject, such as a round's prompt."""
    row = await tx.fetch_one(
        "SELECT * FROM deliveries WHERE community_id = :community_id AND kind = :kind AND subject = :subject"
        " ORDER BY id LIMIT 1",
        community_id=community_id,
        kind=kind,
        subject=subject,
    )
    return (delivery_of(row), State(row["state"])) if row else None


async def threads_of(tx: Connection, community_id: int, kind: Kind, subjects: Iterable[int]) -> dict[int, int]:
    """The threads that hang on what is out of a kind, by the subject."""
    wanted, values = among(set(subjects))
    rows = await tx.fetch_all(
        "SELECT subject, thread_id FROM deliveries WHERE community_id = :community_id AND kind = :kind"
        f" AND subject IN {wanted} AND state = 'delivered' AND thread_id IS NOT NULL",
        community_id=community_id,
        kind=kind,
        **values,
    )
    return {row["subject"]: row["thread_id"] for row in rows}


async def get(tx: Connection, community_id: int, delivery_id: int) -> Delivery | None:
    row = await tx.fetch_one(
        "SELECT * FROM deliveries WHERE community_id = :community_id AND id = :id",
        community_id=community_id,
        id=delivery_id,
    )
    return delivery_of(row) if row else None


def _in_order(rows: list[Row]) -> list[Delivery]:
    """RETURNING promises no order."""
    return [delivery_of(row) for row in sorted(rows, key=lambda row: (row["priority"], row["due_at"], row["id"]))]


def delivery_of(row: Row) -> Delivery:
    """A row of the table as the domain knows it."""
    return Delivery(
        id=row["id"],
        community_id=row["community_id"],
        kind=Kind(row["kind"]),
        subject=row["subject"],
        occurrence=row["occurrence"],
        group_id=row["group_id"],
        person_id=row["person_id"],
        due_at=instant(row["due_at"]),
        expires_at=instant(row["expires_at"]),
        caused_by=row["caused_by"],
        attempts=row["attempts"],
        tried_at=instant_or_none(row["tried_at"]),
        channel_id=row["channel_id"],
        message_id=row["message_id"],
        thread_id=row["thread_id"],
        finished_at=instant_or_none(row["finished_at"]),
    )


async def send_again(tx: Connection, community_id: int, delivery_id: int, again: Again, now: Instant) -> bool:
    """Owes once more what ended undelivered; False if it does not stand so any more.

    The first try is remembered, and with it the steps already done, unless what they left is gone: the message may be
    out, so whoever sends it looks first.
    """
    forgotten = ", tried_at = NULL, channel_id = NULL, message_id = NULL, thread_id = NULL" if again.anew else ""
    return bool(
        await tx.execute(
            "UPDATE deliveries SET state = 'scheduled', reason = NULL, detail = '', attempts = 0, finished_at = NULL,"
            f" due_at = :now, expires_at = :expires_at{forgotten}"
            " WHERE community_id = :community_id AND id = :id AND state IN ('unreachable', 'expired')",
            now=stored(now),
            expires_at=stored(again.expires_at),
            community_id=community_id,
            id=delivery_id,
        )
    )
