"""When an ask is told to more people, and when to a facilitator (K6)."""

from dataclasses import replace

import pytest
from whenever import Instant, TimeDelta

from bot.domain.ask_care import after_stages, due_stages, in_care
from bot.domain.asks import Ask, AskKind, AskStage, AskState, AskWords, close
from bot.domain.people import Language

NOW = Instant.from_utc(2026, 9, 3, 10)
WORDS = AskWords("How do I begin a cold call?")
ASK = Ask(1, 10, 2, AskKind.ADVICE, WORDS, Language.ENGLISH, NOW, AskState.OPEN, NOW)


def hours(number: float) -> Instant:
    return NOW + TimeDelta(hours=number)


@pytest.mark.parametrize(
    ("after", "stages"),
    [
        pytest.param(23.9, [], id="nothing within a day"),
        pytest.param(24, [AskStage.WIDENED], id="more members after a day"),
        pytest.param(71.9, [AskStage.WIDENED], id="once"),
        pytest.param(72, [AskStage.WIDENED, AskStage.HANDED_OVER], id="both, where the first was missed"),
        pytest.param(2000, [AskStage.WIDENED, AskStage.HANDED_OVER], id="each once, however late"),
    ],
)
def test_k6_an_ask_enters_each_stage_once_and_those_missed_together(after: float, stages: list[AskStage]) -> None:
    assert due_stages(in_care(ASK, NOW), hours(after)) == stages


def test_k6_the_facilitator_hears_of_it_three_days_after_it_was_asked_however_late_the_first_step_was() -> None:
    widened = after_stages(in_care(ASK, NOW), hours(40))

    assert (widened.stage, widened.next_at) == (AskStage.WIDENED, hours(72))


def test_k6_from_then_on_it_is_told_to_nobody_else() -> None:
    handed_over = after_stages(in_care(ASK, NOW), hours(80))

    assert (handed_over.stage, handed_over.next_at) == (AskStage.HANDED_OVER, None)
    assert due_stages(handed_over, hours(500)) == []


def test_what_is_closed_is_looked_after_no_more() -> None:
    solved = close(in_care(ASK, NOW), AskState.SOLVED, hours(1))

    assert (solved.next_at, due_stages(solved, hours(500))) == (None, [])


def test_what_is_asked_anew_has_its_days_before_it() -> None:
    handed_over = replace(ASK, stage=AskStage.HANDED_OVER)

    assert due_stages(in_care(handed_over, hours(100)), hours(123)) == []
    assert due_stages(in_care(handed_over, hours(100)), hours(124)) == [AskStage.WIDENED]
