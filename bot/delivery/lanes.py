"""Claimed deliveries wait here for their turn: a few lanes of each community are served at once, and no community's
lanes keep those of another waiting."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Coroutine, Iterable, Iterator

from bot.domain.deliveries import Delivery

Lane = list[Delivery]


class Lanes:
    """`of_each` lanes of a community are served at the same time, and `of_all` in all. A lane that breaks is told by
    `trouble` and keeps no other from going on."""

    def __init__(
        self, serve: Callable[[Lane], Coroutine[None, None, None]], stirred: asyncio.Event, *, of_each: int, of_all: int
    ) -> None:
        self._serve = serve
        self._stirred = stirred
        self._of_each = of_each
        self._of_all = of_all
        self._waiting: dict[int, deque[Lane]] = {}
        self._served: dict[asyncio.Task[None], Lane] = {}
        self._busy: Counter[int] = Counter()
        self.has_run_dry = False  # nothing waits any more behind a lane that has ended
        self.trouble: list[Exception] = []

    @property
    def is_busy(self) -> bool:
        return bool(self._served)

    @property
    def has_room(self) -> bool:
        return len(self._served) < self._of_all

    def in_hand(self) -> Iterator[int]:
        """The ids of what is being served or waits for it."""
        for lanes in (self._served.values(), *self._waiting.values()):
            for lane in lanes:
                yield from (delivery.id for delivery in lane)

    def add(self, lanes: Iterable[Lane]) -> None:
        """Takes lanes in, those that are to go first before the others, and begins to serve what there is room for."""
        for lane in lanes:
            self._waiting.setdefault(lane[0].community_id, deque()).append(lane)
        self._begin()

    async def end(self) -> None:
        """Breaks off what is under way, and lets go of what waits: its leases run out."""
        self._waiting.clear()
        for task in self._served:
            task.cancel()
        if self._served:
            await asyncio.wait(list(self._served))
        self.trouble.clear()

    def _begin(self) -> None:
        while self.has_room and (ready := [each for each in self._waiting if self._busy[each] < self._of_each]):
            community_id = min(ready, key=lambda each: self._busy[each])  # of several, the one that has waited longest
            lanes = self._waiting.pop(community_id)
            lane = lanes.popleft()
            if lanes:
                self._waiting[community_id] = lanes
            self._busy[community_id] += 1
            task = asyncio.create_task(self._serve(lane))
            self._served[task] = lane
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        community_id = self._served.pop(task)[0].community_id
        self._busy[community_id] -= 1
        if not self._busy[community_id]:
            del self._busy[community_id]
        if not task.cancelled() and isinstance(broken := task.exception(), Exception):
            self.trouble.append(broken)
        if community_id not in self._waiting:
            self.has_run_dry = True
        self._begin()
        self._stirred.set()
