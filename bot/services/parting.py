"""Taking somebody out of a group, kindly, and out of a community: whoever leaves, is taken out, is gone from the
server, is kept out, or is forgotten."""

from whenever import Instant

from bot.domain.experiments import Experiment
from bot.domain.groups import Membership
from bot.domain.ids import Ids
from bot.services.ask_parting import leave_asks
from bot.services.changes import park
from bot.services.held import let_go
from bot.services.introductions import withdraw_introductions
from bot.services.partners import end_pairings
from bot.services.vacancies import owe_vacancy
from bot.storage import experiments, groups, memberships, people, unsaid
from bot.storage.database import Connection


async def part(tx: Connection, ids: Ids, membership: Membership, now: Instant) -> list[Experiment]:
    """Ends a membership: what was tried in the group rests for 30 days, its pair ends, and what they were still to
    hear about it is withdrawn; messages that are held for it are let go of. Where nobody leads the group any more,
    moderators hear of it. Returns what rests. Part of a transaction."""
    community_id, group_id, person_id = membership.community_id, membership.group_id, membership.person_id
    person = await people.get(tx, person_id)
    assert person is not None  # foreign key
    await groups.remove_membership(tx, membership)
    await park(tx, community_id, group_id, person, now)
    # A pair across groups goes on while they are in any group here.
    in_others = bool(await memberships.of_person(tx, community_id, person_id))
    await end_pairings(tx, ids, community_id, person_id, now, group_id=group_id if in_others else None)
    await owe_vacancy(tx, ids, membership, now)
    await let_go(tx, ids, community_id, person_id, now, group_id=group_id)
    await unsaid.withdraw_from(tx, community_id, group_id, person_id, now)
    own = await experiments.of_person(tx, community_id, person_id)
    return [each for each in own if each.group_id == group_id and each.parked_on == person.today(now)]


async def go(tx: Connection, ids: Ids, community_id: int, person_id: int, now: Instant) -> list[Membership]:
    """Ends all of somebody's part in a community, however they came to be gone: they leave every group, nothing brings
    them together with anybody, no message of theirs or for them is held, what they ask is closed and help that nobody
    has accepted is taken back. Nothing more is said to them. Returns the memberships that ended. Part of a transaction;
    whoever comes back joins as usual."""
    left = await memberships.of_person(tx, community_id, person_id)
    for membership in left:
        await part(tx, ids, membership, now)
    await withdraw_introductions(tx, community_id, person_id, now)
    await let_go(tx, ids, community_id, person_id, now)
    await leave_asks(tx, ids, community_id, person_id, now)
    await unsaid.withdraw_all_of(tx, community_id, person_id, now)
    return left
