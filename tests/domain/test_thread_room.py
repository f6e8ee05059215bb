"""Room for threads: what is planned fits what is free."""

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.thread_room import (
    IN_USE_MOST,
    KEPT_FREE,
    ThreadInUse,
    ThreadNeed,
    ThreadRoom,
    is_short,
    room_for_pairs,
    to_put_away,
)

COUNTS = st.integers(0, 1100)


def in_use(ours: int, others: int) -> list[ThreadInUse]:
    return [ThreadInUse(number, 2000 - number, is_ours=number < ours) for number in range(ours + others)]


def test_the_longest_quiet_of_ours_go_first_and_nothing_that_goes_on() -> None:
    threads = in_use(5, 950)

    gone = to_put_away(threads, going_on={4}, need=ThreadNeed(owed=0, pairs=0), most=958 + KEPT_FREE - 5)

    assert gone == [3, 2]


def test_where_there_is_room_nothing_is_put_away() -> None:
    assert to_put_away(in_use(300, 300), set(), ThreadNeed(100, 100), IN_USE_MOST) == []


@given(ours=COUNTS, others=COUNTS, owed=st.integers(0, 400), pairs=st.integers(0, 600))
def test_what_is_planned_never_passes_what_discord_allows(ours: int, others: int, owed: int, pairs: int) -> None:
    threads, need = in_use(ours, others), ThreadNeed(owed, pairs)
    gone = len(to_put_away(threads, set(), need, IN_USE_MOST))

    room = ThreadRoom(room_for_pairs(len(threads) - gone, need, IN_USE_MOST))
    is_said = is_short(room.left, need)
    made = room.take(pairs)

    assert made == 0 or len(threads) - gone + owed + made + KEPT_FREE <= IN_USE_MOST
    assert made == pairs or is_said
