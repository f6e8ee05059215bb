"""An ask: a request for help, weighed before it is posted, and in doubt answered.

asked → offered or introduced → accepted → thanked → did it work. What has happened is told by its state, by who offered
help and whose help was accepted, and by the thanks tied to it; nothing is said twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from whenever import Instant, TimeDelta

from bot.domain.errors import (
    AnsweredAlready,
    AskClosed,
    AskedEnough,
    AskOpen,
    Blank,
    Field,
    HelpAccepted,
    HelpingOneself,
    LooksLikeWork,
    NothingToLookBackOn,
    NotYourAsk,
    OutOfRange,
    TooManyAsks,
)
from bot.domain.fairness import orders_work
from bot.domain.legible import clean_text, fitting, needed
from bot.domain.people import Actor, Language

QUESTION_MOST = 300
TRIED_MOST = 600
ABLE_MOST = 400
HOPE_MOST = 300
IN_RETURN_MOST = 300
MINUTES = (15, 30, 60, 120)  # what may be asked for; the last stands for more than an hour
A_QUESTION_TAKES = 60  # minutes at most; beyond that it is work
HELPS_SHOWN = 10
OPEN_MOST = 5  # of one person at once, so that each gets an answer
ASKED_MOST = 10  # by one person within a day, those included that were withdrawn
ASKED_WITHIN = TimeDelta(hours=24)


class AskKind(StrEnum):
    ADVICE = "advice"
    FEEDBACK = "feedback"
    RESOURCE = "resource"
    INTRODUCTION = "introduction"
    COMPARE = "compare"  # notes, as equals


class AskState(StrEnum):
    OPEN = "open"  # nobody's help is accepted yet
    ACCEPTED = "accepted"
    SOLVED = "solved"  # whoever asked says so
    IDLE = "idle"  # nobody wrote for a while
    WITHDRAWN = "withdrawn"  # by whoever asked, or by who deleted its card
    LEFT = "left"  # whoever asked is gone from the server, or kept out


CLOSED = frozenset({AskState.SOLVED, AskState.IDLE, AskState.WITHDRAWN, AskState.LEFT})


class AskStage(StrEnum):
    """How far an open ask has been looked after; `next_at` says when the next of these is due."""

    TOLD = "told"  # members whose offers match have been told; after a day more of them are
    WIDENED = "widened"  # after three days a facilitator is
    HANDED_OVER = "handed_over"  # from here on it is up to people


class Worked(StrEnum):
    """Whether what came of it did any good, as whoever asked says two weeks later."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


@dataclass(frozen=True)
class AskWords:
    """What somebody typed: the question, what they tried, what they want to be able to do, what they hope for
    themselves, how many minutes they ask for, and what they offer in return for more than a question."""

    question: str
    tried: str = ""
    able: str = ""
    hope: str = ""
    minutes: int = MINUTES[0]
    in_return: str = ""


@dataclass(frozen=True)
class Ask:
    """`language` is that of its words. `next_at` is when it is looked after again, None once there is nothing to do.

    `ring_id` is the ask ring that it is part of, if it is: then its card is in the ring's thread.
    """

    id: int
    community_id: int
    person_id: int
    kind: AskKind
    words: AskWords
    language: Language
    asked_at: Instant
    state: AskState
    state_at: Instant
    stage: AskStage = AskStage.TOLD
    next_at: Instant | None = None
    worked: Worked | None = None
    ring_id: int | None = None

    @property
    def is_closed(self) -> bool:
        return self.state in CLOSED


@dataclass(frozen=True)
class Help:
    """Somebody's help with an ask. `text` is their answer where they gave it in words; `introduction_id` is the
    introduction through which they came, if they did."""

    id: int
    community_id: int
    ask_id: int
    person_id: int
    offered_at: Instant
    text: str = ""
    introduction_id: int | None = None
    accepted_at: Instant | None = None


