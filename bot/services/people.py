"""What a person decides for themselves: their language, being away, direct messages."""

from dataclasses import dataclass, replace

from whenever import Date, Instant

from bot.domain.attention import Choices, check_choices
from bot.domain.offers import Exchange
from bot.domain.people import DEFAULT_ZONE, Actor, Contact, Person, parse_until
from bot.domain.recurrence import check_zone, parse_time
from bot.services.work import Work
from bot.storage import exchanges, people
from bot.storage.database import Connection


async def meet(tx: Connection, actor: Actor, now: Instant, *, zone: str | None = None) -> Person:
    """The person behind `actor`, made known at first sight. Their language follows the one they use Discord in.

    `zone` is where they probably are, taken only while nothing better is known.
    """
    known = await people.get(tx, actor.person_id)
    unplaced = known is None or known.zone == DEFAULT_ZONE
    placed = replace(known or Person(actor.person_id, actor.language, DEFAULT_ZONE), language=actor.language)
    person = replace(placed, zone=zone or DEFAULT_ZONE) if unplaced else placed
    if person != known:
        await people.save(tx, person, now)
    return person


@dataclass(frozen=True)
class NudgeWish:
    """What somebody asked to change; None and empty leave it as it is. Quiet hours are as typed."""

    per_week: int | None = None
    per_day: int | None = None
    quiet_from: str = ""
    quiet_until: str = ""


@dataclass(frozen=True)
class Profile:
    """A person, everywhere, and what they give and want in one community."""

    person: Person
    exchange: Exchange


class People:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def go_away(self, actor: Actor, until: str) -> Date:
        """Away up to and including the day named; nobody is reminded meanwhile, and it ends by itself.

        One transaction; returns the last day away. DateUnreadable, DateNotAhead, DateTooFar.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            today = person.today(now)
            last_day = parse_until(until, today)
            await people.set_away(tx, actor.community_id, actor.person_id, last_day, today)
        return last_day

    async def come_back(self, actor: Actor) -> None:
        """Back from today. One transaction; no harm if they were not away."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            # The day before today rather than nothing: a round spent away must not look like a round missed.
            if await people.away_until(tx, actor.community_id, actor.person_id):
                today = person.today(now)
                await people.set_away(tx, actor.community_id, actor.person_id, today.subtract(days=1), today)

    async def profile(self, actor: Actor) -> Profile:
        """What somebody has told of themselves here. One transaction: asking makes them known."""
        async with self._work.unit() as tx:
            person = await meet(tx, actor, self._work.clock.now())
            return Profile(person, await exchanges.get(tx, actor.community_id, person.id))

    async def choose_contact(self, actor: Actor, contact: Contact) -> None:
        """Where reminders may reach somebody: consent, given or withdrawn. One transaction."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            await people.save(tx, replace(person, contact=contact), now)

    async def choose_nudges(self, actor: Actor, wish: NudgeWish) -> Person:
        """Sets what is named in the wish and leaves the rest. One transaction. OutOfRange, TimeUnreadable."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            kept = person.choices
            choices = Choices(
                per_week=kept.per_week if wish.per_week is None else wish.per_week,
                per_day=kept.per_day if wish.per_day is None else wish.per_day,
                quiet_from=parse_time(wish.quiet_from) if wish.quiet_from else kept.quiet_from,
                quiet_until=parse_time(wish.quiet_until) if wish.quiet_until else kept.quiet_until,
            )
            chosen = replace(person, choices=check_choices(choices))
            await people.save(tx, chosen, now)
        return chosen

    async def want_less(self, actor: Actor) -> Person:
        """One nudge a week less, down to none. One transaction."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            fewer = replace(person.choices, per_week=max(0, person.choices.per_week - 1))
            chosen = replace(person, choices=fewer)
            await people.save(tx, chosen, now)
        return chosen

    async def move_to(self, actor: Actor, zone: str) -> Person:
        """The person's own zone, everywhere. One transaction. ZoneUnknown."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = replace(await meet(tx, actor, now), zone=check_zone(zone))
            await people.save(tx, person, now)
        return person
