"""What is owed and not said yet: taken back, or given another time. What is on its way already is left alone."""

from collections.abc import Iterable

from whenever import Instant, TimeDelta

from bot.domain.deliveries import ENDS_WITH_GROUP, Kind, Reason
from bot.storage.database import Connection, among, stored


async def cancel_nudges(tx: Connection, community_id: int, person_id: int, round_id: int, now: Instant) -> int:
    """Withdraws what a person would still be reminded of about a round."""
    return await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = 'no_longer_needed', finished_at = :now"
        " WHERE community_id = :community_id AND person_id = :person_id AND subject = :round_id"
        " AND kind IN ('nudge', 'snoozed') AND state IN ('scheduled', 'waiting')",
        now=stored(now),
        community_id=community_id,
        person_id=person_id,
        round_id=round_id,
    )


async def move(
    tx: Connection, community_id: int, kind: Kind, subject: int, due_at: Instant, expires_at: Instant
) -> bool:
    """Gives what has not been said yet another time, as its subject has moved; False if there is no such thing."""
    return bool(
        await tx.execute(
            "UPDATE deliveries SET due_at = :due_at, expires_at = :expires_at WHERE community_id = :community_id"
            " AND kind = :kind AND subject = :subject AND state IN ('scheduled', 'waiting')",
            due_at=stored(due_at),
            expires_at=stored(expires_at),
            community_id=community_id,
            kind=kind,
            subject=subject,
        )
    )


async def shift_cards(tx: Connection, community_id: int, round_id: int, by: TimeDelta) -> None:
    """Moves the cards of answers given before their round's prompt along with it."""
    await tx.execute(
        "UPDATE deliveries SET due_at = due_at + :by, expires_at = expires_at + :by"
        " WHERE community_id = :community_id AND kind = 'check_in' AND state = 'scheduled'"
        " AND subject IN (SELECT id FROM check_ins WHERE community_id = :community_id AND round_id = :round_id)",
        by=int(by.total("microseconds")),
        community_id=community_id,
        round_id=round_id,
    )


async def withdraw(tx: Connection, kind: Kind, subjects: Iterable[int], now: Instant) -> None:
    """Ends what has not been said about these and need not be said any more; of every community, as the planner
    asks for it."""
    wanted, values = among(subjects)
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = 'no_longer_needed', finished_at = :now"
        f" WHERE kind = :kind AND subject IN {wanted} AND state IN ('scheduled', 'waiting')",
        now=stored(now),
        kind=kind,
        **values,
    )


async def withdraw_from(tx: Connection, community_id: int, group_id: int, person_id: int, now: Instant) -> None:
    """Ends what somebody who leaves a group was still to hear about it. How an experiment ended is asked all the same
    if they are back by then: its loader looks for that. Thanks are theirs wherever they go."""
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = 'no_longer_needed', finished_at = :now"
        " WHERE community_id = :community_id AND group_id = :group_id AND person_id = :person_id"
        " AND kind NOT IN ('closing', 'thanks') AND state IN ('scheduled', 'waiting')",
        now=stored(now),
        community_id=community_id,
        group_id=group_id,
        person_id=person_id,
    )


async def withdraw_all_of(tx: Connection, community_id: int, person_id: int, now: Instant) -> None:
    """Nothing more is owed to somebody in a community."""
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = :reason, finished_at = :now"
        " WHERE community_id = :community_id AND person_id = :person_id AND state IN ('scheduled', 'waiting')",
        reason=Reason.NO_LONGER_NEEDED,
        now=stored(now),
        community_id=community_id,
        person_id=person_id,
    )


_OF_GROUP = ", ".join(f"'{kind}'" for kind in sorted(ENDS_WITH_GROUP))


async def withdraw_of_group(tx: Connection, community_id: int, group_id: int, now: Instant) -> None:
    """Ends what has not been said of a group that is archived and need not be said any more."""
    await tx.execute(
        "UPDATE deliveries SET state = 'cancelled', reason = 'no_longer_needed', finished_at = :now"
        " WHERE community_id = :community_id AND group_id = :group_id"
        f" AND kind IN ({_OF_GROUP}) AND state IN ('scheduled', 'waiting')",
        now=stored(now),
        community_id=community_id,
        group_id=group_id,
    )
