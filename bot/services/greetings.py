"""Introducing itself to a server, once."""

from whenever import Instant

from bot.domain.deliveries import NO_GROUP, Delivery, Kind
from bot.domain.greeting import GREETED_WITHIN, Arrival, is_fresh
from bot.services.work import Work
from bot.storage import deliveries, greetings, groups
from bot.storage.database import Connection


class Greetings:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def greet(self, arrival: Arrival) -> None:
        """Owes the first words on a server that the bot has lately come to; told of it again, it owes nothing more.

        One transaction, and none where it came long ago, as is told at every start.
        """
        now = self._work.clock.now()
        if not is_fresh(arrival, now):
            return
        async with self._work.unit() as tx:
            if await greetings.add(tx, arrival):
                await deliveries.add(tx, self._hello(arrival, now))

    def _hello(self, arrival: Arrival, now: Instant) -> Delivery:
        return Delivery(
            id=self._work.ids.new(),
            community_id=arrival.community_id,
            kind=Kind.HELLO,
            subject=arrival.community_id,
            occurrence="once",
            group_id=NO_GROUP,
            person_id=None,
            due_at=now,
            expires_at=now + GREETED_WITHIN,
        )


async def hello_facts(tx: Connection, delivery: Delivery, _now: Instant) -> Arrival | None:
    """None once there is a group: then everybody knows."""
    if await groups.all_of(tx, delivery.community_id):
        return None
    return await greetings.get(tx, delivery.community_id)
