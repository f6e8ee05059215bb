"""What a moderator may do about a delivery that reached nobody: when it may go again, and for how long."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant, TimeDelta

from bot.domain.channels import Use
from bot.domain.deliveries import Delivery, Kind, Place, Reason, State
from bot.domain.rounds import Round

UNDELIVERED = (State.UNREACHABLE, State.EXPIRED)
KEPT_AGAIN = TimeDelta(hours=48)
WORTH_SAYING = TimeDelta(hours=24 * 14)

# Said while their round takes answers; their subject is the round.
OF_AN_OPEN_ROUND = frozenset({Kind.PROMPT, Kind.LIVE_COUNT, Kind.NUDGE, Kind.SNOOZED, Kind.MENTION})
# Said once the round that is their subject has closed.
OF_A_CLOSED_ROUND = frozenset({Kind.DIGEST, Kind.EMPTY_ROUND})
# To name whom these are for would tell who has not answered, who was told of an ask and kept silent, or what somebody
# tries for themselves alone, which is not for moderators to know.
NAMES_NOBODY = frozenset(
    {
        Kind.NUDGE,
        Kind.SNOOZED,
        Kind.RING_NUDGE,
        Kind.PARTNER_CARD,
        Kind.POOL_LEFT,
        Kind.DO_NOW,
        Kind.CLOSING,
        Kind.ASK_MATCH,
        Kind.INTRODUCTION_ASKED,
        Kind.INTRODUCTION_NOTE,
        Kind.INTRODUCED,
        Kind.LESSON_ASKED_NOTE,
        Kind.LESSON_NOT_KEPT,
    }
)


# Never read in time, these are not left over: a list of them would tell which were not even asked.
NOT_MISSED = frozenset({Kind.INTRODUCTION_ASKED})
# Never on the list, whatever became of them: one is owed to who said “not yet”, and makes sense until they have tried,
# so that either would tell what a hidden answer said.
NOT_LISTED = frozenset({Kind.DO_NOW})


# What a moderator can do something about, so they hear of it without looking.
MENDED_BY_MODERATORS = frozenset(
    {
        Reason.CHANNEL_GONE,
        Reason.NO_ACCESS,
        Reason.NOT_ALL_THERE,
        Reason.THREAD_LOCKED,
        Reason.TOO_MANY_THREADS,
    }
)

LACKS = "lacks:"  # in the detail of a delivery, before the permissions that were missing, by discord.py's flags


# Whose needs count where a delivery goes; all others go to a group's channel or a thread under it.
USES = {
    Place.PRIVATE_THREAD: Use.MEETING,
    Place.KNOWLEDGE: Use.KNOWLEDGE,
    Place.ASK_THREAD: Use.KNOWLEDGE,
    Place.LOBBY: Use.MODERATORS,
    Place.MODERATORS: Use.MODERATORS,
}


# Into the thread of a pair or an ask, which others made and nobody makes again.
INTO_A_THREAD_OF_FEW = frozenset({Kind.MET, Kind.PAIR_ENDED, Kind.ASK_CLOSED})


class NotAgain(StrEnum):
    """Why a delivery is not tried again."""

    SETTLED = "settled"  # on its way again, or out: another moderator was faster
    ROUND_OVER = "round_over"
    TOO_OLD = "too_old"
    MESSAGE_GONE = "message_gone"  # what it was to be written onto was deleted
    THREAD_GONE = "thread_gone"  # the thread it was for was deleted, and is not made again
    NOTHING_TO_SAY = "nothing_to_say"


@dataclass(frozen=True)
class Undelivered:
    """A delivery with how it stands. Whoever holds one has yet to look whether it is still undelivered."""

    delivery: Delivery
    state: State
    reason: Reason | None
    detail: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """The permissions that were missing when it failed, as far as that was known."""
        if not self.detail.startswith(LACKS):
            return ()
        return tuple(self.detail.removeprefix(LACKS).split(","))


def lacks(flags: Iterable[str]) -> str:
    """The detail that `Undelivered.lacking` reads; nothing where no permission is known to be missing."""
    missing = ",".join(flags)
    return f"{LACKS}{missing}" if missing else ""


@dataclass(frozen=True)
class Again:
    """It goes again, at the latest until `expires_at`; `anew` if nothing of the earlier tries is there any more."""

    expires_at: Instant
    anew: bool


def is_of_a_round(kind: Kind) -> bool:
    return kind in OF_AN_OPEN_ROUND or kind in OF_A_CLOSED_ROUND


def first_due(delivery: Delivery, round: Round | None) -> Instant:
    """When it was to be said; `due_at` itself moves with each try. `round` is its subject, if that is a round."""
    if round is None:
        return delivery.due_at
    match delivery.kind:
        case Kind.PROMPT:
            return round.prompt_at
        case Kind.NUDGE | Kind.MENTION:
            return round.half_way_at
        case Kind.DIGEST | Kind.EMPTY_ROUND:
            return round.digest_at
        case _:
            return delivery.due_at


def judge(found: Undelivered, round: Round | None, now: Instant) -> Again | NotAgain:
    """Whether a delivery still makes sense at `now`, and its new expiry: two more days, never past the round it is
    about. What is not about an open round is worth saying for two weeks from when it was due."""
    delivery = found.delivery
    if found.state not in UNDELIVERED:
        return NotAgain.SETTLED
    if delivery.policy.edits and found.reason in (Reason.CHANNEL_GONE, Reason.MESSAGE_GONE):
        return NotAgain.MESSAGE_GONE  # a message goes with the channel or thread that it was in
    anew = found.reason in (Reason.CHANNEL_GONE, Reason.MESSAGE_GONE, Reason.NOT_ALL_THERE)
    if delivery.kind in INTO_A_THREAD_OF_FEW and found.reason is Reason.CHANNEL_GONE:
        return NotAgain.THREAD_GONE
    wanted = max(delivery.expires_at, now + KEPT_AGAIN)
    if delivery.kind in OF_AN_OPEN_ROUND:
        if round is None or not round.is_open or now >= round.digest_at:
            return NotAgain.ROUND_OVER
        return Again(min(wanted, round.digest_at), anew)
    if now >= first_due(delivery, round) + WORTH_SAYING:
        return NotAgain.TOO_OLD
    return Again(wanted, anew)
