"""What a search among lessons finds, and one lesson with all its words."""

from typing import Any

from discord.ui import Button, LayoutView

from bot.domain.experiments import Experiment
from bot.domain.lessons import Lesson, Said
from bot.services.lessons import Shelf, Taught
from bot.wording.texts import Texts
from cogs._shared.controls import button
from cogs._shared.layout import Tone, ago, beside, message_link, panel, person, plain, quoted
from cogs._shared.lessons import lesson_line, this_helped, verdict_name

PAGE_ID = "lesson:found"
IN_SHORT_MOST = 250  # of each lesson on a page
PART_MOST = 700  # of each of the four texts of one lesson
LEARNED_MOST = 2400  # where there are two


def found(texts: Texts, shelf: Shelf) -> LayoutView:
    """A page of what was found, each lesson with a button that shows all of it."""
    what = plain(" ".join(shelf.words))
    if not shelf.lessons:
        return panel(
            texts.say("### Nothing about “{what}” yet", what=what),
            texts.say("Try another word, ask the others with `/ask`, or find out yourself: `/experiment start`."),
        )
    return panel(
        texts.say("### What others learned about “{what}”", what=what),
        *(beside(_in_short(texts, each), _read(texts, each)) for each in shelf.lessons),
        texts.say("-# Page {page} of {of}.", page=shelf.page, of=shelf.of) if shelf.of > 1 else "",
        tone=Tone.NEWS,
        controls=_turning(texts, shelf),
    )


def whole(texts: Texts, taught: Taught) -> LayoutView:
    """One lesson, and the button that thanks for it, if it is somebody else's."""
    return panel(
        f"### {plain(taught.lesson.told.title)}",
        _whose(texts, taught),
        *_said(texts, taught.lesson),
        tone=Tone.NEWS,
        controls=[] if taught.is_own else [this_helped(texts, taught.lesson)],
    )


def _whose(texts: Texts, taught: Taught) -> str:
    lesson = taught.lesson
    return " · ".join(
        [
            person(lesson.person_id),
            *([verdict_name(texts, lesson.verdict)] if lesson.verdict else []),
            ago(lesson.learned_at),
            texts.say("in “{group}”", group=plain(taught.group.name))
            if taught.group
            else texts.say("for everybody here"),
        ]
    )


def _said(texts: Texts, lesson: Lesson) -> list[str]:
    advice = _part(texts.say("Advice to the next person"), lesson.told.advice)
    match lesson.source:
        case Experiment(plan=plan):
            return [
                _part(texts.say("What could hold me back"), plan.obstacle),
                _part(texts.say("When … then …"), plan.when_then),
                _part(texts.say("What happened"), lesson.told.learned),
                advice,
            ]
        case Said() as said:
            return [quoted(lesson.told.learned, LEARNED_MOST), advice, _where(texts, lesson, said)]
        case _:
            return [quoted(lesson.told.learned, LEARNED_MOST), advice]


def _where(texts: Texts, lesson: Lesson, said: Said) -> str:
    """Who kept it, if it was not its author, and where all of it stands: the longest are cut here."""
    link = message_link(lesson.community_id, said.channel_id, said.message_id)
    if said.saved_by == lesson.person_id:
        return texts.say("-# From a message: {link}", link=link)
    return texts.say("-# Kept by {person}, from a message: {link}", person=person(said.saved_by), link=link)


def _in_short(texts: Texts, lesson: Lesson) -> str:
    return f"{lesson_line(texts, lesson, IN_SHORT_MOST)}\n-# {ago(lesson.learned_at)}"


def _read(texts: Texts, lesson: Lesson) -> Button[Any]:
    return button(texts.say("Read it all"), f"lesson:read:{lesson.id}", emoji="📖")


def _turning(texts: Texts, shelf: Shelf) -> list[Button[Any]]:
    """Back and on; none where there is one page. The search goes with the page, so that they work after a restart."""
    if shelf.of == 1:
        return []
    what = " ".join(shelf.words)
    back = button(texts.say("Back"), f"{PAGE_ID}:{shelf.page - 1}:{what}", emoji="⬅️")
    on = button(texts.say("Next"), f"{PAGE_ID}:{shelf.page + 1}:{what}", emoji="➡️")
    back.disabled, on.disabled = shelf.page == 1, shelf.page == shelf.of
    return [back, on]


def _part(heading: str, text: str) -> str:
    return f"**{heading}**\n{quoted(text, PART_MOST)}" if text else ""
