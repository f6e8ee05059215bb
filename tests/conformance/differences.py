"""What it takes to correct a specification in known places."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final, Literal

from tests.conformance.tightening import Schema

Side = Literal["request", "answer"]
ABSENT: Final = None


@dataclass(frozen=True, slots=True)
class Difference:
    """On this side `new` holds at this place, where the specification has `old`; ABSENT: nothing.

    A place is a path from a component, such as "RichEmbed/properties/flags", from the JSON body of an operation, or, of
    an answer, from what holds its `schema`.
    """

    side: Side
    place: str
    old: Any
    new: Any
    reason: str

    def apply(self, roots: Mapping[str, Schema]) -> None:
        """Raises LookupError if the specification no longer says what the row is about."""
        *path, last = self.place.split("/")
        node: Any = roots
        for step in path:
            node = node[int(step) if isinstance(node, list) else step]
        key = int(last) if isinstance(node, list) else last
        known = node[key] if isinstance(node, list) else node.get(key, ABSENT)
        if known != self.old:
            raise LookupError(f"{self.place} is now {known}")
        node[key] = deepcopy(self.new)
