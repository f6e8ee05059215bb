"""The bot introduces itself to a server once, soon after it has come, or not at all."""

from dataclasses import replace

import pytest

from bot.domain.deliveries import Dropped, Kind, Reason, Waits
from bot.domain.greeting import Arrival
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.letters import Address, Letter
from tests.conftest import START, SetClock
from tests.services.asking import COMMUNITY, a_community

SOMEWHERE = 77
ARRIVAL = Arrival(COMMUNITY, START, SOMEWHERE, Language.NORWEGIAN)
MODERATOR = Actor(COMMUNITY, 9, Language.ITALIAN, is_moderator=True)


async def _said(services: Services) -> list[object]:
    """The letters of the first words that are owed now, or why there are none."""
    claimed = [each for each in await services.deliveries.claim(10) if each.kind is Kind.HELLO]
    return [await services.deliveries.begin(each) for each in claimed]


async def test_the_first_words_go_where_one_may_write_in_the_language_of_the_server(services: Services) -> None:
    await services.greetings.greet(ARRIVAL)

    [letter] = await _said(services)

    assert isinstance(letter, Letter)
    assert (letter.to, letter.language) == (Address(channel_id=SOMEWHERE), Language.NORWEGIAN)


async def test_whoever_comes_again_has_introduced_themselves(services: Services, clock: SetClock) -> None:
    await services.greetings.greet(ARRIVAL)
    clock.move(hours=30)

    await services.greetings.greet(replace(ARRIVAL, came_at=clock.now(), channel_id=SOMEWHERE + 1))

    assert len(await _said(services)) == 1


@pytest.mark.parametrize(("hours", "letters"), [(72, 1), (73, 0)])
async def test_an_introduction_is_not_made_up_for_days_later(
    services: Services, clock: SetClock, hours: int, letters: int
) -> None:
    clock.move(hours=hours)

    await services.greetings.greet(ARRIVAL)

    assert len(await _said(services)) == letters


async def test_where_nothing_may_be_written_the_first_moderator_who_comes_by_reads_it(services: Services) -> None:
    await services.greetings.greet(replace(ARRIVAL, channel_id=None))
    [delivery] = await services.deliveries.claim(10)
    outcome = await services.deliveries.begin(delivery)
    assert outcome == Waits(Reason.FOR_MODERATORS)
    await services.deliveries.record(delivery, outcome)

    member = await services.deliveries.claim_waiting(replace(MODERATOR, is_moderator=False), 3)
    [letter] = await services.deliveries.claim_waiting(MODERATOR, 3)

    assert member == []
    assert (letter.delivery.kind, letter.language) == (Kind.HELLO, Language.ITALIAN)


async def test_once_there_is_a_group_everybody_knows(services: Services) -> None:
    await services.greetings.greet(ARRIVAL)
    await a_community(services)

    assert await _said(services) == [Dropped(Reason.NO_LONGER_NEEDED)]
