"""Who changed what (A6): kept with the change, told to moderators of this server alone."""

import asyncio
from dataclasses import replace

import pytest

from bot.domain.audit import SERVER, Action, Audit, Fact, Sought, Subject
from bot.domain.communities import Setting
from bot.domain.deliveries import Impossible, Reason
from bot.domain.errors import AlreadyMember, GroupMissing, ModeratorsOnly
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.audits import PAGE
from bot.services.groups import GroupWish, NewGroup
from tests.conftest import SetClock

COMMUNITY, CHANNEL, OTHER_CHANNEL = 10, 20, 21
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
NORA = replace(MARIA, person_id=5)
KARI = Actor(COMMUNITY, 2, Language.NORWEGIAN)
STRANGER = Actor(COMMUNITY + 1, 3, Language.ENGLISH, is_moderator=True)
GRACE = 4
WHICHEVER = Sought()


async def found(services: Services, name: str = "Founders") -> int:
    new = NewGroup(name, CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE)
    return (await services.groups.create(MARIA, new)).group.id


async def told(services: Services, sought: Sought = WHICHEVER, group: str | None = None) -> list[Audit]:
    """The oldest first."""
    shown = await services.audits.look(MARIA, sought, group)
    return [each.audit for each in reversed(shown.rows)]


async def deeds(services: Services, sought: Sought = WHICHEVER) -> list[tuple[int, Action, int | None]]:
    return [(each.actor_id, each.action, each.subject.person_id) for each in await told(services, sought)]


async def test_a_change_of_a_group_is_kept_with_what_was_and_what_is(services: Services) -> None:
    group_id = await found(services)

    await services.groups.edit(NORA, "Founders", GroupWish(weekday=2, channel_id=OTHER_CHANNEL))

    made, changed = await told(services)
    assert (made.actor_id, made.action, made.subject) == (1, Action.GROUP_CREATED, Subject(group_id, GRACE))
    assert (set(made.before.values()), made.after[Fact.CHANNEL]) == ({None}, CHANNEL)
    assert (changed.actor_id, changed.action, changed.subject) == (5, Action.GROUP_EDITED, Subject(group_id))
    assert changed.before == {Fact.CHANNEL: CHANNEL, Fact.WEEKDAY: 1}
    assert changed.after == {Fact.CHANNEL: OTHER_CHANNEL, Fact.WEEKDAY: 2}


async def test_what_changes_nothing_is_not_kept(services: Services) -> None:
    await found(services)

    await services.groups.edit(MARIA, "Founders", GroupWish(weekday=1))
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: None})

    assert [each.action for each in await told(services)] == [Action.GROUP_CREATED]


async def test_what_is_refused_is_not_kept(services: Services) -> None:
    await found(services)
    await services.joining.join(KARI, "Founders")

    with pytest.raises(AlreadyMember):
        await services.joining.join(KARI, "Founders")

    assert [each.action for each in await told(services)] == [Action.GROUP_CREATED, Action.JOINED]


async def test_every_coming_and_going_and_leading_is_kept(services: Services) -> None:
    await found(services)
    grace, luca = Actor(COMMUNITY, GRACE, Language.ENGLISH), Actor(COMMUNITY, 6, Language.ITALIAN)

    await services.leading.invite(grace, "Founders", KARI.person_id)
    await services.joining.join(KARI, "Founders")
    await services.joining.join(luca, "Founders")
    await services.leading.share(grace, "Founders", KARI.person_id)
    await services.leading.hand_over(grace, "Founders", luca.person_id)
    await services.leading.name(MARIA, "Founders", 7)
    await services.joining.leave(grace, "Founders")
    await services.roll_calls.note_gone(COMMUNITY, [luca.person_id])

    assert await deeds(services) == [
        (GRACE, Action.INVITED, KARI.person_id),
        (KARI.person_id, Action.JOINED, None),
        (luca.person_id, Action.JOINED, None),
        (GRACE, Action.LEAD_SHARED, KARI.person_id),
        (GRACE, Action.LEAD_HANDED_OVER, luca.person_id),
        (MARIA.person_id, Action.LEADER_NAMED, 7),
        (GRACE, Action.LEFT, None),
        (luca.person_id, Action.GONE, None),
    ]


async def test_two_moderators_at_once_are_both_told_of(services: Services) -> None:
    await asyncio.gather(
        services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: 30}),
        services.communities.decide(NORA, {Setting.MEETING_CHANNEL: 31}),
    )

    first, second = await told(services)
    assert {first.actor_id, second.actor_id} == {1, 5}
    assert (first.subject, first.before) == (SERVER, {Fact.MEETING_CHANNEL: None})
    assert second.before == first.after


async def test_a_retry_is_kept_once_however_often_it_is_asked_for(services: Services, clock: SetClock) -> None:
    await found(services)
    clock.move(hours=24 * 4)
    while await services.rounds.take_due_steps():
        pass
    [lost] = await services.deliveries.claim(1)
    await services.deliveries.begin(lost)
    await services.deliveries.record(lost, Impossible(Reason.REFUSED))

    await services.oversight.retry(MARIA, lost.id)
    await services.oversight.retry(MARIA, lost.id)
    await services.oversight.retry_all(NORA)

    [kept] = await told(services, Sought(Action.DELIVERIES_RETRIED))
    assert (kept.actor_id, kept.after) == (1, {Fact.HOW_MANY: 1})


async def test_it_is_sought_by_action_by_person_and_by_group(services: Services) -> None:
    await found(services)
    await found(services, "Climbers")
    await services.joining.join(KARI, "Climbers")

    of_kari = await deeds(services, Sought(person_id=KARI.person_id))
    of_grace = await deeds(services, Sought(person_id=GRACE))
    of_climbers = await told(services, group="climbers")
    joined_founders = await told(services, Sought(Action.JOINED), group="Founders")

    assert of_kari == [(KARI.person_id, Action.JOINED, None)]
    assert of_grace == [(1, Action.GROUP_CREATED, GRACE)] * 2
    assert [each.action for each in of_climbers] == [Action.GROUP_CREATED, Action.JOINED]
    assert joined_founders == []
    with pytest.raises(GroupMissing):
        await told(services, group="Nobody")


async def test_a_page_beyond_the_last_is_the_last(services: Services) -> None:
    for number in range(PAGE + 1):
        await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: 100 + number})

    shown = await services.audits.look(MARIA, WHICHEVER, page=99)

    assert (shown.page, shown.of, shown.total) == (2, 2, PAGE + 1)
    assert [each.audit.after for each in shown.rows] == [{Fact.MEETING_CHANNEL: 100}]


async def test_it_is_for_moderators_and_for_those_of_this_server(services: Services) -> None:
    await found(services)

    with pytest.raises(ModeratorsOnly):
        await services.audits.look(KARI, WHICHEVER)
    assert (await services.audits.look(STRANGER, WHICHEVER)).rows == []
    with pytest.raises(GroupMissing):
        await services.audits.look(STRANGER, WHICHEVER, "Founders")
