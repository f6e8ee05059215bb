"""A response: what a peer says to a check-in, along one developmental question.

The question is about the task and begins with how, never about the person: over a third of feedback interventions
lowered performance, above all those that turn attention to the self (Kluger & DeNisi 1996). Whoever answers it gives
advice, from which those who struggle themselves gain most (Eskreis-Winkler et al. 2019).
"""

from dataclasses import dataclass
from enum import StrEnum

from whenever import Instant

from bot.domain.checkins import CheckIn, Outcome
from bot.domain.errors import Field, NotForYou, OwnCheckIn, RespondedEnough
from bot.domain.legible import clean_text, needed
from bot.domain.visibility import Viewer, Visibility, may_read

TEXT_MOST = 500
RESPONSES_MOST = 5  # of one person to one answer; what goes on goes on in the thread


class Question(StrEnum):
    """What a response answers; the words are in cogs/_shared/questions.py."""

    REPEAT = "repeat"
    FURTHER = "further"
    ELSEWHERE = "elsewhere"
    KEEP_WORKING = "keep_working"
    TEACH = "teach"
    CHANGE_ONE = "change_one"
    SMALLER_RISK = "smaller_risk"
    USE_FINDING = "use_finding"
    OTHER_ROUTE = "other_route"
    PREPARE = "prepare"
    FIRST_STEP = "first_step"
    MAKE_ROOM = "make_room"
    ROUND_OBSTACLE = "round_obstacle"
    LEND_HAND = "lend_hand"


QUESTIONS: dict[Outcome, tuple[Question, ...]] = {
    Outcome.TRIED: (
        Question.REPEAT,
        Question.FURTHER,
        Question.ELSEWHERE,
        Question.KEEP_WORKING,
        Question.TEACH,
    ),
    Outcome.FAILED: (
        Question.CHANGE_ONE,
        Question.SMALLER_RISK,
        Question.USE_FINDING,
        Question.OTHER_ROUTE,
        Question.PREPARE,
    ),
    Outcome.NOT_YET: (
        Question.FIRST_STEP,
        Question.MAKE_ROOM,
        Question.ROUND_OBSTACLE,
        Question.LEND_HAND,
    ),
}


@dataclass(frozen=True)
class Response:
    id: int
    community_id: int
    check_in_id: int
    person_id: int
    question: Question
    text: str
    created_at: Instant


def question_for(check_in: CheckIn, given: int) -> Question:
    """The next question for an answer to which `given` responses were given: another each time, in turn."""
    questions = QUESTIONS[check_in.answer.outcome]
    return questions[(check_in.id + given) % len(questions)]


def clean_response(text: str) -> str:
    return needed(clean_text(text), Field.RESPONSE, TEXT_MOST)


def check_not_enough(given: int) -> None:
    """RespondedEnough."""
    if given >= RESPONSES_MOST:
        raise RespondedEnough(RESPONSES_MOST)


def check_may_respond(check_in: CheckIn, visibility: Visibility, viewer: Viewer) -> None:
    """OwnCheckIn, NotForYou."""
    if viewer.person_id == check_in.person_id:
        raise OwnCheckIn
    if not may_read(visibility, check_in.person_id, viewer):
        raise NotForYou
