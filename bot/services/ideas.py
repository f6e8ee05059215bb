"""What somebody could try: where their row of ideas begins today, and what others in their groups did."""

from dataclasses import dataclass

from bot.domain.experiments import Experiment, Way
from bot.domain.ideas import turn_of
from bot.domain.people import DEFAULT_ZONE, Actor
from bot.domain.recurrence import local_date
from bot.domain.visibility import Viewer, may_read
from bot.services.work import Work
from bot.storage import experiments, people

OTHERS_SHOWN = 3


@dataclass(frozen=True)
class Shelf:
    """`turn` is where the row of ideas begins; `others` are experiments that this person may read."""

    turn: int
    others: list[Experiment]


class Ideas:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def browse(self, actor: Actor, way: Way | None) -> Shelf:
        """Another row every day, by the person's own clock. Of the others those that are closed come first, and those
        of who leads the group. Reads."""
        async with self._work.reading() as tx:
            person = await people.get(tx, actor.person_id)
            found = await experiments.of_others(tx, actor.community_id, actor.person_id, way, OTHERS_SHOWN)
        today = local_date(self._work.clock.now(), person.zone if person else DEFAULT_ZONE)
        viewer = Viewer(actor.person_id, is_in_group=True)
        others = [each for each in found if may_read(each.visibility, each.person_id, viewer)]
        return Shelf(turn_of(actor.person_id, today), others)
