"""Which round an answer belongs to, when it is shown there, and whether it is a comeback."""

from collections.abc import Sequence

from whenever import Date, Instant, Time, TimeDelta

from bot.domain.checkins import Answer, CheckIn, is_comeback, period_of
from bot.domain.errors import RoundMissing
from bot.domain.experiments import Experiment, Pause
from bot.domain.groups import Group
from bot.domain.people import Person
from bot.domain.recurrence import instant_at
from bot.domain.rounds import Round
from bot.services.leaders import is_leading
from bot.storage import checkins, people, rounds
from bot.storage.database import Connection

NOON = Time(12)
# The answers of those who lead are the first in the thread, also where one had to wait for it and was tried again.
LEADERS_FIRST_BY = TimeDelta(seconds=5)


async def shown_at(tx: Connection, check_in: CheckIn, round: Round, now: Instant) -> Instant:
    """An answer given before the prompt is shown in the thread it opens, those of who leads first."""
    if now >= round.prompt_at:
        return now
    leads = await is_leading(tx, check_in.community_id, check_in.group_id, check_in.person_id)
    return round.prompt_at if leads else round.prompt_at + LEADERS_FIRST_BY


async def round_of_day(tx: Connection, group: Group, person: Person, day: Date, now: Instant) -> Round:
    """Today's answer belongs to the round that is open now, one for a day before to that of the day's noon."""
    if day == person.today(now):
        round = await rounds.open_round(tx, group.community_id, group.id)
    else:
        noon = instant_at(day, NOON, person.zone)
        round = await rounds.open_at(tx, group.community_id, group.id, min(noon, now))
    if round is None:
        raise RoundMissing
    return round


async def round_changed(tx: Connection, experiment: Experiment, day: Date, round_id: int, usual: Round) -> Round:
    """The round of the answer that is being changed, where there is one; a day may belong to two rounds."""
    named = await rounds.get(tx, experiment.community_id, round_id)
    if named is None or named.group_id != experiment.group_id:
        raise RoundMissing
    period = period_of(experiment.frame.cadence, day, named.local_date)
    return named if await checkins.of_period(tx, experiment.community_id, experiment.id, period) else usual


async def comes_back(
    tx: Connection, experiment: Experiment, round: Round, day: Date, answer: Answer, given: Sequence[CheckIn]
) -> bool:
    tries = [each for each in given if each.round_id != round.id and each.answer.outcome.is_try]
    last_round = await rounds.before(tx, round) if tries and answer.outcome.is_try else None
    if last_round is None:
        return False
    latest = {last_round.id}
    running = await rounds.open_round(tx, experiment.community_id, experiment.group_id)
    if running and running.local_date < round.local_date:  # who leads answers while the round before still runs
        latest.add(running.id)
    free = [*experiment.pauses, *await people.days_away(tx, experiment.community_id, experiment.person_id)]
    return is_comeback(
        answer.outcome,
        tried_before=any(each.local_date <= day for each in tries),
        tried_last_round=any(each.round_id in latest for each in tries),
        last_round_counted=experiment.created_at < last_round.digest_at and not _touches(free, last_round),
    )


def _touches(free: Sequence[Pause], round: Round) -> bool:
    return any(pause.first <= round.last_day and pause.last >= round.local_date for pause in free)
