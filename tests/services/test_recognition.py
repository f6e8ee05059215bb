"""Thanking: use cases on a real database, without Discord (R1 to R4)."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Kind
from bot.domain.errors import (
    Missing,
    NotForYou,
    OutOfReach,
    SelfThanks,
    ThankedForThis,
    ThankedLately,
    ThankingBot,
    ThanksForThanks,
)
from bot.domain.experiments import Beginning, Frame, Plan
from bot.domain.people import Actor, Language
from bot.domain.recognition import Thanks
from bot.domain.responses import Question
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.recognition import Addressee, ThanksFacts
from bot.storage import deliveries, rounds, thanks
from bot.storage.database import SqliteDatabase
from tests.conftest import SetClock

HERE, ELSEWHERE, CHANNEL = 10, 20, 77
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE, KARI, LUCA = (Actor(HERE, number, Language.ENGLISH) for number in (2, 3, 4))
TO_GRACE, TO_KARI = Addressee(GRACE.person_id), Addressee(KARI.person_id)


@pytest.fixture
async def founders(services: Services) -> int:
    """The id of a group in which Grace and Kari are; Luca is in none."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, GRACE.person_id)
    group = (await services.groups.create(MARIA, new)).group
    await services.joining.join(KARI, "Founders")
    return group.id


async def _answered(services: Services, actor: Actor, group_id: int, visibility: Visibility = Visibility.GROUP) -> int:
    """The id of a check-in of theirs."""
    begun = await services.experiments.start(
        actor, group_id, Frame(), Plan("Ask first", "", "", ""), Beginning(visibility=visibility)
    )
    said = await services.check_ins.record(actor, begun.experiment.id, Answer(Outcome.TRIED))
    return said.facts.check_in.id


async def _heard(services: Services, actor: Actor) -> list[Thanks]:
    """The thanks that somebody is shown when they come by."""
    for delivery in await services.deliveries.claim(100):
        outcome = await services.deliveries.begin(delivery)
        if outcome is not None and not isinstance(outcome, Letter):
            await services.deliveries.record(delivery, outcome)
    waiting = await services.deliveries.claim_waiting(actor, 10)
    return [letter.facts.thanks for letter in waiting if isinstance(letter.facts, ThanksFacts)]


async def test_r1_who_is_thanked_hears_it_in_the_words_of_who_thanks(services: Services, founders: int) -> None:
    given = await services.recognition.thank(KARI, TO_GRACE, " You listened. ")

    heard = await _heard(services, GRACE)

    assert heard == [given]
    assert (given.giver_id, given.receiver_id, given.text) == (KARI.person_id, GRACE.person_id, "You listened.")


async def test_r1_who_is_in_no_group_may_thank_and_is_not_reached(services: Services, founders: int) -> None:
    await services.recognition.thank(LUCA, TO_KARI, "You showed me how.")

    with pytest.raises(OutOfReach):
        await services.recognition.thank(KARI, Addressee(LUCA.person_id), "You asked.")


async def test_r1_a_person_of_another_server_is_out_of_reach(services: Services, founders: int) -> None:
    there = replace(LUCA, community_id=ELSEWHERE)

    with pytest.raises(OutOfReach):
        await services.recognition.thank(there, TO_KARI, "You showed me how.")


async def test_r1_thanks_reach_also_who_leaves_the_group_meanwhile(services: Services, founders: int) -> None:
    given = await services.recognition.thank(GRACE, TO_KARI, "You were here.")
    await services.joining.leave(KARI, "Founders")

    assert await _heard(services, KARI) == [given]


async def test_r1_a_card_of_an_answer_leads_to_its_author_and_one_of_a_response_to_who_responds(
    services: Services, database: SqliteDatabase, founders: int
) -> None:
    check_in_id = await _answered(services, KARI, founders)
    response = await services.responses.respond(GRACE, check_in_id, Question.REPEAT, "Do it on Tuesdays")
    async with database.reading() as tx:
        answer = await deliveries.find(tx, HERE, Kind.CHECK_IN, check_in_id)
        said = await deliveries.find(tx, HERE, Kind.RESPONSE, response.response.id)
    assert answer and said

    to = [
        await services.recognition.address_card(actor, card.id) for actor, (card, _) in ((GRACE, answer), (KARI, said))
    ]

    assert to == [Addressee(KARI.person_id, check_in_id), TO_GRACE]


async def test_r1_any_other_message_of_the_bot_s_is_not_thanked_for(services: Services, founders: int) -> None:
    [told] = [each for each in await services.deliveries.claim(10) if each.kind is Kind.NOW_LEADING]

    for delivery_id in (told.id, 12345, None):
        with pytest.raises(ThankingBot):
            await services.recognition.address_card(KARI, delivery_id)


