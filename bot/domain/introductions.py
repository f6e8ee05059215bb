"""An introduction: somebody brings two together who may have something for each other, if both of them want it.

Each of the two is asked alone. What they answer is theirs: an introduction does not carry it, so nothing that is made
from one can tell it, and a no looks like a silence to everybody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant, TimeDelta

from bot.domain.errors import Field, IntroducesOneself, SameTwice
from bot.domain.legible import clean_text, needed

WHY_MOST, HOPE_MOST, QUESTION_MOST = 300, 300, 200
A_DAY_MOST = 3  # by one person; who brings together more than that has not thought of each
A_DAY = TimeDelta(hours=24)
LEFT_IN_PEACE = TimeDelta(hours=24 * 30)  # before the same two are brought up again, by whomever
ASKED_FOR = TimeDelta(hours=24 * 14)
AWAITED_MOST = TimeDelta(hours=24 * 30)  # the longest that a question waits for somebody to be back


class Willing(StrEnum):
    """Somebody's own answer. Nobody but the matching of two answers reads it."""

    YES = "yes"
    NOT_NOW = "not_now"


@dataclass(frozen=True)
class IntroductionWords:
    """What the introducer says: why these two, what they hope for themselves, and a question to begin with."""

    why: str
    hope: str
    question: str


@dataclass(frozen=True)
class Introduction:
    """`ends_at` is until when it may be answered; `number` tells apart those that came about, and is None before.
    `ask_id` is the ask that the second could help the first with, where there is one."""

    id: int
    community_id: int
    introducer_id: int
    first_id: int
    second_id: int
    words: IntroductionWords
    proposed_at: Instant
    ends_at: Instant
    ask_id: int | None = None
    came_about_at: Instant | None = None
    number: int | None = None

    @property
    def people(self) -> tuple[int, int]:
        return self.first_id, self.second_id

    def other_than(self, person_id: int) -> int:
        return self.second_id if person_id == self.first_id else self.first_id


def clean_introduction(words: IntroductionWords) -> IntroductionWords:
    """As they are kept: each of them said, each of a length that fits a card. Blank, TooLong."""
    return IntroductionWords(
        why=needed(clean_text(words.why), Field.WHY_THESE_TWO, WHY_MOST),
        hope=needed(clean_text(words.hope), Field.HOPE, HOPE_MOST),
        question=needed(clean_text(words.question), Field.FIRST_QUESTION, QUESTION_MOST),
    )


def check_between_others(introducer_id: int, people: Sequence[int]) -> None:
    """Two people, neither of them who introduces. IntroducesOneself, SameTwice."""
    if introducer_id in people:
        raise IntroducesOneself
    if len(set(people)) < len(people):
        raise SameTwice


def ends_at(now: Instant, back_at: Iterable[Instant]) -> Instant:
    """Until when the two may answer: two weeks from when the later of them is back, as far as that is awaited."""
    awaited = [at for at in back_at if at <= now + AWAITED_MOST]
    return max([now, *awaited]) + ASKED_FOR
