"""What a press or a form is about, which says whose gate it has to pass."""

from dataclasses import dataclass
from enum import StrEnum


class Thing(StrEnum):
    """A sort of thing that is pressed. All but the first two say by themselves in which community they are."""

    SERVER = "server"  # of the community it is pressed in, and so of none under a direct message
    ONESELF = "oneself"  # of a person, in whichever community they are
    ROUND = "round"
    EXPERIMENT = "experiment"
    CHECK_IN = "check_in"
    PAIRING = "pairing"
    ASK = "ask"
    INTRODUCTION = "introduction"
    HELD = "held"
    INVITATION = "group"  # to a group, by which it is named
    DELIVERY = "delivery"


@dataclass(frozen=True)
class About:
    """One such thing; `id` is 0 where there is none to name."""

    thing: Thing
    id: int = 0
