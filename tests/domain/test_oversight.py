"""When a delivery that reached nobody may go again, and for how long."""

from dataclasses import replace

import pytest
from whenever import Instant, Time, TimeDelta, Weekday

from bot.domain.deliveries import Delivery, Kind, Reason, State
from bot.domain.oversight import Again, NotAgain, Undelivered, first_due, judge
from bot.domain.recurrence import WeeklyRhythm, on_or_after
from bot.domain.rounds import Round, Stage, plan_round
from tests.conftest import START

HOUR, DAY = TimeDelta(hours=1), TimeDelta(hours=24)
RHYTHM = WeeklyRhythm(Weekday.MONDAY, Time(9), "Europe/Oslo")
ROUND = plan_round(5, 10, 20, RHYTHM, on_or_after(RHYTHM, START.to_tz("Europe/Oslo").date()))
OPEN = replace(ROUND, stage=Stage.PROMPTED)
OVER = replace(ROUND, stage=Stage.CLOSED, next_at=None)
PROMPT_AT, DIGEST_AT = ROUND.prompt_at, ROUND.digest_at


def ended(
    kind: Kind, reason: Reason = Reason.NO_ACCESS, *, due: Instant, state: State = State.UNREACHABLE
) -> Undelivered:
    return Undelivered(Delivery(1, 10, kind, 5, "once", 20, None, due, due + HOUR), state, reason)


@pytest.mark.parametrize("state", [state for state in State if state not in (State.UNREACHABLE, State.EXPIRED)])
def test_only_what_ended_undelivered_goes_again(state: State) -> None:
    found = ended(Kind.PROMPT, due=PROMPT_AT, state=state)

    assert judge(found, OPEN, PROMPT_AT) == NotAgain.SETTLED


@pytest.mark.parametrize("kind", [Kind.PROMPT, Kind.LIVE_COUNT, Kind.NUDGE, Kind.SNOOZED, Kind.MENTION])
def test_what_speaks_of_an_open_round_lives_two_more_days_but_not_past_its_digest(kind: Kind) -> None:
    found = ended(kind, due=PROMPT_AT)

    early = judge(found, OPEN, PROMPT_AT + DAY)
    late = judge(found, OPEN, DIGEST_AT - HOUR)
    over = [judge(found, OPEN, DIGEST_AT), judge(found, OVER, DIGEST_AT - HOUR), judge(found, None, PROMPT_AT)]

    assert (early, late) == (Again(PROMPT_AT + 3 * DAY, anew=False), Again(DIGEST_AT, anew=False))
    assert over == [NotAgain.ROUND_OVER] * 3


def test_a_retry_never_shortens_what_is_left() -> None:
    found = ended(Kind.EXPERIMENT, due=PROMPT_AT)
    kept = replace(found, delivery=replace(found.delivery, expires_at=PROMPT_AT + 9 * DAY))

    assert judge(kept, None, PROMPT_AT) == Again(PROMPT_AT + 9 * DAY, anew=False)


@pytest.mark.parametrize(
    ("kind", "round", "since"),
    [
        (Kind.DIGEST, OVER, DIGEST_AT),
        (Kind.EMPTY_ROUND, OVER, DIGEST_AT),
        (Kind.EXPERIMENT, None, PROMPT_AT),
        (Kind.CHECK_IN, None, PROMPT_AT),
    ],
)
def test_the_rest_is_worth_saying_for_two_weeks(kind: Kind, round: Round | None, since: Instant) -> None:
    found = ended(kind, due=PROMPT_AT)

    assert judge(found, round, since + 14 * DAY - HOUR) == Again(since + 16 * DAY - HOUR, anew=False)
    assert judge(found, round, since + 14 * DAY) == NotAgain.TOO_OLD


@pytest.mark.parametrize("reason", [Reason.CHANNEL_GONE, Reason.MESSAGE_GONE])
def test_where_the_first_steps_are_gone_it_begins_anew(reason: Reason) -> None:
    found = ended(Kind.PROMPT, reason, due=PROMPT_AT)

    assert judge(found, OPEN, PROMPT_AT) == Again(PROMPT_AT + 2 * DAY, anew=True)


@pytest.mark.parametrize("kind", [Kind.LIVE_COUNT, Kind.CHECK_IN_EDIT])
@pytest.mark.parametrize("reason", [Reason.MESSAGE_GONE, Reason.CHANNEL_GONE])
def test_nothing_is_written_onto_a_message_that_was_deleted(kind: Kind, reason: Reason) -> None:
    found = ended(kind, reason, due=PROMPT_AT)

    assert judge(found, OPEN, PROMPT_AT) == NotAgain.MESSAGE_GONE


@pytest.mark.parametrize("kind", [Kind.MET, Kind.PAIR_ENDED, Kind.ASK_CLOSED])
def test_what_was_for_a_thread_that_is_not_made_again_is_not_tried_in_a_circle(kind: Kind) -> None:
    found = ended(kind, Reason.CHANNEL_GONE, due=PROMPT_AT)

    assert judge(found, None, PROMPT_AT) == NotAgain.THREAD_GONE


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (Kind.PROMPT, ROUND.prompt_at),
        (Kind.NUDGE, ROUND.half_way_at),
        (Kind.DIGEST, ROUND.digest_at),
        (Kind.CHECK_IN, PROMPT_AT + 5 * HOUR),
    ],
)
def test_when_it_was_due_does_not_move_with_the_tries(kind: Kind, due: Instant) -> None:
    tried_last = PROMPT_AT + 5 * HOUR

    assert first_due(ended(kind, due=tried_last).delivery, OPEN) == due
