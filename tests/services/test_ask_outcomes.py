"""Did it work? Asked two weeks later, answered on the card, and told to who helped (K5)."""

import pytest
from whenever import TimeDelta

from bot.domain.asks import Ask, Worked
from bot.domain.deliveries import Kind
from bot.domain.errors import AskMissing, NothingToLookBackOn, NotYourAsk
from bot.domain.people import Actor, Language
from bot.domain.things import Thing
from bot.services import Services
from bot.services.recognition import Addressee
from tests.conftest import SetClock
from tests.services.asking import COMMUNITY, HENRY, KARI, LUCA, a_community, ask_for, send_due, told
from tests.services.under_message import pressing

TWO_WEEKS = 24 * 14
SOON = TimeDelta(minutes=2)


@pytest.fixture
async def helped(services: Services) -> Ask:
    """Kari's ask, with which Henry helps and she is glad of it; Luca has offered his help, too."""
    await a_community(services, HENRY, KARI, LUCA)
    ask = await ask_for(services, KARI, "How do I make cold calls?")
    await services.asks.offer_help(HENRY, ask.id)
    await services.asks.offer_help(LUCA, ask.id)
    await services.asks.accept(KARI, ask.id, HENRY.person_id)
    await send_due(services)
    return ask


async def asked_after(services: Services, clock: SetClock, hours: float) -> list[int]:
    clock.move(hours=hours)
    return await told(services, Kind.DID_IT_WORK)


async def test_k5_two_weeks_after_it_was_solved_whoever_asked_is_asked_once(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    await services.asks.solve(KARI, helped.id)

    before = await asked_after(services, clock, TWO_WEEKS - 1)
    then = await asked_after(services, clock, 1)

    assert (before, then) == ([], [KARI.person_id])
    assert await asked_after(services, clock, TWO_WEEKS) == []


async def test_k5_what_is_neither_solved_nor_thanked_for_is_not_asked_about(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    assert await asked_after(services, clock, 2 * TWO_WEEKS) == []


async def test_k5_two_weeks_after_they_thanked_for_help_they_are_asked_though_they_never_closed_it(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    await services.recognition.thank(KARI, Addressee(HENRY.person_id, ask_id=helped.id), "You listened first")

    assert await asked_after(services, clock, TWO_WEEKS - 1) == []
    assert await asked_after(services, clock, 1) == [KARI.person_id]


async def test_k5_what_is_thanked_for_once_it_is_solved_is_asked_about_once(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    await services.asks.solve(KARI, helped.id)
    clock.move(hours=24)
    await services.recognition.thank(KARI, Addressee(HENRY.person_id, ask_id=helped.id), "You listened first")

    assert await asked_after(services, clock, TWO_WEEKS - 24) == [KARI.person_id]
    assert await asked_after(services, clock, TWO_WEEKS) == []


async def test_k5_what_is_solved_again_is_asked_about_two_weeks_after_that(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    await services.asks.solve(KARI, helped.id)
    await asked_after(services, clock, 24 * 10)
    await services.asks.reopen(KARI, helped.id)
    await services.asks.solve(KARI, helped.id)

    assert await asked_after(services, clock, 24 * 10) == []
    assert await asked_after(services, clock, 24 * 4) == [KARI.person_id]


async def test_k5_nothing_is_asked_of_what_was_withdrawn_or_answered_already(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    other = await ask_for(services, KARI, "How do I write a term sheet?")
    await services.asks.solve(KARI, other.id)
    await services.asks.reopen(KARI, other.id)
    await services.asks.withdraw(KARI, other.id)
    await services.asks.solve(KARI, helped.id)
    await services.ask_outcomes.say(KARI, helped.id, Worked.YES)

    assert await asked_after(services, clock, TWO_WEEKS) == []


@pytest.mark.parametrize(
    ("worked", "hears"),
    [(Worked.YES, True), (Worked.PARTLY, True), (Worked.NOT_YET, False)],
    ids=lambda each: str(each),
)
async def test_k5_who_helped_hears_of_it_when_something_came_of_it_and_who_only_offered_does_not(
    services: Services, helped: Ask, clock: SetClock, worked: Worked, hears: bool
) -> None:
    await services.asks.solve(KARI, helped.id)

    there = await pressing(services, KARI, Thing.ASK, helped.id)
    outcome = await services.ask_outcomes.say(there, helped.id, worked)
    clock.move_to(clock.now() + SOON)

    assert (outcome.about.ask.worked, outcome.helpers) == (worked, [HENRY.person_id])
    assert await told(services, Kind.HELPED) == ([HENRY.person_id] if hears else [])


async def test_k5_an_answer_can_be_changed_and_who_helped_hears_the_last_one_once(
    services: Services, helped: Ask, clock: SetClock
) -> None:
    await services.asks.solve(KARI, helped.id)
    await services.ask_outcomes.say(KARI, helped.id, Worked.YES)
    await services.ask_outcomes.say(KARI, helped.id, Worked.NOT_YET)
    clock.move_to(clock.now() + SOON)
    taken_back = await told(services, Kind.HELPED)

    await services.asks.reopen(KARI, helped.id)
    clock.move(hours=1)
    await services.asks.solve(KARI, helped.id)
    await services.ask_outcomes.say(KARI, helped.id, Worked.PARTLY)
    await services.ask_outcomes.say(KARI, helped.id, Worked.YES)
    clock.move_to(clock.now() + SOON)

    assert (taken_back, await told(services, Kind.HELPED)) == ([], [HENRY.person_id])


async def test_k5_who_helped_hears_that_it_works_after_all(services: Services, helped: Ask, clock: SetClock) -> None:
    await services.asks.solve(KARI, helped.id)
    await services.ask_outcomes.say(KARI, helped.id, Worked.YES)
    await services.ask_outcomes.say(KARI, helped.id, Worked.NOT_YET)
    clock.move_to(clock.now() + SOON)
    await send_due(services)

    for worked in (Worked.PARTLY, Worked.YES):
        await services.ask_outcomes.say(KARI, helped.id, worked)
    clock.move_to(clock.now() + SOON)

    assert await told(services, Kind.HELPED) == [HENRY.person_id]
    await services.ask_outcomes.say(KARI, helped.id, Worked.YES)
    clock.move_to(clock.now() + SOON)
    assert await told(services, Kind.HELPED) == []


async def test_k5_only_whoever_asked_says_whether_it_worked(services: Services, helped: Ask) -> None:
    await services.asks.solve(KARI, helped.id)

    with pytest.raises(NotYourAsk):
        await services.ask_outcomes.say(HENRY, helped.id, Worked.YES)
    with pytest.raises(AskMissing):
        elsewhere = Actor(COMMUNITY + 1, KARI.person_id, Language.ENGLISH)
        await services.ask_outcomes.say(elsewhere, helped.id, Worked.YES)


async def test_k5_of_an_open_ask_without_accepted_help_there_is_nothing_to_say_yet(
    services: Services, helped: Ask
) -> None:
    other = await ask_for(services, KARI, "How do I write a term sheet?")

    with pytest.raises(NothingToLookBackOn):
        await services.ask_outcomes.say(KARI, other.id, Worked.YES)
