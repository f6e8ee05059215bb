"""Whom each kind of delivery is for. A kind whose audience nobody has stated does not build, and goes to no group."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from bot.domain.deliveries import POLICIES, Kind, Place


class Audience(StrEnum):
    AS_CHOSEN = "as_chosen"  # it speaks of one experiment, whose person chose: the group, the partner, nobody
    GROUP = "group"  # its facts hold nothing but what everybody in the group may read
    COMMUNITY = "community"  # nothing but what everybody on the server may read, or whoever a request is for
    FEW = "few"  # the two or three that it names
    ONE = "one"  # its person
    MODERATORS = "moderators"
    AS_POSTED = "as_posted"  # whoever reads the message that it takes words off


# Every kind is stated: forgetting one is found before anything is sent.
AUDIENCES: dict[Kind, Audience] = {
    Kind.EXPERIMENT: Audience.AS_CHOSEN,
    Kind.EXPERIMENT_EDIT: Audience.AS_CHOSEN,
    Kind.ENDING: Audience.AS_CHOSEN,
    Kind.CHECK_IN: Audience.AS_CHOSEN,
    Kind.CHECK_IN_EDIT: Audience.AS_CHOSEN,
    Kind.RESPONSE: Audience.AS_CHOSEN,
    Kind.PROMPT: Audience.GROUP,
    Kind.LIVE_COUNT: Audience.GROUP,
    Kind.MENTION: Audience.GROUP,
    Kind.DIGEST: Audience.GROUP,
    Kind.GROUP_NEWS: Audience.GROUP,
    Kind.RING: Audience.GROUP,
    Kind.RING_EDIT: Audience.GROUP,
    Kind.RING_ANSWER: Audience.GROUP,
    Kind.RING_CLOSED: Audience.GROUP,
    Kind.ASK: Audience.COMMUNITY,
    Kind.ASK_EDIT: Audience.COMMUNITY,
    Kind.ASK_CLOSED: Audience.COMMUNITY,
    Kind.LESSON_ASKED: Audience.COMMUNITY,  # beneath the message that it asks about
    Kind.PAIR: Audience.FEW,
    Kind.MET: Audience.FEW,
    Kind.PAIR_ENDED: Audience.FEW,
    Kind.INTRODUCTION: Audience.FEW,
    Kind.HELLO: Audience.MODERATORS,
    Kind.NOBODY_LEADS: Audience.MODERATORS,
    Kind.COULD_NOT_DELIVER: Audience.MODERATORS,
    Kind.THREADS_SHORT: Audience.MODERATORS,
    Kind.BLANKED: Audience.AS_POSTED,
    Kind.ASK_ASTRAY: Audience.ONE,
    Kind.HELP: Audience.ONE,
    Kind.HELP_ACCEPTED: Audience.ONE,
    Kind.ASK_MATCH: Audience.ONE,
    Kind.ASK_UNANSWERED: Audience.ONE,
    Kind.DID_IT_WORK: Audience.ONE,
    Kind.HELPED: Audience.ONE,
    Kind.RING_NUDGE: Audience.ONE,
    Kind.RING_EMPTY: Audience.ONE,
    Kind.CLOSING: Audience.ONE,
    Kind.WITNESS: Audience.ONE,
    Kind.LESSON_HELPED: Audience.ONE,
    Kind.LESSON_ASKED_NOTE: Audience.ONE,
    Kind.LESSON_KEPT: Audience.ONE,
    Kind.LESSON_NOT_KEPT: Audience.ONE,
    Kind.RESPONSE_NOTE: Audience.ONE,
    Kind.THANKS: Audience.ONE,
    Kind.BLOCKER: Audience.ONE,
    Kind.DO_NOW: Audience.ONE,
    Kind.NUDGE: Audience.ONE,
    Kind.SNOOZED: Audience.ONE,
    Kind.GROUP_INVITATION: Audience.ONE,
    Kind.NOW_LEADING: Audience.ONE,
    Kind.CANNOT_SEE: Audience.ONE,
    Kind.REMOVED: Audience.ONE,
    Kind.LEADERS_FIRST: Audience.ONE,
    Kind.EMPTY_ROUND: Audience.ONE,
    Kind.PAIR_NOTE: Audience.ONE,
    Kind.PARTNER_CARD: Audience.ONE,
    Kind.POOL_LEFT: Audience.ONE,
    Kind.INTRODUCTION_ASKED: Audience.ONE,
    Kind.INTRODUCTION_NOTE: Audience.ONE,
    Kind.INTRODUCED: Audience.ONE,
    Kind.TEXT_REMOVED: Audience.ONE,
}

_SHARED = frozenset({Audience.AS_CHOSEN, Audience.GROUP, Audience.COMMUNITY})
# Whom a place can be for: what is for one person cannot be stated for the place where all of a group read it.
FITTING: dict[Place, frozenset[Audience]] = {
    Place.CHANNEL: frozenset({Audience.GROUP}),
    Place.THREAD: frozenset({Audience.AS_CHOSEN, Audience.GROUP}),
    Place.RING_THREAD: frozenset({Audience.GROUP}),
    Place.KNOWLEDGE: frozenset({Audience.COMMUNITY}),
    Place.ASK_THREAD: frozenset({Audience.COMMUNITY}),
    Place.REPLY: frozenset({Audience.COMMUNITY}),
    Place.EDIT: _SHARED | {Audience.AS_POSTED},
    Place.PRIVATE_THREAD: frozenset({Audience.FEW}),
    Place.LOBBY: frozenset({Audience.MODERATORS}),
    Place.MODERATORS: frozenset({Audience.MODERATORS}),
    Place.PERSON: frozenset({Audience.ONE}),
}


def check_stated(audiences: Mapping[Kind, Audience], kinds: Iterable[Kind] = Kind) -> None:
    """Raise TypeError where a kind has no audience, or one that its place cannot be for."""
    for kind in kinds:
        if kind not in audiences:
            raise TypeError(f"Say in AUDIENCES of bot/domain/audiences.py whom Kind.{kind.name} is for.")
        policy, audience = POLICIES[kind], audiences[kind]
        if audience not in FITTING.get(policy.place, ()):
            raise TypeError(
                f"Kind.{kind.name} goes to Place.{policy.place.name}, which is not for Audience.{audience.name}: "
                "change its line in AUDIENCES of bot/domain/audiences.py, or its place in POLICIES."
            )
        if policy.edits is not None and audiences.get(policy.edits) is not audience:
            raise TypeError(
                f"Kind.{kind.name} is written onto the message of Kind.{policy.edits.name}: state the same audience "
                "for both in AUDIENCES of bot/domain/audiences.py."
            )


check_stated(AUDIENCES)
