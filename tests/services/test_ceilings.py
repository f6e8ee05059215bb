"""Nobody can wear another out: presses taken back and made again, words without end (N13)."""

import pytest

from bot.domain.asks import ASKED_MOST, ASKED_WITHIN, AskKind, AskWords
from bot.domain.ceilings import HEARD_MOST, HEARD_WITHIN, SAID_AGAIN_AFTER
from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Kind
from bot.domain.errors import AskedEnough, HeardEnough, RespondedEnough, TooManyAvoided
from bot.domain.experiments import Frame, Plan
from bot.domain.partners import AVOIDED_MOST
from bot.domain.responses import RESPONSES_MOST, Question
from bot.services import Services
from tests.conftest import SetClock
from tests.services.asking import ADA, GRACE, HENRY, KARI, a_community, ask_for, told


async def toggle(services: Services, ask_id: int, times: int) -> list[int]:
    """Henry offers help and takes it back, over and over; returns who was told of it meanwhile."""
    heard = []
    for _ in range(times):
        await services.asks.offer_help(HENRY, ask_id)
        heard += await told(services, Kind.HELP)
        await services.asks.take_back(HENRY, ask_id)
        heard += await told(services, Kind.HELP)
    return heard


async def test_n13_help_offered_and_taken_back_twelve_times_is_heard_once(services: Services, clock: SetClock) -> None:
    await a_community(services, HENRY, KARI)
    ask = await ask_for(services, KARI, "How do I wait?")

    heard = await toggle(services, ask.id, 12)
    clock.move(hours=24 * 13)
    later = await told(services, Kind.HELP)

    assert (heard, later) == ([KARI.person_id], [])


async def test_n13_help_that_is_meant_after_all_is_heard_a_day_later(services: Services, clock: SetClock) -> None:
    await a_community(services, HENRY, KARI)
    ask = await ask_for(services, KARI, "How do I wait?")
    await toggle(services, ask.id, 12)
    await services.asks.offer_help(HENRY, ask.id)

    at_once = await told(services, Kind.HELP)
    clock.move(hours=SAID_AGAIN_AFTER.total("hours"))
    later = await told(services, Kind.HELP)

    assert (at_once, later) == ([], [KARI.person_id])


async def test_n13_somebody_else_who_can_help_is_heard_at_once_whoever_toggles(services: Services) -> None:
    await a_community(services, HENRY, KARI, ADA)
    ask = await ask_for(services, KARI, "How do I wait?")
    await toggle(services, ask.id, 3)
    await services.asks.offer_help(HENRY, ask.id)

    await services.asks.offer_help(ADA, ask.id)

    assert await told(services, Kind.HELP) == [KARI.person_id]


async def test_n13_one_person_is_answered_only_so_often_by_another_and_hears_when_again(
    services: Services, clock: SetClock
) -> None:
    await a_community(services, HENRY, KARI)
    group = (await services.groups.show(KARI, "Founders")).group
    said = []
    for number in range(2):
        begun = await services.experiments.start(KARI, group.id, Frame(), Plan(f"Ask {number}", "", "", ""))
        said.append((await services.check_ins.record(KARI, begun.experiment.id, Answer(Outcome.TRIED))).facts.check_in)
    for _ in range(RESPONSES_MOST):
        await services.responses.respond(HENRY, said[0].id, Question.REPEAT, "Go on")

    with pytest.raises(RespondedEnough):
        await services.responses.respond(HENRY, said[0].id, Question.REPEAT, "Go on")
    for _ in range(HEARD_MOST - RESPONSES_MOST):
        await services.responses.respond(HENRY, said[1].id, Question.REPEAT, "Go on")
    with pytest.raises(HeardEnough) as refused:
        await services.responses.ask(HENRY, said[1].id)
    of_another = await services.responses.respond(GRACE, said[1].id, Question.REPEAT, "Well done")
    clock.move(hours=HEARD_WITHIN.total("hours"))
    again = await services.responses.respond(HENRY, said[1].id, Question.REPEAT, "Go on")

    assert refused.value.again_at == clock.now()
    assert (of_another.response.text, again.response.text) == ("Well done", "Go on")


async def test_n13_who_asks_and_withdraws_without_end_hears_when_they_can_ask_again(
    services: Services, clock: SetClock
) -> None:
    await a_community(services, KARI)
    first_at = clock.now()
    for number in range(ASKED_MOST):
        ask = await ask_for(services, KARI, f"How do I wait, {number}?")
        await services.asks.withdraw(KARI, ask.id)

    with pytest.raises(AskedEnough) as refused:
        await services.asks.ask(KARI, AskKind.ADVICE, AskWords("How do I wait?", "To wait"))
    clock.move(hours=24)
    await ask_for(services, KARI, "How do I wait?")

    assert refused.value.again_at == first_at + ASKED_WITHIN


async def test_n13_there_is_room_for_so_many_to_avoid_and_one_named_again_is_no_more(services: Services) -> None:
    await a_community(services, KARI)
    for number in range(AVOIDED_MOST):
        await services.partners.avoid(KARI, 100 + number)

    with pytest.raises(TooManyAvoided):
        await services.partners.avoid(KARI, 99)
    avoided = await services.partners.avoid(KARI, 100)
    await services.partners.allow(KARI, 100)

    assert len(avoided) == AVOIDED_MOST
    assert 99 in await services.partners.avoid(KARI, 99)
