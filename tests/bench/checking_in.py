"""What an answer costs: the CPU of a submitted check-in form, as many times that of answering “pong”."""

import asyncio
import json
import statistics
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.domain.experiments import Experiment, Frame, Plan, last_day
from bot.domain.groups import Group, Membership, Role
from bot.domain.people import Language
from bot.domain.people import Person as Member
from bot.domain.recurrence import next_after
from bot.domain.rounds import plan_round
from bot.storage import experiments, groups, people, rounds
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person, Sandbox, SandboxClock
from tests.bench.filling import PROMPT_AT, RHYTHM, START, working
from tests.bench.measure import Result

ROOT = Path(__file__).parents[2]
BAR = 4.0
A_GROUP, BLOCK = 8, 16  # people
BLOCKS, BLOCKS_QUICK = 12, 4
SETTLED_SECONDS = 0.3  # a block's last answer is dealt with to its end well within this
TEXT = "I asked one open question and waited for the answer. " * 5


class Bot:
    """A process and the sandbox it is in."""

    def __init__(self, raw: asyncio.subprocess.Process, sandbox: Sandbox) -> None:
        self._raw = raw
        self.sandbox = sandbox

    async def told(self) -> None:
        assert self._raw.stdout is not None  # piped
        if not await self._raw.stdout.readline():
            raise RuntimeError(f"the bot ended with {await self._raw.wait()}")

    async def settle(self) -> None:
        assert self._raw.stdin is not None  # piped
        self._raw.stdin.write(b"settle\n")
        await self.told()

    async def cpu(self) -> float:
        """Milliseconds of CPU so far, once it has come to rest."""
        await asyncio.sleep(SETTLED_SECONDS)
        return _ran(self._raw.pid)


def _ran(pid: int) -> float:
    """Milliseconds that all threads of a process have run, as Linux tells them."""
    told = [task.read_text(encoding="ascii") for task in Path(f"/proc/{pid}/task").glob("*/schedstat")]
    return sum(int(each.split()[0]) for each in told) / 1e6


@asynccontextmanager
async def _bot(which: str, sandbox: Sandbox, **told: Any) -> AsyncIterator[Bot]:
    raw = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.answering",
        which,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
    )
    assert raw.stdin is not None  # piped
    try:
        login = {"token": sandbox.token, "api_base": sandbox.api_base, "gateway_url": sandbox.gateway_url}
        raw.stdin.write(json.dumps({**login, **told}).encode() + b"\n")
        bot = Bot(raw, sandbox)
        await bot.told()
        yield bot
    finally:
        raw.stdin.close()
        await raw.wait()


async def checkin(folder: Path, *, quick: bool) -> Result:
    """The form of `/checkin`: validated, stored, card and count queued, answered. Beside it, untold by the bar, the
    form under a prompt that is out, whose answer also writes the prompt anew."""
    blocks = BLOCKS_QUICK if quick else BLOCKS
    path = folder / "checkin.db"
    async with (
        await Sandbox.start(clock=SandboxClock(PROMPT_AT, frozen=True)) as ours,
        await Sandbox.start(clock=SandboxClock(PROMPT_AT, frozen=True)) as bare,
    ):
        answerers = await _fill(ours, path, (blocks + 1) * 2 * BLOCK)
        pingers = _pingers(bare)
        async with (
            _bot("trellis", ours, database=str(path), now=PROMPT_AT.format_iso()) as trellis,
            _bot("pong", bare) as pong,
        ):
            await trellis.settle()
            costs: list[tuple[float, float, float]] = []
            for number in range(blocks + 1):
                first = number * 2 * BLOCK
                one = await _answers(trellis, answerers[first : first + BLOCK], _by_command)
                two = await _answers(trellis, answerers[first + BLOCK : first + 2 * BLOCK], _under_prompt)
                other = await _cost(pong, pingers, lambda person: person.slash("ping"))
                costs.append((one, two, other))
    return _result(costs[1:])  # the first block warms both up


async def _by_command(person: Person) -> None:
    await person.slash("checkin", outcome="tried")


async def _under_prompt(person: Person) -> None:
    await person.press("🌱 I tried")


async def _answers(bot: Bot, block: Sequence[Person], open_form: Callable[[Person], Awaitable[None]]) -> float:
    for person in block:
        await open_form(person)
    return await _cost(bot, block, lambda person: person.submit(tried=TEXT, learned=TEXT))


async def _cost(bot: Bot, doers: Sequence[Person], do: Callable[[Person], Awaitable[Any]]) -> float:
    """Milliseconds of CPU for each."""
    before = await bot.cpu()
    for person in doers:
        await do(person)
    return (await bot.cpu() - before) / len(doers)


def _result(costs: Sequence[tuple[float, float, float]]) -> Result:
    ratios = sorted(one / other for one, _, other in costs)
    under = sorted(two / other for _, two, other in costs)
    ratio = statistics.median(ratios)
    answer, beneath, pong = (statistics.median(each) for each in zip(*costs, strict=True))
    return Result(
        "checkin",
        ratio,
        BAR,
        "times a “pong”",
        ratio <= BAR,
        "1: an interaction received and answered with a word",
        f"{answer:.2f} ms of CPU an answer, {pong:.2f} ms a “pong”; {len(ratios)} blocks of {BLOCK} from "
        f"{ratios[0]:.2f} to {ratios[-1]:.2f}; under a prompt, which is written anew by the same answer, "
        f"{beneath:.2f} ms, {statistics.median(under):.2f} times",
    )


def _pingers(sandbox: Sandbox) -> list[Person]:
    guild = sandbox.world.add_guild("Bare")
    channel = guild.add_channel("general")
    sandbox.world.install(guild, INSTALL_PERMISSIONS.value)
    found = [sandbox.person(f"Person {number}") for number in range(BLOCK)]
    for person in found:
        guild.add_member(person.user)
        person.go(channel)
    return found


async def _fill(sandbox: Sandbox, path: Path, number: int) -> list[Person]:
    """So many people, in groups of eight with a channel each, everybody with an experiment."""
    guild = sandbox.world.add_guild("Trellis")
    sandbox.world.install(guild, INSTALL_PERMISSIONS.value)
    found: list[Person] = []
    async with working(path, START) as work, work.database.transaction() as tx:
        for first in range(0, number, A_GROUP):
            channel = guild.add_channel(f"group-{first}")
            group = Group(work.ids.new(), guild.id, f"Group {first}", channel.id, "en", RHYTHM, START)
            await groups.add(tx, group)
            await rounds.add(tx, plan_round(work.ids.new(), guild.id, group.id, RHYTHM, next_after(RHYTHM, START)))
            for index in range(first, first + A_GROUP):
                person = sandbox.person(f"Person {index}")
                guild.add_member(person.user)
                person.go(channel)
                found.append(person)
                member = Member(person.id, Language.ENGLISH, RHYTHM.zone)
                await people.save(tx, member, START)
                await groups.save_membership(tx, Membership(guild.id, group.id, person.id, Role.MEMBER, START))
                await experiments.add(tx, _experiment(work.ids.new(), guild.id, group.id, member))
    return found


def _experiment(id: int, community_id: int, group_id: int, member: Member) -> Experiment:
    today = member.today(START)
    return Experiment(
        id=id,
        community_id=community_id,
        group_id=group_id,
        person_id=member.id,
        plan=Plan("Ask one open question", "", "", ""),
        frame=Frame(),
        started_on=today,
        ends_on=last_day(today, 30),
        created_at=START,
    )
