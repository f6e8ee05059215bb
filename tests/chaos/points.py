"""Where a process can be killed: at every event that the planner, the dispatcher and the courier log, when Discord has
just done something for it, and whenever."""

import random
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = (
    "bot/delivery/planner.py",
    "bot/delivery/ask_look.py",
    "bot/delivery/dispatcher.py",
    "bot/gateway/courier.py",
    "bot/gateway/private_threads.py",
    "bot/gateway/forum_posts.py",
)
EVENT = re.compile(r"log\.\w+\(\s*\"((?:planner|dispatcher|courier)\.\w+)\"")

INSTANT, EFFECT, NAMED = "a random instant", "between effect and answer", "a named point"
# Events of a process that has lost its deliveries to another, has an error of its own, misses somebody who has left the
# server, or finds no room for a thread or one that somebody deleted; in the town of these months there is none of them.
NEVER_COME = {
    "dispatcher.lease_lost",
    "dispatcher.broken",
    "planner.gone",
    "courier.no_room_for_thread",
    "courier.thread_left_in_use",
    "courier.thread_not_again",
}
PATIENCE = 12  # settlings in which nothing may strike before a random instant does
DELAY_MOST_SECONDS = 0.12
ARMED_AT_ONCE = 5


def named_points() -> list[str]:
    logged = {name for source in SOURCES for name in EVENT.findall((ROOT / source).read_text(encoding="utf-8"))}
    return sorted(logged - NEVER_COME)


@dataclass
class Kill:
    """How a life is to end: at whichever of `points` comes first, after so many effects, or after a delay."""

    at: str
    points: dict[str, int] = field(default_factory=dict)
    effects: int = 1
    delay: float = 0.0
    waited: int = 0


class Killer:
    """Says how the next life ends. Points that have struck least are armed, so that the rare ones get their turn."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self.struck: Counter[str] = Counter()

    def next(self, at: str | None = None) -> Kill:
        match at or self._rng.choice((NAMED, NAMED, NAMED, INSTANT, EFFECT)):
            case "a named point":
                return Kill(NAMED, {point: self._rng.choice((1, 1, 2)) for point in self._least_struck()})
            case "between effect and answer":
                return Kill(EFFECT, effects=self._rng.choice((1, 1, 2, 3)))
        return Kill(INSTANT, delay=self._rng.uniform(0, DELAY_MOST_SECONDS))

    def _least_struck(self) -> list[str]:
        points = named_points()
        self._rng.shuffle(points)
        return sorted(points, key=lambda point: self.struck[point])[:ARMED_AT_ONCE]
