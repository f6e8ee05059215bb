"""What is made again once somebody has deleted it by hand: the messages that others are written onto, and the threads
under them. Whatever meets the gap has it made, so that nobody need notice first.
"""

from enum import Enum, auto

from bot.domain.deliveries import Delivery, Impossible, Kind, Reason

# Messages that open something a group goes on with, each with its thread.
OPENING = frozenset({Kind.PROMPT, Kind.RING})

# A way that is barred in a channel which the group has left is no more to be mended than one that is gone.
_BARRED = frozenset({Reason.CHANNEL_GONE, Reason.MESSAGE_GONE, Reason.NO_ACCESS})


class Gap(Enum):
    """What is missing of an opening message and its thread."""

    THREAD = auto()  # the message still stands
    MESSAGE = auto()  # and nobody can tell whether its thread is there
    BOTH = auto()


def gap_beneath(opening: Delivery, met: Impossible, group_channel_id: int) -> Gap | None:
    """Return what is missing where something was to go into the thread of an opening message that is out."""
    if opening.thread_id is None:
        return None
    if met.reason is Reason.CHANNEL_GONE:
        return Gap.THREAD
    return _gap_of_move(opening, met, group_channel_id)


def gap_of(opening: Delivery, met: Impossible, group_channel_id: int) -> Gap | None:
    """Return what is missing where an opening message that was out was to be written anew, or to get its thread."""
    if opening.message_id is None:
        return None
    if met.reason is Reason.MESSAGE_GONE and opening.channel_id == group_channel_id:
        return Gap.MESSAGE
    return _gap_of_move(opening, met, group_channel_id)


def _gap_of_move(opening: Delivery, met: Impossible, group_channel_id: int) -> Gap | None:
    is_elsewhere = opening.channel_id != group_channel_id
    return Gap.BOTH if is_elsewhere and met.reason in _BARRED else None
