"""Claim → commit → send → record.

Nothing is sent inside a transaction, and nothing is recorded that another hand has taken over meanwhile. Within one
group deliveries keep their order; different groups are served side by side, what goes to one person apart from them,
and each community as if it were alone: what one is owed, however much, keeps no other waiting. The events logged here
are the points at which the tests kill the process.
"""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from typing import Protocol
from weakref import WeakValueDictionary

import structlog
from whenever import Instant

from bot.delivery.lanes import Lane, Lanes
from bot.domain.deliveries import Delivered, Delivery, Failed, Place, Reason, SendOutcome, Share
from bot.domain.errors import DatabaseFault
from bot.services.deliveries import Deliveries, Notes
from bot.services.letters import Letter

log = structlog.get_logger()

BATCH = 40
SHARE = Share(of_group=5, of_community=BATCH)
COMMUNITIES = 8  # so many may be served to the full at the same time
TO_ONE_AT_ONCE = 4  # direct messages are a second apart: more of them would only wait for one another


def _place_in_lane(delivery: Delivery) -> tuple[int, Instant, int, int]:
    """Within a lane what was due first goes first, a late digest before the prompt after it."""
    return delivery.lane, delivery.due_at, delivery.policy.priority, delivery.id


def _lanes(claimed: Iterable[Delivery]) -> list[Lane]:
    """Return what is claimed of each group in its order, the lane with the most urgent first."""
    by_lane = groupby(sorted(claimed, key=_place_in_lane), key=lambda delivery: delivery.lane)
    lanes = [list(lane) for _, lane in by_lane]
    return sorted(lanes, key=lambda lane: min((each.policy.priority, each.due_at) for each in lane))


class Courier(Protocol):
    async def send(self, letter: Letter, notes: Notes) -> SendOutcome:
        """Takes a letter to Discord and says what became of it; raises nothing that a table of outcomes can name."""

    async def confirm(self, delivery: Delivery) -> None:
        """It is recorded that it is out: whoever waits for it may be told where it is."""


class Dispatcher:
    """`at_once` is how many groups of one community are served at the same time."""

    def __init__(self, deliveries: Deliveries, courier: Courier, *, at_once: int) -> None:
        self._deliveries = deliveries
        self._courier = courier
        self._writers: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._stirred = asyncio.Event()
        self._rows = Lanes(self._serve, self._stirred, of_each=at_once, of_all=at_once * COMMUNITIES)
        self._to_one = Lanes(self._serve, self._stirred, of_each=TO_ONE_AT_ONCE, of_all=TO_ONE_AT_ONCE * COMMUNITIES)

    @property
    def is_busy(self) -> bool:
        return self._rows.is_busy or self._to_one.is_busy

    @property
    def has_run_dry(self) -> bool:
        """Something has ended behind which nothing waits: there is room for more of its community."""
        return self._rows.has_run_dry or self._to_one.has_run_dry

    @property
    def trouble(self) -> list[Exception]:
        """Return what broke while it was begun or recorded; the rest went on."""
        return [*self._rows.trouble, *self._to_one.trouble]

    def stir(self) -> None:
        """Ends a wait: there is something new to look at."""
        self._stirred.set()

    async def wait(self, seconds: float) -> None:
        """Until something ends, somebody stirs, or the time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, seconds)):
                await self._stirred.wait()
        self._stirred.clear()

    async def take(self) -> int:
        """Claims what is due and begins to send it; returns how much that is."""
        taken = 0
        while claimed := await self._claim():
            taken += len(claimed)
            log.info("dispatcher.claimed", deliveries=len(claimed))
            self._rows.add(_lanes(each for each in claimed if each.policy.place is not Place.PERSON))
            self._to_one.add([each] for each in claimed if each.policy.place is Place.PERSON)
            if len(claimed) < BATCH or not (self._rows.has_room and self._to_one.has_room):
                break
        return taken

    async def end(self) -> None:
        """Breaks off all that is under way; it stays owed."""
        await self._rows.end()
        await self._to_one.end()

    async def _claim(self) -> list[Delivery]:
        self._rows.has_run_dry = self._to_one.has_run_dry = False
        in_hand = {*self._rows.in_hand(), *self._to_one.in_hand()}
        return await self._deliveries.claim(BATCH, share=SHARE, in_hand=in_hand)

    def _writing(self, delivery: Delivery) -> asyncio.Lock:
        """One of each community at a time: the database has one writer, and whoever else comes to it, a person who
        waits for an answer or another community, is not to stand behind all that this one has under way."""
        return self._writers.setdefault(delivery.community_id, asyncio.Lock())

    async def _serve(self, lane: Lane) -> None:
        for delivery in lane:
            await self._deliver(delivery)

    async def _deliver(self, delivery: Delivery) -> None:
        async with self._writing(delivery):
            letter = await self._deliveries.begin(delivery)
        if letter is None:
            log.warning("dispatcher.lease_lost", delivery=delivery.id)
            return
        log.info("dispatcher.begun", delivery=delivery.id, kind=delivery.kind)

        async def note_message(channel_id: int, message_id: int) -> None:
            log.info("dispatcher.message_sent", delivery=delivery.id, message=message_id)
            async with self._writing(delivery):
                await self._deliveries.note_message(delivery, channel_id, message_id)
            log.info("dispatcher.message_noted", delivery=delivery.id, message=message_id)

        async def note_thread(thread_id: int) -> None:
            log.info("dispatcher.thread_made", delivery=delivery.id, thread=thread_id)
            async with self._writing(delivery):
                await self._deliveries.note_thread(delivery, thread_id)
            log.info("dispatcher.thread_noted", delivery=delivery.id, thread=thread_id)

        notes = Notes(note_message, note_thread)
        outcome = await self._send(letter, notes) if isinstance(letter, Letter) else letter
        log.info("dispatcher.sent", delivery=delivery.id, outcome=type(outcome).__name__, reason=outcome.reason)
        async with self._writing(delivery):
            kept = await self._deliveries.record(delivery, outcome)
        log.info("dispatcher.recorded", delivery=delivery.id, kept=kept, again=isinstance(outcome, Failed))
        if kept and isinstance(outcome, Delivered):
            await self._courier.confirm(delivery)

    async def _send(self, letter: Letter, notes: Notes) -> SendOutcome:
        try:
            return await self._courier.send(letter, notes)
        except DatabaseFault:  # it is not the delivery that is broken, and what becomes of it cannot be recorded
            raise
        except Exception:  # one delivery that breaks our code must not hold up all the others
            log.exception("dispatcher.broken", delivery=letter.delivery.id, kind=letter.delivery.kind)
            return Failed(Reason.BROKEN)
