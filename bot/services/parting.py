"""Taking somebody out of a group, kindly: whoever leaves, and whoever is gone from the server."""

from whenever import Instant

from bot.domain.experiments import Experiment
from bot.domain.groups import Membership
from bot.domain.ids import Ids
from bot.services.changes import park
from bot.services.partners import end_pairings
from bot.services.vacancies import owe_vacancy
from bot.storage import experiments, groups, memberships, people, unsaid
from bot.storage.database import Connection


async def part(tx: Connection, ids: Ids, membership: Membership, now: Instant) -> list[Experiment]:
    """Ends a membership: what was tried in the group rests for 30 days, its pair ends, and what they were still to
    hear about it is withdrawn. Where nobody leads the group any more, moderators hear of it. Returns what rests. Part
    of a transaction."""
    community_id, group_id, person_id = membership.community_id, membership.group_id, membership.person_id
    person = await people.get(tx, person_id)
    assert person is not None  # foreign key
    await groups.remove_membership(tx, membership)
    await park(tx, community_id, group_id, person, now)
    # A pair across groups goes on while they are in any group here.
    in_others = bool(await memberships.of_person(tx, community_id, person_id))
    await end_pairings(tx, ids, community_id, person_id, now, group_id=group_id if in_others else None)
    await owe_vacancy(tx, ids, membership, now)
    await unsaid.withdraw_from(tx, community_id, group_id, person_id, now)
    own = await experiments.of_person(tx, community_id, person_id)
    return [each for each in own if each.group_id == group_id and each.parked_on == person.today(now)]
