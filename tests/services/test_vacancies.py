"""A group whose last facilitator has gone: who hears of it, and when not (A3)."""

import pytest

from bot.domain.communities import Setting
from bot.domain.deliveries import Dropped, Kind, Reason, Waits
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.deliveries import NoLetter
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.vacancies import Vacancy

HERE, CHANNEL, MODERATORS = 10, 77, 79
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
KARI = Actor(HERE, 3, Language.NORWEGIAN)


@pytest.fixture(autouse=True)
async def founders(services: Services) -> None:
    await services.groups.create(
        MARIA, NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
    )
    await services.joining.join(KARI, "Founders")


async def _told(services: Services) -> list[Letter | NoLetter | None]:
    owed = [each for each in await services.deliveries.claim(100) if each.kind is Kind.NOBODY_LEADS]
    return [await services.deliveries.begin(each) for each in owed]


async def test_a3_the_moderators_channel_hears_once_that_nobody_leads(services: Services) -> None:
    await services.communities.decide(MARIA, {Setting.MODERATORS_CHANNEL: MODERATORS})

    await services.roll_calls.note_gone(HERE, [GRACE.person_id])
    await services.joining.leave(KARI, "Founders")
    [letter] = await _told(services)

    assert isinstance(letter, Letter) and isinstance(letter.facts, Vacancy)
    assert (letter.to.channel_id, letter.facts.members) == (MODERATORS, 0)


async def test_a3_without_a_moderators_channel_it_waits_for_one_of_them(services: Services) -> None:
    await services.joining.leave(GRACE, "Founders")

    assert await _told(services) == [Waits(Reason.FOR_MODERATORS)]


async def test_a3_nothing_is_said_while_somebody_still_leads(services: Services) -> None:
    await services.leading.share(GRACE, None, KARI.person_id)

    await services.joining.leave(GRACE, "Founders")

    assert await _told(services) == []


async def test_a3_nor_once_somebody_was_named(services: Services) -> None:
    await services.joining.leave(GRACE, "Founders")
    await services.leading.name(MARIA, "Founders", KARI.person_id)

    assert await _told(services) == [Dropped(Reason.NO_LONGER_NEEDED)]


async def test_a3_of_a_group_that_comes_back_without_anybody_who_leads_it_moderators_hear_then(
    services: Services,
) -> None:
    await services.archives.archive(MARIA, "Founders")
    await services.joining.leave(GRACE, "Founders")

    await services.archives.restore(MARIA, "Founders", CHANNEL)

    assert await _told(services) == [Waits(Reason.FOR_MODERATORS)]
