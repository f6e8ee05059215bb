"""`make chaos KILLS=200 SEED=…`: as many kills as asked for, over as many months as it takes."""

import argparse
import asyncio
import random
import resource
import sys
import tempfile
from pathlib import Path

from bot.log import set_up_logging
from tests.chaos.forking import fork_server
from tests.chaos.month import play
from tests.chaos.owed import Verdict
from tests.chaos.points import Killer, named_points

KILLS_A_MONTH = 50
WEEKS = 4


async def main(kills: int, seed: int, folder: Path) -> int:
    rng = random.Random(seed)
    killer, killed, verdict, month = Killer(rng), 0, Verdict(), 0
    while killed < kills:
        month += 1
        place = folder / f"month{month}"
        place.mkdir()
        more, found = await play(place, killer, rng, kills=min(KILLS_A_MONTH, kills - killed), weeks=WEEKS)
        killed, verdict = killed + more, verdict + found
        print(f"month {month}: {killed} kills so far, {verdict}", flush=True)
        for word, things in (("lost", found.lost), ("doubled", found.doubled)):
            for thing, times in things.items():
                print(f"  {word}: {' '.join(thing)} ({times})")
    for point in sorted({*named_points(), *killer.struck}):
        print(f"  {killer.struck[point]:4} at {point}")
    fork_server().close()
    cpu = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])  # user's and system's, of all that it has waited for
    print(f"{cpu / max(killed, 1):.2f} s of CPU a life")
    print(f"{killed} kills, {verdict}")
    return 0 if verdict.clean else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make chaos")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1_000_000))
    parser.add_argument("--keep", type=Path, help="a new folder to leave databases and logs in")
    options = parser.parse_args()
    set_up_logging("CRITICAL", as_json=False)
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if options.keep:
            options.keep.mkdir(parents=True)
        sys.exit(asyncio.run(main(options.kills, options.seed, options.keep or Path(folder))))
