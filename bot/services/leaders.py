"""Leaders go first: a day before each prompt, those who lead the group are asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from whenever import Instant, TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import Experiment
from bot.domain.groups import Group
from bot.domain.ids import Ids
from bot.domain.rounds import Round, Stage, is_away_for, leaders_asked_at
from bot.storage import checkins, experiments, groups, people, rounds, unsaid
from bot.storage.database import Connection

WORD_KEPT = TimeDelta(hours=24 * 14)  # how long an invitation, or the word that one leads now, waits to be read


@dataclass(frozen=True)
class LeadersFirstFacts:
    """What a facilitator is asked before the others; `has_begun`: they have an open experiment of their own there."""

    group: Group
    round: Round
    has_begun: bool


def ask_leaders(ids: Ids, ahead: Round, leader_ids: Iterable[int], now: Instant) -> list[Delivery]:
    """A word to each who leads the group, about the round `ahead`: a day before its prompt, or at once if that day has
    begun."""
    return [
        Delivery(
            id=ids.new(),
            community_id=ahead.community_id,
            kind=Kind.LEADERS_FIRST,
            subject=ahead.id,
            occurrence=f"person:{leader_id}",
            group_id=ahead.group_id,
            person_id=leader_id,
            due_at=max(now, leaders_asked_at(ahead)),
            expires_at=ahead.prompt_at,
        )
        for leader_id in leader_ids
    ]


def tell_leader(ids: Ids, group: Group, leader_id: int, by_id: int, now: Instant) -> Delivery:
    """The word to somebody that they lead a group from now on."""
    return Delivery(
        id=ids.new(),
        community_id=group.community_id,
        kind=Kind.NOW_LEADING,
        subject=group.id,
        occurrence=f"person:{leader_id}:{now.timestamp()}",
        group_id=group.id,
        person_id=leader_id,
        due_at=now,
        expires_at=now + WORD_KEPT,
        caused_by=by_id,
    )


async def move_along(tx: Connection, before: Round, after: Round, now: Instant) -> None:
    """A round ahead has moved: whoever has not read the word yet has until its new prompt, and the cards of answers
    given already wait for that."""
    if after.stage is Stage.AHEAD:
        due_at = max(now, leaders_asked_at(after))
        await unsaid.move(tx, after.community_id, Kind.LEADERS_FIRST, after.id, due_at, after.prompt_at)
        await unsaid.shift_cards(tx, after.community_id, after.id, after.prompt_at - before.prompt_at)


async def leaders_first_facts(tx: Connection, delivery: Delivery, now: Instant) -> LeadersFirstFacts | None:
    """None once the prompt is out, they lead no more, are away, have answered, or rest from what they began."""
    ahead = await rounds.get(tx, delivery.community_id, delivery.subject)
    group = await groups.get(tx, delivery.community_id, delivery.group_id)
    person = await people.get(tx, delivery.person_id) if delivery.person_id else None
    if ahead is None or group is None or person is None or ahead.stage is not Stage.AHEAD:
        return None
    away_until = await people.away_until(tx, group.community_id, person.id)
    is_away = away_until is not None and is_away_for(ahead, away_until, person.today(now), person.zone)
    if is_away or not await is_leading(tx, group.community_id, group.id, person.id):
        return None
    if person.id in await checkins.people_answered(tx, ahead.community_id, ahead.id):
        return None
    own = await own_unfinished(tx, group, person.id, now)
    if own and not any(each.is_open(person.today(now)) for each in own):
        return None
    return LeadersFirstFacts(group, ahead, has_begun=bool(own))


async def led_ahead(tx: Connection, group: Group, person_id: int, round_id: int) -> Round | None:
    """The round named, if it is still ahead behind the one that is open, and the person leads its group."""
    behind = (await rounds.not_over(tx, group.community_id, group.id))[1:]
    ahead = next((each for each in behind if each.id == round_id), None)
    return ahead if ahead and await is_leading(tx, group.community_id, group.id, person_id) else None


async def is_leading(tx: Connection, community_id: int, group_id: int, person_id: int) -> bool:
    membership = await groups.membership(tx, community_id, group_id, person_id)
    return membership is not None and membership.leads


async def own_unfinished(tx: Connection, group: Group, person_id: int, now: Instant) -> list[Experiment]:
    """What somebody tries themselves in the group, to come, open or paused: leaders go first (E16)."""
    person = await people.get(tx, person_id)
    if person is None:
        return []
    own = await experiments.of_member(tx, group.community_id, person_id)
    return [each for each in own if each.group_id == group.id and each.is_unfinished(person.today(now))]
