"""Beginning a ring in a group, reminding half-way, and closing it."""

from dataclasses import dataclass

from whenever import Instant

from bot.domain.ask_care import handed_over
from bot.domain.deliveries import Delivery, Kind
from bot.domain.errors import GroupRests, RingRunning
from bot.domain.groups import Group, Role
from bot.domain.people import Actor
from bot.domain.rings import DAYS_USUAL, Ring, RingStep, after_step, due_step, ending_now, has_answered, open_ring
from bot.services.groups import led_group
from bot.services.ring_facts import CARD_KEPT, RingFacts, facts_of_ring, of_ring, owe_ring_edit
from bot.services.work import Work
from bot.storage import asks, deliveries, groups, rings
from bot.storage.database import Connection

BATCH = 5  # rings a transaction


@dataclass(frozen=True)
class Begun:
    """A ring that is on its way to its group's channel."""

    ring: Ring
    group: Group


class Rings:
    def __init__(self, work: Work) -> None:
        self._work = work

    async def begin(self, actor: Actor, group_name: str | None, days: int = DAYS_USUAL) -> Begun:
        """Begins a ring in the group, and has its card posted in the group's channel, with its thread.

        Without a name it is the group the person leads and joined last. One transaction. GroupMissing,
        FacilitatorsOnly, GroupRests, RingRunning, OutOfRange.
        """
        now = self._work.clock.now()
        async with self._work.unit() as tx:
            group = await led_group(tx, actor, group_name)
            if pause := group.pause_from(group.today(now)):
                raise GroupRests(group.name, pause.last)
            if running := await rings.running(tx, group.community_id, group.id):
                raise RingRunning(group.name, group.channel_id, running.ends_at)
            ring = open_ring(self._work.ids.new(), group.community_id, group.id, actor.person_id, days, now)
            await rings.add(tx, ring)
            card = of_ring(self._work.ids.new(), ring, Kind.RING, "once", now, expires_at=ring.ends_at)
            await deliveries.add(tx, card)
            return Begun(ring, group)

    async def take_due_steps(self) -> int:
        """Takes the steps that have come in up to BATCH rings of all communities; returns how many it took.

        Half-way whoever made a request and has answered nobody yet is reminded; at the end the thread reads what came
        of it, and those who lead hear of what nobody has answered, or that nobody asked. One transaction.
        """
        now = self._work.clock.now()
        async with self._work.database.glancing() as tx:
            if not await rings.due(tx, now, most=1):
                return 0
        async with self._work.database.transaction() as tx:
            due = await rings.due(tx, now, BATCH)
            for ring in due:
                step = due_step(ring, now)
                taken = after_step(ring, step)
                await rings.save(tx, taken)
                if facts := await facts_of_ring(tx, taken):
                    await self._take(tx, facts, step, now)
        return len(due)

    async def next_due(self) -> Instant | None:
        async with self._work.database.glancing() as tx:
            return await rings.next_due(tx)

    async def _take(self, tx: Connection, facts: RingFacts, step: RingStep, now: Instant) -> None:
        match step:
            case RingStep.REMIND:
                await deliveries.add_all(tx, await self._reminders(tx, facts, now))
            case RingStep.CLOSE:
                await deliveries.add_all(tx, await self._closing(tx, facts, now))
                await owe_ring_edit(tx, self._work.ids, facts.ring.community_id, facts.ring.id, now)
                for request in facts.waiting:
                    await asks.save(tx, handed_over(request.ask, now))

    async def _reminders(self, tx: Connection, facts: RingFacts, now: Instant) -> list[Delivery]:
        """To members of the group alone: whoever has left it has done their part."""
        ring, members = facts.ring, await groups.members(tx, facts.ring.community_id, facts.ring.group_id)
        asked = {request.ask.person_id for request in facts.requests}
        silent = [
            each.person_id
            for each in members
            if each.person_id in asked and not has_answered(facts.requests, each.person_id)
        ]
        return [self._word(ring, Kind.RING_NUDGE, each, now, ring.ends_at) for each in silent]

    async def _closing(self, tx: Connection, facts: RingFacts, now: Instant) -> list[Delivery]:
        """What came of it; where nobody asked for anything, a word to each who leads what still goes on."""
        ring, until = facts.ring, now + CARD_KEPT
        if facts.requests:
            return [of_ring(self._work.ids.new(), ring, Kind.RING_CLOSED, "once", now)]
        if facts.group.archived_at:
            return []
        members = await groups.members(tx, ring.community_id, ring.group_id)
        leaders = [each.person_id for each in members if each.role is Role.FACILITATOR]
        return [self._word(ring, Kind.RING_EMPTY, leader, now, until) for leader in leaders]

    def _word(self, ring: Ring, kind: Kind, person_id: int, now: Instant, until: Instant) -> Delivery:
        occurrence = f"person:{person_id}"
        return of_ring(self._work.ids.new(), ring, kind, occurrence, now, person_id=person_id, expires_at=until)


async def end_ring(tx: Connection, group: Group, now: Instant) -> None:
    """Has the ring of a group that is to rest, or is put away, close now, if one is running. Part of a transaction."""
    if ring := await rings.running(tx, group.community_id, group.id):
        await rings.save(tx, ending_now(ring, now))
