"""A delivery: a message the bot owes somebody, whatever its kind; where it goes and how it ended.

A delivery is born in the transaction that causes it and ends in exactly one of the final states, with a reason. Unique
`(kind, subject, occurrence)` means it cannot be born twice; a lease means two hands cannot hold it at once.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from whenever import Instant, TimeDelta

LEASE = TimeDelta(minutes=3)
NO_GROUP = 0  # in place of a group, for what is of the community as a whole


class Kind(StrEnum):
    HELLO = "hello"  # the first words on a server: who I am, and how to begin
    ASK = "ask"  # a request for help, with its thread: the one card of the whole chain
    ASK_EDIT = "ask_edit"  # that card after something has happened to the ask
    ASK_ASTRAY = "ask_astray"  # to who asked: their ask is not where asks go, and why
    ASK_CLOSED = "ask_closed"  # in the thread of an ask that nobody wrote about, before it is put away
    HELP = "help"  # to who asked: somebody offers help
    HELP_ACCEPTED = "help_accepted"  # to who offered it
    ASK_MATCH = "ask_match"  # to somebody whose offer matches an ask
    ASK_UNANSWERED = "ask_unanswered"  # to the facilitator: nobody has offered help for three days
    DID_IT_WORK = "did_it_work"  # two weeks later, to who asked
    HELPED = "helped"  # to who helped: it worked
    RING = "ring"  # some days of requests and answers in a group, with their thread
    RING_EDIT = "ring_edit"  # that card after a request, an answer, or its end
    RING_ANSWER = "ring_answer"  # an answer to a request, shown in the ring's thread
    RING_NUDGE = "ring_nudge"  # half-way, to one who made a request and has answered nobody yet
    RING_CLOSED = "ring_closed"  # in its thread: what came of it
    RING_EMPTY = "ring_empty"  # to the facilitator, instead of a closing of nothing
    PROMPT = "prompt"  # the message that opens a round, with its thread
    LIVE_COUNT = "live_count"  # "5 of 8 have answered" on a prompt already out
    EXPERIMENT = "experiment"  # a commitment, shown to the group
    EXPERIMENT_EDIT = "experiment_edit"  # its card after somebody backed it, or its plan changed
    CLOSING = "closing"  # on the evening of the last day, to its person: how did it end?
    ENDING = "ending"  # how an experiment ended, shown to the group
    WITNESS = "witness"  # the same, to who backed it
    LESSON_HELPED = "lesson_helped"  # to who wrote a lesson
    LESSON_ASKED = "lesson_asked"  # to who wrote a message, in a reply: may it be kept as a lesson?
    LESSON_ASKED_NOTE = "lesson_asked_note"  # the same privately, where there can be no reply
    LESSON_KEPT = "lesson_kept"  # to who wanted to keep it: its author said yes
    LESSON_NOT_KEPT = "lesson_not_kept"  # the same: it was not kept, for whatever reason
    CHECK_IN = "check_in"  # an answer, shown in the round's thread
    CHECK_IN_EDIT = "check_in_edit"  # its card after the answer was given anew
    RESPONSE = "response"  # what a peer says to an answer, in the same thread
    RESPONSE_NOTE = "response_note"  # the same, to who gave the answer
    THANKS = "thanks"  # to one who is thanked, in the words of who thanks them
    BLOCKER = "blocker"  # to the facilitator: something has stood in somebody's way for two rounds
    DO_NOW = "do_now"  # two hours after “I do it now”: how did it go?
    NUDGE = "nudge"  # half-way, to one who has not answered
    SNOOZED = "snoozed"  # the same again, at the time that person asked for
    MENTION = "mention"  # half-way, in the thread, of those who let it mention them
    DIGEST = "digest"  # the message that closes a round
    GROUP_NEWS = "group_news"  # in the group's channel: it rests, goes on, or is archived
    GROUP_INVITATION = "group_invitation"  # a facilitator asks somebody into a group
    NOBODY_LEADS = "nobody_leads"  # to moderators, once the last who led a group has gone
    NOW_LEADING = "now_leading"  # to somebody who leads a group from now on
    CANNOT_SEE = "cannot_see"  # to the facilitator: somebody has joined who cannot see the group's channel
    THREADS_SHORT = "threads_short"  # to the moderators, before there is no room for another thread
    COULD_NOT_DELIVER = "could_not_deliver"  # to the moderators: what failed, and what is missing
    REMOVED = "removed"  # to somebody whom a moderator took out of a group
    LEADERS_FIRST = "leaders_first"  # to the facilitator, a day before the prompt
    EMPTY_ROUND = "empty_round"  # to the facilitator, instead of a digest of nothing
    PAIR = "pair"  # brings two or three together: their thread, with the worksheet
    PAIR_NOTE = "pair_note"  # the same to each of them, where there can be no thread
    MET = "met"  # did you meet? in the pair's thread
    PAIR_ENDED = "pair_ended"  # in the pair's thread, once one of them has left
    PARTNER_CARD = "partner_card"  # to one who has answered: how their partner might like to be asked
    POOL_LEFT = "pool_left"  # to one who is not paired any more, after three silent rounds
    INTRODUCTION_ASKED = "introduction_asked"  # to one of two whom somebody would bring together
    INTRODUCTION = "introduction"  # both said yes: their thread
    INTRODUCTION_NOTE = "introduction_note"  # the same to each of them, where there can be no thread
    INTRODUCED = "introduced"  # to who introduced them
    TEXT_REMOVED = "text_removed"  # to who wrote something that a moderator took out
    BLANKED = "blanked"  # on a message that is out: some of its words are gone


class Place(StrEnum):
    CHANNEL = "channel"  # the group's channel
    THREAD = "thread"  # the round's thread, the group's channel while there is none
    PRIVATE_THREAD = "private_thread"  # a private thread under the meeting channel, made with its first card
    KNOWLEDGE = "knowledge"  # the community's channel for asks; a request goes into the thread of its ring
    ASK_THREAD = "ask_thread"  # the thread of an ask
    RING_THREAD = "ring_thread"  # the thread of a ring
    EDIT = "edit"  # onto a message that is out already
    REPLY = "reply"  # beneath the message of somebody who is asked about it
    LOBBY = "lobby"  # where I could write when I came to the server, else waiting for a moderator to come by
    MODERATORS = "moderators"  # the moderators' channel, else waiting for one of them to come by
    PERSON = "person"  # direct message if chosen, else waiting for their next command


class Origin(StrEnum):
    """The cause of somebody hearing of something. What another person does is within a ceiling."""

    TIME = "time"  # the calendar's, or their own: what they asked for or answered comes back to them
    DUTY = "duty"  # a moderator has decided something that they have to hear
    GATHERED = "gathered"  # what several people said, in one message within their budget
    PRESS = "press"  # another person's doing; above the ceiling it waits for its turn
    WORDS = "words"  # what another person writes to them; above the ceiling that one hears so at once


class Priority(IntEnum):
    """Lower goes first. A prompt precedes the cards that go into its thread."""

    PROMPT = 20
    CARD = 30
    PAIR = 35
    DIGEST = 40
    NUDGE = 50


class State(StrEnum):
    SCHEDULED = "scheduled"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    WAITING = "waiting"  # for the person's next command or press
    MERGED = "merged"  # another delivery to the same person says it too
    EXPIRED = "expired"
    UNREACHABLE = "unreachable"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    """Why a delivery is in its state; `/admin deliveries` puts each into words."""

    SENT = "sent"
    SENT_BEFORE_CRASH = "sent_before_crash"  # found in the channel when looking before a second send
    FOR_MODERATORS = "for_moderators"  # no channel of theirs is named
    NO_CONSENT = "no_consent"  # direct messages not chosen
    NOT_WANTED = "not_wanted"  # the person's budget is none at all
    QUIET_HOURS = "quiet_hours"
    STOPPED = "stopped"  # a moderator has stopped everything; it goes on when they resume
    SERVER_LEFT = "server_left"  # the bot was taken off it; it goes on if it comes back within 30 days
    AWAY = "away"  # they said until when; nothing nobody asked for comes before
    BUDGET_SPENT = "budget_spent"
    SAID_TOGETHER = "said_together"
    SAID_OTHERWISE = "said_otherwise"  # it could not be said there, so it is said elsewhere
    MESSAGES_CLOSED = "messages_closed"
    READ = "read"  # shown when the person came by
    TOO_LATE = "too_late"
    NO_LONGER_NEEDED = "no_longer_needed"
    CHANNEL_GONE = "channel_gone"
    MESSAGE_GONE = "message_gone"
    NO_ACCESS = "no_access"
    THREAD_LOCKED = "thread_locked"
    NOT_ALL_THERE = "not_all_there"  # one of those whom a private thread is for cannot see the channel above it
    TOO_MANY_THREADS = "too_many_threads"  # Discord allows a server no more that are in use
    WRONG_CHANNEL = "wrong_channel"  # it is not of the kind in which this can be posted
    NO_TAG = "no_tag"  # the forum demands a tag, and has none that everybody may set
    REFUSED = "refused"  # Discord would not take the message as it is: our fault
    BUSY = "busy"
    NOT_OUT_YET = "not_out_yet"  # the message it belongs to is still on its way
    OFFLINE = "offline"
    BROKEN = "broken"  # an error of ours; the log has it


@dataclass(frozen=True)
class Policy:
    """`edits` names the delivery whose message an EDIT goes onto; both are about the same subject. None where the
    subject is that delivery itself. `origin` has to be stated of whatever is addressed to one person."""

    place: Place
    priority: Priority
    origin: Origin | None = None
    edits: Kind | None = None
    counts: bool = False  # against the person's nudge budget: only what nobody asked for does
    rests: bool = False  # while its person is away, though it does not count

    def __post_init__(self) -> None:
        if self.origin is None and self.place in (Place.PERSON, Place.REPLY):
            raise ValueError("whose doing it is that a person hears of this")


POLICIES: dict[Kind, Policy] = {
    Kind.HELLO: Policy(Place.LOBBY, Priority.CARD),
    Kind.ASK: Policy(Place.KNOWLEDGE, Priority.CARD),
    Kind.ASK_EDIT: Policy(Place.EDIT, Priority.CARD, edits=Kind.ASK),
    Kind.ASK_ASTRAY: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.ASK_CLOSED: Policy(Place.ASK_THREAD, Priority.CARD),
    Kind.HELP: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.HELP_ACCEPTED: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.ASK_MATCH: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS, counts=True),
    Kind.ASK_UNANSWERED: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME, rests=True),
    Kind.DID_IT_WORK: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME, counts=True),
    Kind.HELPED: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.RING: Policy(Place.CHANNEL, Priority.PROMPT),
    Kind.RING_EDIT: Policy(Place.EDIT, Priority.DIGEST, edits=Kind.RING),
    Kind.RING_ANSWER: Policy(Place.RING_THREAD, Priority.CARD),
    Kind.RING_NUDGE: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME, counts=True),
    Kind.RING_CLOSED: Policy(Place.RING_THREAD, Priority.DIGEST),
    Kind.RING_EMPTY: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.PROMPT: Policy(Place.CHANNEL, Priority.PROMPT),
    Kind.LIVE_COUNT: Policy(Place.EDIT, Priority.DIGEST, edits=Kind.PROMPT),
    Kind.EXPERIMENT: Policy(Place.THREAD, Priority.CARD),
    Kind.EXPERIMENT_EDIT: Policy(Place.EDIT, Priority.CARD, edits=Kind.EXPERIMENT),
    Kind.CLOSING: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME, counts=True),
    Kind.ENDING: Policy(Place.THREAD, Priority.CARD),
    Kind.WITNESS: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.LESSON_HELPED: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.LESSON_ASKED: Policy(Place.REPLY, Priority.CARD, Origin.WORDS),
    Kind.LESSON_ASKED_NOTE: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.LESSON_KEPT: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.LESSON_NOT_KEPT: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.CHECK_IN: Policy(Place.THREAD, Priority.CARD),
    Kind.CHECK_IN_EDIT: Policy(Place.EDIT, Priority.CARD, edits=Kind.CHECK_IN),
    Kind.RESPONSE: Policy(Place.THREAD, Priority.CARD, counts=True),
    Kind.RESPONSE_NOTE: Policy(Place.PERSON, Priority.NUDGE, Origin.GATHERED, counts=True),
    Kind.THANKS: Policy(Place.PERSON, Priority.NUDGE, Origin.WORDS),
    Kind.BLOCKER: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.DO_NOW: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.NUDGE: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME, counts=True),
    Kind.SNOOZED: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.MENTION: Policy(Place.THREAD, Priority.NUDGE, counts=True),
    Kind.DIGEST: Policy(Place.CHANNEL, Priority.DIGEST),
    Kind.GROUP_NEWS: Policy(Place.CHANNEL, Priority.DIGEST),
    Kind.GROUP_INVITATION: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.NOBODY_LEADS: Policy(Place.MODERATORS, Priority.DIGEST),
    Kind.NOW_LEADING: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.CANNOT_SEE: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS),
    Kind.THREADS_SHORT: Policy(Place.MODERATORS, Priority.DIGEST),
    Kind.COULD_NOT_DELIVER: Policy(Place.MODERATORS, Priority.DIGEST),
    Kind.REMOVED: Policy(Place.PERSON, Priority.NUDGE, Origin.DUTY),
    Kind.LEADERS_FIRST: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.EMPTY_ROUND: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.PAIR: Policy(Place.PRIVATE_THREAD, Priority.PAIR),
    Kind.PAIR_NOTE: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.MET: Policy(Place.PRIVATE_THREAD, Priority.PAIR),
    Kind.PAIR_ENDED: Policy(Place.PRIVATE_THREAD, Priority.PAIR),
    Kind.PARTNER_CARD: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME, counts=True),
    Kind.POOL_LEFT: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.INTRODUCTION_ASKED: Policy(Place.PERSON, Priority.NUDGE, Origin.PRESS, rests=True),
    Kind.INTRODUCTION: Policy(Place.PRIVATE_THREAD, Priority.PAIR),
    Kind.INTRODUCTION_NOTE: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.INTRODUCED: Policy(Place.PERSON, Priority.NUDGE, Origin.TIME),
    Kind.TEXT_REMOVED: Policy(Place.PERSON, Priority.NUDGE, Origin.DUTY),
    Kind.BLANKED: Policy(Place.EDIT, Priority.DIGEST),
}

# What is said for a group that is in use, and no more once it is archived.
ENDS_WITH_GROUP = frozenset(
    {
        Kind.PROMPT,
        Kind.LIVE_COUNT,
        Kind.EXPERIMENT,
        Kind.EXPERIMENT_EDIT,
        Kind.CHECK_IN,
        Kind.CHECK_IN_EDIT,
        Kind.RESPONSE,
        Kind.RESPONSE_NOTE,
        Kind.BLOCKER,
        Kind.DO_NOW,
        Kind.NUDGE,
        Kind.SNOOZED,
        Kind.MENTION,
        Kind.GROUP_INVITATION,
        Kind.NOW_LEADING,
        Kind.CANNOT_SEE,
        Kind.LEADERS_FIRST,
        Kind.EMPTY_ROUND,
        Kind.PAIR,
        Kind.PAIR_NOTE,
        Kind.MET,
        Kind.PARTNER_CARD,
        Kind.POOL_LEFT,
    }
)

# Reminders of one's own experiments: what of these is due to one person at once is said in one message.
SAID_TOGETHER = frozenset({Kind.NUDGE, Kind.SNOOZED})

# Where nobody can be mentioned: what was to be said there to one person waits for them instead.
NOWHERE_TO_MENTION = frozenset({Reason.CHANNEL_GONE, Reason.NO_ACCESS, Reason.THREAD_LOCKED})

# Answers to what somebody asked or offered: who lets threads mention them hears of these where it goes on.
MENTIONED_WHERE_IT_GOES_ON = frozenset({Kind.HELP, Kind.HELP_ACCEPTED})


@dataclass(frozen=True)
class Delivery:
    """One row of what the bot owes.

    `subject` is the id of what it speaks about, `occurrence` tells apart the times it is said. `tried_at` is the real
    instant of the first attempt, None before it: a delivery that was tried may already be out, so whoever tries it
    again looks first. `message_id` and `thread_id` are the steps already done. `group_id` is NO_GROUP for what is of
    the community as a whole. `caused_by` is the person whose doing it is that another hears of it.
    """

    id: int
    community_id: int
    kind: Kind
    subject: int
    occurrence: str
    group_id: int
    person_id: int | None
    due_at: Instant
    expires_at: Instant
    caused_by: int | None = None
    attempts: int = 0
    tried_at: Instant | None = None
    channel_id: int | None = None
    message_id: int | None = None
    thread_id: int | None = None
    finished_at: Instant | None = None

    @property
    def policy(self) -> Policy:
        return POLICIES[self.kind]

    @property
    def is_anothers_doing(self) -> bool:
        """Return whether one person causes another to hear of it. ValueError where it does not say who, and has to."""
        if self.policy.origin not in (Origin.PRESS, Origin.WORDS):
            return False
        if self.caused_by is None:
            raise ValueError(f"who causes a {self.kind}")
        return self.caused_by != self.person_id

    @property
    def lane(self) -> int:
        """What keeps its order: the deliveries of a group, and those of a community that are of no group."""
        return self.group_id or self.community_id


@dataclass(frozen=True)
class Share:
    """How much of what is due one hand takes: `of_group` from the beginning of a group's row, `of_community` in all
    that it holds of a community, in rows and again of what goes to one person each."""

    of_group: int
    of_community: int


UNSHARED = Share(of_group=1_000_000, of_community=1_000_000)


@dataclass(frozen=True)
class Delivered:
    """It is out. `channel_id` is where, `thread_id` the thread that hangs on it, if it has one."""

    channel_id: int
    message_id: int
    thread_id: int | None = None
    reason: Reason = Reason.SENT


@dataclass(frozen=True)
class Waits:
    """It is shown privately when the person next comes by."""

    reason: Reason


@dataclass(frozen=True)
class Failed:
    """It may work later; `wait` is how long Discord asked us to leave it, if it did."""

    reason: Reason
    wait: TimeDelta | None = None


@dataclass(frozen=True)
class Impossible:
    """It will not work however often it is tried."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True)
class Postponed:
    """Not now, for the person's sake; `until` is when."""

    reason: Reason
    until: Instant


@dataclass(frozen=True)
class Dropped:
    """It need not be sent any more."""

    reason: Reason


SendOutcome = Delivered | Waits | Failed | Impossible
Outcome = SendOutcome | Dropped | Postponed


def unless_it_waits(delivery: Delivery, outcome: Outcome) -> Outcome:
    """How a try ended; what is for one person waits for them where there is no place left to mention them in."""
    if delivery.policy.place is not Place.PERSON or not isinstance(outcome, Impossible):
        return outcome
    return Waits(outcome.reason) if outcome.reason in NOWHERE_TO_MENTION else outcome
