"""The developmental questions in words: each is about the task, begins with how, and asks for an idea, not a verdict.

Each fits under a form's label, where Discord shows 100 characters.
"""

from bot.domain.responses import Question
from bot.wording.texts import Texts

QUESTION_MOST = 100


def question_words(texts: Texts, question: Question) -> str:
    match question:
        case Question.REPEAT:
            return texts.say("How could what worked here be made easy to do again?")
        case Question.FURTHER:
            return texts.say("How could the next try go one step further?")
        case Question.ELSEWHERE:
            return texts.say("How could the same idea be used in another place?")
        case Question.KEEP_WORKING:
            return texts.say("How would it still work on a busy day?")
        case Question.TEACH:
            return texts.say("How would you do it, if you tried the same next week?")
        case Question.CHANGE_ONE:
            return texts.say("How might it go if just one thing were changed? Which one?")
        case Question.SMALLER_RISK:
            return texts.say("How could the same be tried again with less at stake?")
        case Question.USE_FINDING:
            return texts.say("How can what came to light here be put to use?")
        case Question.OTHER_ROUTE:
            return texts.say("How else could one get to the same place?")
        case Question.PREPARE:
            return texts.say("How would you prepare for the next try?")
        case Question.FIRST_STEP:
            return texts.say("How small could the first step be, so that it fits into ten minutes?")
        case Question.MAKE_ROOM:
            return texts.say("How do you make room for something like this in a full week?")
        case Question.ROUND_OBSTACLE:
            return texts.say("How have you got round something similar?")
        case Question.LEND_HAND:
            return texts.say("How could you, or somebody here, lend a hand?")


def opening_question(texts: Texts, number: int) -> str:
    """What a facilitator may open a talk about a blocker with."""
    openings = (
        texts.say("How would it look if it were out of the way?"),
        texts.say("How could somebody here lend a hand with it?"),
        texts.say("How could the next step go round it?"),
    )
    return openings[number % len(openings)]
