"""C8: what stands in the way for two rounds reaches who leads, once each, and only what the group may read."""

import pytest
from whenever import TimeDelta

from bot.domain.checkins import Answer, Outcome
from bot.domain.deliveries import Delivered, Delivery, Dropped, Kind, Reason
from bot.domain.experiments import Beginning, Experiment, Frame, Plan
from bot.domain.groups import Membership, Role
from bot.domain.people import Actor, Language
from bot.domain.visibility import Visibility
from bot.services import Services
from bot.services.groups import NewGroup
from bot.services.letters import Letter
from bot.services.work import Work
from bot.storage import groups
from tests.conftest import SetClock

COMMUNITY, CHANNEL = 10, 20
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
LUCA = Actor(COMMUNITY, 3, Language.ITALIAN)
WEEK = TimeDelta(hours=24 * 7)
STUCK = Answer(Outcome.NOT_YET, blocker="Nobody gives me a key")


async def committed(
    services: Services, who: Actor, visibility: Visibility = Visibility.GROUP, days: int = 60
) -> Experiment:
    """In a group that Maria leads and Kari and Luca are in."""
    if not await services.groups.list_all(MARIA):
        new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, MARIA.person_id)
        await services.groups.create(MARIA, new)
        await services.joining.join(KARI, "Founders")
        await services.joining.join(LUCA, "Founders")
    [view] = await services.groups.list_all(MARIA)
    beginning = Beginning(visibility=visibility)
    return (
        await services.experiments.start(who, view.group.id, Frame(days=days), Plan("Ring", "", "", ""), beginning)
    ).experiment


async def told(services: Services, clock: SetClock, weeks: int) -> list[Delivery]:
    """Lets so many weeks go by; what is said of blockers meanwhile."""
    said = []
    for _ in range(weeks):
        clock.move_to(clock.now() + WEEK)
        while await services.rounds.take_due_steps():
            pass
        for delivery in await services.deliveries.claim(100):
            letter = await services.deliveries.begin(delivery)
            await services.deliveries.record(delivery, Delivered(CHANNEL, delivery.id, thread_id=delivery.id))
            if delivery.kind is Kind.BLOCKER and letter is not None:
                said.append(delivery)
    return said


async def test_c8_who_leads_hears_of_it_once_after_two_rounds(services: Services, clock: SetClock) -> None:
    experiment = await committed(services, KARI)
    await services.check_ins.record(KARI, experiment.id, STUCK)

    # The answer is in the round that begins on the first Monday; the one behind it closes in the third week.
    early, then, later = [await told(services, clock, weeks) for weeks in (2, 1, 3)]

    assert [early, [each.person_id for each in then], later] == [[], [MARIA.person_id], []]


async def test_c8_what_is_resolved_in_time_reaches_nobody(services: Services, clock: SetClock) -> None:
    experiment = await committed(services, KARI)
    said = await services.check_ins.record(KARI, experiment.id, STUCK)
    await told(services, clock, 2)

    await services.check_ins.resolve_blocker(KARI, said.facts.check_in.id)

    assert await told(services, clock, 3) == []


async def test_c8_an_answer_without_it_given_anew_takes_it_back(services: Services, clock: SetClock) -> None:
    experiment = await committed(services, KARI)
    await services.check_ins.record(KARI, experiment.id, STUCK)

    await services.check_ins.record(KARI, experiment.id, Answer(Outcome.TRIED))

    assert await told(services, clock, 4) == []


@pytest.mark.parametrize("visibility", [Visibility.PARTNER, Visibility.PRIVATE])
async def test_c8_what_is_not_for_the_group_reaches_nobody_who_leads_it(
    services: Services, clock: SetClock, visibility: Visibility
) -> None:
    experiment = await committed(services, KARI, visibility)
    await services.check_ins.record(KARI, experiment.id, STUCK)

    assert await told(services, clock, 5) == []


async def test_c8_a_leaders_own_goes_to_the_other_leader(services: Services, clock: SetClock, work: Work) -> None:
    experiment = await committed(services, MARIA)
    async with work.database.transaction() as tx:
        leader = Membership(COMMUNITY, experiment.group_id, LUCA.person_id, Role.FACILITATOR, clock.now())
        await groups.save_membership(tx, leader)
    await services.check_ins.record(MARIA, experiment.id, STUCK)

    assert [each.person_id for each in await told(services, clock, 4)] == [LUCA.person_id]


async def test_c8_who_leads_alone_reads_of_their_own(services: Services, clock: SetClock) -> None:
    experiment = await committed(services, MARIA)
    await services.check_ins.record(MARIA, experiment.id, STUCK)

    assert [each.person_id for each in await told(services, clock, 4)] == [MARIA.person_id]


async def test_c8_the_card_is_read_from_what_stands_when_it_is_said(
    services: Services, clock: SetClock, work: Work
) -> None:
    """Whoever does not lead any more reads nothing."""
    experiment = await committed(services, KARI)
    await services.check_ins.record(KARI, experiment.id, STUCK)
    await told(services, clock, 2)
    clock.move_to(clock.now() + WEEK)
    while await services.rounds.take_due_steps():
        pass
    async with work.database.transaction() as tx:
        member = Membership(COMMUNITY, experiment.group_id, MARIA.person_id, Role.MEMBER, clock.now())
        await groups.save_membership(tx, member)
    [card] = [each for each in await services.deliveries.claim(100) if each.kind is Kind.BLOCKER]

    assert not isinstance(await services.deliveries.begin(card), Letter)


async def test_c8_what_ended_before_the_round_stands_in_nobodys_way(services: Services, clock: SetClock) -> None:
    experiment = await committed(services, KARI, days=7)
    await services.check_ins.record(KARI, experiment.id, STUCK)

    assert await told(services, clock, 5) == []


async def test_c8_nothing_is_told_of_who_has_left_the_group_meanwhile(services: Services, clock: SetClock) -> None:
    experiment = await committed(services, KARI)
    await services.check_ins.record(KARI, experiment.id, STUCK)
    await told(services, clock, 2)
    clock.move_to(clock.now() + WEEK)
    while await services.rounds.take_due_steps():
        pass
    [owed] = [each for each in await services.deliveries.claim(100) if each.kind is Kind.BLOCKER]

    await services.joining.leave(KARI, "Founders")

    assert await services.deliveries.begin(owed) == Dropped(Reason.NO_LONGER_NEEDED)
