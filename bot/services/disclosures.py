"""Giving somebody everything that is kept about them."""

from bot.domain.own_data import OwnData
from bot.domain.people import DEFAULT_ZONE, Actor
from bot.services.work import Work
from bot.storage import own_data, people


class Disclosures:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def of_oneself(self, actor: Actor) -> OwnData:
        """Everything about the person, of every community: it is theirs wherever they ask for it.

        Without what others said of them in confidence, and without others' words that were not addressed to them.
        Who is unknown gets next to nothing, and stays unknown. Reads.
        """
        async with self._work.reading() as tx:
            person = await people.get(tx, actor.person_id)
            return OwnData(
                person_id=actor.person_id,
                taken_at=self._work.clock.now(),
                zone=person.zone if person else DEFAULT_ZONE,
                everywhere=await own_data.everywhere(tx, actor.person_id),
                communities=await own_data.by_community(tx, actor.person_id),
            )
