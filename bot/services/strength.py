"""How strong an experiment is, from all that is known of it."""

from collections.abc import Sequence

from whenever import Instant

from bot.domain.checkins import CheckIn
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.people import Person
from bot.domain.strength import strength
from bot.storage import people
from bot.storage.database import Connection


async def strength_now(
    tx: Connection, experiment: Experiment, check_ins: Sequence[CheckIn], group: Group, person: Person, now: Instant
) -> int:
    """0 to 100, by its person's own clock, with the days they were away left out. `check_ins` are all it has."""
    return strength(
        experiment,
        check_ins,
        person.today(now),
        week_begins=group.rhythm.weekday,
        away=await people.days_away(tx, experiment.community_id, person.id),
    )
