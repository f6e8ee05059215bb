"""The longest experiment there can be fits a message, wherever it is shown, in every language."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from discord.ui import Button, Label, LayoutView
from whenever import Date, Instant, Time, Weekday

from bot.domain.checkins import Answer, CheckIn, Outcome
from bot.domain.deliveries import Delivery, Kind
from bot.domain.experiments import (
    TEXT_MOST,
    WHAT_MOST,
    Begin,
    Beginning,
    Cadence,
    Ending,
    Experiment,
    FormerPlan,
    Frame,
    Plan,
    Verdict,
    Way,
)
from bot.domain.groups import Group
from bot.domain.lessons import LETTERS_MOST, lesson_of
from bot.domain.people import Language
from bot.domain.recurrence import WeeklyRhythm
from bot.domain.visibility import Visibility
from bot.services.changes import FrameWish
from bot.services.experiments import Begun, Commitment, Progress
from bot.services.lessons import SHOWN_AT_ONCE, Helped, Shelf, Taught
from bot.services.letters import Address, Letter
from bot.wording.texts import Texts, load_wording
from cogs.experiments.cards import commitment_card, started
from cogs.experiments.ending_cards import closed, closing_card, ending_card, helped_card, witness_card
from cogs.experiments.finish_form import finish_form
from cogs.experiments.forms import change_form, start_form
from cogs.experiments.progress import own_experiments, progress_card
from cogs.lessons.cards import found, whole

WORDING = load_wording()
BIG = 9_999_999_999_999_999_999
NOW = Instant.from_utc(2026, 9, 3)
TODAY = Date(2026, 9, 23)
PARTS_MOST, TEXT_IN_MESSAGE = 40, 4000
LONG = "*" * TEXT_MOST  # made harmless, each takes two
PLAN = Plan("*" * WHAT_MOST, LONG, LONG, LONG, "*" * WHAT_MOST)
FRAME = Frame(Way.CONVERSATION, Cadence.SEVERAL, 6, 90)
GROUP = Group(BIG, BIG, "*" * 60, BIG, Language.ITALIAN, WeeklyRhythm(Weekday.WEDNESDAY, Time(9), "Europe/Oslo"), NOW)
RUNNING = Experiment(
    BIG, BIG, BIG, BIG, PLAN, FRAME, Date(2026, 9, 1), Date(2026, 11, 29), NOW, reach=3, rating=10,
    former=tuple(FormerPlan(PLAN, FRAME, Date(2026, 9, day)) for day in range(21, 24)),
)  # fmt: skip
FINISHED = replace(RUNNING, ending=Ending(TODAY, Verdict.DROP, LONG, LONG, 10))
BACKERS = [BIG] * 50
LESSON = lesson_of(BIG, FINISHED, NOW)
ANSWERS = [
    CheckIn(BIG, BIG, BIG, BIG, BIG, BIG, Answer(Outcome.FAILED, learned=LONG), "x", TODAY, False, NOW)
    for _ in range(40)
]


def letter(kind: Kind, facts: object) -> Letter:
    delivery = Delivery(BIG, BIG, kind, BIG, "once", BIG, BIG, NOW, NOW)
    return Letter(delivery, facts, Language.ITALIAN, Address(channel_id=BIG))


def progress(experiment: Experiment) -> Progress:
    return Progress(experiment, GROUP, ANSWERS, BACKERS, TODAY, day=90, strength=100, away_until=TODAY)


RUNNING_FACTS, FINISHED_FACTS = (
    Commitment(RUNNING, GROUP, BACKERS, begins_later=True),
    Commitment(FINISHED, GROUP, BACKERS),
)
BEGUN = Begun(RUNNING, GROUP, True, Begin.MONDAY, TODAY, [LESSON, LESSON], TODAY)
SHELF = Shelf(["m" * LETTERS_MOST], [LESSON] * SHOWN_AT_ONCE, 500, 10, 100)
VIEWS: dict[str, Callable[[Texts], LayoutView]] = {
    "commitment": lambda texts: commitment_card(letter(Kind.EXPERIMENT, RUNNING_FACTS), texts).view,
    "commitment_closed": lambda texts: commitment_card(letter(Kind.EXPERIMENT_EDIT, FINISHED_FACTS), texts).view,
    "closing": lambda texts: closing_card(letter(Kind.CLOSING, RUNNING_FACTS), texts).view,
    "ending": lambda texts: ending_card(letter(Kind.ENDING, FINISHED_FACTS), texts).view,
    "witness": lambda texts: witness_card(letter(Kind.WITNESS, FINISHED_FACTS), texts).view,
    "helped": lambda texts: helped_card(letter(Kind.LESSON_HELPED, Helped(LESSON, BIG)), texts).view,
    "started": lambda texts: started(texts, BEGUN),
    "closed": lambda texts: closed(texts, FINISHED_FACTS, can_begin_again=True),
    "shown_running": lambda texts: progress_card(texts, progress(RUNNING)),
    "shown_finished": lambda texts: progress_card(texts, progress(FINISHED)),
    "lessons_found": lambda texts: found(texts, SHELF),
    "lesson": lambda texts: whole(texts, Taught(LESSON, GROUP, is_own=False)),
    "list": lambda texts: own_experiments(texts, [progress(RUNNING)] * 40),
}


def test_all_that_a_form_remembers_fits_its_custom_id() -> None:
    frame, beginning = replace(FRAME, cadence=Cadence.WEEKDAYS), Beginning(Begin.MONDAY, Visibility.PARTNER, 5, 10)

    form = start_form(WORDING.in_language("en"), BIG, frame, beginning)
    change = change_form(WORDING.in_language("en"), BIG, FrameWish(Cadence.WEEKDAYS, 6), {})

    assert [len(str(modal.custom_id)) for modal in (form, change)] == [83, 48]


def test_k11_the_longest_search_fits_the_buttons_that_turn_its_pages() -> None:
    view = found(WORDING.in_language("en"), SHELF)

    turning = [str(each.custom_id) for each in view.walk_children() if isinstance(each, Button)][-2:]

    assert [len(custom_id) for custom_id in turning] == [75, 76]


@pytest.mark.parametrize("language", WORDING.languages)
@pytest.mark.parametrize("name", VIEWS)
def test_e13_the_longest_of_all_fits_a_message(name: str, language: str) -> None:
    view = VIEWS[name](WORDING.in_language(language))

    assert view.content_length() <= TEXT_IN_MESSAGE
    assert view.total_children_count <= PARTS_MOST


@pytest.mark.parametrize(
    ("visibility", "promised"),
    [
        (Visibility.GROUP, "Whoever starts something like it gets to read this."),
        (Visibility.PARTNER, "Only your partner of this round reads it."),
        (Visibility.PRIVATE, "Nobody else reads it."),
    ],
)
def test_e6_e10_the_form_of_an_ending_says_who_reads_the_advice(visibility: Visibility, promised: str) -> None:
    form = finish_form(WORDING.in_language(Language.ENGLISH), BIG, visibility)

    assert [part.description for part in form.children if isinstance(part, Label)][2] == promised
