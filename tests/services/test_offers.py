"""Offers as they are kept and found, in one community and for who is here (K9, K10)."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whenever import Instant

from bot.domain.errors import OfferedAlready, OfferMissing, TooLong, TooManyOffers
from bot.domain.groups import Membership, Role
from bot.domain.legible import clean_line
from bot.domain.offers import ExchangeWish, OfferWish
from bot.domain.people import Actor, Language, Person
from bot.services import Services
from bot.services.groups import NewGroup
from bot.storage import groups, offers, people
from bot.storage.database import SqliteDatabase
from bot.storage.migrate import known_migrations, migrate
from tests.conftest import SetClock

HERE, ELSEWHERE, CHANNEL = 10, 20, 77
GRACE = Actor(HERE, 2, Language.ENGLISH)
KARI = Actor(HERE, 3, Language.NORWEGIAN)
LUCA = Actor(HERE, 4, Language.ITALIAN)
NOW = Instant.from_utc(2026, 9, 1)


async def _found_group(services: Services, community_id: int = HERE) -> None:
    maria = Actor(community_id, 1, Language.ENGLISH, is_moderator=True)
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
    await services.groups.create(maria, new)


@pytest.fixture
async def founders(services: Services) -> None:
    """A group that Grace leads and Kari is in; Luca is in none."""
    await _found_group(services)
    await services.joining.join(KARI, "Founders")


async def _titles(services: Services, typed: str, actor: Actor = GRACE) -> list[str]:
    return [offer.what for offer in await services.offers.find(actor, typed)]


@pytest.mark.usefixtures("founders")
async def test_k10_an_offer_is_found_by_others_with_how_often_and_in_which_language(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Å forhandle om lønn", 3, Language.NORWEGIAN))

    found = await services.offers.find(GRACE, "forhandling, LØNN")

    assert found == [made.offer]
    assert (made.offer.times, made.offer.language, made.is_findable) == (3, Language.NORWEGIAN, True)


@pytest.mark.usefixtures("founders")
async def test_k10_nobody_finds_their_own(services: Services) -> None:
    await services.offers.add(KARI, OfferWish("Cold calls"))

    assert await _titles(services, "cold", KARI) == []


@pytest.mark.usefixtures("founders")
async def test_k10_who_is_in_no_group_is_not_found_until_they_join_and_no_more_when_they_leave(
    services: Services,
) -> None:
    made = await services.offers.add(LUCA, OfferWish("Cold calls"))
    before = await _titles(services, "cold")
    await services.joining.join(LUCA, "Founders")
    joined = await _titles(services, "cold")
    await services.joining.leave(LUCA, "Founders")

    assert (made.is_findable, before, joined) == (False, [], ["Cold calls"])
    assert await _titles(services, "cold") == []


@pytest.mark.usefixtures("founders")
async def test_k10_who_has_left_the_server_is_not_found(services: Services) -> None:
    await services.offers.add(KARI, OfferWish("Cold calls"))

    await services.roll_calls.note_gone(HERE, {KARI.person_id})

    assert await _titles(services, "cold") == []


@pytest.mark.usefixtures("founders")
async def test_k10_who_is_away_is_found_again_on_the_day_after_by_their_own_clock(
    services: Services, clock: SetClock
) -> None:
    await services.people.move_to(KARI, "Asia/Tokyo")
    await services.offers.add(KARI, OfferWish("Cold calls"))
    await services.people.go_away(KARI, "2026-09-10")

    clock.move_to(Instant.from_utc(2026, 9, 10, 14, 59))
    away = await _titles(services, "cold")
    clock.move_to(Instant.from_utc(2026, 9, 10, 15, 1))

    assert (away, await _titles(services, "cold")) == ([], ["Cold calls"])


@pytest.mark.usefixtures("founders")
async def test_k10_nothing_is_found_in_another_community(services: Services) -> None:
    await _found_group(services, ELSEWHERE)
    await services.offers.add(KARI, OfferWish("Cold calls"))

    elsewhere = Actor(ELSEWHERE, GRACE.person_id, Language.ENGLISH)

    assert await _titles(services, "cold", elsewhere) == []
    assert await services.offers.list_own(Actor(ELSEWHERE, KARI.person_id, Language.NORWEGIAN)) == []


@pytest.mark.usefixtures("founders")
async def test_k9_nobody_takes_back_what_somebody_else_or_another_community_offers(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls"))

    for other in (GRACE, Actor(ELSEWHERE, KARI.person_id, Language.NORWEGIAN)):
        with pytest.raises(OfferMissing):
            await services.offers.remove(other, made.offer.id)

    assert await services.offers.list_own(KARI) == [made.offer]


@pytest.mark.usefixtures("founders")
async def test_k9_what_is_taken_back_is_found_no_more_and_is_gone_the_second_time(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls"))

    gone = await services.offers.remove(KARI, made.offer.id)

    assert (gone, await _titles(services, "cold")) == (made.offer, [])
    with pytest.raises(OfferMissing):
        await services.offers.remove(KARI, made.offer.id)


@pytest.mark.usefixtures("founders")
async def test_k9_an_eleventh_offer_and_the_same_again_are_refused_and_leave_all_as_it_was(services: Services) -> None:
    for number in range(10):
        await services.offers.add(KARI, OfferWish(f"Thing {number}"))

    with pytest.raises(TooManyOffers):
        await services.offers.add(KARI, OfferWish("Cold calls"))
    with pytest.raises(OfferedAlready):
        await services.offers.add(KARI, OfferWish("thing 3"))

    assert len(await services.offers.list_own(KARI)) == 10


@pytest.mark.usefixtures("founders")
async def test_k10_ten_are_shown_the_likest_first(services: Services) -> None:
    await services.offers.add(LUCA, OfferWish("Cold calls in winter"))
    await services.joining.join(LUCA, "Founders")
    for number in range(10):
        await services.offers.add(KARI, OfferWish(f"Calls {number}"))

    found = await _titles(services, "cold calls")

    assert (len(found), found[0]) == (10, "Cold calls in winter")


HOSTILE = ['"', "'", '" OR place : c10', "*", "cold*", "NEAR(cold calls)", "place:c10", "c10", "^cold", "-", "a AND",
           "\x00", "{cold}", "𞤀𞤣", "()", "cold\u202e", "%", "ب", "x" * 4000, "cold " * 1000, "🌱" * 500]  # fmt: skip


@pytest.mark.usefixtures("founders")
@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
async def test_k10_whatever_is_typed_is_looked_for_as_words(services: Services, typed: str) -> None:
    await services.offers.add(KARI, OfferWish("Cold calls"))

    found = await _titles(services, typed)

    assert found == (["Cold calls"] if "cold" in typed else [])


@pytest.mark.usefixtures("founders")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(what=st.text(alphabet=st.characters(codec="latin-1"), max_size=100).filter(clean_line), data=st.data())
async def test_k10_an_offer_is_found_by_the_beginning_of_each_of_its_words(
    services: Services, what: str, data: st.DataObject
) -> None:
    made = await services.offers.add(KARI, OfferWish(what))
    long = [word for word in made.offer.words if len(word) >= 3]
    typed = [word[: data.draw(st.integers(3, len(word)))] for word in long]

    missed = [each for each in typed if made.offer not in await services.offers.find(GRACE, each)]

    await services.offers.remove(KARI, made.offer.id)
    assert missed == []


async def test_j1_the_form_changes_the_offer_it_was_opened_with_and_keeps_how_often(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls", 5, Language.ITALIAN))
    await services.offers.add(KARI, OfferWish("Warm calls"))

    kept = await services.offers.offer_and_ask(KARI, ExchangeWish("Cold mails", "A mentor", made.offer.id))

    assert [(offer.what, offer.times) for offer in kept.offers] == [("Cold mails", 5), ("Warm calls", 2)]
    assert kept.looks_for == "A mentor"


@pytest.mark.usefixtures("founders")
async def test_j1_an_offer_that_was_reworded_is_found_by_its_new_words_only(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls"))

    await services.offers.offer_and_ask(KARI, ExchangeWish("Difficult conversations", "", made.offer.id))

    assert (await _titles(services, "cold"), await _titles(services, "conversation")) == (
        [],
        ["Difficult conversations"],
    )


async def test_j1_a_form_sent_after_its_offer_was_taken_back_makes_a_new_one_and_touches_no_other(
    services: Services,
) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls"))
    other = await services.offers.add(KARI, OfferWish("Warm calls"))
    await services.offers.remove(KARI, made.offer.id)

    kept = await services.offers.offer_and_ask(KARI, ExchangeWish("Cold mails", "", made.offer.id))

    assert [offer.what for offer in kept.offers] == [other.offer.what, "Cold mails"]


async def test_j1_a_blank_form_takes_back_the_offer_it_was_opened_with(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls"))

    kept = await services.offers.offer_and_ask(KARI, ExchangeWish(" ", "A mentor", made.offer.id))

    assert (kept.offers, kept.looks_for) == ((), "A mentor")


async def test_j1_a_refused_form_changes_nothing(services: Services) -> None:
    made = await services.offers.add(KARI, OfferWish("Cold calls"))

    with pytest.raises(TooLong):
        await services.offers.offer_and_ask(KARI, ExchangeWish("x" * 101, "A mentor", made.offer.id))

    kept = await services.offers.exchange(KARI)
    assert ([offer.what for offer in kept.offers], kept.looks_for) == (["Cold calls"], "")


async def test_what_members_said_they_could_teach_becomes_an_offer_that_is_found_and_kept_once(tmp_path: Path) -> None:
    taught = "Perché È così: ÅPNE samtaler " + "x" * 200
    [offering] = [each.number for each in known_migrations() if each.name.endswith("_offers.sql")]
    database = await SqliteDatabase.open(tmp_path / "older.db")
    try:
        await migrate(database, NOW, migrations=[each for each in known_migrations() if each.number < offering])
        await _teach(database, 5, taught)
        await _teach(database, 6, "")
        await migrate(database, NOW)

        async with database.transaction() as tx:
            indexed = [await offers.index_anew(tx, 50) for _ in range(2)]
        async with database.reading() as tx:
            found = {
                stem: [offer.person_id for offer, _, _ in await offers.like(tx, HERE, [stem], but_of=9, most=5)]
                for stem in ("perche", "cosi", "åpne", "apne")
            }
            [offer] = await offers.of_person(tx, HERE, 5)
            left = await tx.fetch_all("SELECT 1 FROM members WHERE teaches <> ''")
    finally:
        await database.close()

    assert found == {"perche": [5], "cosi": [5], "åpne": [5], "apne": []}
    assert (offer.what, offer.times, left, indexed) == (taught, 2, [], [1, 0])


async def _teach(database: SqliteDatabase, person_id: int, words: str) -> None:
    """A member of a group of their own, as the version before kept them."""
    async with database.transaction() as tx:
        await people.save(tx, Person(person_id, Language.ITALIAN, "Europe/Rome"), NOW)
        await tx.execute(
            "INSERT INTO groups (id, community_id, name, name_key, channel_id, language, weekday, prompt_time, zone,"
            " created_at) VALUES (:id, :here, :id, :id, 77, 'en', 1, '09:00:00', 'Europe/London', 0)",
            id=person_id,
            here=HERE,
        )
        await groups.save_membership(tx, Membership(HERE, person_id, person_id, Role.MEMBER, NOW))
        await tx.execute(
            "INSERT INTO members (community_id, person_id, teaches) VALUES (:community, :person, :words)",
            community=HERE,
            person=person_id,
            words=words,
        )
