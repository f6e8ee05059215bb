"""An ask's thread: whether anybody still writes in it, and what follows from that.

How long nobody wrote is counted on the program's clock, from when somebody was last seen to have written; Discord's ids
tell only whether something is new.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Instant, TimeDelta

from bot.domain.asks import Ask, AskState, Help

LOOKED_AT_EVERY = TimeDelta(hours=24)
LOOKED_AT_AGAIN = TimeDelta(hours=1)  # where Discord did not answer
IDLE_AFTER = TimeDelta(hours=24 * 10)
WOKEN_AFTER = TimeDelta(minutes=1)  # it is taken up again, and its card is written anew
LOOKED_AT_ONCE_CLOSED = TimeDelta(hours=24 * 30)


@dataclass(frozen=True)
class AskThread:
    """As it was when last looked at. `thread_id` is None where the card has no thread; `written_at` is when somebody
    was last seen to have written, or the card was posted; `last_message_id` is the newest message of anybody's by then.
    `look_at` is when it is looked at again, None for never."""

    ask_id: int
    community_id: int
    thread_id: int | None
    last_message_id: int
    written_at: Instant
    is_hidden: bool
    look_at: Instant | None


@dataclass(frozen=True)
class Glimpse:
    """What there is in a thread now: the newest message, whether a person wrote since the last look, and whether
    Discord has put it away."""

    last_message_id: int
    is_written: bool
    is_hidden: bool


class Follows(StrEnum):
    """What a look leads to."""

    NOTHING = "nothing"
    CLOSING = "closing"  # nobody has written for too long
    REOPENING = "reopening"  # somebody writes although it is closed
    WAKING = "waking"  # it is in use, and Discord has put it away


def look(thread: AskThread, ask: Ask, helps: Sequence[Help], seen: Glimpse | None, now: Instant) -> Follows:
    """What follows; `seen` is None where there is no thread to look into.

    A solved ask is thanked and talked about in its thread; only who writes once that has been put away begins anew.
    What was withdrawn stays so, and so does what somebody asked who has left.
    """
    is_written = seen is not None and seen.is_written
    if ask.is_closed:
        begins_anew = ask.state is AskState.IDLE or (ask.state is AskState.SOLVED and thread.is_hidden)
        return Follows.REOPENING if is_written and begins_anew else Follows.NOTHING
    if not is_written and now - _last_sign(thread, ask, helps) >= IDLE_AFTER:
        return Follows.CLOSING
    return Follows.WAKING if seen and seen.is_hidden else Follows.NOTHING


def after_look(thread: AskThread, ask: Ask, seen: Glimpse | None, now: Instant) -> AskThread:
    """The thread as it is remembered; `ask` is as the look left it. An open one's is in use or about to be woken."""
    if seen is not None:
        thread = replace(
            thread,
            last_message_id=seen.last_message_id,
            written_at=now if seen.is_written else thread.written_at,
            is_hidden=seen.is_hidden and ask.is_closed,
        )
    return replace(thread, look_at=_next_look(thread, ask, now))


def _last_sign(thread: AskThread, ask: Ask, helps: Sequence[Help]) -> Instant:
    """An offer of help is a sign of life as good as a message."""
    return max(thread.written_at, ask.state_at, *(each.offered_at for each in helps))


def _next_look(thread: AskThread, ask: Ask, now: Instant) -> Instant | None:
    """Every day; for a month once it is closed, unless there is nowhere to write or its person alone can reopen it."""
    is_theirs = ask.state in (AskState.WITHDRAWN, AskState.LEFT)
    is_over = is_theirs or thread.thread_id is None or now >= ask.state_at + LOOKED_AT_ONCE_CLOSED
    return None if ask.is_closed and is_over else now + LOOKED_AT_EVERY
