"""What is claimed, in which order: the urgent first, yet within a group nothing before what was due earlier."""

from collections.abc import Iterable, Mapping

import pytest
from whenever import Instant, TimeDelta

from bot.domain.deliveries import LEASE, Delivered, Delivery, Kind, Reason, Share
from bot.storage import deliveries
from bot.storage.database import Connection, Row, SqliteDatabase
from tests.conftest import START

MINUTE = TimeDelta(minutes=1)
NOW = START + 60 * MINUTE


def owed(id: int, kind: Kind, *, group: int = 1, due: Instant = START) -> Delivery:
    return Delivery(id, 10, kind, id, "once", group, 30, due, due + TimeDelta(hours=48), caused_by=30 + id)


async def keep(tx: Connection, *owing: Delivery) -> None:
    for delivery in owing:
        await deliveries.add(tx, delivery)


async def claim(tx: Connection, most: int, hand: str = "a") -> list[int]:
    return [delivery.id for delivery in await deliveries.claim_due(tx, hand, NOW, NOW, most)]


class Explained:
    """Asks how a statement would be carried out instead of carrying it out."""

    def __init__(self, tx: Connection) -> None:
        self._tx = tx
        self.plan: list[str] = []

    async def execute(self, sql: str, **values: object) -> int:
        raise NotImplementedError

    async def execute_many(self, sql: str, rows: Iterable[Mapping[str, object]]) -> None:
        raise NotImplementedError

    async def fetch_all(self, sql: str, **values: object) -> list[Row]:
        self.plan = [row["detail"] for row in await self._tx.fetch_all(f"EXPLAIN QUERY PLAN {sql}", **values)]
        return []

    async def fetch_one(self, sql: str, **values: object) -> Row | None:
        raise NotImplementedError


async def test_a_late_digest_goes_before_the_prompt_after_it_however_small_the_batch(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(tx, owed(1, Kind.PROMPT, due=START + MINUTE), owed(2, Kind.DIGEST))

        first = await claim(tx, 1)

    assert first == [2]


async def test_what_the_batch_cuts_off_is_the_end_of_a_groups_row(database: SqliteDatabase) -> None:
    kinds = [Kind.DIGEST, Kind.PROMPT, Kind.CHECK_IN, Kind.LIVE_COUNT, Kind.CHECK_IN]
    async with database.transaction() as tx:
        await keep(tx, *(owed(id, kind, due=START + id * MINUTE) for id, kind in enumerate(kinds, start=1)))

        first = await claim(tx, 3)

    assert sorted(first) == [1, 2, 3]


async def test_between_groups_the_urgent_goes_first(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(tx, owed(1, Kind.DIGEST, group=1), owed(2, Kind.PROMPT, group=2, due=START + MINUTE))

        first = await claim(tx, 1)

    assert first == [2]


async def test_while_one_hand_holds_some_of_a_group_another_takes_none_of_it(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(
            tx, owed(1, Kind.PROMPT), owed(2, Kind.CHECK_IN, due=START + MINUTE), owed(3, Kind.CHECK_IN, group=2)
        )
        await claim(tx, 1)

        meanwhile = await claim(tx, 9, hand="b")
        await deliveries.finish(tx, 1, "a", Delivered(7, 8), NOW)
        afterwards = await claim(tx, 9, hand="b")

    assert (meanwhile, afterwards) == ([3], [2])


async def test_what_is_to_be_tried_again_keeps_nothing_waiting(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(tx, owed(1, Kind.PROMPT), owed(2, Kind.CHECK_IN, due=START + MINUTE))
        await claim(tx, 1)
        await deliveries.try_again(tx, 1, "a", NOW + MINUTE, Reason.BUSY)

        later = await claim(tx, 9)

    assert later == [2]


async def test_what_goes_to_one_person_waits_for_nobody_and_keeps_nobody_waiting(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(tx, owed(1, Kind.NUDGE), owed(2, Kind.PROMPT, due=START + MINUTE), owed(3, Kind.NUDGE, group=2))

        first = await claim(tx, 1)
        second = await claim(tx, 9, hand="b")

    assert (first, second) == ([2], [1, 3])


@pytest.mark.parametrize("index", ["deliveries_due (due_at<?)", "deliveries_leased"])
async def test_a_claim_reads_what_is_due_and_what_is_held_and_nothing_else(
    database: SqliteDatabase, index: str
) -> None:
    async with database.transaction() as tx:
        explained = Explained(tx)
        await deliveries.claim_due(explained, "a", NOW, NOW, 40)

    assert [step for step in explained.plan if step == "SCAN deliveries"] == []
    assert len([step for step in explained.plan if index in step]) == 1


def of(community_id: int, id: int, kind: Kind = Kind.CHECK_IN, *, group: int = 1) -> Delivery:
    return Delivery(
        id, community_id, kind, id, "once", group, 30, START, START + TimeDelta(hours=48), caused_by=30 + id
    )


async def test_of_each_community_in_turn_however_much_one_is_owed(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(tx, *(of(10, id, group=id) for id in range(1, 6)), of(20, 9, Kind.DIGEST, group=9))

        first = await claim(tx, 2)

    assert first == [1, 9]


async def test_who_has_nothing_in_hand_yet_comes_first(database: SqliteDatabase) -> None:
    async with database.transaction() as tx:
        await keep(tx, *(of(10, id, group=id) for id in range(1, 6)))
        await claim(tx, 2)
        await keep(tx, of(20, 9, group=9))

        then = await claim(tx, 1)

    assert then == [9]


async def test_a_share_holds_so_much_of_a_group_and_of_a_community_and_as_much_again_for_one_person(
    database: SqliteDatabase,
) -> None:
    share = Share(of_group=2, of_community=3)
    async with database.transaction() as tx:
        await keep(tx, *(of(10, id, group=id % 2 + 1) for id in range(1, 9)))
        await keep(tx, *(of(10, id, Kind.THANKS) for id in range(11, 16)))

        first = [each.id for each in await deliveries.claim_due(tx, "a", NOW, NOW, 40, share)]
        then = [each.id for each in await deliveries.claim_due(tx, "a", NOW, NOW, 40, share)]

    assert (first, then) == ([1, 2, 3, 11, 12, 13], [])


async def test_what_is_in_hand_keeps_its_lease_and_what_a_dead_hand_held_is_freed(database: SqliteDatabase) -> None:
    later = NOW + LEASE + MINUTE
    async with database.transaction() as tx:
        await keep(tx, of(10, 1), of(10, 2, group=2), of(10, 3, group=3))
        await claim(tx, 2)
        await claim(tx, 1, hand="b")

        await deliveries.keep_leases(tx, "a", {1, 3}, later)
        freed = await deliveries.reap(tx, later)
        again = await claim(tx, 9)

    assert (freed, again) == (2, [2, 3])
