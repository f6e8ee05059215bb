"""Keeping within what a person lets the bot do, and doing what they say to a nudge: later, tomorrow, not this round."""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant, Time, TimeDelta

from bot.domain.attention import next_allowed
from bot.domain.deliveries import Delivery, Kind, Postponed, Reason, Waits
from bot.domain.errors import Missing, RoundEndsFirst
from bot.domain.people import Actor, Person
from bot.domain.recurrence import instant_at
from bot.services.work import Work
from bot.storage import deliveries, groups, nudges, people, rounds, unsaid
from bot.storage.database import Connection

LATER = TimeDelta(hours=3)
TOMORROW_AT = Time(9)


class Snooze(StrEnum):
    LATER = "later"
    TOMORROW = "tomorrow"


@dataclass(frozen=True)
class Snoozed:
    """When the nudge comes again, and whose clock that is."""

    at: Instant
    zone: str


class Nudges:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def snooze(self, actor: Actor, delivery_id: int, snooze: Snooze) -> Snoozed:
        """Has a nudge come again later today or tomorrow morning. Asked for, so it does not count.

        One transaction; pressed twice it comes once. Missing, RoundEndsFirst.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person, said = await _own(tx, actor, delivery_id)
            at = now + LATER if snooze is Snooze.LATER else _tomorrow_morning(person, now)
            for each in said:
                round = await rounds.get(tx, each.community_id, each.subject)
                if round is None or at >= round.digest_at:
                    raise RoundEndsFirst
                await deliveries.add(tx, self._again(each, snooze, at, round.digest_at))
        return Snoozed(at, person.zone)

    async def skip_round(self, actor: Actor, delivery_id: int) -> None:
        """No more nudges about these rounds. One transaction. Missing."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            _, said = await _own(tx, actor, delivery_id)
            for each in said:
                await unsaid.cancel_nudges(tx, each.community_id, actor.person_id, each.subject, now)

    def _again(self, said: Delivery, snooze: Snooze, at: Instant, expires_at: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=said.community_id,
            kind=Kind.SNOOZED,
            subject=said.subject,
            occurrence=f"{said.id}:{snooze}",
            group_id=said.group_id,
            person_id=said.person_id,
            due_at=at,
            expires_at=expires_at,
        )


async def hold_back(tx: Connection, delivery: Delivery, person: Person, now: Instant) -> Postponed | Waits | None:
    """Why a nudge is not given to `person` now: later within its time, else when they next come by. None if it may."""
    if resting := await rest(tx, delivery, person, now):
        return resting
    history = await nudges.history(tx, person.id, now, but_for=delivery.id)
    allowed = next_allowed(person.choices, history, person.zone, now)
    if allowed == now:
        return None
    is_quiet = person.choices.is_quiet(now.to_tz(person.zone).time())
    reason = Reason.QUIET_HOURS if is_quiet else Reason.BUDGET_SPENT
    if allowed is None or allowed >= delivery.expires_at:
        return Waits(reason)
    return Postponed(reason, allowed)


async def rest(tx: Connection, delivery: Delivery, person: Person, now: Instant) -> Postponed | Waits | None:
    """Why nothing is said to `person` now while they are away; None if they are here."""
    at = await back_at(tx, delivery.community_id, person, now)
    if at is None:
        return None
    return Postponed(Reason.AWAY, at) if at < delivery.expires_at else Waits(Reason.AWAY)


async def back_at(tx: Connection, community_id: int, person: Person, now: Instant) -> Instant | None:
    """The morning on which somebody who is away is back; None if they are here."""
    away_until = await people.away_until(tx, community_id, person.id)
    if away_until is None or away_until < person.today(now):
        return None
    return instant_at(away_until.add(days=1), TOMORROW_AT, person.zone)


async def _own(tx: Connection, actor: Actor, delivery_id: int) -> tuple[Person, list[Delivery]]:
    """A nudge of the person pressing, and all that it said together of the groups they are in. Missing."""
    person = await people.get(tx, actor.person_id)
    own = {group.id for group in await groups.of_person(tx, actor.community_id, actor.person_id)}
    together = await deliveries.said_together(tx, actor.community_id, actor.person_id, delivery_id)
    said = [each for each in together if each.group_id in own]
    if person is None or not said:
        raise Missing
    return person, said


def _tomorrow_morning(person: Person, now: Instant) -> Instant:
    return instant_at(person.today(now).add(days=1), TOMORROW_AT, person.zone)
