"""What goes by itself once it has been kept long enough, and what stays (V4)."""

import pytest

from bot.domain.audit import Sought
from bot.domain.deliveries import Delivered, Dropped, Impossible, Outcome, Reason, Waits
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.groups import NewGroup
from bot.storage import nudges
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock

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
