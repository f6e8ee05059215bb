"""Where somebody stands in a community, so that help begins where they are."""

from dataclasses import dataclass

from bot.domain.people import Actor
from bot.services.work import Work
from bot.storage import experiments, groups, people


@dataclass(frozen=True)
class Footing:
    """`has_groups` is whether there is any group to join; `has_begun` whether they have an open experiment."""

    has_groups: bool
    is_in_group: bool
    has_begun: bool
    leads: bool
    moderates: bool


class Footings:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def of(self, actor: Actor) -> Footing:
        """Reads."""
        now = self._work.clock.now()
        async with self._work.reading() as tx:
            person = await people.get(tx, actor.person_id)
            own = await experiments.of_person(tx, actor.community_id, actor.person_id)
            return Footing(
                has_groups=bool(await groups.all_of(tx, actor.community_id)),
                is_in_group=bool(await groups.of_person(tx, actor.community_id, actor.person_id)),
                has_begun=person is not None and any(each.is_open(person.today(now)) for each in own),
                leads=bool(await groups.led_by(tx, actor.community_id, actor.person_id)),
                moderates=actor.is_moderator,
            )
