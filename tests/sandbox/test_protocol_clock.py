"""The simulated clock: it walks through what falls due, and never stands still on it."""

from __future__ import annotations

import pytest
from whenever import Instant, TimeDelta

from sandbox import SandboxClock
from sandbox.clock import ClockIsStuck

START = Instant.from_utc(2026, 9, 7, hour=8)
HOUR = TimeDelta(hours=1)


class Alarms:
    """Things due at given instants; settling takes those that have come."""

    def __init__(self, clock: SandboxClock, *due: Instant) -> None:
        self.clock = clock
        self.due = sorted(due)
        self.rang: list[Instant] = []
        clock.attach(next_due=self.next_due, settle=self.settle)

    async def next_due(self) -> Instant | None:
        return self.due[0] if self.due else None

    async def settle(self) -> None:
        while self.due and self.due[0] <= self.clock.now():
            self.rang.append(self.clock.now())
            self.due.pop(0)


@pytest.fixture
def clock() -> SandboxClock:
    return SandboxClock(START, frozen=True)


async def test_a_frozen_clock_moves_only_when_told(clock: SandboxClock) -> None:
    before = clock.now()

    await clock.advance(days=1, hours=2, minutes=30)

    assert (before, clock.now()) == (START, START + TimeDelta(hours=26, minutes=30))


async def test_every_due_instant_is_met_at_its_time(clock: SandboxClock) -> None:
    alarms = Alarms(clock, START + HOUR, START + 3 * HOUR, START + 9 * HOUR)

    await clock.advance(hours=4)

    assert (alarms.rang, clock.now()) == ([START + HOUR, START + 3 * HOUR], START + 4 * HOUR)


async def test_the_next_due_instant_can_be_gone_to(clock: SandboxClock) -> None:
    Alarms(clock, START + HOUR)

    assert [await clock.advance_to_next(), await clock.advance_to_next()] == [START + HOUR, None]
    assert clock.now() == START + HOUR


async def test_what_is_overdue_rings_now(clock: SandboxClock) -> None:
    alarms = Alarms(clock, START - HOUR)

    await clock.advance(minutes=1)

    assert alarms.rang == [START]


async def test_what_stays_due_for_ever_is_an_error(clock: SandboxClock) -> None:
    async def always() -> Instant:
        return START

    async def nothing() -> None: ...

    clock.attach(next_due=always, settle=nothing)

    with pytest.raises(ClockIsStuck):
        await clock.advance(hours=1)


async def test_a_running_clock_keeps_running_after_a_move() -> None:
    clock = SandboxClock(START)

    await clock.advance(hours=1)

    assert START + HOUR <= clock.now() < START + HOUR + TimeDelta(minutes=1)


async def test_messages_show_the_simulated_time_and_carry_ids_of_real_time(guild, alice, channel) -> None:
    world = guild.world
    await world.clock.advance(days=30)

    seen = await alice.write(channel, "Hello")

    message = channel.messages[seen.id]
    assert message.timestamp > Instant.now() + TimeDelta(hours=29 * 24)
    assert abs((seen.id >> 22) / 1000 + 1_420_070_400 - world.real.unix()) < 60
