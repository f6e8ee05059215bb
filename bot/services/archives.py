"""Putting a group away, and bringing it back as it was."""

from dataclasses import dataclass, replace

from whenever import Instant, TimeDelta

from bot.domain.audit import NO_FACTS, Action, Subject
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import GroupNotArchived
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.people import Actor, must_moderate
from bot.domain.rounds import Round, plan_round, stopped
from bot.services.audits import note
from bot.services.changes import park, unpark
from bot.services.group_news import GroupNews, news_of, owe_news
from bot.services.groups import kept_group, names_like
from bot.services.leaders import ask_leaders, move_along
from bot.services.pair_facts import WITH_GROUP
from bot.services.rings import end_ring
from bot.services.vacancies import owe_if_vacant
from bot.services.work import Work
from bot.storage import deliveries, groups, pairings, people, rounds, unsaid
from bot.storage.database import Connection

PARTING_KEPT = TimeDelta(hours=48)


@dataclass(frozen=True)
class Restored:
    """`taken_up` is how many experiments go on that had rested."""

    news: GroupNews
    taken_up: int


class Archives:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def archive(self, actor: Actor, name: str) -> Group:
        """Puts a group away: nothing is asked or answered in it, and no list has it. Who is in it stays; what they try
        there rests, their pairs end, and what they were still to hear is withdrawn. The channel is told once.

        One transaction, whatever a round of it is about to do. ModeratorsOnly, GroupMissing, GroupArchived.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await kept_group(tx, actor, name)
            archived = group.archived(now)
            await put_away(tx, self._work.ids, archived, now)
            await note(tx, self._work.ids, actor, Action.GROUP_ARCHIVED, Subject(group.id), NO_FACTS, NO_FACTS, now)
            return archived

    async def channel_of(self, actor: Actor, name: str) -> int:
        """Where an archived group met. Reads. ModeratorsOnly, GroupMissing, GroupNotArchived."""
        must_moderate(actor)
        async with self._work.reading() as tx:
            group = await kept_group(tx, actor, name)
        if group.archived_at is None:
            raise GroupNotArchived(group.name)
        return group.channel_id

    async def restore(self, actor: Actor, name: str, channel_id: int) -> Restored:
        """Brings a group back, to meet in that channel: with the rhythm's next round, and everybody who was in it. What
        had rested for no more than 30 days goes on. The channel is told once; moderators are, where nobody leads it any
        more.

        One transaction. ModeratorsOnly, GroupMissing, GroupNotArchived.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await kept_group(tx, actor, name)
            back = replace(group.restored(now), channel_id=channel_id)
            await groups.save(tx, back)
            members = await groups.members(tx, back.community_id, back.id)
            first = await self._next_round(tx, back, now)
            leaders = [each.person_id for each in members if each.leads]
            await deliveries.add_again(tx, ask_leaders(self._work.ids, first, leaders, now))
            known = await people.of_ids(tx, [each.person_id for each in members])
            taken_up = [await unpark(tx, self._work.ids, back, person, now) for person in known.values()]
            await owe_news(tx, self._work.ids, back, now)
            await owe_if_vacant(tx, self._work.ids, back.community_id, back.id, now)
            await note(tx, self._work.ids, actor, Action.GROUP_RESTORED, Subject(back.id), NO_FACTS, NO_FACTS, now)
            return Restored(await news_of(tx, back, now), sum(map(len, taken_up)))

    async def suggest(self, actor: Actor, typed: str) -> list[str]:
        """Names of archived groups that contain what was typed so far; none for who may not bring them back. Reads."""
        if not actor.is_moderator:
            return []
        async with self._work.reading() as tx:
            kept = await groups.all_kept(tx, actor.community_id)
        return names_like([group for group in kept if group.archived_at], typed)

    async def _next_round(self, tx: Connection, group: Group, now: Instant) -> Round:
        """The one that had not begun when the group was put away, with the answers it has already, or a new one."""
        begun_on = await rounds.last_begun_on(tx, group.community_id, group.id)
        asleep = await rounds.asleep(tx, group.community_id, group.id)
        opening = group.opening(now, begun_on.add(days=1) if begun_on else None)
        id = asleep.id if asleep else self._work.ids.new()
        first = plan_round(id, group.community_id, group.id, group.rhythm, opening, group.ends_on)
        if asleep is None:
            await rounds.add(tx, first)
        else:
            await rounds.save_plan(tx, first)
            await move_along(tx, asleep, first, now)
        return first


async def end_group(tx: Connection, ids: Ids, group: Group, now: Instant, *, has_digest: bool) -> None:
    """Archives a group that has come to its own end, of which its last digest tells, if there is one. What people still
    try goes on to its last day, and they are asked how it went. Part of a transaction."""
    await _close(tx, ids, group.archived(now), now)
    if not has_digest:
        await owe_news(tx, ids, group, now)


async def put_away(tx: Connection, ids: Ids, archived: Group, now: Instant) -> None:
    """Ends kindly what goes on in a group that is archived from now on. Part of a transaction."""
    community_id, group_id = archived.community_id, archived.id
    await _close(tx, ids, archived, now)
    members = await groups.members(tx, community_id, group_id)
    for person in (await people.of_ids(tx, [each.person_id for each in members])).values():
        await park(tx, community_id, group_id, person, now)
    await owe_news(tx, ids, archived, now)


async def _close(tx: Connection, ids: Ids, archived: Group, now: Instant) -> None:
    community_id, group_id = archived.community_id, archived.id
    await groups.save(tx, archived)
    planned = await rounds.not_over(tx, community_id, group_id)
    for round in planned:
        for pairing in await pairings.of_round(tx, community_id, round.id):
            await pairings.end(tx, pairing, now)
            await deliveries.add(tx, _parting(ids, archived, pairing.id, now))
    await rounds.save_stages(tx, [stopped(round) for round in planned])
    await unsaid.withdraw_of_group(tx, community_id, group_id, now)
    await end_ring(tx, archived, now)


def _parting(ids: Ids, archived: Group, pairing_id: int, now: Instant) -> Delivery:
    return Delivery(
        id=ids.new(),
        community_id=archived.community_id,
        kind=Kind.PAIR_ENDED,
        subject=pairing_id,
        occurrence=WITH_GROUP,
        group_id=archived.id,
        person_id=None,
        due_at=now,
        expires_at=now + PARTING_KEPT,
    )
