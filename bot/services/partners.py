"""What people do about their partners: who it is, whether they met, a round off, whom they would rather not be with."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date, Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import AvoidsSelf, Missing, NotInGroup, NotYours, RoundOver
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.partners import Met, Pairing, PairKind, Pool, Pooled, check_room_to_avoid
from bot.domain.people import Actor
from bot.domain.rounds import Round, Stage
from bot.services.groups import named_group, own_group
from bot.services.matching import coming_round
from bot.services.pair_facts import ONE_OF, thread_of_pairing, threads_of_pairings
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import avoids, communities, deliveries, groups, pairings, rounds
from bot.storage.database import Connection

PARTING_KEPT = TimeDelta(hours=48)


@dataclass(frozen=True)
class OwnPairing:
    """A pair somebody is in now; `thread_id` is None while, or where, it has no thread."""

    pairing: Pairing
    group: Group
    partners: list[int]
    thread_id: int | None
    met: Met | None


@dataclass(frozen=True)
class OwnPlace:
    """Somebody's place in the pool of one group. `is_off`: there is a round running and they are not paired in it.

    `next_on` is the day of the next round whose pairs are still to be made.
    """

    group: Group
    pool: Pool
    is_off: bool
    next_on: Date


@dataclass(frozen=True)
class PartnerView:
    """What somebody sees of their partners. `is_paired`: the community pairs its members at all."""

    is_paired: bool
    current: list[OwnPairing]
    places: list[OwnPlace]


class Partners:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def show(self, actor: Actor) -> PartnerView:
        """Who somebody is with now, and what comes next. Reads."""
        async with self._work.reading() as tx:
            return await self._view(tx, actor)

    async def answer_met(self, actor: Actor, pairing_id: int, met: Met) -> OwnPairing:
        """Keeps somebody's own answer; a later one replaces it until the round closes.

        One transaction. Missing, NotYours, RoundOver.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            pairing = await pairings.get(tx, actor.community_id, pairing_id)
            if pairing is None:
                raise Missing
            if actor.person_id not in pairing.person_ids:
                raise NotYours
            round = await rounds.get(tx, actor.community_id, pairing.round_id)
            if round is None or not round.is_open or pairing.has_ended:
                raise RoundOver
            await pairings.answer(tx, pairing, actor.person_id, met, now)
            answered = await pairings.get(tx, actor.community_id, pairing_id)
            assert answered is not None  # it was there a moment ago, in this transaction
            group = await groups.get(tx, answered.community_id, answered.group_id)
            assert group is not None  # a pairing belongs to a group
            return _own(answered, group, await thread_of_pairing(tx, answered), actor.person_id)

    async def skip(self, actor: Actor, group_name: str | None = None) -> PartnerView:
        """A round off in one group, or in all of theirs: the next whose pairs are still to be made; asked twice it is
        still one. Who is out of the pool stays out. One transaction. GroupMissing, NotInGroup.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            for place in await self._places(tx, actor, group_name):
                if place.pool is Pool.IN:
                    await pairings.set_pool(tx, actor.community_id, place.group_id, [actor.person_id], Pool.SKIP, now)
            return await self._view(tx, actor)

    async def come_back(self, actor: Actor) -> PartnerView:
        """Paired again from the next round on, in all their groups here. One transaction."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            for place in await self._places(tx, actor, None):
                await pairings.set_pool(tx, actor.community_id, place.group_id, [actor.person_id], Pool.IN, now)
            return await self._view(tx, actor)

    async def come_back_from(self, actor: Actor, delivery_id: int) -> None:
        """The same for the one group of which they were told; found by what was sent to them. One transaction.
        Missing, NotInGroup."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            told = await deliveries.said_together(tx, actor.community_id, actor.person_id, delivery_id)
            if not told:
                raise Missing
            own = told[0]
            await own_group(tx, actor, own.group_id)
            await pairings.set_pool(tx, own.community_id, own.group_id, [actor.person_id], Pool.IN, now)

    async def avoid(self, actor: Actor, other_id: int) -> list[int]:
        """Never with them, from the next pairs on; returns all whom this person avoids. Nobody else learns of it.

        One transaction. AvoidsSelf, TooManyAvoided.
        """
        if other_id == actor.person_id:
            raise AvoidsSelf
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            check_room_to_avoid(await avoids.of_person(tx, actor.community_id, actor.person_id), other_id)
            await meet(tx, actor, now)
            await avoids.add(tx, actor.community_id, actor.person_id, other_id, now)
            return await avoids.of_person(tx, actor.community_id, actor.person_id)

    async def allow(self, actor: Actor, other_id: int) -> list[int]:
        """With them again, as far as this person is concerned; returns all whom they still avoid. One transaction."""
        async with self._work.unit() as tx:
            await avoids.remove(tx, actor.community_id, actor.person_id, other_id)
            return await avoids.of_person(tx, actor.community_id, actor.person_id)

    async def avoided(self, actor: Actor) -> list[int]:
        """Whom somebody avoids; their own list alone. Reads."""
        async with self._work.reading() as tx:
            return await avoids.of_person(tx, actor.community_id, actor.person_id)

    async def _places(self, tx: Connection, actor: Actor, group_name: str | None) -> list[Pooled]:
        places = await pairings.pool_of_person(tx, actor.community_id, actor.person_id)
        if group_name is None:
            return places
        group = await named_group(tx, actor, group_name)
        own = [place for place in places if place.group_id == group.id]
        if not own:
            raise NotInGroup(group.name)
        return own

    async def _view(self, tx: Connection, actor: Actor) -> PartnerView:
        current = await pairings.current_of_person(tx, actor.community_id, actor.person_id)
        places = await self._places(tx, actor, None)
        group_ids = {*(each.group_id for each in current), *(each.group_id for each in places)}
        found = await groups.by_ids(tx, actor.community_id, group_ids)
        threads = await threads_of_pairings(tx, actor.community_id, [each.id for each in current])
        planned = await rounds.not_over_of(tx, actor.community_id, group_ids)
        paired_in = {each.group_id for each in current if each.kind is PairKind.GROUP}
        now = self._work.clock.now()
        return PartnerView(
            is_paired=await communities.meeting_channel(tx, actor.community_id) is not None,
            current=[_own(each, found[each.group_id], threads.get(each.id), actor.person_id) for each in current],
            places=[
                _place(each, found[each.group_id], planned.get(each.group_id, []), paired_in, now) for each in places
            ],
        )


async def end_pairings(
    tx: Connection, ids: Ids, community_id: int, person_id: int, now: Instant, *, group_id: int | None = None
) -> None:
    """Takes somebody who leaves out of their pairs, kindly: those who stay are told in its thread. Two of a trio go on;
    a pair ends. Of one group, whose pairs across groups go on, or of everything. Part of a transaction."""
    for pairing in await pairings.current_of_person(tx, community_id, person_id):
        if group_id is not None and (pairing.group_id != group_id or pairing.kind is not PairKind.GROUP):
            continue
        await pairings.leave(tx, pairing, person_id, now)
        if len(pairing.partners_of(person_id)) == 1:
            await pairings.end(tx, pairing, now)
        parting = Delivery(
            id=ids.new(),
            community_id=community_id,
            kind=Kind.PAIR_ENDED,
            subject=pairing.id,
            occurrence=f"{ONE_OF}{person_id}",
            group_id=pairing.group_id,
            person_id=None,
            due_at=now,
            expires_at=now + PARTING_KEPT,
        )
        await deliveries.add(tx, parting)


def _own(pairing: Pairing, group: Group, thread_id: int | None, person_id: int) -> OwnPairing:
    return OwnPairing(
        pairing=pairing,
        group=group,
        partners=pairing.partners_of(person_id),
        thread_id=thread_id,
        met=pairing.answer_of(person_id),
    )


def _place(place: Pooled, group: Group, planned: Sequence[Round], paired_in: set[int], now: Instant) -> OwnPlace:
    is_running = any(round.stage not in (Stage.AHEAD, Stage.PROMPTED) for round in planned)
    return OwnPlace(
        group=group,
        pool=place.pool,
        is_off=is_running and group.id not in paired_in,
        next_on=coming_round(group, planned, now).local_date,
    )
