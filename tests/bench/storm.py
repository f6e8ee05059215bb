"""Every group's prompt at one minute, against Discord's limit, while people go on using commands."""

import asyncio
import time
from pathlib import Path

from bot.gateway.courier import GIVE_UP_AFTER_SECONDS
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person, Sandbox, SandboxClock
from sandbox.protocol.journal import Entry
from tests.bench.filling import PROMPT_AT, START, Place, add_groups, working
from tests.bench.measure import Result
from tests.chaos.process import Process

CHANNELS_A_GUILD = 50
BAR, FLOOR, SLOWEST_MS = 44.0, 50.0, 100.0
PAUSE_SECONDS = 0.1
ORDINARY = 0  # as against what Discord itself says, such as that a thread was opened


class Watch:
    """Counts what the bot did by when, and how long people waited for their answers."""

    def __init__(self, bot_id: int) -> None:
        self._bot_id = bot_id
        self.done: list[float] = []
        self.waited: list[float] = []
        self.refused = 0

    def see(self, entry: Entry) -> None:
        match entry.kind:
            case "message_created" if entry.message and entry.message.type == ORDINARY and not entry.message.reader:
                self._note(entry)
            case "thread_created":
                self._note(entry)
            case "refused" if entry.facts.get("status") == 429:
                self.refused += 1

    def _note(self, entry: Entry) -> None:
        if entry.author_id == self._bot_id:
            self.done.append(time.perf_counter())


async def storm(folder: Path, *, quick: bool) -> Result:
    prompts = 600 if quick else 5000
    path = folder / "storm.db"
    clock = SandboxClock(START, frozen=True)
    async with await Sandbox.start(clock=clock) as sandbox:
        asker, places = _build(sandbox, prompts)
        async with working(path, START) as work:
            await add_groups(work, places)
        watch = Watch(sandbox.world.bot.id)
        process = await Process.warm_up(folder / "storm.log")
        process.begin(sandbox, path, START, die={}, patience=GIVE_UP_AFTER_SECONDS)
        await process.ask("be ready", START)
        await sandbox.bot_connected()
        await process.ask("publish", START)
        await asyncio.sleep(1.0)  # until the limit's window of what came before is over
        sandbox.world.watch(watch.see)
        await clock.advance_to(PROMPT_AT)
        try:
            await _ask_until(asker, process, watch)
        finally:
            process.kill()
            await process.gone
    return _result(prompts, watch)


def _build(sandbox: Sandbox, prompts: int) -> tuple[Person, list[Place]]:
    asker, places = sandbox.person("Asker"), list[Place]()
    for first in range(0, prompts, CHANNELS_A_GUILD):
        guild = sandbox.world.add_guild(f"Server {first}")
        channels = [
            guild.add_channel(f"group-{first + index}") for index in range(min(CHANNELS_A_GUILD, prompts - first))
        ]
        for channel in channels:
            member = sandbox.world.add_user(f"member-of-{channel.name}")
            guild.add_member(member)
            places.append(Place(guild.id, channel.id, member.id))
        sandbox.world.install(guild, INSTALL_PERMISSIONS.value)
        if not first:
            guild.add_member(asker.user)
            asker.go(channels[0])
    return asker, places


async def _ask_until(asker: Person, process: Process, watch: Watch) -> None:
    """Somebody uses a command again and again until everything is out."""
    settling = asyncio.create_task(process.ask("settle", PROMPT_AT, patience=3600))
    while not settling.done():
        began = time.perf_counter()
        await asker.slash("group show", name="Group 1")
        watch.waited.append((time.perf_counter() - began) * 1000)
        await asyncio.wait([settling], timeout=PAUSE_SECONDS)
    await settling


def _result(prompts: int, watch: Watch) -> Result:
    requests = len(watch.done)
    seconds = watch.done[-1] - watch.done[0]
    rate = (requests - 1) / seconds
    waited = sorted(watch.waited)
    slowest = waited[min(len(waited) - 1, int(len(waited) * 0.99))]
    return Result(
        "storm",
        rate,
        BAR,
        "requests a second",
        requests == 2 * prompts and rate >= BAR and not watch.refused and slowest <= SLOWEST_MS,
        f"{FLOOR:.0f} a second, Discord's limit for a bot, of which Trellis takes 45",
        f"{prompts:,} prompts, {requests:,} of {2 * prompts:,} requests in {seconds:.0f} s, "
        f"{watch.refused} answers of 429 (bar 0); "
        f"{len(waited)} commands meanwhile: p50 {waited[len(waited) // 2]:.0f} ms, "
        f"p99 {slowest:.0f} ms (bar {SLOWEST_MS:.0f})",
    )
