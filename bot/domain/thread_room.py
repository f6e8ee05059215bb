"""Room for threads: Discord lets a server have only so many in use, so they are planned against what is free.

The oldest of ours that nothing goes on in are put away first; whoever writes there takes them out again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

IN_USE_MOST = 1000  # on one server, whoever made them
KEPT_FREE = 50  # for prompts and asks of the days to come, and for people's own
SAID_BELOW = 100  # so few left after what is planned, and moderators hear of it


@dataclass(frozen=True)
class ThreadInUse:
    """`newest_id` is its newest message, or the thread itself: the lower, the longer it has been quiet."""

    id: int
    newest_id: int
    is_ours: bool


@dataclass(frozen=True)
class ThreadNeed:
    """What is to come of a server: threads that are `owed` already, and those that pairs may want."""

    owed: int
    pairs: int


@dataclass
class ThreadRoom:
    """How many more threads the pairs of a server may have; as they are planned, it grows less."""

    left: int

    def take(self, wanted: int) -> int:
        """How many of those wanted there is room for; from then on they are taken."""
        granted = min(wanted, max(0, self.left))
        self.left -= granted
        return granted


def to_put_away(in_use: Sequence[ThreadInUse], going_on: Collection[int], need: ThreadNeed, most: int) -> list[int]:
    """As many of ours as it takes for what is to come, those first that have been quiet the longest."""
    missing = len(in_use) + need.owed + need.pairs + KEPT_FREE - most
    quiet = sorted(
        (each for each in in_use if each.is_ours and each.id not in going_on), key=lambda each: each.newest_id
    )
    return [each.id for each in quiet[: max(0, missing)]]


def room_for_pairs(in_use: int, need: ThreadNeed, most: int) -> int:
    """How many threads pairs may have, with `in_use` of them left."""
    return most - KEPT_FREE - in_use - need.owed


def is_short(room: int, need: ThreadNeed) -> bool:
    """Return whether moderators should hear of it, before anything is refused."""
    return room - need.pairs < SAID_BELOW - KEPT_FREE
