"""Who leads a group, and whom they ask in."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.audit import NO_FACTS, Action, Subject
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import FacilitatorsOnly, LeadsAlready, PersonInGroup, PersonNotInGroup
from bot.domain.groups import Group, Invitation, Membership, Role
from bot.domain.ids import Ids
from bot.domain.people import Actor, Contact, must_moderate
from bot.domain.rounds import Stage
from bot.services.admission import must_not_be_blocked
from bot.services.audits import note
from bot.services.changes import unpark
from bot.services.groups import known_member, led_group, named_group
from bot.services.leaders import WORD_KEPT, ask_leaders, own_unfinished, tell_leader
from bot.services.work import Work
from bot.storage import deliveries, groups, invitations, people, rounds
from bot.storage.database import Connection


@dataclass(frozen=True)
class Invited:
    """`is_new`: no invitation was on its way already."""

    group: Group
    person_id: int
    is_new: bool


@dataclass(frozen=True)
class InvitationToGroup:
    """What an invited person reads."""

    group: Group
    invited_by: int


@dataclass(frozen=True)
class LeadingFacts:
    """What somebody reads who leads a group from now on; `has_begun`: they have an open experiment of their own."""

    group: Group
    has_begun: bool
    contact: Contact


class Leading:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def invite(self, actor: Actor, group_name: str | None, person_id: int) -> Invited:
        """Lets a person into a group that takes in the invited, and has them asked; they decide.

        Nobody has consented to messages by being invited, so it waits for their next command unless they chose direct
        messages. It is said once in two weeks however often they are invited. Without a name it is the group the
        person asking leads and joined last. One transaction. GroupMissing, FacilitatorsOnly, PersonInGroup,
        PersonBlocked.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, group_name)
            if await groups.membership(tx, actor.community_id, group.id, person_id):
                raise PersonInGroup(person_id, group.name)
            await must_not_be_blocked(tx, actor.community_id, person_id)
            if not await ask_in(tx, self._work.ids, actor, group, person_id, now):
                return Invited(group, person_id, is_new=False)
            await self._note(tx, actor, Action.INVITED, group, person_id, now)
            return Invited(group, person_id, is_new=True)

    async def share(self, actor: Actor, group_name: str | None, person_id: int) -> Group:
        """Has a member lead the group too. One transaction. GroupMissing, FacilitatorsOnly, PersonNotInGroup,
        LeadsAlready."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, group_name)
            await self._promote(tx, actor, group, await _member(tx, group, person_id), now)
            await self._note(tx, actor, Action.LEAD_SHARED, group, person_id, now)
            return group

    async def hand_over(self, actor: Actor, group_name: str | None, person_id: int) -> Group:
        """Passes one's own place as facilitator to a member, and stays a member.

        One transaction. GroupMissing, FacilitatorsOnly, PersonNotInGroup, LeadsAlready.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, group_name)
            own = await groups.membership(tx, group.community_id, group.id, actor.person_id)
            if own is None or not own.leads:
                raise FacilitatorsOnly(group.name)
            await self._promote(tx, actor, group, await _member(tx, group, person_id), now)
            await groups.save_membership(tx, own.with_role(Role.MEMBER))
            await self._note(tx, actor, Action.LEAD_HANDED_OVER, group, person_id, now)
            return group

    async def name(self, actor: Actor, group_name: str, person_id: int) -> Group:
        """A moderator has somebody lead a group, member or not, as when its last facilitator left. Who was a member
        before goes on with what has rested since.

        One transaction. ModeratorsOnly, GroupMissing, LeadsAlready.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await named_group(tx, actor, group_name)
            membership = await groups.membership(tx, group.community_id, group.id, person_id)
            person = await known_member(tx, person_id, group, now)
            if membership is None:
                membership = Membership(group.community_id, group.id, person_id, Role.MEMBER, now)
                await unpark(tx, self._work.ids, group, person, now)
            await self._promote(tx, actor, group, membership, now)
            await self._note(tx, actor, Action.LEADER_NAMED, group, person_id, now)
            return group

    async def _note(
        self, tx: Connection, actor: Actor, action: Action, group: Group, person_id: int, now: Instant
    ) -> None:
        await note(tx, self._work.ids, actor, action, Subject(group.id, person_id), NO_FACTS, NO_FACTS, now)

    async def _promote(self, tx: Connection, actor: Actor, group: Group, membership: Membership, now: Instant) -> None:
        if membership.leads:
            raise LeadsAlready(membership.person_id, group.name)
        await groups.save_membership(tx, membership.with_role(Role.FACILITATOR))
        for ahead in await rounds.not_over(tx, group.community_id, group.id):
            if ahead.stage is Stage.AHEAD:
                await deliveries.add_all(tx, ask_leaders(self._work.ids, ahead, [membership.person_id], now))
        await deliveries.add(tx, tell_leader(self._work.ids, group, membership.person_id, actor.person_id, now))


async def ask_in(tx: Connection, ids: Ids, actor: Actor, group: Group, person_id: int, now: Instant) -> bool:
    """Lets somebody in who is not a member, and owes them the invitation; False where one is on its way already."""
    earlier = await invitations.of_person(tx, person_id, group.id)
    if earlier and now < earlier.invited_at + WORD_KEPT:
        return False
    await invitations.save(tx, Invitation(actor.community_id, group.id, person_id, actor.person_id, now))
    invitation = Delivery(
        id=ids.new(),
        community_id=group.community_id,
        kind=Kind.GROUP_INVITATION,
        subject=group.id,
        occurrence=f"person:{person_id}:{now.timestamp()}",
        group_id=group.id,
        person_id=person_id,
        due_at=now,
        expires_at=now + WORD_KEPT,
        caused_by=actor.person_id,
    )
    return await deliveries.add(tx, invitation)


async def _member(tx: Connection, group: Group, person_id: int) -> Membership:
    membership = await groups.membership(tx, group.community_id, group.id, person_id)
    if membership is None:
        raise PersonNotInGroup(person_id, group.name)
    return membership


async def invitation_facts(tx: Connection, delivery: Delivery, _now: Instant) -> InvitationToGroup | None:
    """None once they are in the group."""
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None or delivery.person_id is None:
        return None
    if await groups.membership(tx, group.community_id, group.id, delivery.person_id):
        return None
    invitation = await invitations.of_person(tx, delivery.person_id, group.id)
    return InvitationToGroup(group, invitation.invited_by) if invitation else None


async def leading_facts(tx: Connection, delivery: Delivery, now: Instant) -> LeadingFacts | None:
    """None once they lead the group no more."""
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None or delivery.person_id is None:
        return None
    membership = await groups.membership(tx, group.community_id, group.id, delivery.person_id)
    person = await people.get(tx, delivery.person_id)
    if membership is None or person is None or not membership.leads:
        return None
    return LeadingFacts(group, bool(await own_unfinished(tx, group, person.id, now)), person.contact)
