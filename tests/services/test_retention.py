"""What goes by itself once it has been kept long enough, and what stays (V4)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import pytest
from whenever import Instant, TimeDelta

from bot.domain.audit import Sought
from bot.domain.deliveries import Delivered, Delivery, Dropped, Impossible, Kind, Outcome, Reason, Waits
from bot.domain.people import Actor, Language
from bot.domain.retention import KEPT_WITH_SUBJECT, WITHOUT_MESSAGE
from bot.services import Services
from bot.services.groups import NewGroup
from bot.storage import deliveries, nudges, retention
from bot.storage.database import Connection, SqliteDatabase
from tests.conftest import START, SetClock
from tests.storage.test_claim_order import Explained

HERE = 10
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
DAY = 24


async def a_delivery(services: Services, outcome: Outcome) -> int:
    """The id of the word to Grace that she leads a group, after it ended like that."""
    new = NewGroup("Founders", 77, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    await services.groups.create(MARIA, new)
    [delivery] = await services.deliveries.claim(10)
    await services.deliveries.begin(delivery)
    await services.deliveries.record(delivery, outcome)
    return delivery.id


async def is_kept(database: SqliteDatabase, delivery_id: int) -> bool:
    async with database.reading() as tx:
        return await tx.fetch_one("SELECT 1 AS found FROM deliveries WHERE id = :id", id=delivery_id) is not None


@pytest.mark.parametrize(
    "outcome",
    [Impossible(Reason.REFUSED), Dropped(Reason.NO_LONGER_NEEDED)],
    ids=["unreachable", "cancelled"],
)
async def test_v4_what_reached_nobody_goes_after_ninety_days(
    services: Services, database: SqliteDatabase, clock: SetClock, outcome: Outcome
) -> None:
    delivery_id = await a_delivery(services, outcome)
    clock.move(hours=90 * DAY - 1)
    await services.retention.forget_old()
    before = await is_kept(database, delivery_id)
    clock.move(hours=1)

    await services.retention.forget_old()

    assert (before, await is_kept(database, delivery_id)) == (True, False)


async def test_v4_what_was_shown_privately_goes_after_ninety_days(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    delivery_id = await a_delivery(services, Waits(Reason.NO_CONSENT))
    [letter] = await services.deliveries.claim_waiting(GRACE, 3)
    await services.deliveries.record(letter.delivery, Delivered(77, 5, reason=Reason.READ))
    clock.move(hours=90 * DAY - 1)
    await services.retention.forget_old()
    before = await is_kept(database, delivery_id)
    clock.move(hours=1)

    await services.retention.forget_old()

    assert (before, await is_kept(database, delivery_id)) == (True, False)


ANOTHER = 99  # whose doing it is, where a kind has to say so


def owed(id: int, kind: Kind, person_id: int = GRACE.person_id) -> Delivery:
    return Delivery(id, HERE, kind, id, "once", 5, person_id, START, START + TimeDelta(hours=48), caused_by=ANOTHER)


async def end_with(services: Services, database: SqliteDatabase, outcome: Outcome, *deliveries_owed: Delivery) -> None:
    async with database.transaction() as tx:
        await deliveries.add_all(tx, deliveries_owed)
        for each in await deliveries.claim_due(tx, "test", START, START, 40):
            assert await deliveries.finish(tx, each.id, "test", outcome, START)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted(WITHOUT_MESSAGE))
async def test_v4_what_was_written_onto_anothers_message_goes_after_ninety_days(
    services: Services, database: SqliteDatabase, clock: SetClock, kind: Kind
) -> None:
    await end_with(services, database, Delivered(77, 5), owed(1, kind))
    clock.move_to(START + TimeDelta(hours=90 * DAY))

    await services.retention.forget_old()

    assert not await is_kept(database, 1)


@pytest.mark.parametrize("kind", sorted(KEPT_WITH_SUBJECT))
async def test_v4_what_others_are_found_by_stays_however_it_ended(
    services: Services, database: SqliteDatabase, clock: SetClock, kind: Kind
) -> None:
    await end_with(services, database, Impossible(Reason.NO_ACCESS), owed(1, kind))
    clock.move_to(START + TimeDelta(hours=400 * DAY))

    await services.retention.forget_old()

    assert await is_kept(database, 1)


async def test_v4_what_was_said_together_stays_as_long_as_the_message_it_is_in(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    async with database.transaction() as tx:
        await deliveries.add_all(tx, [owed(1, Kind.NUDGE, GRACE.person_id), owed(2, Kind.NUDGE, GRACE.person_id)])
        said, _ = await deliveries.claim_due(tx, "test", START, START, 40)
        await deliveries.merge_into(tx, said, "test", START)
    await end_with(services, database, Delivered(77, 5))
    async with database.transaction() as tx:
        await deliveries.finish(tx, said.id, "test", Delivered(77, 5), START)
    clock.move_to(START + TimeDelta(hours=400 * DAY))

    await services.retention.forget_old()

    assert (await is_kept(database, 1), await is_kept(database, 2)) == (True, True)


async def test_what_was_pruned_is_not_owed_a_second_time_unless_it_was_withdrawn_and_is_needed_after_all(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await end_with(services, database, Impossible(Reason.REFUSED), owed(1, Kind.THANKS))
    await end_with(services, database, Dropped(Reason.NO_LONGER_NEEDED), owed(2, Kind.DID_IT_WORK))
    clock.move_to(START + TimeDelta(hours=90 * DAY))
    await services.retention.forget_old()

    async with database.transaction() as tx:
        added = [
            await deliveries.add(tx, replace(owed(id, kind), subject=id - 10))
            for id, kind in ((11, Kind.THANKS), (12, Kind.DID_IT_WORK))
        ]
        await deliveries.add_again(
            tx, [replace(owed(11, Kind.THANKS), subject=1), replace(owed(12, Kind.DID_IT_WORK), subject=2)]
        )

    assert added == [False, False]
    assert [await is_kept(database, id) for id in (1, 2, 11, 12)] == [False, False, False, True]


@pytest.mark.parametrize("find", [retention.old_unsent, retention.old_read, retention.old_edits])
async def test_what_is_old_is_found_without_looking_through_all_there_is(
    database: SqliteDatabase, find: Callable[[Connection, Instant, int], Awaitable[object]]
) -> None:
    async with database.reading() as tx:
        explained = Explained(tx)
        await find(explained, START, 40)

    assert [step for step in explained.plan if step.startswith("SCAN")] == []


@pytest.mark.parametrize(
    "outcome", [Delivered(77, 5), Waits(Reason.NO_CONSENT)], ids=["out, so that its words can be taken back", "waiting"]
)
async def test_v4_what_is_out_or_still_owed_stays(
    services: Services, database: SqliteDatabase, clock: SetClock, outcome: Outcome
) -> None:
    delivery_id = await a_delivery(services, outcome)
    clock.move(hours=400 * DAY)

    await services.retention.forget_old()

    assert await is_kept(database, delivery_id)


async def test_v4_a_reminder_is_counted_for_ninety_days(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    delivery_id = await a_delivery(services, Impossible(Reason.REFUSED))
    async with database.transaction() as tx:
        await nudges.reserve(tx, HERE, delivery_id, [GRACE.person_id], clock.now())
    clock.move(hours=90 * DAY)

    await services.retention.forget_old()

    async with database.reading() as tx:
        assert await tx.fetch_all("SELECT * FROM nudges") == []
    assert not await is_kept(database, delivery_id)


async def test_v4_who_changed_what_is_told_for_a_year(services: Services, clock: SetClock) -> None:
    await a_delivery(services, Delivered(77, 5))
    clock.move(hours=365 * DAY - 1)
    await services.retention.forget_old()
    before = (await services.audits.look(MARIA, Sought())).total
    clock.move(hours=1)

    await services.retention.forget_old()

    assert (before, (await services.audits.look(MARIA, Sought())).total) == (1, 0)
