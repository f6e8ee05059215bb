"""Whose words go where: what there is that people write, and which messages of the bot's carry it.

What a card says is read from the tables when it is said. So once words are gone from the tables, every message that
carries them is owed once more: said anew without them, or blank where nothing is left of it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.deliveries import POLICIES, Kind, Place


class Piece(StrEnum):
    """A piece of somebody's writing that can be erased by itself."""

    EXPERIMENT = "experiment"  # with its answers, what others said to them, and the lesson it came to
    CHECK_IN = "check_in"  # with what others said to it
    RESPONSE = "response"
    THANKS = "thanks"
    LESSON = "lesson"
    HELD = "held"  # a message of somebody's that another wants to keep
    ASK = "ask"
    HELP = "help"  # an answer to a request in a ring
    INTRODUCTION = "introduction"
    ROUND = "round"  # quotes whatever the pieces of many say, so it is only ever said anew
    RING = "ring"  # the same
    NOTHING = "nothing"  # names at the most


@dataclass(frozen=True)
class Text:
    """One piece of writing, where it is."""

    community_id: int
    piece: Piece
    id: int


# What a delivery of each kind carries: the piece that its subject is the id of.
CARRIES: dict[Kind, Piece] = {
    Kind.ASK: Piece.ASK,
    Kind.ASK_EDIT: Piece.ASK,
    Kind.ASK_ASTRAY: Piece.ASK,
    Kind.ASK_CLOSED: Piece.ASK,
    Kind.HELP: Piece.ASK,
    Kind.HELP_ACCEPTED: Piece.ASK,
    Kind.ASK_MATCH: Piece.ASK,
    Kind.ASK_UNANSWERED: Piece.ASK,
    Kind.DID_IT_WORK: Piece.ASK,
    Kind.HELPED: Piece.ASK,
    Kind.RING: Piece.RING,
    Kind.RING_EDIT: Piece.RING,
    Kind.RING_NUDGE: Piece.RING,
    Kind.RING_CLOSED: Piece.RING,
    Kind.RING_ANSWER: Piece.HELP,
    Kind.RING_EMPTY: Piece.NOTHING,
    Kind.COULD_NOT_DELIVER: Piece.NOTHING,
    Kind.PROMPT: Piece.ROUND,
    Kind.LIVE_COUNT: Piece.ROUND,
    Kind.DIGEST: Piece.ROUND,
    Kind.NUDGE: Piece.ROUND,
    Kind.SNOOZED: Piece.ROUND,
    Kind.MENTION: Piece.NOTHING,
    Kind.EMPTY_ROUND: Piece.NOTHING,
    Kind.LEADERS_FIRST: Piece.NOTHING,
    Kind.EXPERIMENT: Piece.EXPERIMENT,
    Kind.EXPERIMENT_EDIT: Piece.EXPERIMENT,
    Kind.CLOSING: Piece.EXPERIMENT,
    Kind.ENDING: Piece.EXPERIMENT,
    Kind.WITNESS: Piece.EXPERIMENT,
    Kind.LESSON_HELPED: Piece.LESSON,
    Kind.LESSON_ASKED: Piece.HELD,
    Kind.LESSON_ASKED_NOTE: Piece.HELD,
    Kind.LESSON_KEPT: Piece.HELD,
    Kind.LESSON_NOT_KEPT: Piece.HELD,
    Kind.CHECK_IN: Piece.CHECK_IN,
    Kind.CHECK_IN_EDIT: Piece.CHECK_IN,
    Kind.BLOCKER: Piece.CHECK_IN,
    Kind.DO_NOW: Piece.CHECK_IN,
    Kind.RESPONSE: Piece.RESPONSE,
    Kind.RESPONSE_NOTE: Piece.RESPONSE,
    Kind.THANKS: Piece.THANKS,
    Kind.GROUP_NEWS: Piece.NOTHING,
    Kind.GROUP_INVITATION: Piece.NOTHING,
    Kind.HELLO: Piece.NOTHING,
    Kind.THREADS_SHORT: Piece.NOTHING,
    Kind.NOBODY_LEADS: Piece.NOTHING,
    Kind.NOW_LEADING: Piece.NOTHING,
    Kind.CANNOT_SEE: Piece.NOTHING,
    Kind.REMOVED: Piece.NOTHING,
    Kind.PAIR: Piece.NOTHING,
    Kind.PAIR_NOTE: Piece.NOTHING,
    Kind.MET: Piece.NOTHING,
    Kind.PAIR_ENDED: Piece.NOTHING,
    Kind.PARTNER_CARD: Piece.NOTHING,
    Kind.POOL_LEFT: Piece.NOTHING,
    Kind.INTRODUCTION_ASKED: Piece.INTRODUCTION,
    Kind.INTRODUCTION: Piece.INTRODUCTION,
    Kind.INTRODUCTION_NOTE: Piece.INTRODUCTION,
    Kind.INTRODUCED: Piece.INTRODUCTION,
    Kind.TEXT_REMOVED: Piece.NOTHING,
    Kind.BLANKED: Piece.NOTHING,
}


def kinds_with(piece: Piece) -> list[Kind]:
    """The kinds whose messages carry it; an edit has no message of its own."""
    return [kind for kind, each in CARRIES.items() if each is piece and POLICIES[kind].place is not Place.EDIT]
