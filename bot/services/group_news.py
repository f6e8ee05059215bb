"""What a group's channel is told of the group itself: that it rests, goes on, or is archived."""

from dataclasses import dataclass

from whenever import Date, Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import Pause
from bot.domain.groups import Group, running_of
from bot.domain.ids import Ids
from bot.domain.rounds import Round
from bot.storage import deliveries, groups, rounds, unsaid
from bot.storage.database import Connection

NEWS_KEPT = TimeDelta(hours=48)


@dataclass(frozen=True)
class GroupNews:
    """How it stands with a group when it is told: `pause` is one that is not over, `running` a round that is open, and
    `next_on` the day on which the next one opens."""

    group: Group
    pause: Pause | None
    running: Round | None
    next_on: Date | None


async def owe_news(tx: Connection, ids: Ids, group: Group, now: Instant) -> None:
    """Has the channel told how it stands now, in place of what it was not told yet. Part of a transaction."""
    await unsaid.withdraw(tx, Kind.GROUP_NEWS, [group.id], now)
    news_id = ids.new()
    await deliveries.add(
        tx,
        Delivery(
            id=news_id,
            community_id=group.community_id,
            kind=Kind.GROUP_NEWS,
            subject=group.id,
            occurrence=str(news_id),
            group_id=group.id,
            person_id=None,
            due_at=now,
            expires_at=now + NEWS_KEPT,
        ),
    )


async def news_facts(tx: Connection, delivery: Delivery, now: Instant) -> GroupNews | None:
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    return await news_of(tx, group, now) if group else None


async def news_of(tx: Connection, group: Group, now: Instant) -> GroupNews:
    """How it stands with a group now."""
    planned = await rounds.not_over(tx, group.community_id, group.id)
    running = running_of(planned)
    following = group.following(running) if running else None
    opens = following.local_date if following else None
    if not running and planned:
        opens = planned[0].local_date
    return GroupNews(group, group.pause_from(group.today(now)), running, opens)
