"""A cold start, in a process of its own: `python -m tests.bench.starting DATABASE` prints seconds and memory."""

import asyncio
import json
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from bot.delivery.planner import Planner
from bot.services.ask_care import AskCare
from bot.services.deliveries import Deliveries
from bot.services.held import HeldMessages
from bot.services.introductions import Introductions
from bot.services.pairs import Pairs
from bot.services.roll_calls import RollCalls
from bot.services.rounds import Rounds
from tests.bench.filling import START, working

PAGE = 4096


class EverybodyIsThere:
    async def gone(self, wanted: Mapping[int, Collection[int]]) -> dict[int, set[int]]:
        return {}


def memory() -> int:
    """Resident bytes, as Linux tells them."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE


async def main(path: Path) -> None:
    began = time.perf_counter()
    async with working(path, START) as work:
        hand = Deliveries(work, "main")
        await hand.take_over()
        others = [AskCare(work), HeldMessages(work)]
        planner = Planner(
            Rounds(work), Pairs(work), Introductions(work), hand, RollCalls(work), EverybodyIsThere(), others
        )
        await planner.run()
        assert await hand.claim(40) == []
        assert await planner.next_due() is not None
        took = time.perf_counter() - began
        print(json.dumps({"seconds": took, "memory": memory()}))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
