"""What each person has not read yet, and what called for her."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.people.person import Person
from sandbox.protocol.journal import Entry
from sandbox.protocol.world import World


@dataclass(slots=True)
class Mark:
    """One person's mark on one channel; `first` is the first message she has not read."""

    first: int | None = None
    unread: int = 0
    pings: int = 0


class Marks:
    """Kept from when the page starts, for every person, whoever is looked at."""

    def __init__(self, world: World, people: Iterable[Person]) -> None:
        self._world = world
        self._people = [person.id for person in people]
        self._marks: dict[tuple[int, int], Mark] = {}

    def of(self, user_id: int, channel_id: int) -> Mark:
        """The mark, an empty one where everything is read."""
        return self._marks.get((user_id, channel_id)) or Mark()

    def pings(self, user_id: int) -> int:
        """How often she was called for, anywhere she can still look."""
        return sum(
            mark.pings
            for (who, channel_id), mark in self._marks.items()
            if who == user_id and channel_id in self._world.channels
        )

    def read(self, user_id: int, channel_id: int) -> None:
        """She has looked."""
        self._marks.pop((user_id, channel_id), None)

    def note(self, entry: Entry) -> None:
        """Takes in what happened: a new message, or something that pinged."""
        if entry.channel_id is None or entry.kind not in ("message_created", "message_edited", "notified"):
            return
        for user_id in self._people:
            new = entry.kind == "message_created" and self._concerns(entry, user_id)
            if new or user_id in entry.notified:
                mark = self._marks.setdefault((user_id, entry.channel_id), Mark())
                mark.unread += new
                mark.pings += user_id in entry.notified
                if mark.first is None and entry.message is not None:
                    mark.first = entry.message.id

    def _concerns(self, entry: Entry, user_id: int) -> bool:
        message = entry.message
        if message is None or message.author.id == user_id or message.reader not in (None, user_id):
            return False
        return self._world.sees(user_id, message.channel)
