"""`make bench`, or `make bench QUICK=1`: measures, prints a table, keeps it in build/bench.json."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from bot.log import set_up_logging
from tests.bench.checking_in import checkin
from tests.bench.fairness import fairness
from tests.bench.hostile import hostile_text
from tests.bench.learning import lesson_search
from tests.bench.measure import Result, keep, table
from tests.bench.pairing import pairing
from tests.bench.pairs import pairs
from tests.bench.storing import claim, cold_start, plan
from tests.bench.storm import storm

BENCHES = {
    "checkin": checkin,
    "cold_start": cold_start,
    "claim": claim,
    "plan": plan,
    "pairing": pairing,
    "pairs": pairs,
    "lesson_search": lesson_search,
    "hostile_text": hostile_text,
    "storm": storm,
    "fairness": fairness,
}


async def main(names: list[str], *, quick: bool) -> int:
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            print(f"{name} …", file=sys.stderr, flush=True)
            results.append(await BENCHES[name](Path(folder), quick=quick))
    print(table(results))
    keep(results)
    return 0 if all(each.ok for each in results) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--quick", action="store_true", help="smaller sizes")
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="all unless told")
    options = parser.parse_args()
    set_up_logging("CRITICAL", as_json=False)
    sys.exit(asyncio.run(main(options.names or list(BENCHES), quick=options.quick)))
