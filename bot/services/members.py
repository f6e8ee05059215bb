"""A person here, as moderators look after them: what is known of their place, and taking them out of it."""

from dataclasses import dataclass

from whenever import Date, Instant, TimeDelta

from bot.domain.audit import NO_FACTS, Action, Subject
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import PersonNotInGroup
from bot.domain.groups import Group, Membership
from bot.domain.people import Actor, must_moderate
from bot.services.audits import note
from bot.services.groups import named_group
from bot.services.parting import part
from bot.services.work import Work
from bot.storage import deliveries, experiments, gates, groups, memberships, people
from bot.storage.database import Connection

WORD_KEPT = TimeDelta(hours=24 * 14)


@dataclass(frozen=True)
class MemberView:
    """`places` are their memberships with the groups; `experiments` how many are open; `away_until` their last day
    away. Nothing they wrote, and nothing they said in confidence."""

    person_id: int
    is_known: bool
    is_blocked: bool
    places: list[tuple[Group, Membership]]
    experiments: int
    away_until: Date | None


@dataclass(frozen=True)
class RemovedFrom:
    """Somebody was taken out of a group by a moderator."""

    group: Group


class Members:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def show(self, actor: Actor, person_id: int) -> MemberView:
        """Reads. ModeratorsOnly."""
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            person = await people.get(tx, person_id)
            own = await experiments.of_person(tx, actor.community_id, person_id)
            return MemberView(
                person_id=person_id,
                is_known=person is not None,
                is_blocked=await gates.is_blocked(tx, actor.community_id, person_id),
                places=await _places(tx, actor.community_id, person_id),
                experiments=sum(person is not None and each.is_open(person.today(now)) for each in own),
                away_until=await people.away_until(tx, actor.community_id, person_id),
            )

    async def remove(self, actor: Actor, person_id: int, group_name: str) -> Group:
        """Takes a person out of a group, as if they had left, and has them told.

        One transaction. ModeratorsOnly, GroupMissing, PersonNotInGroup.
        """
        must_moderate(actor)
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await named_group(tx, actor, group_name)
            membership = await groups.membership(tx, actor.community_id, group.id, person_id)
            if membership is None:
                raise PersonNotInGroup(person_id, group.name)
            await part(tx, self._work.ids, membership, now)
            await deliveries.add(tx, self._word(membership, now))
            subject = Subject(group.id, person_id)
            await note(tx, self._work.ids, actor, Action.REMOVED, subject, NO_FACTS, NO_FACTS, now)
            return group

    def _word(self, membership: Membership, now: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=membership.community_id,
            kind=Kind.REMOVED,
            subject=membership.group_id,
            occurrence=f"person:{membership.person_id}:{now.timestamp()}",
            group_id=membership.group_id,
            person_id=membership.person_id,
            due_at=now,
            expires_at=now + WORD_KEPT,
        )


async def _places(tx: Connection, community_id: int, person_id: int) -> list[tuple[Group, Membership]]:
    own = await memberships.of_person(tx, community_id, person_id)
    found = await groups.by_ids(tx, community_id, [each.group_id for each in own])
    return [(found[each.group_id], each) for each in own]


async def removed_facts(tx: Connection, delivery: Delivery, _now: Instant) -> RemovedFrom | None:
    """None once they are in the group again."""
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if group is None or delivery.person_id is None:
        return None
    if await groups.membership(tx, group.community_id, group.id, delivery.person_id):
        return None
    return RemovedFrom(group)
