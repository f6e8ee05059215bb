"""How long somebody waits for what others learned, where many communities have learned much."""

import random
import time
from dataclasses import replace
from pathlib import Path

from bot.domain.experiments import Ending, Experiment, Frame, Plan, Verdict, last_day
from bot.domain.groups import Group, Membership, Role
from bot.domain.lessons import Lesson, Told, lesson_of
from bot.domain.people import Actor, Language, Person
from bot.services.lessons import Lessons
from bot.services.work import Work
from bot.storage import experiments, groups, lessons, people
from bot.storage.database import Connection
from tests.bench.filling import RHYTHM, START, working
from tests.bench.measure import Result

COMMUNITIES, GROUPS_OF_EACH = 200, 4
FOR_ALL = 5  # of its lessons, every so many is for its whole community
SEARCHES = 2000
WAIT_MOST_MS = 50.0
COMMON = "customer"  # in every second lesson
TAUGHT = (
    "Ask one open question in every sales call", "Begin each meeting with what went wrong", "Wait five seconds",
    "Hand over the weekly report", "Ask for feedback on a slide", "Present without notes", "Name the price first",
    "Ringe tre gamle kunder før lunsj", "Stille et åpent spørsmål", "Vise fram et uferdig utkast", "Takke noen",
    "Fare una domanda aperta", "Delegare il rapporto", "Parlare per secondo", "Chiedere aiuto più presto",
)  # fmt: skip
SOUGHT = (
    COMMON, "customers", "custom", "open questions", "customer feedback slides", "åpne spørsmål", "domande aperte",
    "customers questions meeting report feedback notes prices", "zebra", "ask",
)  # fmt: skip


async def lesson_search(folder: Path, *, quick: bool) -> Result:
    """Readers of four groups each ask in turn for common words, rare ones, several at once and beginnings of words.

    A fifth of what they may read is for everybody in their community.
    """
    number = 20_000 if quick else 100_000
    draw = random.Random(1)
    async with working(folder / "lessons.db", START) as work:
        await _fill(work, draw, number)
        service, took, found = Lessons(work), [], 0
        for turn in range(SEARCHES):
            actor = Actor(draw.randrange(COMMUNITIES) + 1, 1, Language.ENGLISH)
            began = time.perf_counter()
            shelf = await service.search(actor, SOUGHT[turn % len(SOUGHT)])
            took.append((time.perf_counter() - began) * 1000)
            found += bool(shelf.lessons)
    assert found >= SEARCHES * 8 // 10
    took.sort()
    worst = took[int(len(took) * 0.99)]
    return Result(
        "lesson_search",
        worst,
        WAIT_MOST_MS,
        "ms at p99",
        worst <= WAIT_MOST_MS,
        "what is for the reader: every entry of the index carries whom it is for, so others' words cost nothing",
        f"{number:,} lessons in {COMMUNITIES} communities, “{COMMON}” in half of them: "
        f"{took[len(took) // 2]:.1f} ms in the middle, {took[-1]:.1f} ms at most",
    )


async def _fill(work: Work, draw: random.Random, number: int) -> None:
    each = number // COMMUNITIES // GROUPS_OF_EACH
    async with work.database.transaction() as tx:
        await people.save(tx, Person(1, Language.ENGLISH, RHYTHM.zone), START)
        for community_id in range(1, COMMUNITIES + 1):
            for name in range(GROUPS_OF_EACH):
                group = Group(work.ids.new(), community_id, f"Group {name}", 2, Language.ENGLISH, RHYTHM, START)
                await groups.add(tx, group)
                await groups.save_membership(tx, Membership(community_id, group.id, 1, Role.MEMBER, START))
                for turn in range(each):
                    teach = _teach_all if turn % FOR_ALL == 0 else _teach
                    await teach(tx, work, draw, group)


async def _teach_all(tx: Connection, work: Work, draw: random.Random, group: Group) -> None:
    told = Told(draw.choice(TAUGHT), _learned(draw), draw.choice(TAUGHT))
    await lessons.add(tx, Lesson(work.ids.new(), group.community_id, None, 1, told, START))


def _learned(draw: random.Random) -> str:
    return " ".join(draw.choices(TAUGHT, k=4)) + (f" {COMMON}" if draw.random() < 0.5 else "")


async def _teach(tx: Connection, work: Work, draw: random.Random, group: Group) -> None:
    today = START.to_tz(RHYTHM.zone).date()
    closed = replace(
        Experiment(
            id=work.ids.new(),
            community_id=group.community_id,
            group_id=group.id,
            person_id=1,
            plan=Plan(draw.choice(TAUGHT), "", draw.choice(TAUGHT), ""),
            frame=Frame(),
            started_on=today,
            ends_on=last_day(today, 30),
            created_at=START,
        ),
        ending=Ending(today, Verdict.DROP, _learned(draw), draw.choice(TAUGHT)),
    )
    await experiments.add(tx, closed)
    await lessons.add(tx, lesson_of(work.ids.new(), closed, START))
