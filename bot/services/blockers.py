"""What stands in somebody's way for two rounds reaches whoever leads their group."""

from collections.abc import Collection
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.groups import Role
from bot.domain.ids import Ids
from bot.domain.rounds import Round
from bot.domain.visibility import Visibility
from bot.services.checkins import CheckInFacts, facts_of
from bot.storage import checkins, groups
from bot.storage.database import Connection

KEPT = TimeDelta(hours=24 * 7)  # until the round behind it closes


@dataclass(frozen=True)
class BlockerFacts:
    """`is_own`: whoever reads it leads the group alone, and it is theirs."""

    about: CheckInFacts
    is_own: bool


async def owed_blockers(tx: Connection, ids: Ids, closing: Round, leaders: Collection[int]) -> list[Delivery]:
    """A word to each who leads, about what was said in a round before the one that closes and still stands.

    Nobody is told of their own, unless nobody else leads. Said once to each, however long it goes on standing.
    """
    before = closing.local_date.subtract(days=1)
    stuck = await checkins.blocked_in_group(tx, closing.community_id, closing.group_id, before) if leaders else []
    owed = []
    for check_in in stuck:
        others = [leader for leader in leaders if leader != check_in.person_id]
        owed += [
            Delivery(
                id=ids.new(),
                community_id=closing.community_id,
                kind=Kind.BLOCKER,
                subject=check_in.id,
                occurrence=f"person:{leader}",
                group_id=closing.group_id,
                person_id=leader,
                due_at=closing.digest_at,
                expires_at=closing.digest_at + KEPT,
            )
            for leader in others or leaders
        ]
    return owed


async def blocker_facts(tx: Connection, delivery: Delivery, _now: Instant) -> BlockerFacts | None:
    """None once it is resolved, its experiment closed, parked or not for the group to read, or the person leads no
    more."""
    about = await facts_of(tx, delivery.community_id, delivery.subject)
    if about is None or delivery.person_id is None or not about.check_in.is_blocked:
        return None
    experiment = about.experiment
    if experiment.visibility is not Visibility.GROUP or experiment.ending or experiment.parked_on:
        return None
    membership = await groups.membership(tx, delivery.community_id, delivery.group_id, delivery.person_id)
    if membership is None or membership.role is not Role.FACILITATOR:
        return None
    return BlockerFacts(about, is_own=delivery.person_id == about.check_in.person_id)
