"""What one person may cause another to hear (N13)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant, TimeDelta

from bot.domain.ceilings import HEARD_MOST, HEARD_WITHIN, SAID_AGAIN_AFTER, Word, within_ceiling
from bot.domain.deliveries import POLICIES, Delivery, Kind, Origin, Place, Policy, Priority
from bot.domain.errors import HeardEnough

NOW = Instant.from_utc(2026, 9, 7, 9)
KEPT = TimeDelta(hours=24 * 14)
HENRY, GRACE = 2, 3
WORDS_OR_PRESSES = [kind for kind, policy in POLICIES.items() if policy.origin in (Origin.WORDS, Origin.PRESS)]


def owed(kind: Kind = Kind.HELP, subject: int = 1, at: Instant = NOW) -> Delivery:
    return Delivery(1, 10, kind, subject, "once", 0, GRACE, at, at + KEPT, caused_by=HENRY)


def said(subject: int, at: Instant, kind: Kind = Kind.HELP, *, is_ahead: bool = False) -> Word:
    return Word(HENRY, GRACE, kind, subject, at, is_ahead=is_ahead)


def test_n13_what_addresses_one_person_does_not_build_without_saying_whose_doing_it_is() -> None:
    with pytest.raises(ValueError, match="whose doing"):
        Policy(Place.PERSON, Priority.NUDGE)


@pytest.mark.parametrize("kind", WORDS_OR_PRESSES)
def test_n13_no_kind_that_another_causes_is_owed_without_naming_them(kind: Kind) -> None:
    nameless = replace(owed(kind), caused_by=None)

    with pytest.raises(ValueError, match="who causes"):
        _ = nameless.is_anothers_doing


def test_n13_what_a_press_causes_above_the_ceiling_waits_for_its_turn_and_is_kept_as_long() -> None:
    before = [said(each, NOW - TimeDelta(hours=each)) for each in range(2, 2 + HEARD_MOST)]

    placed = within_ceiling(owed(), before)

    assert placed.due_at == min(each.due_at for each in before) + HEARD_WITHIN
    assert placed.expires_at - placed.due_at == KEPT


def test_n13_what_somebody_writes_above_the_ceiling_is_given_back_with_when_it_is_possible_again() -> None:
    before = [said(each, NOW) for each in range(2, 2 + HEARD_MOST)]

    with pytest.raises(HeardEnough) as refused:
        within_ceiling(owed(Kind.THANKS), before)

    assert refused.value == HeardEnough(GRACE, NOW + HEARD_WITHIN)


def test_n13_about_the_same_thing_somebody_hears_once_a_day_whatever_waits_still() -> None:
    before = [said(1, NOW - TimeDelta(hours=1)), said(1, NOW + TimeDelta(hours=23), is_ahead=True)]

    assert within_ceiling(owed(), before).due_at == NOW - TimeDelta(hours=1) + SAID_AGAIN_AFTER


@given(st.lists(st.tuples(st.integers(0, 4 * 24 * 60), st.integers(1, 5)), max_size=60))
def test_n13_nobody_hears_more_of_one_person_in_a_day_however_they_press(presses: list[tuple[int, int]]) -> None:
    heard: list[Word] = []
    for minute, subject in sorted(presses):
        wished = owed(subject=subject, at=NOW + TimeDelta(minutes=minute))
        before = [replace(each, is_ahead=each.due_at > wished.due_at) for each in heard]
        placed = within_ceiling(wished, before)
        overtaken = {each.due_at for each in before if each.is_ahead and each.subject == subject}
        heard = [each for each in heard if not (each.subject == subject and each.due_at in overtaken)]
        heard.append(said(subject, placed.due_at))

    moments = sorted(each.due_at for each in heard)
    too_close = [
        (first, later)
        for first, later in zip(moments, moments[HEARD_MOST:], strict=False)
        if later < first + HEARD_WITHIN
    ]
    assert too_close == []
