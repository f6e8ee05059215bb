"""The breaker: what opens it, how long, and what closes it again."""

import pytest
from structlog.testing import capture_logs

from bot.domain.retry import NotNow
from bot.gateway.breaker import PROBE_SECONDS, WINDOW_SECONDS, Breaker


class Hand:
    """A second hand that is moved."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
def breaker(hand: Hand) -> Breaker:
    return Breaker(3, seconds=hand)


def waits(breaker: Breaker) -> float:
    """How long it says to wait; 0 lets through."""
    try:
        breaker.check()
    except NotNow as early:
        return early.wait.total("seconds")
    return 0.0


@pytest.mark.parametrize("status", [401, 403, 429])
def test_it_opens_at_so_many_invalid_requests_for_as_long_as_the_window_has_no_room(
    breaker: Breaker, hand: Hand, status: int
) -> None:
    before = []
    for _ in range(3):
        before.append(waits(breaker))
        breaker.heard(status, by_token=False)
        hand.at += 1

    assert (before, waits(breaker)) == ([0.0, 0.0, 0.0], WINDOW_SECONDS - 3)


@pytest.mark.parametrize("status", [200, 204, 400, 404, 500, 503])
def test_other_answers_do_not_count(breaker: Breaker, status: int) -> None:
    for _ in range(10):
        breaker.heard(status)

    assert waits(breaker) == 0.0


def test_limits_that_others_used_up_are_counted_apart(breaker: Breaker) -> None:
    with capture_logs() as logs:
        for _ in range(10):
            breaker.heard(429, shared=True)
        shut_by_shared = breaker.is_open
        for _ in range(3):
            breaker.heard(403)

    told = [{name: entry[name] for name in ("event", "invalid", "shared")} for entry in logs]
    assert (shut_by_shared, told) == (False, [{"event": "breaker.opened", "invalid": 3, "shared": 10}])


def test_what_is_older_than_the_window_is_forgotten(breaker: Breaker, hand: Hand) -> None:
    breaker.heard(403)
    breaker.heard(403)
    hand.at += WINDOW_SECONDS

    breaker.heard(403)

    assert not breaker.is_open


def test_it_says_once_that_it_opened_and_once_that_it_closed(breaker: Breaker, hand: Hand) -> None:
    with capture_logs() as logs:
        for _ in range(5):
            breaker.heard(403)
        hand.at += WINDOW_SECONDS
        breaker.heard(200)
        breaker.heard(200)

    assert [(entry["event"], entry["log_level"]) for entry in logs] == [
        ("breaker.opened", "critical"),
        ("breaker.closed", "warning"),
    ]


def test_half_open_lets_one_through_at_a_time(breaker: Breaker, hand: Hand) -> None:
    for _ in range(3):
        breaker.heard(403)
    hand.at += WINDOW_SECONDS

    let_through = [waits(breaker), waits(breaker)]
    hand.at += PROBE_SECONDS
    later = waits(breaker)

    assert (let_through, later) == ([0.0, PROBE_SECONDS], 0.0)


def test_a_good_answer_closes_it_only_when_the_window_has_room(breaker: Breaker, hand: Hand) -> None:
    for _ in range(3):
        breaker.heard(403)

    breaker.heard(200)
    while_full = breaker.is_open
    hand.at += WINDOW_SECONDS
    breaker.heard(200)

    assert (while_full, breaker.is_open) == (True, False)


def test_an_answer_to_an_interaction_says_nothing_of_our_own_requests(breaker: Breaker, hand: Hand) -> None:
    for _ in range(3):
        breaker.heard(403)
    hand.at += WINDOW_SECONDS

    breaker.heard(200, by_token=False)

    assert breaker.is_open


def test_a_refused_probe_keeps_it_open(breaker: Breaker, hand: Hand) -> None:
    for _ in range(3):
        breaker.heard(403)
        hand.at += 1
    hand.at += WINDOW_SECONDS - 3
    probe = waits(breaker)

    breaker.heard(403)

    assert (probe, waits(breaker)) == (0.0, PROBE_SECONDS)
    assert breaker.is_open


def test_a_refused_token_opens_it_at_once_and_loudly(breaker: Breaker, hand: Hand) -> None:
    with capture_logs() as logs:
        breaker.heard(401)
        breaker.heard(401)

    assert [(entry["event"], entry["log_level"]) for entry in logs] == [("breaker.token_refused", "critical")]
    assert waits(breaker) == WINDOW_SECONDS


def test_an_interactions_token_that_ran_out_is_not_ours(breaker: Breaker) -> None:
    breaker.heard(401, by_token=False)

    assert not breaker.is_open


def test_a_token_that_is_taken_again_closes_it(breaker: Breaker, hand: Hand) -> None:
    breaker.heard(401)
    breaker.heard(200)
    in_flight = breaker.is_open
    hand.at += WINDOW_SECONDS
    probe = waits(breaker)

    breaker.heard(200)

    assert (in_flight, probe, breaker.is_open) == (True, 0.0, False)


HERE, THERE = 10, 20


def is_held(breaker: Breaker, community_id: int) -> bool:
    try:
        breaker.check(community_id)
    except NotNow:
        return True
    return False


def test_a_server_that_refuses_again_and_again_holds_up_itself_and_no_other(hand: Hand) -> None:
    breaker = Breaker(50, seconds=hand)
    held = []
    for _ in range(10):
        held.append(is_held(breaker, HERE))
        breaker.heard(403)
        breaker.refused(HERE, 403)

    at_its_share = is_held(breaker, HERE), is_held(breaker, THERE), breaker.is_open
    hand.at += WINDOW_SECONDS

    assert held == [False] * 10
    assert at_its_share == (True, False, False)
    assert not is_held(breaker, HERE)
