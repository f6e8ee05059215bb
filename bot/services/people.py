"""What a person decides for themselves: their language, being away, direct messages."""

from whenever import Date, Instant

from bot.domain.people import DEFAULT_ZONE, Actor, Person, parse_until
from bot.services.work import Work
from bot.storage import people
from bot.storage.database import Connection


async def meet(tx: Connection, actor: Actor, now: Instant, *, zone: str | None = None) -> Person:
    """The person behind `actor`, made known at first sight. Their language follows the one they use Discord in.

    `zone` is where they probably are, taken only while nothing better is known.
    """
    known = await people.get(tx, actor.person_id)
    unplaced = known is None or known.zone == DEFAULT_ZONE
    person = Person(
        id=actor.person_id,
        language=actor.language,
        zone=(zone or DEFAULT_ZONE) if unplaced or known is None else known.zone,
        direct_messages=known.direct_messages if known else False,
    )
    if person != known:
        await people.save(tx, person, now)
    return person


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
            last_day = parse_until(until, person.today(now))
            await people.set_away(tx, actor.community_id, actor.person_id, last_day)
        return last_day

    async def come_back(self, actor: Actor) -> None:
        """Back from today. One transaction; no harm if they were not away."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            # The day before today rather than nothing: a round spent away must not look like a round missed.
            if await people.away_until(tx, actor.community_id, actor.person_id):
                yesterday = person.today(now).subtract(days=1)
                await people.set_away(tx, actor.community_id, actor.person_id, yesterday)

    async def find(self, actor: Actor) -> Person | None:
        """What somebody has decided so far; None for who has not been met. Reads."""
        async with self._work.reading() as tx:
            return await people.get(tx, actor.person_id)

    async def choose_direct_messages(self, actor: Actor, wanted: bool) -> None:
        """Consent to direct messages, given or withdrawn. One transaction."""
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            person = await meet(tx, actor, now)
            chosen = Person(person.id, person.language, person.zone, wanted)
            await people.save(tx, chosen, now)
