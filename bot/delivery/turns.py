"""Turns of communities that wait for the same thing: each gets its share, and none saves up for later.

Everybody draws a number, a community's next one higher than its last, and the lowest number is served. Who waits for
much has drawn high numbers; who comes with little draws right behind the one that is being served.
"""

from dataclasses import dataclass

AHEAD = 4  # numbers by which the urgent go before the rest; were it without end, the rest might never come to its turn
_KEPT = 1024


@dataclass(frozen=True)
class Turn:
    number: int
    urgent: bool

    @property
    def place(self) -> int:
        return self.number - AHEAD * self.urgent


class Turns:
    def __init__(self) -> None:
        self._reached = 0
        self._last: dict[tuple[int, bool], int] = {}

    def draw(self, community_id: int, *, urgent: bool = False) -> Turn:
        """A turn for one more of the community's; what is urgent stands in a row of its own."""
        if len(self._last) >= _KEPT:
            self._last = {row: last for row, last in self._last.items() if last > self._reached}
        row = community_id, urgent
        self._last[row] = max(self._last.get(row, 0), self._reached) + 1
        return Turn(self._last[row], urgent)

    def reach(self, turn: Turn) -> None:
        """That turn has come."""
        self._reached = max(self._reached, turn.number)