def new_ask(id: int, actor: Actor, kind: AskKind, words: AskWords, now: Instant, *, ring_id: int | None = None) -> Ask:
    """What somebody asks, in the language they use Discord in."""
    return Ask(
        id=id,
        community_id=actor.community_id,
        person_id=actor.person_id,
        kind=kind,
        words=words,
        language=actor.language,
        asked_at=now,
        state=AskState.OPEN,
        state_at=now,
        ring_id=ring_id,
    )


def clean_ask(words: AskWords) -> AskWords:
    """As it is kept. Blank, TooLong, OutOfRange."""
    if words.minutes not in MINUTES:
        raise OutOfRange(Field.MINUTES, words.minutes, MINUTES[0], MINUTES[-1])
    question = needed(clean_text(words.question), Field.QUESTION, QUESTION_MOST)
    if not any(each.isalnum() for each in question):  # a thread is called after it
        raise Blank(Field.QUESTION)
    return AskWords(
        question=question,
        tried=needed(clean_text(words.tried), Field.ASK_TRIED, TRIED_MOST),
        able=fitting(clean_text(words.able), Field.ABLE, ABLE_MOST),
        hope=fitting(clean_text(words.hope), Field.HOPE, HOPE_MOST),
        minutes=words.minutes,
        in_return=fitting(clean_text(words.in_return), Field.IN_RETURN, IN_RETURN_MOST),
    )


def weigh(words: AskWords) -> None:
    """Whether it is a question; in doubt it is. What offers something in return is fair whatever it asks for.

    LooksLikeWork.
    """
    is_work = words.minutes > A_QUESTION_TAKES or orders_work(words.question)
    if is_work and not words.in_return:
        raise LooksLikeWork


def check_room(open_ones: int) -> None:
    """TooManyAsks."""
    if open_ones >= OPEN_MOST:
        raise TooManyAsks(OPEN_MOST)


def check_not_too_often(asked_at: Sequence[Instant], now: Instant) -> None:
    """AskedEnough; `asked_at` are the times of the last day, the latest first."""
    if len(asked_at) >= ASKED_MOST:
        raise AskedEnough(max(now, asked_at[ASKED_MOST - 1] + ASKED_WITHIN))


def check_own(ask: Ask, person_id: int) -> None:
    """NotYourAsk."""
    if ask.person_id != person_id:
        raise NotYourAsk


def check_may_take_back(help: Help) -> None:
    """HelpAccepted; AnsweredAlready where the answer stands in the thread for all to read."""
    if help.text:
        raise AnsweredAlready
    if help.accepted_at is not None:
        raise HelpAccepted


def check_may_help(ask: Ask, person_id: int) -> None:
    """HelpingOneself, AskClosed."""
    if ask.person_id == person_id:
        raise HelpingOneself
    check_open(ask)


def check_open(ask: Ask) -> None:
    """AskClosed."""
    if ask.is_closed:
        raise AskClosed


def accept(ask: Ask, now: Instant) -> Ask:
    """Somebody's help is accepted. AskClosed."""
    check_open(ask)
    return replace(ask, state=AskState.ACCEPTED, state_at=now)


def close(ask: Ask, state: AskState, now: Instant) -> Ask:
    """In one of the ways in which an ask is; it is not looked after any more. AskClosed."""
    check_open(ask)
    assert state in CLOSED
    return replace(ask, state=state, state_at=now, next_at=None)


def reopen(ask: Ask, helps: Sequence[Help], now: Instant) -> Ask:
    """As it was before it was closed; whoever reopens it takes it `in_care` again. AskOpen."""
    if not ask.is_closed:
        raise AskOpen
    was_accepted = any(each.accepted_at is not None for each in helps)
    return replace(ask, state=AskState.ACCEPTED if was_accepted else AskState.OPEN, state_at=now, worked=None)


def say_whether_it_worked(ask: Ask, worked: Worked) -> Ask:
    """What came of it, of an ask that was helped with or solved. NothingToLookBackOn."""
    if ask.state in (AskState.OPEN, AskState.WITHDRAWN):
        raise NothingToLookBackOn
    return replace(ask, worked=worked)
