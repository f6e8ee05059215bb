"""What is read of many at once takes as many statements for many as for few."""

from collections.abc import Awaitable, Callable, Iterable

import pytest
from whenever import Instant

from bot.domain.asks import Ask, AskKind
from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import NO_GROUP, Delivery, Impossible, Kind, Reason
from bot.domain.experiments import Frame, Plan
from bot.domain.people import Actor, Language
from bot.domain.rounds import Round
from bot.services import Services
from bot.services.deliveries import FACTS
from bot.services.groups import NewGroup
from bot.services.work import Work
from bot.storage import groups, rounds
from tests.conftest import SetClock
from tests.counting import counted
from tests.services.asking import COMMUNITY, GRACE, KARI, MARIA, a_community, ask_for, send_due

PROMPT_AT = Instant.from_utc(2026, 9, 7, 7)
DIGEST_AT = Instant.from_utc(2026, 9, 14, 6)


class Counting:
    """How many statements something takes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    async def of(self, asked: Awaitable[object]) -> int:
        with counted(self._monkeypatch) as said:
            assert await asked is not None
        return len(said)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> Counting:
    return Counting(monkeypatch)


def members(numbers: Iterable[int]) -> list[Actor]:
    return [Actor(COMMUNITY, 100 + number, Language.ENGLISH) for number in numbers]


async def begin(services: Services, group_id: int, *actors: Actor, name: str = "Founders") -> None:
    """Each joins, tries something and has answered."""
    for actor in actors:
        await services.joining.join(actor, name)
        begun = await services.experiments.start(actor, group_id, Frame(), Plan("Call a customer", "", "", ""))
        await services.check_ins.record(actor, begun.experiment.id, Answer(Outcome.FAILED, blocker="No time"))


async def found(services: Services, numbers: Iterable[int]) -> list[int]:
    made = [
        NewGroup(f"Circle {number}", 20, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
        for number in numbers
    ]
    return [(await services.groups.create(MARIA, new)).group.id for new in made]


async def founders(work: Work) -> tuple[int, Round]:
    async with work.reading() as tx:
        [group] = await groups.led_by(tx, COMMUNITY, GRACE.person_id)
        round = await rounds.open_round(tx, COMMUNITY, group.id)
    assert round is not None
    return group.id, round


async def pass_rounds(services: Services) -> None:
    while await services.rounds.take_due_steps():
        pass


def facts(work: Work, kind: Kind, subject: int, group_id: int = NO_GROUP) -> Callable[[], Awaitable[object]]:
    """What a card of the kind would say now."""
    owed = Delivery(1, COMMUNITY, kind, subject, "once", group_id, None, due_at=PROMPT_AT, expires_at=DIGEST_AT)

    async def read() -> object:
        async with work.reading() as tx:
            return await FACTS[kind](tx, owed, work.clock.now())

    return read


@pytest.mark.parametrize("kind", [Kind.PROMPT, Kind.LIVE_COUNT, Kind.DIGEST])
async def test_the_cards_of_a_round_are_as_many_statements_for_fifty_members_as_for_five(
    services: Services, work: Work, counting: Counting, kind: Kind
) -> None:
    await a_community(services)
    group_id, round = await founders(work)
    read = facts(work, kind, round.id, group_id)
    await begin(services, group_id, *members(range(5)))
    few = await counting.of(read())

    await begin(services, group_id, *members(range(5, 50)))

    assert await counting.of(read()) == few


async def test_a_digest_is_as_many_statements_for_five_asks_as_for_one(
    services: Services, work: Work, counting: Counting
) -> None:
    await a_community(services, KARI)
    group_id, round = await founders(work)
    read = facts(work, Kind.DIGEST, round.id, group_id)
    await _asked(services, 1)
    one = await counting.of(read())

    await _asked(services, 4)

    assert await counting.of(read()) == one


async def test_the_card_of_an_ask_is_as_many_statements_for_twenty_helpers_as_for_two(
    services: Services, work: Work, counting: Counting
) -> None:
    helpers = members(range(20))
    await a_community(services, KARI, *helpers)
    [ask] = await _asked(services, 1)
    read = facts(work, Kind.ASK_EDIT, ask.id)
    for helper in helpers[:2]:
        await services.asks.offer_help(helper, ask.id)
    few = await counting.of(read())

    for helper in helpers[2:]:
        await services.asks.offer_help(helper, ask.id)

    assert await counting.of(read()) == few


async def test_the_card_of_a_ring_is_as_many_statements_for_twenty_requests_as_for_two(
    services: Services, work: Work, counting: Counting
) -> None:
    people = members(range(20))
    await a_community(services, *people)
    ring = (await services.rings.begin(GRACE, None)).ring
    read = facts(work, Kind.RING_EDIT, ring.id)
    for person in people[:2]:
        await services.ring_requests.make(person, ring.id, AskKind.ADVICE, "Who has begun?")
    few = await counting.of(read())

    for person in people[2:]:
        await services.ring_requests.make(person, ring.id, AskKind.ADVICE, "Who has begun?")

    assert await counting.of(read()) == few


async def test_an_export_is_as_many_statements_for_twenty_groups_of_two_weeks_as_for_two_of_one(
    services: Services, clock: SetClock, counting: Counting
) -> None:
    for number, group_id in enumerate(await found(services, range(2))):
        await begin(services, group_id, *members(range(3)), name=f"Circle {number}")
    clock.move_to(DIGEST_AT)
    await pass_rounds(services)
    few = await counting.of(services.exports.tables(MARIA))

    await found(services, range(2, 20))
    clock.move_to(DIGEST_AT.add(hours=24 * 7))
    await pass_rounds(services)

    assert await counting.of(services.exports.tables(MARIA)) == few


async def test_the_schedule_is_as_many_statements_for_twenty_groups_as_for_two(
    services: Services, counting: Counting
) -> None:
    await found(services, range(2))
    few = await counting.of(services.oversight.schedule(MARIA))

    await found(services, range(2, 20))

    assert await counting.of(services.oversight.schedule(MARIA)) == few


async def test_the_list_of_what_reached_nobody_is_as_many_statements_for_twenty_as_for_two(
    services: Services, work: Work, clock: SetClock, counting: Counting
) -> None:
    await a_community(services)
    group_id, _ = await founders(work)
    await begin(services, group_id, KARI)
    await _lose(services, clock)
    few = await counting.of(services.oversight.undelivered(MARIA))

    await begin(services, group_id, *members(range(20)))
    await _lose(services, clock)

    assert (await services.oversight.undelivered(MARIA)).total > 20
    assert await counting.of(services.oversight.undelivered(MARIA)) == few


async def _asked(services: Services, number: int) -> list[Ask]:
    """So many asks of Kari's, which are out."""
    asks = [await ask_for(services, KARI, f"How do I begin, {count} of {number}?") for count in range(number)]
    await send_due(services)
    return asks


async def _lose(services: Services, clock: SetClock) -> None:
    """All that is due meets a channel closed to the bot."""
    clock.move(hours=1)
    while handed := await services.deliveries.claim(40):
        for delivery in handed:
            await services.deliveries.begin(delivery)
            await services.deliveries.record(delivery, Impossible(Reason.NO_ACCESS))
