"""What the cards of a round speak of, and who is asked in it."""

from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.checkins import CheckIn, Tally, tally
from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.people import Contact
from bot.domain.rounds import Round
from bot.domain.visibility import Visibility
from bot.services.nudges import hold_back
from bot.services.round_counts import away_for
from bot.storage import checkins, deliveries, experiments, groups, people, responses, rounds
from bot.storage.database import Connection

LATE_AFTER = TimeDelta(minutes=30)
MENTIONED_MOST = 50  # by one message; whoever is not in it has not spent a reminder on it


@dataclass(frozen=True)
class RoundFacts:
    """What the cards of a round speak of: its counts, the experiments the whole group may read, and how many there are
    beside them."""

    group: Group
    round: Round
    tally: Tally
    running: list[Experiment]
    unshown: int = 0
    is_late: bool = False


@dataclass(frozen=True)
class NudgePart:
    """One round a nudge speaks of: a person's own experiments in it that wait for an answer."""

    group: Group
    round: Round
    waiting: list[Experiment]


@dataclass(frozen=True)
class NudgeFacts:
    """All that falls due together is said together, and what is late says so."""

    parts: list[NudgePart]
    is_late: bool


@dataclass(frozen=True)
class MentionFacts:
    """The one mention of a round: of those who have not answered and let the thread mention them."""

    group: Group
    round: Round
    people: list[int]


async def round_of_card(tx: Connection, delivery: Delivery) -> Round | None:
    """The round whose thread a card belongs in: the one an answer was given in, else the one that is open."""
    if delivery.kind in (Kind.CHECK_IN, Kind.RESPONSE):
        check_in = await _answer_of(tx, delivery)
        return await rounds.get(tx, delivery.community_id, check_in.round_id) if check_in else None
    return await rounds.open_round(tx, delivery.community_id, delivery.group_id)


async def _answer_of(tx: Connection, delivery: Delivery) -> CheckIn | None:
    if delivery.kind is Kind.CHECK_IN:
        return await checkins.get(tx, delivery.community_id, delivery.subject)
    response = await responses.get(tx, delivery.community_id, delivery.subject)
    return await checkins.get(tx, delivery.community_id, response.check_in_id) if response else None


async def round_facts(tx: Connection, delivery: Delivery, now: Instant) -> RoundFacts | None:
    """What prompt, live count, digest and the facilitator's card say of a round."""
    round = await rounds.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if round is None or group is None:
        return None
    return await facts_of_round(tx, group, round, now)


async def facts_of_round(
    tx: Connection, group: Group, round: Round, now: Instant, *, prompt: Delivery | None = None
) -> RoundFacts:
    """`prompt` is the round's, for whoever has it at hand."""
    prompted_at = (prompt.finished_at if prompt else None) or await _prompted_at(tx, round, now)
    running = await _running(tx, group, round, now)
    shown = [experiment for experiment in running if experiment.visibility is Visibility.GROUP]
    return RoundFacts(
        group=group,
        round=round,
        tally=await _count(tx, running, round),
        running=shown,
        unshown=len(running) - len(shown),
        is_late=prompted_at > round.prompt_at + LATE_AFTER,
    )


async def _prompted_at(tx: Connection, round: Round, now: Instant) -> Instant:
    """When the prompt went out; `now` while it is about to."""
    prompt = await deliveries.find(tx, round.community_id, Kind.PROMPT, round.id)
    return (prompt[0].finished_at if prompt else None) or now


async def nudge_facts(tx: Connection, delivery: Delivery, now: Instant) -> NudgeFacts | None:
    """None once the person has answered, ended, left or gone away: a nudge about nothing is not sent."""
    if delivery.person_id is None:
        return None
    said = await deliveries.said_together(tx, delivery.community_id, delivery.person_id, delivery.id)
    parts = [part for each in said if (part := await _part(tx, each, delivery.person_id, now))]
    return NudgeFacts(parts, is_late=now > delivery.due_at + LATE_AFTER) if parts else None


async def _part(tx: Connection, delivery: Delivery, person_id: int, now: Instant) -> NudgePart | None:
    round = await rounds.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if round is None or group is None or not round.is_open:
        return None
    if person_id not in await silent_people(tx, group, round, now):
        return None
    running = await _running(tx, group, round, now)
    return NudgePart(group, round, [each for each in running if each.person_id == person_id])


async def mention_facts(tx: Connection, delivery: Delivery, now: Instant) -> MentionFacts | None:
    """Whom the thread may mention now: not in their quiet hours, not beyond their budget. None if that is nobody."""
    round = await rounds.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    if round is None or group is None or not round.is_open:
        return None
    silent = await silent_people(tx, group, round, now)
    known, mentioned = await people.of_ids(tx, silent), list[int]()
    for person in (known[person_id] for person_id in silent):
        if len(mentioned) == MENTIONED_MOST:
            break
        if person.contact is Contact.MENTION and await hold_back(tx, delivery, person, now) is None:
            mentioned.append(person.id)
    return MentionFacts(group, round, mentioned) if mentioned else None


async def _count(tx: Connection, running: list[Experiment], round: Round) -> Tally:
    return tally(
        expected=[each.person_id for each in running],
        answered=await checkins.people_answered(tx, round.community_id, round.id),
        sharing=[each.person_id for each in running if each.visibility is Visibility.GROUP],
        shown=await checkins.tries_shared(tx, round.community_id, round.id),
    )


async def _running(tx: Connection, group: Group, round: Round, now: Instant) -> list[Experiment]:
    """Experiments that run in this round, of people who are not away for it."""
    running = await experiments.running_in_group(tx, group.community_id, group.id, round.local_date, round.last_day)
    away = away_for(round, await people.away_in_group(tx, group.community_id, group.id), now)
    return [experiment for experiment in running if experiment.person_id not in away]


async def silent_people(tx: Connection, group: Group, round: Round, now: Instant) -> list[int]:
    """People with something to answer about now who have not, in the order they started."""
    answered = await checkins.people_answered(tx, round.community_id, round.id)
    running = await _running(tx, group, round, now)
    asked = await people.of_ids(tx, [each.person_id for each in running])
    open_now = [each.person_id for each in running if each.is_open(asked[each.person_id].today(now))]
    return [person_id for person_id in dict.fromkeys(open_now) if person_id not in answered]
