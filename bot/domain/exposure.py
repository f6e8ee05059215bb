"""Whom a matching could leave alone: the part of Edmonds' blossom algorithm that no library hands out."""

from collections import deque
from collections.abc import Collection, Mapping


def exposable(near: Mapping[int, Collection[int]], mates: Mapping[int, int]) -> set[int]:
    """Those whom some maximum matching leaves alone; `mates` is one such matching, both ways round.

    They are the ends of alternating paths of even length from whoever is alone in `mates`. The paths are grown as a
    forest; where an edge closes an odd cycle, everybody on the cycle is such an end, and it counts as one from then on.
    Source: J. Edmonds, "Paths, trees, and flowers", 1965.
    """
    return _Forest(near, mates).grow()


class _Forest:
    def __init__(self, near: Mapping[int, Collection[int]], mates: Mapping[int, int]) -> None:
        self._near, self._mates = near, mates
        self._even = {each for each in near if each not in mates}
        self._waiting = deque(sorted(self._even))
        self._reached_from: dict[int, int] = {}  # for those at odd distance
        self._base = {each: each for each in near}  # of the cycle somebody is part of, or a step towards it

    def grow(self) -> set[int]:
        while self._waiting:
            here = self._waiting.popleft()
            for there in self._near[here]:
                if there in self._even:
                    self._close_cycle(here, there)
                elif there not in self._reached_from:
                    self._reached_from[there] = here
                    self._add_even(self._mates[there])
        return self._even

    def _add_even(self, each: int) -> None:
        self._even.add(each)
        self._waiting.append(each)

    def _find(self, each: int) -> int:
        while (base := self._base[each]) != each:
            self._base[each] = self._base[base]
            each = base
        return each

    def _above(self, base: int) -> int | None:
        """The next base towards the root, past the one at odd distance between them."""
        mate = self._mates.get(base)
        return None if mate is None else self._find(self._reached_from[mate])

    def _close_cycle(self, one: int, other: int) -> None:
        ends = self._find(one), self._find(other)
        if ends[0] == ends[1]:
            return
        above: set[int] = set()
        step: int | None = ends[0]
        while step is not None:
            above.add(step)
            step = self._above(step)
        # The two are in one tree: an edge between two trees would make the matching larger.
        top = ends[1]
        while top not in above:
            top = self._reached_base(top)
        for end in ends:
            while end != top:
                mate, following = self._mates[end], self._reached_base(end)
                self._base[end] = self._base[mate] = top
                if mate not in self._even:
                    self._add_even(mate)
                end = following

    def _reached_base(self, base: int) -> int:
        return self._find(self._reached_from[self._mates[base]])
