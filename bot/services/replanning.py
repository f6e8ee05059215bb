"""Moving the rounds of a group that are planned already: no round lost, none doubled."""

from collections.abc import Sequence

from whenever import Instant

from bot.domain.groups import Group, running_of
from bot.domain.recurrence import WeeklyRhythm
from bot.domain.rounds import Round, reopened, replan
from bot.services.leaders import move_along
from bot.storage import rounds
from bot.storage.database import Connection


async def follow_rhythm(tx: Connection, group: Group, former: WeeklyRhythm, now: Instant) -> None:
    """The rhythm of a group has changed: each round moves to the time of the new one that is nearest to its own.
    Part of a transaction."""
    planned = await rounds.not_over(tx, group.community_id, group.id)
    if not planned:
        return
    begun_on = await rounds.last_begun_on(tx, group.community_id, group.id)
    pause = group.pause_from(group.today(now))
    bounds = [each.add(days=1) for each in (begun_on, pause and pause.last) if each]
    current = replan(planned[0], group.rhythm, former, now, earliest=max(bounds, default=None), ends_on=group.ends_on)
    await _move(tx, planned, [current, *_behind(group, current, planned[1:])], now)


async def reopen(tx: Connection, group: Group, now: Instant) -> None:
    """The group rests from another day on, or no more: what is still ahead opens at the first time there is for it.
    Part of a transaction."""
    planned = await rounds.not_over(tx, group.community_id, group.id)
    running = running_of(planned)
    if running:
        await _move(tx, planned[1:], _behind(group, running, planned[1:]), now)
        return
    begun_on = await rounds.last_begun_on(tx, group.community_id, group.id)
    opening = group.opening(now, begun_on.add(days=1) if begun_on else None)
    moved = [reopened(each, group.rhythm, opening, group.ends_on) for each in planned]
    await _move(tx, planned, moved, now)


def _behind(group: Group, current: Round, planned: Sequence[Round]) -> list[Round]:
    opening = group.opening(current.digest_at, current.local_date.add(days=1))
    return [reopened(each, group.rhythm, opening, group.ends_on) for each in planned]


async def _move(tx: Connection, planned: Sequence[Round], moved: Sequence[Round], now: Instant) -> None:
    for before, after in zip(planned, moved, strict=True):
        await rounds.save_plan(tx, after)
        await move_along(tx, before, after, now)
