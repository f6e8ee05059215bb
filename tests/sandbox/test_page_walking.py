"""The page's clock: *Next* always gets somewhere, however busy the bot or the clock is."""

from collections.abc import Callable

import pytest
from whenever import Instant, TimeDelta

from sandbox import Sandbox, SandboxClock
from sandbox.page.served import Served
from sandbox.page.walking import Walking
from sandbox.people.refused import ClientRefused

START = Instant.from_utc(2026, 9, 3, 8)
HOUR = TimeDelta(hours=1)


class Owing:
    """A bot that owes something at each instant of a list until it is settled."""

    def __init__(self, clock: SandboxClock, *due: Instant) -> None:
        self._clock = clock
        self._due = list(due)
        clock.attach(next_due=self.next_due, settle=self.settle)

    async def next_due(self) -> Instant | None:
        return min(self._due, default=None)

    async def settle(self) -> None:
        self._due = [due for due in self._due if due > self._clock.now()]


def walking_of(sandbox: Sandbox, owing: Owing, *, changed: Callable[[], None] = lambda: None) -> Walking:
    person = sandbox.person("Maria", locale="en-GB")
    channel = sandbox.world.add_guild("Hillside").add_channel("general")

    async def restart() -> None:
        raise AssertionError("nothing restarts here")

    served = Served(
        people=[person], home=channel, zone="Europe/Oslo", next_due=owing.next_due, restart=restart, guide=()
    )
    return Walking(sandbox.clock, served, changed)


async def test_next_goes_past_what_the_bot_still_owes_now() -> None:
    clock = SandboxClock(START, frozen=True)
    async with await Sandbox.start(clock=clock) as sandbox:
        walking = walking_of(sandbox, Owing(clock, START, START + HOUR))

        await walking.to_next()

        assert clock.now() == START + HOUR


async def test_next_gets_to_what_was_due_while_the_clock_runs_on() -> None:
    clock = SandboxClock(START)
    async with await Sandbox.start(clock=clock) as sandbox:
        walking = walking_of(sandbox, Owing(clock, START, START + HOUR))

        await walking.to_next()

        assert clock.now() >= START + HOUR


async def test_next_says_so_where_only_the_present_was_due() -> None:
    clock = SandboxClock(START, frozen=True)
    async with await Sandbox.start(clock=clock) as sandbox:
        walking = walking_of(sandbox, Owing(clock, START))

        with pytest.raises(ClientRefused, match="nothing is due"):
            await walking.to_next()

        assert walking.target is None


async def test_a_second_walk_is_refused_while_the_first_waits_for_the_bot() -> None:
    clock = SandboxClock(START, frozen=True)
    async with await Sandbox.start(clock=clock) as sandbox:
        owing = Owing(clock, START + HOUR)
        walking = walking_of(sandbox, owing)
        refused = []

        async def impatient() -> None:
            with pytest.raises(ClientRefused, match="already moving") as error:
                await walking.on(hours=1)
            refused.append(error.value)
            await owing.settle()

        clock.attach(next_due=owing.next_due, settle=impatient)
        await walking.to_next()

        assert len(refused) > 0
