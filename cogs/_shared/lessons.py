"""A lesson on one line, wherever one is offered, and the button that lets its author know that it helped."""

from typing import Any

from discord.ui import Button

from bot.domain.experiments import Verdict
from bot.domain.lessons import Lesson
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import person, plain, quoted

TITLE_MOST = 150
WORDS_MOST = 400


def verdict_name(texts: Texts, verdict: Verdict) -> str:
    return {
        Verdict.KEEP: texts.say("kept"),
        Verdict.ADAPT: texts.say("going on differently"),
        Verdict.DROP: texts.say("let go, with something learned"),
    }[verdict]


def lesson_line(texts: Texts, lesson: Lesson, most: int = WORDS_MOST) -> str:
    """Its title, whose it is, and what its person would say first to the next one."""
    heading = [f"**{plain(lesson.told.title, TITLE_MOST)}**", person(lesson.person_id)]
    heading += [verdict_name(texts, lesson.verdict)] if lesson.verdict else []
    return "\n".join(filter(None, [" · ".join(heading), quoted(lesson.told.advice or lesson.told.learned, most)]))


def this_helped(texts: Texts, lesson: Lesson) -> Button[Any]:
    return button(texts.say("This helped"), f"lesson:helped:{lesson.id}", emoji="💡")
