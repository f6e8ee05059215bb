"""Getting to know somebody: what they try, what they could teach, what they are looking for."""

from dataclasses import dataclass

from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.offers import Exchange
from bot.domain.people import Actor
from bot.domain.visibility import Viewer, may_read
from bot.services.pair_facts import partner_ids
from bot.services.work import Work
from bot.storage import exchanges, experiments, groups, people
from bot.storage.database import Connection

ANYBODY = 0  # the id of nobody in particular


@dataclass(frozen=True)
class Acquaintance:
    """Somebody as the person asking may know them here.

    `is_known` is false for who has never used the bot. `shared` are the groups that both are in, `trying` what they
    have open and the person asking may read.
    """

    person_id: int
    is_self: bool
    is_known: bool
    shared: list[Group]
    trying: list[Experiment]
    exchange: Exchange


class Acquaintances:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def look_up(self, actor: Actor, person_id: int) -> Acquaintance:
        """Who somebody is, as far as they have let others here know. Reads."""
        async with self._work.reading() as tx:
            own = {group.id for group in await groups.of_person(tx, actor.community_id, actor.person_id)}
            theirs = await groups.of_person(tx, actor.community_id, person_id)
            exchange = await exchanges.get(tx, actor.community_id, person_id)
            return Acquaintance(
                person_id=person_id,
                is_self=person_id == actor.person_id,
                is_known=bool(theirs) or exchange != Exchange(),
                shared=[group for group in theirs if group.id in own],
                trying=await self._trying(tx, actor, person_id, own),
                exchange=exchange,
            )

    async def _trying(self, tx: Connection, actor: Actor, person_id: int, own: set[int]) -> list[Experiment]:
        person = await people.get(tx, person_id)
        if person is None:
            return []
        today = person.today(self._work.clock.now())
        is_self = person_id == actor.person_id
        partners = () if is_self else await partner_ids(tx, actor.community_id, actor.person_id)
        return [
            each
            for each in await experiments.of_member(tx, actor.community_id, person_id)
            if each.is_open(today)
            and may_read(
                each.visibility,
                person_id,
                # Whoever asks about themselves sees what the others in their groups see.
                Viewer(ANYBODY if is_self else actor.person_id, each.group_id in own, partners),
            )
        ]
