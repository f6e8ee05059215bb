"""A delivery's life: born once, held by one hand, ended with a reason."""

from dataclasses import replace

import pytest
from whenever import Instant, Time, TimeDelta, Weekday

from bot.domain.deliveries import (
    LEASE,
    Delivered,
    Delivery,
    Dropped,
    Impossible,
    Kind,
    Reason,
    State,
    Waits,
)
from bot.domain.groups import Group
from bot.domain.people import Actor, Language
from bot.domain.recurrence import WeeklyRhythm
from bot.storage import deliveries, groups
from bot.storage.database import SqliteDatabase
from tests.conftest import START

COMMUNITY, GROUP, PERSON = 10, 20, 30
HOUR = TimeDelta(hours=1)


def owed(
    id: int = 1,
    *,
    kind: Kind = Kind.PROMPT,
    subject: int = 5,
    occurrence: str = "once",
    due: Instant = START,
    group: int = GROUP,
) -> Delivery:
    return Delivery(id, COMMUNITY, kind, subject, occurrence, group, PERSON, due, due + 24 * HOUR)


async def state_of(database: SqliteDatabase, delivery_id: int) -> tuple[str, str | None]:
    async with database.reading() as tx:
        row = await tx.fetch_one("SELECT state, reason FROM deliveries WHERE id = :id", id=delivery_id)
    assert row is not None
    return row["state"], row["reason"]


async def test_the_same_thing_about_the_same_subject_is_owed_once(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        first = await deliveries.add(tx, owed(1))
        again = await deliveries.add(tx, owed(2))
        other = await deliveries.add(tx, owed(3, occurrence="second"))

    assert (first, again, other) == (True, False, True)


async def test_what_is_not_yet_due_is_not_claimed(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed(due=START + HOUR))

        assert await deliveries.claim_due(tx, "a", START, START, 10) == []


async def test_the_urgent_goes_first(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed(1, kind=Kind.NUDGE))
        await deliveries.add(tx, owed(2, kind=Kind.DIGEST))
        await deliveries.add(tx, owed(3, kind=Kind.PROMPT))

        claimed = await deliveries.claim_due(tx, "a", START, START, 10)

    assert [delivery.kind for delivery in claimed] == [Kind.PROMPT, Kind.DIGEST, Kind.NUDGE]


async def test_two_hands_never_hold_the_same(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        for id in range(1, 4):
            await deliveries.add(tx, owed(id, occurrence=str(id), group=id))

        first = await deliveries.claim_due(tx, "a", START, START, 2)
        second = await deliveries.claim_due(tx, "b", START, START, 2)

    assert [delivery.id for delivery in first + second] == [1, 2, 3]


async def test_a_hand_whose_lease_ran_out_changes_nothing(database: SqliteDatabase) -> None:
    later = START + LEASE + HOUR
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.claim_due(tx, "slow", START, START, 1)
        await deliveries.reap(tx, later)
        await deliveries.claim_due(tx, "quick", later, later, 1)

        begun = await deliveries.begin_try(tx, 1, "slow", later)
        recorded = await deliveries.finish(tx, 1, "slow", Delivered(1, 2), later)

    assert (begun, recorded) == (False, False)
    assert await state_of(database, 1) == ("claimed", None)


async def test_a_lease_that_has_not_run_out_is_left_alone(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.claim_due(tx, "a", START, START, 1)

        assert await deliveries.reap(tx, START + TimeDelta(minutes=2)) == 0


async def test_at_start_a_process_frees_what_its_former_life_held(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.claim_due(tx, "main", START, START, 1)

        assert await deliveries.reap(tx, START, owner="main") == 1


async def test_the_first_try_is_remembered_through_later_ones(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.claim_due(tx, "a", START, START, 1)
        await deliveries.begin_try(tx, 1, "a", START)
        await deliveries.try_again(tx, 1, "a", START, Reason.OFFLINE)
        await deliveries.claim_due(tx, "a", START, START + HOUR, 1)
        await deliveries.begin_try(tx, 1, "a", START + HOUR)

        delivery = await deliveries.get(tx, COMMUNITY, 1)

    assert delivery is not None
    assert (delivery.attempts, delivery.tried_at) == (2, START)


@pytest.mark.parametrize(
    ("outcome", "ended"),
    [
        (Delivered(7, 8), (State.DELIVERED, Reason.SENT)),
        (Delivered(7, 8, reason=Reason.SENT_BEFORE_CRASH), (State.DELIVERED, Reason.SENT_BEFORE_CRASH)),
        (Waits(Reason.NO_CONSENT), (State.WAITING, Reason.NO_CONSENT)),
        (Impossible(Reason.CHANNEL_GONE), (State.UNREACHABLE, Reason.CHANNEL_GONE)),
        (Dropped(Reason.TOO_LATE), (State.EXPIRED, Reason.TOO_LATE)),
        (Dropped(Reason.NO_LONGER_NEEDED), (State.CANCELLED, Reason.NO_LONGER_NEEDED)),
    ],
)
async def test_every_ending_has_a_state_and_a_reason(
    database: SqliteDatabase, outcome: Delivered | Waits | Impossible | Dropped, ended: tuple[State, Reason]
) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.claim_due(tx, "a", START, START, 1)
        await deliveries.finish(tx, 1, "a", outcome, START)

    assert await state_of(database, 1) == ended


async def test_what_waits_is_found_for_its_person_in_its_community_only(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.claim_due(tx, "a", START, START, 1)
        await deliveries.finish(tx, 1, "a", Waits(Reason.NO_CONSENT), START)

        actor = Actor(COMMUNITY, PERSON, Language.ENGLISH)
        elsewhere = await deliveries.claim_waiting(tx, "a", replace(actor, community_id=COMMUNITY + 1), START, 5)
        other = await deliveries.claim_waiting(tx, "a", replace(actor, person_id=PERSON + 1), START, 5)
        theirs = await deliveries.claim_waiting(tx, "a", actor, START, 5)

    assert (elsewhere, other, [delivery.id for delivery in theirs]) == ([], [], [1])


async def test_what_came_too_late_is_ended_and_says_so(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await deliveries.expire(tx, START + 25 * HOUR)

    assert await state_of(database, 1) == ("expired", "too_late")


async def test_one_community_does_not_see_into_another(database: SqliteDatabase) -> None:
    rhythm = WeeklyRhythm(Weekday.MONDAY, Time(9), "UTC")
    async with database.transaction() as tx:
        await deliveries.add(tx, owed())
        await groups.add(tx, Group(GROUP, COMMUNITY, "Founders", 1, "en", rhythm, START))

        assert await deliveries.get(tx, COMMUNITY + 1, 1) is None
        assert await deliveries.find(tx, COMMUNITY + 1, Kind.PROMPT, 5) is None
        assert await groups.get(tx, COMMUNITY + 1, GROUP) is None
