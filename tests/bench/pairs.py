"""How long the database is held while a large group with a past is paired."""

import asyncio
import random
import shutil
import time
from dataclasses import replace
from itertools import count
from pathlib import Path

from whenever import TimeDelta

from bot.domain.communities import Setting
from bot.domain.groups import Group, Membership, Role
from bot.domain.ids import Ids
from bot.domain.offers import Offer
from bot.domain.partners import Paired, Pairing, PairKind
from bot.domain.people import Language, Person
from bot.domain.recurrence import Occurrence
from bot.domain.rounds import Round, Stage, plan_round
from bot.services.pairs import Pairs
from bot.services.work import Work
from bot.storage import avoids, communities, exchanges, groups, offers, pairings, people, rounds
from bot.storage.database import Connection
from tests.bench.filling import PROMPT_AT, RHYTHM, START, working
from tests.bench.measure import Result
from tests.bench.storing import HELD_MOST_MS, Timed

PEOPLE, ROUNDS = 200, 52
COMMUNITY, CHANNEL = 1, 2
TIMES = 5
AFTERWARDS_MS = 1_900_000_000_000  # ids that those of the past do not meet
ZONES = ("Europe/Oslo", "Europe/Rome", "America/New_York")
WEEK = TimeDelta(hours=24 * 7)
OFFERS_OF_EACH = 3
TAUGHT = (
    "Cold calling", "Negotiating a salary", "Term sheets", "Public speaking", "Difficult conversations", "Excel",
    "Å forhandle om lønn", "Kundesamtaler", "Presentasjoner uten lysbilder", "Conversazioni difficili",
)  # fmt: skip


async def pairs(folder: Path, *, quick: bool) -> Result:
    """One group of 200 with a year of partners, one round of it; in each run the same, on a copy of its own."""
    full = folder / "pairs.db"
    async with working(full, PROMPT_AT) as work:
        await _fill(work)
    held, took = zip(*[await _pair_once(full, folder / f"pairs{run}.db") for run in range(TIMES)], strict=True)
    return Result(
        "pairs",
        min(held),
        HELD_MOST_MS,
        "ms of the writer",
        min(held) <= HELD_MOST_MS,
        "the rows of 100 pairs: one commit with four times as many inserts as a batch of 20 prompts",
        f"{PEOPLE} people with {OFFERS_OF_EACH} offers each, {ROUNDS * PEOPLE // 2:,} pairs of a year; "
        f"{min(took):.0f} ms from reading to writing, "
        f"matched off the loop; the writer is held {', '.join(f'{each:.1f}' for each in sorted(held))} ms",
    )


async def _pair_once(full: Path, copy: Path) -> tuple[float, float]:
    await asyncio.to_thread(shutil.copy, full, copy)
    async with working(copy, PROMPT_AT) as work:
        timed, milliseconds = Timed(work.database), count(AFTERWARDS_MS)  # type: ignore[arg-type]
        ids = Ids(milliseconds=lambda: next(milliseconds), worker=1)
        began = time.perf_counter()
        assert await Pairs(replace(work, database=timed, ids=ids)).pair_next()  # type: ignore[arg-type]
        took = time.perf_counter() - began
        async with work.reading() as tx:
            [made] = await tx.fetch_all("SELECT COUNT(*) AS number FROM deliveries WHERE kind = 'pair'")
    assert made["number"] == PEOPLE // 2
    return max(timed.held) * 1000, took * 1000


async def _fill(work: Work) -> None:
    draw, ids = random.Random(1), work.ids
    group = Group(ids.new(), COMMUNITY, "Everybody", CHANNEL, "en", RHYTHM, START)
    members = list(range(1, PEOPLE + 1))
    async with work.database.transaction() as tx:
        await communities.decide(tx, COMMUNITY, {Setting.MEETING_CHANNEL: CHANNEL})
        await groups.add(tx, group)
        for each in members:
            await people.save(tx, Person(each, draw.choice(list(Language)), draw.choice(ZONES)), START)
            await groups.save_membership(tx, Membership(COMMUNITY, group.id, each, Role.MEMBER, START))
            await avoids.add(tx, COMMUNITY, each, draw.choice(members), START)
            await exchanges.save_looks_for(tx, COMMUNITY, each, " and ".join(draw.sample(TAUGHT, 2)))
            for what in draw.sample(TAUGHT, OFFERS_OF_EACH):
                await offers.add(tx, Offer(ids.new(), COMMUNITY, each, what, 2, None, START))
        for weeks in range(ROUNDS, 0, -1):
            draw.shuffle(members)
            await _add_round(tx, work, group, weeks, members)
        now = _round_of(work, group, 0)
        await rounds.add(tx, replace(now, stage=Stage.PROMPTED))


async def _add_round(tx: Connection, work: Work, group: Group, weeks: int, order: list[int]) -> None:
    past = _round_of(work, group, weeks)
    await rounds.add(tx, replace(past, stage=Stage.CLOSED, next_at=None))
    made = [
        Pairing(
            id=work.ids.new(),
            community_id=COMMUNITY,
            group_id=group.id,
            round_id=past.id,
            kind=PairKind.GROUP,
            number=number,
            made_at=past.prompt_at,
            people=(Paired(one), Paired(other)),
        )
        for number, (one, other) in enumerate(zip(order[::2], order[1::2], strict=True), start=1)
    ]
    await pairings.add_all(tx, made)
    # Somebody who says nothing for three rounds is out of the pool.
    await tx.execute("UPDATE pairing_people SET met = 'yes' WHERE met IS NULL")


def _round_of(work: Work, group: Group, weeks: int) -> Round:
    at = PROMPT_AT - weeks * WEEK
    date = at.to_tz(RHYTHM.zone).date()
    return plan_round(work.ids.new(), COMMUNITY, group.id, RHYTHM, Occurrence(date, at))
