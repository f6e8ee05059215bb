"""How long it takes to find everybody's partner among many people with a past."""

import random
import time
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import rustworkx
from whenever import Time

from bot.domain.pairing import match
from bot.domain.pairing_terms import Candidate, Context, Pair, Together, pair, waking_hours
from bot.domain.people import Language
from tests.bench.filling import START
from tests.bench.measure import Result

PEOPLE, ROUNDS = 200, 52
MATCHES = 5
BAR_SECONDS = 0.2
ZONES = ("Europe/Oslo", "Europe/Rome", "America/New_York", "America/Los_Angeles", "Asia/Tokyo")


async def pairing(folder: Path, *, quick: bool) -> Result:
    """A community of five zones and three languages, a year of partners, and as many "never with …" as people. It is
    over soon enough to be the same where others are made smaller."""
    even, odd = _case(PEOPLE), _case(PEOPLE + 1)
    seconds = _best(lambda: match(*even, seed=1))
    proposal = match(*even, seed=1)
    again = sum(pair(*two) in even[1].history for two in proposal.together)
    return Result(
        "pairing",
        seconds,
        BAR_SECONDS,
        "CPU seconds",
        seconds <= BAR_SECONDS,
        f"{_best(_bare_matching(PEOPLE)):.3f} s: the matcher alone, on as many pairs with costs of its own",
        f"{PEOPLE} people, {len(even[1].history):,} pairs of {ROUNDS} rounds, {len(even[1].blocked)} kept apart: "
        f"{len(proposal.together)} pairs, {again} of them again; {PEOPLE + 1} people with their trio "
        f"{_best(lambda: match(*odd, seed=1)):.3f} s",
    )


def _case(number: int) -> tuple[list[Candidate], Context]:
    draw = random.Random(number)
    waking = [waking_hours(zone, Time(21), Time(8), START) for zone in ZONES]
    ids = list(range(1, number + 1))
    candidates = [Candidate(each, draw.choice(list(Language)), draw.choice(waking)) for each in ids]
    history: dict[Pair, Together] = {}
    for rounds_ago in range(ROUNDS, 0, -1):
        draw.shuffle(ids)
        for two in zip(ids[::2], ids[1::2], strict=False):
            known = history.get(pair(*two))
            history[pair(*two)] = Together(rounds_ago, known.times + 1 if known else 1)
    blocked, fitting = (frozenset(pair(*draw.sample(ids, 2)) for _ in range(many)) for many in (number, 5 * number))
    return candidates, Context(history=history, blocked=blocked, fitting=fitting)


def _bare_matching(number: int) -> Callable[[], object]:
    draw = random.Random(number)
    graph: rustworkx.PyGraph[int, int] = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(number))
    graph.add_edges_from([(*two, draw.getrandbits(60)) for two in combinations(range(number), 2)])
    return lambda: rustworkx.max_weight_matching(graph, max_cardinality=True, weight_fn=int)


def _best(act: Callable[[], object]) -> float:
    """Its shortest time on the CPU, for it waits for nothing: what else the machine does says nothing about it."""
    seconds = []
    for _ in range(MATCHES):
        began = time.process_time()
        act()
        seconds.append(time.process_time() - began)
    return min(seconds)
