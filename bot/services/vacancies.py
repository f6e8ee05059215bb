"""A group that nobody leads any more: said once to those who can name somebody."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.groups import Group, Membership
from bot.domain.ids import Ids
from bot.storage import deliveries, groups
from bot.storage.database import Connection

TOLD_FOR = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class Vacancy:
    """A group without anybody who leads it."""

    group: Group
    members: int


async def owe_vacancy(tx: Connection, ids: Ids, parted: Membership, now: Instant) -> None:
    """Has it said where the last one who led a group has just gone out of it. Part of a transaction."""
    if parted.leads:
        await owe_if_vacant(tx, ids, parted.community_id, parted.group_id, now)


async def owe_if_vacant(tx: Connection, ids: Ids, community_id: int, group_id: int, now: Instant) -> None:
    """Has it said where nobody leads a group that is in use. Part of a transaction."""
    if await _vacancy(tx, community_id, group_id) is None:
        return
    word_id = ids.new()
    await deliveries.add(
        tx,
        Delivery(
            id=word_id,
            community_id=community_id,
            kind=Kind.NOBODY_LEADS,
            subject=group_id,
            occurrence=str(word_id),
            group_id=group_id,
            person_id=None,
            due_at=now,
            expires_at=now + TOLD_FOR,
        ),
    )


async def vacancy_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Vacancy | None:
    """None once somebody leads the group, or it is archived."""
    return await _vacancy(tx, delivery.community_id, delivery.group_id)


async def _vacancy(tx: Connection, community_id: int, group_id: int) -> Vacancy | None:
    group = await groups.get(tx, community_id, group_id)
    if group is None or group.archived_at:
        return None
    members = await groups.members(tx, community_id, group_id)
    return None if any(each.leads for each in members) else Vacancy(group, len(members))
