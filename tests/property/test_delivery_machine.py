"""Deliveries under every order of events: two hands, crashes, leases that run out, clocks that jump.

A model says what each row must be; after every step the file holds exactly that. What is checked beyond the rows is
what a hand is told: a claim never hands out what another hand holds, and a hand that no longer holds is told so.
"""

import asyncio
import tempfile
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from whenever import Instant, TimeDelta

from bot.domain.deliveries import LEASE, Delivered, Delivery, Dropped, Impossible, Kind, Reason, State, Waits
from bot.domain.people import Actor, Language
from bot.storage import deliveries
from bot.storage.database import Connection, SqliteDatabase
from tests.schema import laid_out

START = Instant.from_utc(2026, 9, 3, 10)
COMMUNITY, GROUP = 10, 20
PEOPLE = (31, 32)
HANDS = ("main", "worker")
FINAL = {State.DELIVERED, State.EXPIRED, State.UNREACHABLE, State.CANCELLED}
OPEN_WITHOUT_REASON = {State.SCHEDULED, State.CLAIMED}
HOUR = TimeDelta(hours=1)

hands = st.sampled_from(HANDS)
minutes = st.integers(0, 180)


@dataclass(frozen=True)
class Owed:
    """A row as it must be."""

    delivery: Delivery
    due_at: Instant
    state: State = State.SCHEDULED
    reason: Reason | None = None
    owner: str | None = None
    lease_until: Instant | None = None
    attempts: int = 0
    tried_at: Instant | None = None
    message_id: int | None = None

    @property
    def freed(self) -> "Owed":
        return replace(self, state=State.SCHEDULED, owner=None, lease_until=None)


@dataclass
class Hand:
    """What a process believes to hold, rightly or not."""

    held: dict[int, Delivery] = field(default_factory=dict)


class DeliveryMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.database = self.run(_opened(Path(self.folder.name) / "trellis.db"))
        self.now = self.real_now = START
        self.owed: dict[int, Owed] = {}
        self.keys: dict[tuple[Kind, int, str], int] = {}
        self.ended: dict[int, dict[str, Any]] = {}
        self.hands = {name: Hand() for name in HANDS}
        self.ids = 0

    def run(self, work: Awaitable[Any]) -> Any:
        return self.runner.run(_awaited(work))

    async def _writing(self, act: Any) -> Any:
        async with self.database.transaction() as tx:
            return await act(tx)

    def write(self, act: Any) -> Any:
        """`act` in a transaction of its own, as every use case has."""
        return self.run(self._writing(act))

    # What is owed

    @rule(
        kind=st.sampled_from([Kind.PROMPT, Kind.DIGEST, Kind.NUDGE]),
        subject=st.integers(1, 3),
        occurrence=st.sampled_from(["once", "again"]),
        due=minutes,
        kept=st.integers(1, 600),
        person=st.sampled_from(PEOPLE),
    )
    def plan(self, kind: Kind, subject: int, occurrence: str, due: int, kept: int, person: int) -> None:
        self.ids += 1
        due_at = self.now + TimeDelta(minutes=due - 60)
        delivery = Delivery(
            id=self.ids,
            community_id=COMMUNITY,
            kind=kind,
            subject=subject,
            occurrence=occurrence,
            group_id=GROUP,
            person_id=person,
            due_at=due_at,
            expires_at=due_at + TimeDelta(minutes=kept),
        )

        born = self.write(lambda tx: deliveries.add(tx, delivery))

        key = (kind, subject, occurrence)
        assert born is (key not in self.keys)
        if born:
            self.keys[key] = delivery.id
            self.owed[delivery.id] = Owed(delivery, due_at)

    # What hands do

    @rule(hand=hands, most=st.integers(1, 4))
    def claim(self, hand: str, most: int) -> None:
        async def act(tx: Connection) -> list[Delivery]:
            await deliveries.reap(tx, self.real_now)
            await deliveries.expire(tx, self.now)
            return await deliveries.claim_due(tx, hand, self.now, self.real_now, most)

        claimed = self.write(act)

        self._reap()
        self._expire()
        due = [each for each in self.owed.values() if each.state is State.SCHEDULED and each.due_at <= self.now]
        taken = self._in_turn(due)[:most]
        taken.sort(key=lambda each: (each.delivery.policy.priority, each.due_at, each.delivery.id))
        self._take(hand, taken, claimed)

    def _in_turn(self, due: list[Owed]) -> list[Owed]:
        """The group's row, each as patient as the most patient before it; nudges stand in no row."""
        row = [each for each in due if each.delivery.kind is not Kind.NUDGE]
        row.sort(key=lambda each: (each.due_at, each.delivery.policy.priority, each.delivery.id))
        if any(each.state is State.CLAIMED and each.delivery.kind is not Kind.NUDGE for each in self.owed.values()):
            row = []
        turns = list(accumulate((each.delivery.policy.priority for each in row), max))
        alone = [each for each in due if each.delivery.kind is Kind.NUDGE]
        turns += [each.delivery.policy.priority for each in alone]
        placed = sorted(zip(turns, row + alone, strict=True), key=lambda at: (at[0], at[1].due_at, at[1].delivery.id))
        return [each for _, each in placed]

    @rule(hand=hands, person=st.sampled_from(PEOPLE))
    def come_by(self, hand: str, person: int) -> None:
        actor = Actor(COMMUNITY, person, Language.ENGLISH)
        claimed = self.write(lambda tx: deliveries.claim_waiting(tx, hand, actor, self.real_now, len(self.owed) + 1))

        waiting = [
            each for each in self.owed.values() if each.state is State.WAITING and each.delivery.person_id == person
        ]
        waiting.sort(key=lambda each: (each.delivery.policy.priority, each.due_at, each.delivery.id))
        self._take(hand, waiting, claimed)

    def _take(self, hand: str, expected: list[Owed], claimed: list[Delivery]) -> None:
        assert [each.id for each in claimed] == [each.delivery.id for each in expected]
        for each in claimed:
            self.hands[hand].held[each.id] = each
            self._set(each.id, state=State.CLAIMED, owner=hand, lease_until=self.real_now + LEASE)

    @precondition(lambda self: self._somebody_holds())
    @rule(hand=hands, data=st.data())
    def begin(self, hand: str, data: st.DataObject) -> None:
        if (held := self._pick(hand, data)) is None:
            return

        begun = self.write(lambda tx: deliveries.begin_try(tx, held.id, hand, self.real_now))

        assert begun is self._holds(hand, held.id)
        if begun:
            owed = self.owed[held.id]
            self._set(
                held.id,
                attempts=owed.attempts + 1,
                tried_at=owed.tried_at or self.real_now,
                lease_until=self.real_now + LEASE,
            )

    @precondition(lambda self: self._somebody_holds())
    @rule(hand=hands, data=st.data(), message=st.integers(100, 999))
    def note_message(self, hand: str, data: st.DataObject, message: int) -> None:
        if (held := self._pick(hand, data)) is None:
            return

        noted = self.write(lambda tx: deliveries.record_message(tx, held.id, hand, 7, message))

        assert noted is self._holds(hand, held.id)
        if noted:
            self._set(held.id, message_id=message)

    @precondition(lambda self: self._somebody_holds())
    @rule(
        hand=hands,
        data=st.data(),
        ending=st.sampled_from(
            [
                (Delivered(7, 55), State.DELIVERED),
                (Delivered(7, 55, reason=Reason.SENT_BEFORE_CRASH), State.DELIVERED),
                (Waits(Reason.NO_CONSENT), State.WAITING),
                (Waits(Reason.MESSAGES_CLOSED), State.WAITING),
                (Impossible(Reason.CHANNEL_GONE), State.UNREACHABLE),
                (Dropped(Reason.TOO_LATE), State.EXPIRED),
                (Dropped(Reason.NO_LONGER_NEEDED), State.CANCELLED),  # answered, left, or gone away meanwhile
            ]
        ),
    )
    def record(self, hand: str, data: st.DataObject, ending: tuple[Any, State]) -> None:
        if (held := self._pick(hand, data)) is None:
            return
        outcome, state = ending

        kept = self.write(lambda tx: deliveries.finish(tx, held.id, hand, outcome, self.now))

        assert kept is self._holds(hand, held.id)
        del self.hands[hand].held[held.id]
        if kept:
            sent = outcome.message_id if isinstance(outcome, Delivered) else None
            message_id = sent or self.owed[held.id].message_id
            self._set(held.id, state=state, reason=outcome.reason, owner=None, lease_until=None, message_id=message_id)

    @precondition(lambda self: self._somebody_holds())
    @rule(hand=hands, data=st.data(), wait=minutes)
    def fail(self, hand: str, data: st.DataObject, wait: int) -> None:
        if (held := self._pick(hand, data)) is None:
            return
        again_at = self.now + TimeDelta(minutes=wait)

        kept = self.write(lambda tx: deliveries.try_again(tx, held.id, hand, again_at, Reason.OFFLINE))

        assert kept is self._holds(hand, held.id)
        del self.hands[hand].held[held.id]
        if kept:
            self._set(held.id, reason=Reason.OFFLINE, due_at=again_at)
            self.owed[held.id] = self.owed[held.id].freed

    @rule(hand=hands)
    def crash_and_start_again(self, hand: str) -> None:
        self.hands[hand] = Hand()

        freed = self.write(lambda tx: deliveries.reap(tx, self.real_now, owner=hand))

        assert freed == self._reap(hand)

    # What time does

    @rule(passed=st.integers(1, 30))
    def time_passes(self, passed: int) -> None:
        self.now += TimeDelta(minutes=passed)
        self.real_now += TimeDelta(minutes=passed)

    @rule(hours=st.sampled_from([-1, 1]))
    def the_clock_jumps(self, hours: int) -> None:
        self.now += hours * HOUR
        self.real_now += hours * HOUR

    @rule(passed=st.integers(1, 24))
    def the_sandbox_is_moved_on(self, passed: int) -> None:
        self.now += passed * HOUR

    @rule()
    def leases_are_reaped(self) -> None:
        freed = self.write(lambda tx: deliveries.reap(tx, self.real_now))

        assert freed == self._reap()

    # What always holds

    @invariant()
    def the_file_holds_what_the_model_says(self) -> None:
        rows = self._rows()

        assert {id: _as_owed(row) for id, row in rows.items()} == {
            id: {**_as_owed(vars(each)), "owner": each.owner} for id, each in self.owed.items()
        }

    @invariant()
    def what_ended_stays_ended_as_it_was(self) -> None:
        rows = self._rows()

        assert {id: rows[id] for id in self.ended} == self.ended

        self.ended = {id: row for id, row in rows.items() if State(row["state"]) in FINAL}

    @invariant()
    def nothing_owed_is_lost(self) -> None:
        rows = self._rows()

        assert sorted(rows) == sorted(self.keys.values())
        ended_without_reason = [
            id for id, row in rows.items() if State(row["state"]) not in OPEN_WITHOUT_REASON and not row["reason"]
        ]
        assert ended_without_reason == []

    def teardown(self) -> None:
        """Left alone with one healthy hand, everything comes to an end with a reason."""
        try:
            self.now = self.real_now = max(self.now, self.real_now) + 72 * HOUR
            self.crash_and_start_again(HANDS[0])
            self.leases_are_reaped()
            self.write(lambda tx: deliveries.expire(tx, self.now))
            still_open = [
                id
                for id, row in self._rows().items()
                if State(row["state"]) not in FINAL and row["expires_at"] <= self.now.timestamp(unit="microsecond")
            ]
            assert still_open == []
        finally:
            self.run(self.database.close())
            self.runner.close()
            self.folder.cleanup()

    # The model

    def _set(self, id: int, **changes: Any) -> None:
        self.owed[id] = replace(self.owed[id], **changes)

    def _holds(self, hand: str, id: int) -> bool:
        owed = self.owed[id]
        return owed.state is State.CLAIMED and owed.owner == hand

    def _somebody_holds(self) -> bool:
        return any(hand.held for hand in self.hands.values())

    def _pick(self, hand: str, data: st.DataObject) -> Delivery | None:
        """Something this hand believes to hold, perhaps wrongly."""
        held = self.hands[hand].held
        return held[data.draw(st.sampled_from(sorted(held)))] if held else None

    def _reap(self, owner: str | None = None) -> int:
        dead = [
            id
            for id, each in self.owed.items()
            if each.state is State.CLAIMED
            and ((each.lease_until is not None and each.lease_until <= self.real_now) or each.owner == owner)
        ]
        for id in dead:
            self.owed[id] = self.owed[id].freed
        return len(dead)

    def _expire(self) -> None:
        for id, each in self.owed.items():
            if each.state in (State.SCHEDULED, State.WAITING) and each.delivery.expires_at <= self.now:
                self._set(id, state=State.EXPIRED, reason=Reason.TOO_LATE)

    async def _read(self) -> dict[int, dict[str, Any]]:
        async with self.database.reading() as tx:
            return {row["id"]: dict(row) for row in await tx.fetch_all("SELECT * FROM deliveries")}

    def _rows(self) -> dict[int, dict[str, Any]]:
        found: dict[int, dict[str, Any]] = self.run(self._read())
        return found


async def _opened(path: Path) -> SqliteDatabase:
    return await SqliteDatabase.open(await laid_out(path))


async def _awaited(work: Awaitable[Any]) -> Any:
    return await work


def _as_owed(row: dict[str, Any]) -> dict[str, Any]:
    """What the model speaks of, in one shape for rows and for the model."""
    return {
        "state": State(row["state"]),
        "reason": row["reason"] and Reason(row["reason"]),
        "owner": row.get("lease_owner"),
        "lease_until": _stored(row["lease_until"]),
        "due_at": _stored(row["due_at"]),
        "attempts": row["attempts"],
        "tried_at": _stored(row["tried_at"]),
        "message_id": row["message_id"],
    }


def _stored(moment: Instant | int | None) -> int | None:
    return moment.timestamp(unit="microsecond") if isinstance(moment, Instant) else moment


TestDeliveries = DeliveryMachine.TestCase
TestDeliveries.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
