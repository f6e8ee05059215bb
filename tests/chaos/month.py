"""A month of rounds, in which Trellis is killed again and again, and what is there at the end of it."""

import asyncio
import random
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from whenever import Instant

from sandbox import Sandbox
from sandbox.people.refused import ClientRefused, InteractionFailed
from sandbox.protocol.journal import Entry
from tests.chaos.came_of_deeds import what_came_of_deeds
from tests.chaos.deeds import Deed, deeds_of, deeds_owed
from tests.chaos.owed import Act, Verdict, compare, what_is_owed, what_is_there, what_people_do
from tests.chaos.points import EFFECT, INSTANT, PATIENCE, Kill, Killer
from tests.chaos.process import Broken, Died, Process
from tests.chaos.town import START, Town, answer, instant, new_clock
from tests.chaos.trouble import make_trouble

EFFECTS = ("message_created", "thread_created", "message_edited")
NONCE_WINDOW_SECONDS = 3600.0
FORGOTTEN_CHANCE, TROUBLE_CHANCE = 0.35, 0.5
TRIES_MOST = 20
CALM = timedelta(hours=3)


class Month:
    """`kills` is how many lives it is to cost; `killed` how many it did."""

    def __init__(self, sandbox: Sandbox, folder: Path, killer: Killer, rng: random.Random, kills: int) -> None:
        self.sandbox, self.town = sandbox, Town(sandbox)
        self._database, self._log = folder / "trellis.db", folder / "bot.log"
        self._killer, self._rng = killer, rng
        self.kills, self.killed, self._due_kills = kills, 0, 0
        self._kill: Kill | None = None
        self._killing: asyncio.TimerHandle | None = None
        self.forgotten = FORGOTTEN_CHANCE
        sandbox.world.watch(self._witness)

    async def play(self, weeks: int) -> Verdict:
        """From the first day to a Sunday so many weeks on; compares what is owed with what is there."""
        end = START.replace(hour=12) + timedelta(days=3 + 7 * weeks)
        acts = what_people_do(self.town.teams, START, end)
        deeds = deeds_of(self.town.maria, self.town.teams, self.town.places, START, end)
        doings = sorted([*acts, *deeds], key=lambda each: each.at)
        shares = Counter(self._rng.choices(range(len(doings)), k=self.kills))
        async with self.lived():
            for index, doing in enumerate(doings):
                self._due_kills += shares[index]
                self._trouble()
                await self.go_to(doing.at)
                await self.act(doing)
            await self.calm_down(end)
        return self.verdict(acts, end, deeds)

    @asynccontextmanager
    async def lived(self) -> AsyncIterator[None]:
        """The groups are founded and the first process lives; the last one ends with the block."""
        self._spare = await Process.warm_up(self._log)
        await self._start()
        try:
            await self._ask("publish")
            await self.sandbox.bot_connected()
            await self.town.open_meetings()
            for team in self.town.teams:
                await self.sandbox.bot_connected()
                await self.town.found(team)
            await self.settle()
            self.sandbox.clock.attach(next_due=lambda: self._ask("look"), settle=self.settle)
            yield
        finally:
            self.sandbox.clock.detach()
            for process in (self._bot, self._spare):
                process.kill()
                await process.gone

    def verdict(self, acts: Sequence[Act], end: datetime, deeds: Sequence[Deed] = ()) -> Verdict:
        town = self.town
        owed = what_is_owed(town.teams, acts, START, end) + deeds_owed(deeds, end)
        there = what_is_there(town.teams, town.maria) + what_came_of_deeds(town.teams, town.places, town.maria)
        return compare(owed, there)

    # The process

    async def _start(self) -> None:
        self._bot = self._spare
        self._choose()
        points = self._kill.points if self._kill else {}
        self._bot.begin(self.sandbox, self._database, self.sandbox.clock.now(), die=points)
        self._armed = (self._bot, self._kill)
        self._spare = await Process.warm_up(self._log)

    async def _revive(self) -> None:
        """Another life, perhaps long after the last."""
        await self._bot.gone
        if self._bot.ending != -9 or self._kill is None:
            raise Broken(f"ended by itself with {self._bot.ending}; see {self._log}")
        self.killed += 1
        self._due_kills -= 1
        self._killer.struck[self._bot.died_at or self._kill.at] += 1
        self._disarm()
        if self._rng.random() < self.forgotten:
            self.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        await self._start()

    async def _ask(self, do: str, **more: Any) -> Instant | None:
        while True:
            try:
                return await self._bot.ask(do, self.sandbox.clock.now(), **more)
            except Died:
                await self._revive()

    # Killing

    def _choose(self) -> None:
        if self._kill is None and self._due_kills > 0:
            self._kill = self._killer.next()
        elif self._kill and self._kill.waited > PATIENCE:
            self._disarm()
            self._kill = self._killer.next(INSTANT)
        if self._kill:
            self._kill.waited += 1

    async def end_life(self, kill: Kill) -> None:
        """How this life is to end, from now on."""
        self._due_kills, self._kill = 1, kill
        await self._arm()

    def _disarm(self) -> None:
        if self._killing:
            self._killing.cancel()
        self._kill = self._killing = None

    async def _arm(self) -> None:
        self._choose()
        kill = self._kill
        if kill is None:
            return
        if kill.at == INSTANT:
            self._killing = asyncio.get_running_loop().call_later(kill.delay, self._bot.kill)
        elif kill.points and self._armed != (self._bot, kill):
            self._armed = (self._bot, kill)
            await self._ask("die", at=kill.points)

    def _witness(self, entry: Entry) -> None:
        """Discord has done what it was asked, and its answer is not yet on its way."""
        kill = self._kill
        if kill and kill.at == EFFECT and entry.kind in EFFECTS and entry.author_id == self.sandbox.world.bot.id:
            kill.effects -= 1
            if kill.effects <= 0:
                self._bot.kill()

    # What happens

    async def settle(self) -> None:
        await self._arm()
        await self._ask("settle")

    def _trouble(self) -> None:
        if self._rng.random() < TROUBLE_CHANCE:
            make_trouble(self.sandbox, self._rng)

    async def go_to(self, moment: datetime) -> None:
        await self.sandbox.clock.advance_to(instant(moment))

    async def act(self, doing: Act | Deed) -> None:
        """Somebody does something and tries until it works, as people do; then what comes of it is sent."""
        failed: BaseException | None = None
        for _ in range(TRIES_MOST):
            await self._ask("be ready")
            with suppress(TimeoutError):  # killed meanwhile
                await self.sandbox.bot_connected()
            trying = asyncio.ensure_future(answer(doing) if isinstance(doing, Act) else doing.do())
            await asyncio.wait([trying, self._bot.gone], return_when=asyncio.FIRST_COMPLETED)
            if not trying.done():
                trying.cancel()
                await asyncio.wait([trying])
                continue
            if (failed := trying.exception()) is None:
                await self.settle()
                return
            if not isinstance(failed, InteractionFailed | ClientRefused | TimeoutError):
                raise failed
        raise Broken(f"nobody can act any more; see {self._log}") from failed

    async def calm_down(self, end: datetime) -> None:
        """Nobody kills any more and nothing goes wrong; what failed at the very end is tried again."""
        self.sandbox.world.faults.clear()
        await self.go_to(end)
        while self._due_kills > 0:  # those for which nothing happened any more
            self._kill, life = self._killer.next(INSTANT), self._bot
            await self.settle()
            # Killed while it settled, it has a successor already, which nothing may ever strike: it is not waited for.
            await life.gone
            if self._bot is life:
                await self._ask("look")
        self._disarm()
        await self._ask("die", at={})
        await self.go_to(end + CALM)


async def play(folder: Path, killer: Killer, rng: random.Random, *, kills: int, weeks: int) -> tuple[int, Verdict]:
    """How many kills it came to, and what was lost or doubled."""
    async with await Sandbox.start(clock=new_clock()) as sandbox:
        month = Month(sandbox, folder, killer, rng, kills)
        verdict = await month.play(weeks)
        return month.killed, verdict
