"""What a bench says, and how it is shown and kept."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parents[2] / "build" / "bench.json"


@dataclass(frozen=True)
class Result:
    """`value` against `bar`, in `unit`; `floor` is what physics allows, `detail` the absolute figures."""

    name: str
    value: float
    bar: float
    unit: str
    ok: bool
    floor: str
    detail: str


def table(results: Iterable[Result]) -> str:
    lines = [f"{'bench':<14}{'value':>10}{'bar':>10}  {'unit':<22}{'':<8}"]
    for each in results:
        verdict = "ok" if each.ok else "MISSED"
        lines.append(f"{each.name:<14}{each.value:>10.2f}{each.bar:>10.2f}  {each.unit:<22}{verdict:<8}")
        lines += [f"{'':<14}{each.detail}", f"{'':<14}floor: {each.floor}"]
    return "\n".join(lines)


def keep(results: Iterable[Result]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    kept = {each.name: {key: value for key, value in asdict(each).items() if key != "name"} for each in results}
    RESULTS.write_text(json.dumps(kept, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
