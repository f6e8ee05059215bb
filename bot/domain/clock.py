"""The one way to ask what time it is."""

from typing import Protocol

from whenever import Instant


class Clock(Protocol):
    """Tells the present instant. Whoever builds the program decides which clock; nobody else reads one."""

    def now(self) -> Instant: ...
