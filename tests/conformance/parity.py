"""The parity matrix: every operation of Discord's specification, and what the sandbox's table of routes makes of it.

`python -m tests.conformance.parity` writes it to docs/sandbox-parity.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final, Literal, get_args

from sandbox.protocol.rest import ROUTES
from sandbox.protocol.rest.call import Route
from tests.conformance.specification import Specification, place

PAGE: Final = Path(__file__).parents[2] / "docs" / "sandbox-parity.md"
_PARAMETER: Final = re.compile(r"\{[^}]*\}")
# Where one route of ours answers two operations: a word that stands for an id.
_ORIGINAL: Final = ("messages/@original", "messages/{}")
_HEAD: Final = """# What the sandbox knows of Discord's routes

One row for each operation of Discord's own specification, made from the sandbox's table of routes: change that, and run
`python -m tests.conformance.parity`. *Imitated* routes check, refuse and tell what Discord does, as far as
[Where the sandbox differs from Discord](sandbox-differences.md) does not say otherwise; *simplified* ones are less, in
the way that is named; *unknown* ones are answered 404 (405 where another method is known) and written into the journal.
"""

Standing = Literal["imitated", "simplified", "unknown"]


@dataclass(frozen=True, slots=True)
class Row:
    """One operation; `route` is what answers it, if anything does."""

    id: str
    method: str
    path: str
    route: Route | None

    @property
    def standing(self) -> Standing:
        if self.route is None:
            return "unknown"
        return "simplified" if self.route.simplified else "imitated"

    @property
    def resource(self) -> str:
        return self.path.split("/")[1]


def rows(specification: Specification, routes: Iterable[Route] = ROUTES) -> list[Row]:
    """Every operation by path and method. Raises LookupError for a route that Discord does not have."""
    by_shape = {(route.method, _shape(route.template)): route for route in routes}
    found = [
        Row(each.id, each.method, each.path, by_shape.get((each.method, _shape(each.path))))
        for each in specification.operations
    ]
    answered = {row.route for row in found}
    if made_up := sorted(route.name for route in by_shape.values() if route not in answered):
        raise LookupError(f"Discord has no operation for {', '.join(made_up)}")
    return sorted(found, key=lambda row: (row.path, row.method))


def matrix(specification: Specification) -> str:
    """The page, a table for each resource."""
    table = rows(specification)
    counts = Counter(row.standing for row in table)
    told = ", ".join(f"{counts[standing]} {standing}" for standing in get_args(Standing)) + f", of {len(table)}."
    sections = (section for _, inside in groupby(table, lambda row: row.resource) for section in _section([*inside]))
    return "\n".join([_HEAD, told, *sections, ""])


def _section(table: list[Row]) -> Iterator[str]:
    yield f"\n## {table[0].resource}\n"
    yield "| operation | route | here | simplified in that |\n| --- | --- | --- | --- |"
    for row in table:
        simplified = row.route.simplified if row.route else ""
        yield f"| {row.id} | `{row.method} {row.path}` | {row.standing} | {simplified} |"


def _shape(path: str) -> str:
    return _PARAMETER.sub("{}", path).replace(*_ORIGINAL)


def main() -> int:
    """Writes the page; 1 where the specification is not on this machine."""
    path = place()
    if path is None:
        sys.stderr.write("neither ../shared/discord-openapi.json nor DISCORD_OPENAPI is there\n")
        return 1
    PAGE.write_text(matrix(Specification(path)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
