"""*Who is this?*: what one person may know of another (J3)."""

import pytest
from whenever import Date

from bot.domain.experiments import Experiment, Frame, Plan
from bot.domain.offers import Exchange, ExchangeWish
from bot.domain.people import Actor, Language
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.work import Work
from bot.storage import experiments

HERE, CHANNEL = 10, 77
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE = Actor(HERE, 2, Language.ENGLISH)
KARI = Actor(HERE, 3, Language.NORWEGIAN)
LUCA = Actor(HERE, 4, Language.ITALIAN)


@pytest.fixture
async def kari_tries(services: Services, work: Work) -> None:
    """Kari and Grace are in one group, Luca is in none; Kari tries one thing for each visibility."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
    group = (await services.groups.create(MARIA, new)).group
    await services.joining.join(KARI, "Founders")
    async with work.unit() as tx:
        for visibility in Visibility:
            experiment = Experiment(
                id=work.ids.new(),
                community_id=HERE,
                group_id=group.id,
                person_id=KARI.person_id,
                plan=Plan(f"for the {visibility}", "", "", ""),
                frame=Frame(),
                started_on=Date(2026, 9, 1),
                ends_on=Date(2026, 9, 30),
                created_at=work.clock.now(),
                visibility=visibility,
            )
            await experiments.add(tx, experiment)


async def _titles(services: Services, viewer: Actor, person: Actor = KARI) -> list[str]:
    found = await services.acquaintances.look_up(viewer, person.person_id)
    return [each.plan.what for each in found.trying]


@pytest.mark.usefixtures("kari_tries")
async def test_j3_who_shares_a_group_reads_what_is_for_the_group(services: Services) -> None:
    assert await _titles(services, GRACE) == ["for the group"]


@pytest.mark.usefixtures("kari_tries")
async def test_j3_who_shares_no_group_reads_no_title(services: Services) -> None:
    found = await services.acquaintances.look_up(LUCA, KARI.person_id)

    assert (found.is_known, found.shared, found.trying) == (True, [], [])


@pytest.mark.usefixtures("kari_tries")
async def test_j3_a_moderator_reads_no_more_than_anybody(services: Services) -> None:
    assert await _titles(services, MARIA) == []


@pytest.mark.usefixtures("kari_tries")
async def test_j3_somebody_looking_at_themselves_reads_what_others_read(services: Services) -> None:
    assert await _titles(services, KARI) == ["for the group"]


@pytest.mark.usefixtures("kari_tries")
async def test_j3_nothing_is_told_in_another_community(services: Services) -> None:
    await services.offers.offer_and_ask(KARI, ExchangeWish("Cold calls", ""))

    found = await services.acquaintances.look_up(Actor(HERE + 1, GRACE.person_id, Language.ENGLISH), KARI.person_id)

    assert (found.is_known, found.shared, found.trying, found.exchange) == (False, [], [], Exchange())


async def test_j3_whom_nobody_has_met_is_not_known(services: Services) -> None:
    found = await services.acquaintances.look_up(GRACE, 99)

    assert (found.is_known, found.trying) == (False, [])
