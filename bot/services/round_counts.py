"""The counts of many rounds at once, in as many statements as those of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from whenever import Date, Instant

from bot.domain.checkins import Outcome, Tally, tally
from bot.domain.experiments import Experiment
from bot.domain.people import Person
from bot.domain.rounds import Round, is_away_for
from bot.domain.visibility import Visibility
from bot.storage import checkins, experiments, people
from bot.storage.database import Connection


@dataclass(frozen=True)
class Counted:
    """A round, or one that may come, as it is counted at an instant."""

    round: Round
    at: Instant


@dataclass(frozen=True)
class _Known:
    """What there is to count of some groups; answers by the round, all else by the group."""

    experiments: dict[int, list[Experiment]]
    away: dict[int, list[tuple[Person, Date]]]
    answered: dict[int, set[int]]
    tries: dict[int, list[tuple[int, Outcome]]]


async def counts(tx: Connection, community_id: int, asked: Sequence[Counted]) -> list[Tally]:
    """Return the tally of each round asked for, in their order; four statements, however many they are."""
    if not asked:
        return []
    rounds = [each.round for each in asked]
    group_ids = {round.group_id for round in rounds}
    since, until = min(round.local_date for round in rounds), max(round.last_day for round in rounds)
    known = _Known(
        experiments=_by_group(await experiments.running_in_groups(tx, community_id, group_ids, since, until)),
        away=await people.away_in_groups(tx, community_id, group_ids),
        answered=await checkins.people_answered_in(tx, community_id, group_ids, since),
        tries=await checkins.tries_shared_in(tx, community_id, group_ids, since),
    )
    return [_tally(known, each) for each in asked]


def _by_group(found: Iterable[Experiment]) -> dict[int, list[Experiment]]:
    """Part experiments by their group; the order stays."""
    parted: dict[int, list[Experiment]] = {}
    for experiment in found:
        parted.setdefault(experiment.group_id, []).append(experiment)
    return parted


def away_for(round: Round, away: Iterable[tuple[Person, Date]], at: Instant) -> set[int]:
    """Return who of those that said they would be away is left out of the round, as it is at an instant."""
    return {person.id for person, until in away if is_away_for(round, until, person.today(at), person.zone)}


def _tally(known: _Known, counted: Counted) -> Tally:
    round = counted.round
    away = away_for(round, known.away.get(round.group_id, []), counted.at)
    running = [
        each
        for each in known.experiments.get(round.group_id, [])
        if each.ends_on >= round.local_date and each.started_on <= round.last_day and each.person_id not in away
    ]
    return tally(
        expected=[each.person_id for each in running],
        answered=known.answered.get(round.id, set()),
        sharing=[each.person_id for each in running if each.visibility is Visibility.GROUP],
        shown=known.tries.get(round.id, []),
    )
