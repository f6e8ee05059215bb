"""What is missing of a prompt or a ring's card, by what Discord said to whoever went there."""

from dataclasses import replace

import pytest

from bot.domain.deliveries import Delivery, Impossible, Kind, Reason
from bot.domain.remaking import Gap, gap_beneath, gap_of
from tests.conftest import START

CHANNEL, OTHER, MESSAGE = 20, 21, 30
OUT = Delivery(
    1, 10, Kind.PROMPT, 5, "once", 4, None, START, START, channel_id=CHANNEL, message_id=MESSAGE, thread_id=MESSAGE
)


@pytest.mark.parametrize(
    ("reason", "group_in", "gap"),
    [
        (Reason.CHANNEL_GONE, CHANNEL, Gap.THREAD),
        (Reason.CHANNEL_GONE, OTHER, Gap.THREAD),  # whether its message is there is found out next
        (Reason.NO_ACCESS, CHANNEL, None),  # a moderator can grant it
        (Reason.NO_ACCESS, OTHER, Gap.BOTH),
        (Reason.THREAD_LOCKED, OTHER, None),
        (Reason.REFUSED, OTHER, None),
    ],
)
def test_what_is_missing_where_something_was_to_go_into_its_thread(
    reason: Reason, group_in: int, gap: Gap | None
) -> None:
    assert gap_beneath(OUT, Impossible(reason), group_in) == gap


@pytest.mark.parametrize(
    ("reason", "group_in", "gap"),
    [
        (Reason.MESSAGE_GONE, CHANNEL, Gap.MESSAGE),
        (Reason.MESSAGE_GONE, OTHER, Gap.BOTH),
        (Reason.CHANNEL_GONE, CHANNEL, None),  # there is no other channel yet
        (Reason.CHANNEL_GONE, OTHER, Gap.BOTH),
        (Reason.NO_ACCESS, CHANNEL, None),
        (Reason.NO_ACCESS, OTHER, Gap.BOTH),
        (Reason.REFUSED, OTHER, None),
    ],
)
def test_what_is_missing_where_it_was_to_be_written_anew(reason: Reason, group_in: int, gap: Gap | None) -> None:
    assert gap_of(OUT, Impossible(reason), group_in) == gap


@pytest.mark.parametrize("reason", Reason)
def test_nothing_is_missing_of_what_was_not_out(reason: Reason) -> None:
    never = replace(OUT, channel_id=None, message_id=None, thread_id=None)

    assert {gap_beneath(never, Impossible(reason), OTHER), gap_of(never, Impossible(reason), OTHER)} == {None}
