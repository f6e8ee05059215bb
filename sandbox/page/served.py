"""What the page is told by whoever starts it: the people, and the bot they meet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from whenever import Instant

from sandbox.people.person import Person
from sandbox.protocol.channels import Channel


@dataclass(frozen=True, slots=True)
class Served:
    """A sandbox with a bot in it, ready to be looked at.

    `next_due` says when the bot does something by itself next, `restart` stops it and starts it again; both run in
    the loop of the sandbox. `guide` are a newcomer's first steps, shown where `home` begins.
    """

    people: Sequence[Person]
    home: Channel
    zone: str
    next_due: Callable[[], Awaitable[Instant | None]]
    restart: Callable[[], Awaitable[object]]
    guide: Sequence[str] = ()
