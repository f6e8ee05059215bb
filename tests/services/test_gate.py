"""Stopping everything, keeping somebody out (A8)."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.audit import Action, Sought
from bot.domain.deliveries import Delivered
from bot.domain.errors import (
    BlockedAlready,
    BlockingModerator,
    KeptOut,
    ModeratorsOnly,
    NotBlocked,
    NotStopped,
    PersonBlocked,
    PersonNotInGroup,
    Stopped,
    StoppedAlready,
)
from bot.domain.people import Actor, Language
from bot.domain.things import Thing
from bot.services import Services, build_services
from bot.services.groups import NewGroup
from bot.services.work import Work
from tests.conftest import SetClock
from tests.services.under_message import pressing

COMMUNITY = 10
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
GRACE = 4
ELSEWHERE = replace(MARIA, community_id=11)


async def found(services: Services, actor: Actor = MARIA) -> int:
    new = NewGroup("Founders", 20, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE)
    return (await services.groups.create(actor, new)).group.id


async def test_while_it_is_stopped_nothing_falls_due_there_and_all_goes_on_elsewhere(
    services: Services, clock: SetClock
) -> None:
    await found(services)
    await found(services, ELSEWHERE)
    await services.gate.stop(MARIA)
    clock.move(hours=24 * 5)

    taken = [await services.rounds.take_due_steps(), await services.rounds.take_due_steps()]
    claimed = await services.deliveries.claim(40)

    assert taken == [1, 0]
    assert {delivery.community_id for delivery in claimed} == {ELSEWHERE.community_id}


async def test_what_is_owed_waits_for_the_resumption_and_wakes_nobody_before(services: Services) -> None:
    await found(services)
    await services.gate.stop(MARIA)

    stopped = (await services.deliveries.claim(40), await services.deliveries.next_due())
    await services.gate.resume(MARIA)
    resumed = await services.deliveries.claim(40)

    assert stopped == ([], None)
    assert [delivery.person_id for delivery in resumed] == [GRACE]


async def test_what_was_claimed_before_the_stop_is_put_back_and_goes_out_once_after_it(services: Services) -> None:
    await found(services)
    [claimed] = await services.deliveries.claim(40)
    await services.gate.stop(MARIA)

    put_back = await services.deliveries.begin(claimed)
    assert put_back is not None and not hasattr(put_back, "to")
    await services.deliveries.record(claimed, put_back)
    await services.gate.resume(MARIA)
    again = await services.deliveries.claim(40)

    assert [delivery.id for delivery in again] == [claimed.id]
    await services.deliveries.begin(again[0])
    assert await services.deliveries.record(again[0], Delivered(1, 2))


async def test_members_are_turned_away_and_moderators_and_ones_own_data_are_not(services: Services) -> None:
    await services.gate.stop(MARIA)

    for what in ("checkin", "checkin:tried:1", "thanks:1:0"):
        with pytest.raises(Stopped):
            services.gate.check(KARI, what)
        services.gate.check(MARIA, what)
        services.gate.check(replace(KARI, community_id=11), what)
    for what in ("help", "my data", "my forget"):
        services.gate.check(KARI, what)


async def test_a_stop_is_known_to_a_process_that_starts_later(services: Services, work: Work) -> None:
    await services.gate.stop(MARIA)
    later = build_services(work, owner="later").gate

    later.check(KARI, "checkin")
    await later.look()

    with pytest.raises(Stopped):
        later.check(KARI, "checkin")


async def test_two_moderators_stop_and_resume_at_once_and_one_of_each_does(services: Services) -> None:
    stops = await asyncio.gather(*(services.gate.stop(MARIA) for _ in range(2)), return_exceptions=True)
    resumed = await asyncio.gather(*(services.gate.resume(MARIA) for _ in range(2)), return_exceptions=True)

    assert [type(each) for each in stops].count(StoppedAlready) == 1
    assert [type(each) for each in resumed].count(NotStopped) == 1
    told = await services.audits.look(MARIA, Sought())
    assert [each.audit.action for each in told.rows] == [Action.RESUMED, Action.STOPPED]


async def test_who_is_kept_out_is_out_of_every_group_and_can_neither_come_back_nor_be_brought_back(
    services: Services,
) -> None:
    await found(services)
    await services.joining.join(KARI, "Founders")

    await services.gate.block(MARIA, KARI.person_id, is_moderator=False)

    shown = await services.members.show(MARIA, KARI.person_id)
    assert (shown.is_blocked, shown.places) == (True, [])
    with pytest.raises(KeptOut):
        services.gate.check(KARI, "group join")
    with pytest.raises(PersonBlocked):
        await services.leading.invite(MARIA, "Founders", KARI.person_id)
    with pytest.raises(PersonBlocked):
        await services.leading.name(MARIA, "Founders", KARI.person_id)
    looked = await services.rosters.look(MARIA, "Founders", b"user_id\n312345678901234567\n")
    kept = await services.rosters.keep(MARIA, looked.group, [KARI.person_id])
    assert (await services.rosters.invite(MARIA, kept.id)).people == 0
    services.gate.check(replace(KARI, community_id=11), "group join")


async def test_under_a_direct_message_too(services: Services) -> None:
    group_id = await found(services)
    await services.leading.invite(MARIA, "Founders", KARI.person_id)
    await services.gate.block(MARIA, KARI.person_id, is_moderator=False)

    with pytest.raises(KeptOut):
        await pressing(services, KARI, Thing.INVITATION, group_id)


async def test_who_is_let_in_again_comes_in_as_anybody_does(services: Services) -> None:
    await found(services)
    await services.gate.block(MARIA, KARI.person_id, is_moderator=False)

    await services.gate.unblock(MARIA, KARI.person_id)

    services.gate.check(KARI, "group join")
    await services.joining.join(KARI, "Founders")
    with pytest.raises(NotBlocked):
        await services.gate.unblock(MARIA, KARI.person_id)


async def test_moderators_are_not_kept_out_and_nobody_is_twice(services: Services) -> None:
    for person_id, is_moderator in ((MARIA.person_id, True), (9, True), (MARIA.person_id, False)):
        with pytest.raises(BlockingModerator):
            await services.gate.block(MARIA, person_id, is_moderator=is_moderator)
    await services.gate.block(MARIA, KARI.person_id, is_moderator=False)
    with pytest.raises(BlockedAlready):
        await services.gate.block(MARIA, KARI.person_id, is_moderator=False)


async def test_who_is_taken_out_of_a_group_hears_it_once_unless_they_are_back(services: Services) -> None:
    await found(services)
    await services.joining.join(KARI, "Founders")

    await services.members.remove(MARIA, KARI.person_id, "Founders")

    with pytest.raises(PersonNotInGroup):
        await services.members.remove(MARIA, KARI.person_id, "Founders")
    claimed = await services.deliveries.claim(40)
    assert [delivery.kind for delivery in claimed if delivery.person_id == KARI.person_id] == ["removed"]


async def test_all_of_it_is_for_moderators(services: Services) -> None:
    await found(services)
    for refused in (
        services.gate.stop(KARI),
        services.gate.resume(KARI),
        services.gate.block(KARI, GRACE, is_moderator=False),
        services.gate.unblock(KARI, GRACE),
        services.members.show(KARI, GRACE),
        services.members.remove(KARI, GRACE, "Founders"),
    ):
        with pytest.raises(ModeratorsOnly):
            await refused