async def test_r1_nobody_learns_by_thanking_of_an_answer_that_is_not_for_them(
    services: Services, founders: int
) -> None:
    private = await _answered(services, KARI, founders, Visibility.PRIVATE)

    with pytest.raises(NotForYou):
        await services.recognition.thank(GRACE, Addressee(KARI.person_id, private), "For what I should not know")


async def test_r1_thanks_are_for_a_check_in_of_who_is_thanked(services: Services, founders: int) -> None:
    own = await _answered(services, GRACE, founders)

    with pytest.raises(Missing):
        await services.recognition.thank(GRACE, Addressee(KARI.person_id, own), "For mine")


async def test_r2_thanks_from_two_phones_at_once_are_said_once(services: Services, founders: int) -> None:
    results = await asyncio.gather(
        *(services.recognition.thank(KARI, TO_GRACE, "You listened.") for _ in range(2)), return_exceptions=True
    )

    refused = [each for each in results if isinstance(each, BaseException)]
    assert [type(each) for each in refused] == [ThankedLately]
    assert len(await _heard(services, GRACE)) == 1


async def test_r2_thanks_for_one_check_in_from_two_phones_at_once_are_said_once(
    services: Services, founders: int
) -> None:
    to = Addressee(KARI.person_id, await _answered(services, KARI, founders))

    results = await asyncio.gather(
        *(services.recognition.thank(GRACE, to, "Now I dare, too.") for _ in range(2)), return_exceptions=True
    )

    refused = [each for each in results if isinstance(each, BaseException)]
    assert [type(each) for each in refused] == [ThankedForThis]
    assert (await services.recognition.own(KARI)).received == 1


async def test_r2_it_is_refused_before_a_word_is_written(services: Services, founders: int) -> None:
    await services.recognition.thank(KARI, TO_GRACE, "You listened.")

    for actor, to, refusal in (
        (KARI, TO_KARI, SelfThanks),
        (KARI, TO_GRACE, ThankedLately),
        (GRACE, TO_KARI, ThanksForThanks),
    ):
        with pytest.raises(refusal):
            await services.recognition.address(actor, to.person_id)


async def test_r2_thanks_may_be_returned_a_day_later_and_given_again_after_three(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.recognition.thank(KARI, TO_GRACE, "You listened.")
    clock.move(hours=24)
    await services.recognition.thank(GRACE, TO_KARI, "You told me.")
    clock.move(hours=48)

    await services.recognition.thank(KARI, TO_GRACE, "You listened again.")

    own = await services.recognition.own(KARI)
    assert (own.given, own.received) == (2, 1)


async def test_r2_each_check_in_is_thanked_for_once_whatever_was_said_before(services: Services, founders: int) -> None:
    first, second = [await _answered(services, KARI, founders) for _ in range(2)]
    await services.recognition.thank(KARI, TO_GRACE, "You listened.")

    for check_in_id in (first, second):
        await services.recognition.thank(GRACE, Addressee(KARI.person_id, check_in_id), "Now I dare, too.")

    with pytest.raises(ThankedForThis):
        await services.recognition.thank(GRACE, Addressee(KARI.person_id, first), "Again")


async def test_r3_one_s_own_are_the_last_five_of_one_community_the_latest_first(
    services: Services, founders: int, clock: SetClock
) -> None:
    for number in range(6):
        await services.recognition.thank(KARI, TO_GRACE, f"Number {number}")
        clock.move(hours=72)

    own = await services.recognition.own(KARI)
    elsewhere = await services.recognition.own(replace(KARI, community_id=ELSEWHERE))

    assert (own.given, own.received, own.gave_lately, own.got_lately) == (6, 0, True, False)
    assert [each.text for each in own.last_given] == [f"Number {number}" for number in (5, 4, 3, 2, 1)]
    assert (elsewhere.given, elsewhere.last_given) == (0, [])


async def test_r4_a_round_counts_what_was_given_among_its_group_from_digest_to_digest(
    services: Services, database: SqliteDatabase, founders: int, clock: SetClock
) -> None:
    await services.recognition.thank(KARI, TO_GRACE, "Before the prompt")
    await services.recognition.thank(LUCA, TO_GRACE, "From outside the group")
    async with database.reading() as tx:
        [round] = await rounds.not_over(tx, HERE, founders)
    following = replace(round, id=round.id + 1, digest_at=round.digest_at.add(hours=24 * 7))
    async with database.transaction() as tx:
        await rounds.add(tx, replace(following, local_date=round.local_date.add(days=7)))
    clock.move_to(round.digest_at)
    await services.recognition.thank(KARI, TO_GRACE, "As the digest goes out")

    async with database.reading() as tx:
        counted = [await thanks.count_in_round(tx, each) for each in (round, following)]

    assert counted == [1, 1]
