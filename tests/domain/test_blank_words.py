"""Whatever somebody types, what nobody can see is nothing: refused where words are needed, left out where not."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest

from bot.domain import asks, checkins, experiments, introductions, lessons, offers, recognition, responses, rings
from bot.domain.ask_matching import about
from bot.domain.checkins import Answer, Outcome
from bot.domain.errors import Blank, Wordless
from bot.domain.groups import clean_name, clean_workshop
from bot.domain.held import words_of

SEEN, UNSEEN = "Ask one open question", "\u200b\u3164\u202e \u0301\U000e0041\n"
ASK = asks.AskWords(SEEN, SEEN, SEEN, SEEN, in_return=SEEN)
PLAN = experiments.Plan(*[SEEN] * 5)
ANSWER = Answer(Outcome.TRIED, *[SEEN] * 5)
TOLD = lessons.Told(*[SEEN] * 3)
INTRODUCTION = introductions.IntroductionWords(*[SEEN] * 3)


@pytest.mark.parametrize(
    "clean",
    [clean_name, offers.clean_what, recognition.clean_thanks, responses.clean_response]
    + [rings.clean_request, rings.clean_answer],
)
def test_words_that_are_needed_are_refused(clean: Callable[[str], str]) -> None:
    with pytest.raises(Blank):
        clean(UNSEEN)


@pytest.mark.parametrize("clean", [clean_workshop, offers.clean_looks_for])
def test_words_that_may_be_left_out_are(clean: Callable[[str], str]) -> None:
    assert clean(UNSEEN) == ""


def test_a_message_of_nothing_that_is_seen_is_no_lesson() -> None:
    with pytest.raises(Wordless):
        words_of(UNSEEN)


@pytest.mark.parametrize("look_for", [lessons.asked, lessons.sought, offers.looked_for, about])
def test_nothing_is_looked_for(look_for: Callable[[str], list[str]]) -> None:
    assert list(look_for(UNSEEN)) == []


@pytest.mark.parametrize(
    ("clean", "words", "needed"),
    [
        (asks.clean_ask, ASK, {"question", "tried"}),
        (experiments.clean_plan, PLAN, {"what"}),
        (checkins.clean_answer, ANSWER, set()),
        (lessons.clean_told, TOLD, {"title", "learned"}),
        (introductions.clean_introduction, INTRODUCTION, {"why", "hope", "question"}),
    ],
    ids=["ask", "plan", "answer", "lesson", "introduction"],
)
def test_each_part_of_a_form_is_refused_or_left_out(clean: Callable[[Any], Any], words: Any, needed: set[str]) -> None:
    parts = [each.name for each in fields(words) if getattr(words, each.name) == SEEN]

    refused = {part for part in parts if _is_refused(clean, replace(words, **{part: UNSEEN}))}
    left_out = {part: getattr(clean(replace(words, **{part: UNSEEN})), part) for part in parts if part not in needed}

    assert refused == needed
    assert left_out == dict.fromkeys(left_out, "")


def _is_refused(clean: Callable[[Any], Any], words: Any) -> bool:
    try:
        clean(words)
    except Blank:
        return True
    return False
