"""A server that takes the bot off: kept for 30 days, then erased (V4)."""

from dataclasses import replace
from itertools import count

from bot.domain.deliveries import Impossible, Kind, Reason
from bot.domain.experiments import Frame, Plan
from bot.domain.offers import OfferWish
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.addresses import NoLetter
from bot.services.groups import NewGroup
from bot.storage.database import Connection, SqliteDatabase
from bot.storage.removals import ERASED
from tests.conftest import SetClock

HERE, ELSEWHERE = 10, 20
MARIA = Actor(HERE, 1001, Language.ENGLISH, is_moderator=True)
GRACE, KARI = (Actor(HERE, number, Language.ENGLISH) for number in (1002, 1003))
DAY = 24


async def a_group(services: Services, community_id: int = HERE) -> None:
    """Founders, led by Grace, with Kari, who tries something."""
    new = NewGroup("Founders", 77, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    made = await services.groups.create(replace(MARIA, community_id=community_id), new)
    kari = replace(KARI, community_id=community_id)
    await services.joining.join(kari, "Founders")
    await services.experiments.start(kari, made.group.id, Frame(), Plan("Ask first", "", "", ""))


async def fallen_due(services: Services) -> list[Kind]:
    """What planner and dispatcher would send now."""
    await services.rounds.take_due_steps()
    return [delivery.kind for delivery in await services.deliveries.claim(100)]


async def tables(tx: Connection) -> list[str]:
    """Those that have a community."""
    rows = await tx.fetch_all("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    with_columns = {row["name"]: await tx.fetch_all(f"PRAGMA table_info({row['name']})") for row in rows}
    return [name for name, columns in with_columns.items() if "community_id" in {each["name"] for each in columns}]


async def kept_of(database: SqliteDatabase, community_id: int) -> dict[str, int]:
    """How many rows of the community each table has."""
    async with database.reading() as tx:
        return {
            table: row["number"]
            for table in await tables(tx)
            for row in await tx.fetch_all(
                f"SELECT COUNT(*) AS number FROM {table} WHERE community_id = :id", id=community_id
            )
        }


async def indexed(database: SqliteDatabase) -> bytes:
    """What the index of offers holds, also of what was deleted from it."""
    async with database.reading() as tx:
        return b"".join(row["block"] for row in await tx.fetch_all("SELECT block FROM offer_terms_data"))


async def fill(database: SqliteDatabase, community_id: int, person_id: int) -> None:
    """One row of every table, each pointing at the others, whatever columns there are."""
    numbers, parents = count(community_id * 1_000), {"people": person_id}
    async with database.transaction() as tx:
        await tx.execute("INSERT OR IGNORE INTO communities (id) VALUES (:id)", id=community_id)
        for table in reversed(ERASED):
            points = {each["from"]: each["table"] for each in await tx.fetch_all(f"PRAGMA foreign_key_list({table})")}
            values: dict[str, object] = {}
            for column in await tx.fetch_all(f"PRAGMA table_info({table})"):
                number, is_text = next(numbers), column["type"] == "TEXT"
                values[column["name"]] = (
                    parents[points[column["name"]]] if column["name"] in points else f"t{number}" if is_text else number
                )
            values["community_id"] = community_id
            parents[table] = int(str(values.get("id", 0)))
            names = ", ".join(f'"{name}"' for name in values)
            await tx.execute(
                f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{name}' for name in values)})", **values
            )


async def test_v4_every_table_of_a_community_is_among_those_that_are_erased(database: SqliteDatabase) -> None:
    async with database.reading() as tx:
        wanted = await tables(tx)

    assert sorted(ERASED) == wanted, "Add it to ERASED in bot/storage/removals.py, before the tables it points at."


async def test_v4_from_the_removal_on_nothing_falls_due_and_once_back_it_goes_on(
    services: Services, clock: SetClock
) -> None:
    await a_group(services)
    await a_group(services, ELSEWHERE)

    await services.removals.note_removed(HERE)
    clock.move(hours=5 * DAY)
    meanwhile = await fallen_due(services)
    await services.removals.note_back(HERE)

    assert (meanwhile.count(Kind.PROMPT), (await fallen_due(services)).count(Kind.PROMPT)) == (1, 1)


async def test_v4_what_was_in_hand_when_the_bot_was_taken_off_is_not_lost(services: Services, clock: SetClock) -> None:
    await a_group(services)
    [card] = await services.deliveries.claim(1)
    await services.deliveries.begin(card)

    await services.removals.note_removed(HERE)
    await services.deliveries.record(card, Impossible(Reason.NO_ACCESS))
    begun = await services.deliveries.claim(1)
    await services.removals.note_back(HERE)

    assert (begun, (await services.oversight.undelivered(MARIA)).total) == ([], 0)
    assert [each.id for each in await services.deliveries.claim(1)] == [card.id]


async def test_v4_what_is_claimed_but_not_begun_waits_for_the_bot_to_come_back(services: Services) -> None:
    await a_group(services)
    [card] = await services.deliveries.claim(1)

    await services.removals.note_removed(HERE)
    outcome = await services.deliveries.begin(card)

    assert isinstance(outcome, NoLetter)
    assert outcome.reason is Reason.SERVER_LEFT


async def test_v4_the_list_of_servers_tells_what_happened_while_the_bot_was_away(
    services: Services, clock: SetClock
) -> None:
    for community_id in (HERE, ELSEWHERE):
        await a_group(services, community_id)

    await services.removals.note_all({ELSEWHERE, 99})
    clock.move(hours=5 * DAY)
    with_one = (await fallen_due(services)).count(Kind.PROMPT)
    await services.removals.note_all({HERE, ELSEWHERE})

    assert (with_one, (await fallen_due(services)).count(Kind.PROMPT)) == (1, 1)


async def test_v4_the_days_are_counted_from_when_it_was_first_noted(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await a_group(services)
    await services.removals.note_removed(HERE)
    clock.move(hours=29 * DAY)
    await services.removals.note_all({ELSEWHERE})

    early = await services.removals.erase_old()
    clock.move(hours=DAY)

    assert (early, await services.removals.erase_old()) == (0, 1)


async def test_v4_after_thirty_days_no_row_is_left_and_nobody_elses_is_touched(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await services.people.profile(MARIA)
    await services.people.profile(KARI)
    await fill(database, HERE, MARIA.person_id)
    await fill(database, ELSEWHERE, KARI.person_id)
    before = await kept_of(database, ELSEWHERE)
    await services.removals.note_removed(HERE)
    clock.move(hours=30 * DAY)

    erased = await services.removals.erase_old()

    left = await kept_of(database, HERE)
    assert (erased, {table for table, number in left.items() if number}) == (1, set())
    assert await kept_of(database, ELSEWHERE) == before == dict.fromkeys(sorted(ERASED), 1)
    async with database.reading() as tx:
        assert [row["id"] for row in await tx.fetch_all("SELECT id FROM communities")] == [ELSEWHERE]
        assert [row["id"] for row in await tx.fetch_all("SELECT id FROM people")] == [KARI.person_id]
        assert await tx.fetch_all("PRAGMA foreign_key_check") == []


async def test_v4_its_words_are_gone_from_the_index_too(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await services.offers.add(KARI, OfferWish("Lighthouses", 2, None))
    before = await indexed(database)
    await services.removals.note_removed(HERE)
    clock.move(hours=30 * DAY)

    await services.removals.erase_old()

    assert (b"lighthous" in before, b"lighthous" in await indexed(database)) == (True, False)


async def test_v4_who_comes_while_another_server_is_erased_stays_known(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await a_group(services)
    await services.removals.note_removed(HERE)
    clock.move(hours=30 * DAY)
    await services.people.profile(Actor(ELSEWHERE, 1005, Language.ENGLISH))

    await services.removals.erase_old()

    async with database.reading() as tx:
        assert [row["id"] for row in await tx.fetch_all("SELECT id FROM people")] == [1005]


async def test_v4_back_within_thirty_days_everything_is_there_as_it_was(
    services: Services, database: SqliteDatabase, clock: SetClock
) -> None:
    await a_group(services)
    before = await kept_of(database, HERE)
    await services.removals.note_removed(HERE)
    clock.move(hours=29 * DAY)
    await services.removals.erase_old()

    await services.removals.note_back(HERE)
    clock.move(hours=10 * DAY)

    assert (await services.removals.erase_old(), await kept_of(database, HERE)) == (0, before)
