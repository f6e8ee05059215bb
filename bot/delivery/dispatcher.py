"""Claim → commit → send → record.

Nothing is sent inside a transaction, and nothing is recorded that another hand has taken over meanwhile. Within one
group deliveries keep their order; different groups are served side by side. The events logged here are the points at
which the tests kill the process.
"""

import asyncio
from itertools import groupby
from typing import Protocol

import structlog
from whenever import Instant

from bot.domain.deliveries import Delivered, Delivery, Failed, Reason, SendOutcome
from bot.domain.errors import DatabaseFault
from bot.services.deliveries import Deliveries, Notes
from bot.services.letters import Letter

log = structlog.get_logger()

BATCH = 40


def _place_in_lane(delivery: Delivery) -> tuple[int, Instant, int, int]:
    """Within a lane what was due first goes first, a late digest before the prompt after it."""
    return delivery.lane, delivery.due_at, delivery.policy.priority, delivery.id


class Courier(Protocol):
    async def send(self, letter: Letter, notes: Notes) -> SendOutcome:
        """Takes a letter to Discord and says what became of it; raises nothing that a table of outcomes can name."""

    async def confirm(self, delivery: Delivery) -> None:
        """It is recorded that it is out: whoever waits for it may be told where it is."""


class Dispatcher:
    def __init__(self, deliveries: Deliveries, courier: Courier, *, at_once: int) -> None:
        self._deliveries = deliveries
        self._courier = courier
        self._room = asyncio.Semaphore(at_once)

    async def run(self) -> int:
        """Sends what is due until nothing is; returns how many it had in hand."""
        handled = 0
        while claimed := await self._deliveries.claim(BATCH):
            log.info("dispatcher.claimed", deliveries=len(claimed))
            by_group = sorted(claimed, key=_place_in_lane)
            async with asyncio.TaskGroup() as lanes:
                for _, lane in groupby(by_group, key=lambda delivery: delivery.lane):
                    lanes.create_task(self._serve(list(lane)))
            handled += len(claimed)
        return handled

    async def _serve(self, lane: list[Delivery]) -> None:
        async with self._room:
            for delivery in lane:
                await self._deliver(delivery)

    async def _deliver(self, delivery: Delivery) -> None:
        letter = await self._deliveries.begin(delivery)
        if letter is None:
            log.warning("dispatcher.lease_lost", delivery=delivery.id)
            return
        log.info("dispatcher.begun", delivery=delivery.id, kind=delivery.kind)

        async def note_message(channel_id: int, message_id: int) -> None:
            log.info("dispatcher.message_sent", delivery=delivery.id, message=message_id)
            await self._deliveries.note_message(delivery, channel_id, message_id)
            log.info("dispatcher.message_noted", delivery=delivery.id, message=message_id)

        async def note_thread(thread_id: int) -> None:
            log.info("dispatcher.thread_made", delivery=delivery.id, thread=thread_id)
            await self._deliveries.note_thread(delivery, thread_id)
            log.info("dispatcher.thread_noted", delivery=delivery.id, thread=thread_id)

        notes = Notes(note_message, note_thread)
        outcome = await self._send(letter, notes) if isinstance(letter, Letter) else letter
        log.info("dispatcher.sent", delivery=delivery.id, outcome=type(outcome).__name__, reason=outcome.reason)
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
