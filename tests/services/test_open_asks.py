"""What a digest tells of asks that still look for help (C10)."""

import pytest

from bot.domain.asks import Ask
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.digests import DIGEST_FACTS, OpenAsks
from bot.services.work import Work
from bot.storage import groups, rounds
from tests.conftest import SetClock
from tests.services.asking import COMMUNITY, GRACE, HENRY, KARI, LUCA, a_community, ask_for, send_due

STRANGER = Actor(COMMUNITY, 77, Language.ENGLISH)  # on the server, in no group


@pytest.fixture(autouse=True)
async def community(services: Services) -> None:
    await a_community(services, HENRY, KARI, LUCA)


async def told(work: Work, clock: SetClock) -> OpenAsks:
    """What the loader of the digest reads for Founders."""
    async with work.reading() as tx:
        [group] = await groups.led_by(tx, COMMUNITY, GRACE.person_id)
        round = await rounds.open_round(tx, COMMUNITY, group.id)
        assert round is not None
        found = await DIGEST_FACTS["asks"](tx, group, round, clock.now())
    assert isinstance(found, OpenAsks)
    return found


async def posted(services: Services, actor: Actor, question: str, clock: SetClock) -> Ask:
    clock.move(minutes=1)
    ask = await ask_for(services, actor, question)
    await send_due(services)
    return ask


async def test_c10_a_digest_tells_of_asks_without_an_answer_first_and_of_those_the_groups_own_members(
    services: Services, work: Work, clock: SetClock
) -> None:
    helped = await posted(services, KARI, "How do I make cold calls?", clock)
    others = await posted(services, STRANGER, "How do I write a term sheet?", clock)
    own = await posted(services, HENRY, "How do I price a workshop?", clock)
    await services.asks.offer_help(LUCA, helped.id)

    open_ones = await told(work, clock)

    assert ([each.ask.id for each in open_ones.shown], open_ones.more) == ([own.id, others.id, helped.id], 0)


async def test_c10_it_tells_of_five_and_how_many_there_are_beside_them(
    services: Services, work: Work, clock: SetClock
) -> None:
    for asker in (KARI, HENRY, STRANGER):
        for number in range(3):
            await posted(services, asker, f"Question {number} of {asker.person_id}", clock)

    open_ones = await told(work, clock)

    assert ([each.ask.person_id for each in open_ones.shown], open_ones.more) == ([4, 4, 4, 3, 3], 4)


async def test_c10_it_tells_of_nothing_that_is_not_out_yet_or_closed_or_helped_with_or_elsewhere(
    services: Services, work: Work, clock: SetClock
) -> None:
    accepted = await posted(services, KARI, "How do I make cold calls?", clock)
    solved = await posted(services, KARI, "How do I make warm calls?", clock)
    await services.asks.offer_help(LUCA, accepted.id)
    await services.asks.accept(KARI, accepted.id)
    await services.asks.solve(KARI, solved.id)
    await ask_for(services, KARI, "Not out yet")

    assert await told(work, clock) == OpenAsks([], 0)
