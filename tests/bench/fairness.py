"""How long a card of one server takes while another is owed 2,000 messages, and two of its requests hang."""

import asyncio
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

from whenever import TimeDelta

from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import Experiment, Frame, Plan, last_day
from bot.domain.groups import Group, Membership, Role
from bot.domain.people import Contact, Language
from bot.domain.people import Person as Member
from bot.domain.recognition import Thanks
from bot.gateway.courier import GIVE_UP_AFTER_SECONDS
from bot.services.work import Work
from bot.storage import deliveries, experiments, groups, people, thanks
from bot.storage.database import Connection
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person, Sandbox, SandboxClock
from sandbox.protocol.channels import Channel
from sandbox.protocol.guilds import Guild
from tests.bench.filling import RHYTHM, START, working
from tests.bench.measure import Result
from tests.chaos.process import Process

OWED, GROUPS, CARDS = 2000, 40, 30
PERMITS, PERMITS_A_SECOND = 5, 45
HANGS_SECONDS = 20.0
DUE_AT = START + TimeDelta(hours=1)
WARM_UP = 5
UNDER_WAY_SECONDS = 1.0  # by then all that is owed is being sent, and what hangs hangs


async def fairness(folder: Path, *, quick: bool) -> Result:
    """Of cards that somebody has just asked for: on a quiet bot, then beside all that."""
    cards = 10 if quick else CARDS
    path = folder / "fairness.db"
    async with await Sandbox.start(clock=SandboxClock(START, frozen=True)) as sandbox:
        async with working(path, START) as work:
            owing = await _owe_much(sandbox, work)
            askers = await _askers(sandbox, work, WARM_UP + 2 * cards)
        process = await Process.warm_up(folder / "fairness.log")
        process.begin(sandbox, path, START, die={}, patience=GIVE_UP_AFTER_SECONDS)
        await process.ask("be ready", START)
        await sandbox.bot_connected()
        await process.ask("publish", START)
        try:
            await _seconds_for(sandbox, askers[:WARM_UP])
            quiet = await _seconds_for(sandbox, askers[WARM_UP : WARM_UP + cards])
            faults = sandbox.world.faults
            card = faults.delay(HANGS_SECONDS, rf"^POST /channels/{owing.id}/messages")
            direct = faults.delay(HANGS_SECONDS, r"^POST /users/@me/channels")
            settling = asyncio.create_task(process.ask("settle", DUE_AT, patience=3600))
            await asyncio.sleep(UNDER_WAY_SECONDS)
            began = time.perf_counter()
            beside = await _seconds_for(sandbox, askers[WARM_UP + cards :])
            took = time.perf_counter() - began
            assert (card.struck, direct.struck, settling.done()) == (1, 1, False)
        finally:
            process.kill()
            await process.gone
        await asyncio.wait([settling])
        settling.exception()  # it was killed over it
    return _result(quiet, beside, took)


def _result(quiet: Sequence[float], beside: Sequence[float], took: float) -> Result:
    alone, among = statistics.median(quiet) * 1000, statistics.median(beside) * 1000
    most = max(3 * alone, alone + PERMITS / PERMITS_A_SECOND * 1000)
    return Result(
        "fairness",
        among / alone,
        most / alone,
        "times as long",
        among <= most,
        "1: as if there were nobody else; a permit that is being waited for already comes before it",
        f"a card of one server: {alone:.0f} ms on a quiet bot; {among:.0f} ms, slowest {max(beside) * 1000:.0f} ms, "
        f"in the first {took:.1f} s of another's {OWED:,} deliveries, half of them direct messages, two hanging "
        f"for {HANGS_SECONDS:.0f} s; median of {len(beside)} (bar {most:.0f} ms)",
    )


async def _seconds_for(sandbox: Sandbox, askers: Sequence[tuple[Person, Channel]]) -> list[float]:
    return [await _seconds_until_out(sandbox, person, channel) for person, channel in askers]


async def _seconds_until_out(sandbox: Sandbox, person: Person, channel: Channel) -> float:
    """From the submit of the form until the card is in the channel."""
    await person.slash("experiment start", {"way": "project"})
    began = time.perf_counter()
    out = asyncio.create_task(
        sandbox.world.wait_for(
            lambda entry: (
                entry.kind == "message_created" and entry.channel_id == channel.id and entry.readers == "everyone"
            ),
            timeout=60,
        )
    )
    await asyncio.sleep(0)
    submitted = asyncio.create_task(person.submit(what="Ask one open question"))
    await out
    seconds = time.perf_counter() - began
    await submitted
    return seconds


async def _owe_much(sandbox: Sandbox, work: Work) -> Channel:
    """2,000 that fall due at once: cards in forty channels, and as many thanks by direct message. Returns one of the
    channels."""
    guild = sandbox.world.add_guild("Busy")
    sandbox.world.install(guild, INSTALL_PERMISSIONS.value)
    channels = [guild.add_channel(f"group-{number}") for number in range(GROUPS)]
    async with work.database.transaction() as tx:
        for channel in channels:
            group = await _group(tx, work, guild, channel)
            for _ in range(OWED // GROUPS // 2):
                user = sandbox.world.add_user(f"member-{work.ids.new()}")
                guild.add_member(user)
                await _owe_two(tx, work, group, user.id)
    return channels[0]


async def _owe_two(tx: Connection, work: Work, group: Group, person_id: int) -> None:
    community_id = group.community_id
    person = await _member(tx, group, person_id, Contact.MESSAGE)
    today = person.today(START)
    plan, ends = Plan("Ask one open question", "", "", ""), last_day(today, 30)
    experiment = Experiment(
        work.ids.new(), community_id, group.id, person_id, plan, Frame(), today, ends, created_at=START
    )
    await experiments.add(tx, experiment)
    given = Thanks(work.ids.new(), community_id, person_id, person_id, "You listened.", START)
    await thanks.add(tx, given)
    for kind, subject, to in ((Kind.EXPERIMENT, experiment.id, None), (Kind.THANKS, given.id, person_id)):
        expires_at = DUE_AT + TimeDelta(hours=48)
        id, by = work.ids.new(), person_id
        owed = Delivery(id, community_id, kind, subject, "once", group.id, to, DUE_AT, expires_at, caused_by=by)
        await deliveries.add(tx, owed)


async def _askers(sandbox: Sandbox, work: Work, number: int) -> list[tuple[Person, Channel]]:
    """So many people of another server, each alone in a group."""
    guild = sandbox.world.add_guild("Small")
    found = []
    async with work.database.transaction() as tx:
        for index in range(number):
            channel, person = guild.add_channel(f"alone-{index}"), sandbox.person(f"Asker {index}")
            guild.add_member(person.user)
            person.go(channel)
            await _member(tx, await _group(tx, work, guild, channel), person.id, Contact.HERE)
            found.append((person, channel))
    sandbox.world.install(guild, INSTALL_PERMISSIONS.value)
    return found


async def _group(tx: Connection, work: Work, guild: Guild, channel: Channel) -> Group:
    group = Group(work.ids.new(), guild.id, channel.name, channel.id, "en", RHYTHM, START)
    await groups.add(tx, group)
    return group


async def _member(tx: Connection, group: Group, person_id: int, contact: Contact) -> Member:
    person = Member(person_id, Language.ENGLISH, RHYTHM.zone, contact)
    await people.save(tx, person, START)
    await groups.save_membership(tx, Membership(group.community_id, group.id, person_id, Role.MEMBER, START))
    return person
