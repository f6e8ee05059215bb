"""Ids that never repeat, and the whole retry policy."""

from whenever import TimeDelta

from bot.domain.ids import Ids
from bot.domain.retry import wait_before


def test_ids_grow_and_never_repeat_even_when_the_clock_is_set_back() -> None:
    readings = iter([1_800_000_000_000] * 5000 + [1_700_000_000_000] * 5000 + [1_800_000_000_100] * 10)
    ids = Ids(milliseconds=lambda: next(readings), worker=7)

    made = [ids.new() for _ in range(10_010)]

    assert made == sorted(set(made))


def test_an_id_fits_63_bits_and_a_nonce_until_the_year_2090() -> None:
    ids = Ids(milliseconds=lambda: 3_786_912_000_000, worker=1023)

    made = ids.new()

    assert made < 2**63
    assert len(str(made)) <= 25


def test_the_waits_between_tries_grow_to_an_hour_and_stay_there() -> None:
    waits = [wait_before(attempt).total("seconds") for attempt in range(1, 11)]

    assert waits == [2, 5, 15, 60, 300, 900, 1800, 3600, 3600, 3600]


def test_discord_asking_for_longer_is_obeyed_and_for_shorter_is_not_hurried() -> None:
    assert wait_before(1, asked=TimeDelta(seconds=40)) == TimeDelta(seconds=40)
    assert wait_before(4, asked=TimeDelta(seconds=1)) == TimeDelta(seconds=60)
