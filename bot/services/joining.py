"""Coming into a group, and leaving it."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.audit import NO_FACTS, Action, Subject
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import AlreadyMember, GroupMissing, InvitationNeeded, NotInGroup
from bot.domain.experiments import Experiment
from bot.domain.groups import Entry, Group, Membership, Role
from bot.domain.people import Actor, Person
from bot.services.audits import note
from bot.services.changes import unpark
from bot.services.groups import GroupView, in_use, kept_group, named_group, view_of
from bot.services.parting import part
from bot.services.people import meet
from bot.services.work import Work
from bot.storage import deliveries, groups, invitations
from bot.storage.database import Connection

CANNOT_SEE_KEPT = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class Arrival:
    """What Discord lets us know of somebody who joins: where they probably are, and where they may not look."""

    zone: str | None = None
    hidden_channel_ids: frozenset[int] = frozenset()


UNSEEN = Arrival()


@dataclass(frozen=True)
class Joined:
    """`sees_channel`: the group meets where they may look. `taken_up` is what had rested since they left."""

    view: GroupView
    person: Person
    sees_channel: bool
    taken_up: list[Experiment]


@dataclass(frozen=True)
class CannotSee:
    """What a facilitator reads of somebody who cannot see where the group meets."""

    group: Group
    person_id: int


@dataclass(frozen=True)
class Left:
    """`is_led`: somebody still leads the group. `resting` is how many experiments wait in case they come back."""

    group: Group
    is_led: bool
    resting: int


class Joining:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def join(self, actor: Actor, name: str, arrival: Arrival = UNSEEN) -> Joined:
        """Into an open group, or into one that somebody was invited to.

        Who leads the group is told if it meets where the person cannot look, once. One transaction. GroupMissing,
        AlreadyMember, InvitationNeeded.
        """
        async with self._work.unit() as tx:
            return await self._let_in(tx, actor, await named_group(tx, actor, name), arrival)

    async def accept(self, actor: Actor, group_id: int, arrival: Arrival = UNSEEN) -> Joined:
        """Presses *Join*: on an invitation, or beside an open group of one's own community.

        One transaction. GroupMissing, InvitationNeeded, AlreadyMember.
        """
        async with self._work.unit() as tx:
            group = await groups.get(tx, actor.community_id, group_id)
            if group is None:
                raise GroupMissing
            return await self._let_in(tx, actor, in_use(group), arrival)

    async def _let_in(self, tx: Connection, actor: Actor, group: Group, arrival: Arrival) -> Joined:
        now = self._work.clock.now()
        if await groups.membership(tx, group.community_id, group.id, actor.person_id):
            raise AlreadyMember(group.name)
        members = await groups.members(tx, group.community_id, group.id)
        leader_ids = tuple(each.person_id for each in members if each.leads)
        if group.entry is Entry.INVITED and not await invitations.of_person(tx, actor.person_id, group.id):
            raise InvitationNeeded(group.name, leader_ids)
        person = await meet(tx, actor, now, zone=arrival.zone or group.rhythm.zone)
        await groups.save_membership(tx, Membership(group.community_id, group.id, person.id, Role.MEMBER, now))
        sees_channel = group.channel_id not in arrival.hidden_channel_ids
        if not sees_channel:
            await deliveries.add_all(tx, [self._cannot_see(group, person.id, leader, now) for leader in leader_ids])
        await note(tx, self._work.ids, actor, Action.JOINED, Subject(group.id), NO_FACTS, NO_FACTS, now)
        taken_up = await unpark(tx, self._work.ids, group, person, now)
        return Joined(await view_of(tx, group, actor, now), person, sees_channel, taken_up)

    def _cannot_see(self, group: Group, person_id: int, leader_id: int, now: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=group.community_id,
            kind=Kind.CANNOT_SEE,
            subject=person_id,
            occurrence=f"group:{group.id}:to:{leader_id}",
            group_id=group.id,
            person_id=leader_id,
            due_at=now,
            expires_at=now + CANNOT_SEE_KEPT,
            caused_by=person_id,
        )

    async def leave(self, actor: Actor, name: str) -> Left:
        """Their experiments here rest for 30 days in case they join again, and their pair here ends kindly.

        What they were still to hear about the group is withdrawn. One transaction. GroupMissing, NotInGroup.
        """
        async with self._work.unit() as tx:
            group = await kept_group(tx, actor, name)
            membership = await groups.membership(tx, actor.community_id, group.id, actor.person_id)
            if membership is None:
                raise NotInGroup(group.name)
            now = self._work.clock.now()
            resting = await part(tx, self._work.ids, membership, now)
            await note(tx, self._work.ids, actor, Action.LEFT, Subject(group.id), NO_FACTS, NO_FACTS, now)
            remaining = await groups.members(tx, group.community_id, group.id)
            return Left(group, is_led=any(each.leads for each in remaining), resting=len(resting))


async def cannot_see_facts(tx: Connection, delivery: Delivery, _now: Instant) -> CannotSee | None:
    """None once the one has left the group, or the other leads it no more."""
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None or delivery.person_id is None:
        return None
    arrived = await groups.membership(tx, group.community_id, group.id, delivery.subject)
    told = await groups.membership(tx, group.community_id, group.id, delivery.person_id)
    return CannotSee(group, delivery.subject) if arrived and told and told.leads else None
