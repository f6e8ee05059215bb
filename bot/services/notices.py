"""Telling moderators, once, that something could not be delivered and what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import NO_GROUP, Delivery, Impossible, Kind, Place, Reason
from bot.domain.ids import Ids
from bot.domain.oversight import MENDED_BY_MODERATORS
from bot.storage import communities, deliveries, groups, undelivered
from bot.storage.database import Connection

GATHERED_FOR = TimeDelta(minutes=10)  # what fails for one reason in one place makes one notice
NOTICE_KEPT = TimeDelta(hours=24 * 30)  # as long as the list of deliveries has it


@dataclass(frozen=True)
class Notice:
    """What could not be delivered lately for one reason: of a group, or of the community where `group_name` is None.

    `kinds` are in the order they failed, each once; `missing` are the permissions that were lacking, as far as known.
    """

    reason: Reason
    kinds: Sequence[Kind]
    number: int
    group_name: str | None
    channel_id: int | None
    missing: Sequence[str]


async def tell_moderators(tx: Connection, ids: Ids, failed: Delivery, outcome: Impossible, now: Instant) -> None:
    """Owes the notice, once a day for the same reason in the same place. Part of a transaction."""
    if outcome.reason not in MENDED_BY_MODERATORS or failed.policy.place in (Place.MODERATORS, Place.PERSON):
        return
    notice = Delivery(
        id=ids.new(),
        community_id=failed.community_id,
        kind=Kind.COULD_NOT_DELIVER,
        subject=failed.id,
        occurrence="once",
        group_id=failed.group_id,
        person_id=None,
        due_at=now + GATHERED_FOR,
        expires_at=now + NOTICE_KEPT,
    )
    if not await undelivered.is_noticed(tx, failed, outcome.reason, since=now.subtract(hours=24)):
        await deliveries.add(tx, notice)


async def notice_facts(tx: Connection, delivery: Delivery, now: Instant) -> Notice | None:
    """None once nothing of it is undelivered any more."""
    first = await undelivered.look_up(tx, delivery.community_id, delivery.subject)
    if first is None or first.reason is None:
        return None
    alike = await undelivered.alike(tx, first.delivery, first.reason, since=now.subtract(hours=24))
    if not alike:
        return None
    group = None
    if delivery.group_id != NO_GROUP:
        group = await groups.get(tx, delivery.community_id, delivery.group_id)
    return Notice(
        reason=first.reason,
        kinds=list(dict.fromkeys(each.delivery.kind for each in alike)),
        number=len(alike),
        group_name=group.name if group else None,
        channel_id=await _channel(tx, first.delivery, group.channel_id if group else None),
        missing=first.lacking,
    )


async def _channel(tx: Connection, failed: Delivery, of_group: int | None) -> int | None:
    """Where it was going, as it is settled now."""
    match failed.policy.place:
        case Place.KNOWLEDGE | Place.ASK_THREAD:
            return await communities.knowledge_channel(tx, failed.community_id)
        case Place.PRIVATE_THREAD:
            return await communities.meeting_channel(tx, failed.community_id)
        case _:
            return of_group
