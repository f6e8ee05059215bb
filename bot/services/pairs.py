"""Making the pairs of a round, and looking at them beforehand."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Kind
from bot.domain.errors import GroupMissing
from bot.domain.groups import Group
from bot.domain.pairing import Proposal
from bot.domain.partners import Paired, Pairing, PairKind, Pool
from bot.domain.people import Actor
from bot.domain.proposals import PROPOSALS, Shown, as_shown, may_be_shown, settled
from bot.domain.rounds import Round, Step, after_step
from bot.domain.thread_room import ThreadRoom
from bot.services.groups import led_group, must_lead
from bot.services.matching import (
    Circumstances,
    Past,
    circumstances,
    coming_round,
    free_within,
    match_across,
    match_within,
    month_of,
    past,
)
from bot.services.pair_facts import owe_pair_notes
from bot.services.steps import owed_by_step
from bot.services.work import Work
from bot.storage import communities, deliveries, groups, pair_proposals, pairings, rounds
from bot.storage.database import Connection

TOLD_FOR = TimeDelta(hours=24 * 14)
NO_LIMIT: Mapping[int, ThreadRoom | None] = {}


@dataclass(frozen=True)
class PairsOutlook:
    """The pairs of a group's coming round as they were to be when a lead first looked.

    `shown` is None where they would tell more than who meets whom, or none are made. `number` counts the proposals
    from 1. `is_paired`: the community pairs its members at all.
    """

    group: Group
    round: Round
    shown: Shown | None
    number: int
    is_paired: bool


class Pairs:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def pair_next(self, rooms: Mapping[int, ThreadRoom | None] = NO_LIMIT) -> bool:
        """Makes the pairs of the one round whose turn it is, of any community; False if there is none.

        Read, matched without holding the database, then written in one transaction together with the round's next
        moment and the deliveries, if nothing has changed meanwhile; else the next call tries anew. Where a community
        has no meeting channel, or the round is as good as over, there are no pairs. `rooms` tells by the community how
        many may have a thread; those beyond are told privately who their partner is.
        """
        now = self._work.clock.now()
        async with self._work.database.glancing() as tx:
            if (round := await rounds.due_for_pairs(tx, now)) is None:
                return False
        async with self._work.reading() as tx:
            who = await self._who(tx, round, now)
            before = await past(tx, round, who) if who else None
        made = await self._made(round, now, who, before) if who and before else []
        async with self._work.database.transaction() as tx:
            is_so = await rounds.get(tx, round.community_id, round.id) == round
            if is_so and await self._who(tx, round, now) == who:
                await self._keep(tx, round, who, made, now, rooms.get(round.community_id))
        return True

    async def preview(self, actor: Actor, group_name: str | None = None) -> PairsOutlook:
        """The pairs of the coming round of a group, as they are made if nothing changes; what does change until then
        is not looked into again.

        Without a name it is the group the person leads and joined last. One transaction, the first time.
        GroupMissing, FacilitatorsOnly.
        """
        async with self._work.reading() as tx:
            group = await led_group(tx, actor, group_name)
        return await self._outlook(group)

    async def propose_another(self, actor: Actor, group_id: int, number: int) -> PairsOutlook:
        """Settles on the whole proposal after `number`; pressed twice it is one step. After the last comes the first.

        One transaction. GroupMissing, FacilitatorsOnly.
        """
        async with self._work.unit() as tx:
            group = await groups.get(tx, actor.community_id, group_id)
            if group is None:
                raise GroupMissing
            await must_lead(tx, actor, group)
            await pairings.set_proposal(tx, actor.community_id, group_id, number % PROPOSALS)
        return await self._outlook(group)

    async def _outlook(self, group: Group) -> PairsOutlook:
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            round = coming_round(group, await rounds.not_over(tx, group.community_id, group.id), now)
            if await communities.meeting_channel(tx, group.community_id) is None:
                return PairsOutlook(group, round, None, 1, is_paired=False)
            who = await circumstances(tx, round)
            before = await past(tx, round, who)
            kept = await pair_proposals.of_group(tx, group.community_id, group.id)
        made = kept or await self._first_look(group, await asyncio.to_thread(match_within, round, now, who, before))
        if not may_be_shown(made[0]):
            return PairsOutlook(group, round, None, 1, is_paired=True)
        free = {each.person.id for each in free_within(round, now, who)}
        shown = as_shown(settled(made, who.turn), free, [each.person.id for each in who.members])
        return PairsOutlook(group, round, shown, who.turn % PROPOSALS + 1, is_paired=True)

    async def _first_look(self, group: Group, made: Sequence[Proposal]) -> Sequence[Proposal]:
        """Keeps the proposals, unless somebody was faster; returns those that are kept."""
        async with self._work.database.transaction() as tx:
            if kept := await pair_proposals.of_group(tx, group.community_id, group.id):
                return kept
            await pair_proposals.keep(tx, group.community_id, group.id, made)
        return made

    async def _who(self, tx: Connection, round: Round, now: Instant) -> Circumstances | None:
        """None if no pairs are made."""
        if now >= round.care_at or await communities.meeting_channel(tx, round.community_id) is None:
            return None
        return await circumstances(tx, round)

    async def _made(self, round: Round, now: Instant, who: Circumstances, before: Past) -> list[Pairing]:
        """Matched in a thread, so that the loop goes on; ids are handed out on the loop alone."""
        proposed = await asyncio.to_thread(match_within, round, now, who, before, who.turn % PROPOSALS + 1)
        within = settled(proposed, who.turn)
        across = await asyncio.to_thread(match_across, round, now, who, before)
        return [
            *self._pairings(round, PairKind.GROUP, within, now),
            *self._pairings(round, PairKind.ACROSS, across, now),
        ]

    def _pairings(self, round: Round, kind: PairKind, proposal: Proposal, now: Instant) -> list[Pairing]:
        return [
            Pairing(
                id=self._work.ids.new(),
                community_id=round.community_id,
                group_id=round.group_id,
                round_id=round.id,
                kind=kind,
                number=number,
                made_at=now,
                people=tuple(Paired(person_id, was_odd=person_id in proposal.odd_ones) for person_id in some),
            )
            for number, some in enumerate(proposal.together, start=1)
        ]

    async def _keep(
        self,
        tx: Connection,
        round: Round,
        who: Circumstances | None,
        made: Sequence[Pairing],
        now: Instant,
        room: ThreadRoom | None,
    ) -> None:
        community_id, group_id = round.community_id, round.group_id
        await rounds.save_stages(tx, [after_step(round, Step.PAIR, now)])
        await pair_proposals.forget(tx, community_id, group_id)
        if who is None:
            return
        await pairings.set_proposal(tx, community_id, group_id, 0)
        await pairings.set_pool(tx, community_id, group_id, who.skipping, Pool.IN, now)
        await pairings.set_pool(tx, community_id, group_id, who.silent, Pool.OUT, now)
        if who.everybody is not None:
            await communities.begin_month_across(tx, community_id, month_of(round))
        await pairings.add_all(tx, made)
        ids = self._work.ids
        threads = [owed_by_step(ids, round, Kind.PAIR, round.digest_at, subject=each.id) for each in made]
        granted = room.take(len(threads)) if room else len(threads)
        for each in threads[granted:]:
            await owe_pair_notes(tx, ids, each, now)
        owed = threads[:granted]
        owed += [owed_by_step(ids, round, Kind.POOL_LEFT, now + TOLD_FOR, person_id=each) for each in who.silent]
        await deliveries.add_all(tx, owed)
