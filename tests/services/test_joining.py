"""Coming into a group: open or by invitation, who leads it, who cannot see its channel, and going (J1, J2, J4, J5)."""

import asyncio

import pytest
from whenever import Instant, Time, TimeDelta

from bot.domain.deliveries import Kind
from bot.domain.errors import (
    AlreadyMember,
    FacilitatorsOnly,
    GroupMissing,
    InvitationNeeded,
    LeadsAlready,
    ModeratorsOnly,
    PersonInGroup,
    PersonNotInGroup,
    TooLong,
)
from bot.domain.experiments import Experiment, Frame, Plan, Standing
from bot.domain.groups import Entry, Role
from bot.domain.offers import Exchange, ExchangeWish
from bot.domain.people import Actor, Language
from bot.domain.recurrence import instant_at
from bot.domain.things import Thing
from bot.services import Services
from bot.services.groups import GroupWish, NewGroup
from bot.services.joining import Arrival
from bot.services.letters import Letter
from tests.conftest import SetClock
from tests.services.under_message import pressing

HERE, ELSEWHERE, CHANNEL = 10, 20, 77
MARIA = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
GRACE, KARI, LUCA = (
    Actor(HERE, 2, Language.ENGLISH),
    Actor(HERE, 3, Language.NORWEGIAN),
    Actor(HERE, 4, Language.ITALIAN),
)


@pytest.fixture
async def founders(services: Services) -> int:
    """The id of an open group that Grace leads."""
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, GRACE.person_id)
    return (await services.groups.create(MARIA, new)).group.id


async def _close(services: Services) -> None:
    await services.groups.edit(MARIA, "Founders", GroupWish(entry=Entry.INVITED))


async def _roles(services: Services) -> dict[int, Role]:
    view = await services.groups.show(MARIA, "Founders")
    return {membership.person_id: membership.role for membership in view.members}


async def _waiting(services: Services, actor: Actor) -> list[Kind]:
    """What is shown when somebody comes by, once the dispatcher has found that nobody chose direct messages."""
    for delivery in await services.deliveries.claim(100):
        outcome = await services.deliveries.begin(delivery)
        assert outcome is not None and not isinstance(outcome, Letter)
        await services.deliveries.record(delivery, outcome)
    return [letter.delivery.kind for letter in await services.deliveries.claim_waiting(actor, 10)]


async def test_j1_a_persons_clock_is_taken_from_their_discord_before_the_groups(
    services: Services, founders: int
) -> None:
    kari = await services.joining.join(KARI, "Founders", Arrival(zone="Europe/Oslo"))
    luca = await services.joining.join(LUCA, "Founders", Arrival())

    assert (kari.person.zone, luca.person.zone) == ("Europe/Oslo", "Europe/London")


async def test_j1_a_clock_somebody_chose_stays_when_they_join(services: Services, founders: int) -> None:
    await services.people.move_to(KARI, "Asia/Tokyo")

    joined = await services.joining.join(KARI, "Founders", Arrival(zone="Europe/Oslo"))

    assert joined.person.zone == "Asia/Tokyo"


async def test_j1_one_offer_and_one_ask_are_kept_for_one_community(services: Services, founders: int) -> None:
    await services.offers.offer_and_ask(KARI, ExchangeWish(" Cold calls \n", "A mentor"))

    elsewhere = Actor(ELSEWHERE, KARI.person_id, Language.NORWEGIAN)
    kept = await services.offers.exchange(KARI)
    assert ([offer.what for offer in kept.offers], kept.looks_for) == (["Cold calls"], "A mentor")
    assert await services.offers.exchange(elsewhere) == Exchange()


async def test_j1_an_offer_longer_than_a_card_is_refused(services: Services) -> None:
    with pytest.raises(TooLong):
        await services.offers.offer_and_ask(KARI, ExchangeWish(teaches="x" * 101))


async def test_j1_joining_from_two_phones_at_once_makes_one_membership(services: Services, founders: int) -> None:
    results = await asyncio.gather(
        services.joining.join(KARI, "Founders"), services.joining.join(KARI, "Founders"), return_exceptions=True
    )

    refused = [each for each in results if isinstance(each, BaseException)]
    assert [type(each) for each in refused] == [AlreadyMember]
    assert await _roles(services) == {GRACE.person_id: Role.FACILITATOR, KARI.person_id: Role.MEMBER}


async def test_j2_each_facilitator_hears_once_of_who_cannot_see_the_channel(services: Services, founders: int) -> None:
    blind = Arrival(hidden_channel_ids=frozenset({CHANNEL}))

    first = await services.joining.join(KARI, "Founders", blind)
    await services.joining.leave(KARI, "Founders")
    await services.joining.join(KARI, "Founders", blind)

    assert not first.sees_channel
    assert await _waiting(services, GRACE) == [Kind.NOW_LEADING, Kind.CANNOT_SEE]


async def test_j2_nobody_is_told_of_who_can_see_the_channel(services: Services, founders: int) -> None:
    joined = await services.joining.join(KARI, "Founders", Arrival(hidden_channel_ids=frozenset({CHANNEL + 1})))

    assert joined.sees_channel
    assert await _waiting(services, GRACE) == [Kind.NOW_LEADING]


async def test_j2_the_word_is_dropped_once_the_person_has_left(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders", Arrival(hidden_channel_ids=frozenset({CHANNEL})))

    await services.joining.leave(KARI, "Founders")

    assert await _waiting(services, GRACE) == [Kind.NOW_LEADING]


async def test_j5_who_makes_a_group_and_leads_it_need_not_be_told(services: Services) -> None:
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/London", Language.ENGLISH, MARIA.person_id)

    await services.groups.create(MARIA, new)

    assert await _waiting(services, MARIA) == []


async def test_j5_a_group_by_invitation_names_whom_to_ask(services: Services, founders: int) -> None:
    await _close(services)

    with pytest.raises(InvitationNeeded) as refused:
        await services.joining.join(KARI, "Founders")

    assert refused.value == InvitationNeeded("Founders", (GRACE.person_id,))


async def test_j5_an_invitation_waits_for_the_persons_next_command_and_lets_them_in(
    services: Services, founders: int
) -> None:
    await _close(services)

    await services.leading.invite(GRACE, None, KARI.person_id)
    waiting = await _waiting(services, KARI)
    await services.joining.accept(KARI, founders)

    assert waiting == [Kind.GROUP_INVITATION]
    assert (await _roles(services))[KARI.person_id] is Role.MEMBER


async def test_j5_an_invitation_is_followed_from_a_direct_message_too(services: Services, founders: int) -> None:
    await services.leading.invite(GRACE, "Founders", KARI.person_id)

    joined = await services.joining.accept(await pressing(services, KARI, Thing.INVITATION, founders), founders)

    assert (joined.view.group.community_id, joined.view.viewer_is_in) == (HERE, True)


async def test_j5_nobody_follows_the_invitation_of_somebody_else(services: Services, founders: int) -> None:
    await _close(services)
    await services.leading.invite(GRACE, "Founders", KARI.person_id)

    with pytest.raises(InvitationNeeded):
        await services.joining.accept(LUCA, founders)


async def test_j5_an_open_group_of_one_s_own_community_needs_no_invitation_to_press_join(
    services: Services, founders: int
) -> None:
    joined = await services.joining.accept(KARI, founders)

    assert joined.view.viewer_is_in
    with pytest.raises(GroupMissing):
        await services.joining.accept(Actor(ELSEWHERE, LUCA.person_id, Language.ITALIAN), founders)


async def test_j5_an_invitation_is_said_once_in_two_weeks(services: Services, founders: int, clock: SetClock) -> None:
    results = [await services.leading.invite(GRACE, None, KARI.person_id) for _ in range(2)]
    clock.move_to(clock.now() + TimeDelta(hours=24 * 15))
    results.append(await services.leading.invite(GRACE, None, KARI.person_id))

    assert [result.is_new for result in results] == [True, False, True]


async def test_j5_an_invitation_is_not_shown_to_who_has_joined_meanwhile(services: Services, founders: int) -> None:
    await services.leading.invite(GRACE, None, KARI.person_id)
    await services.joining.join(KARI, "Founders")

    assert await _waiting(services, KARI) == []


async def test_j5_a_member_is_not_invited(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")

    for invited in (KARI, GRACE):  # another member, and whoever asks
        with pytest.raises(PersonInGroup):
            await services.leading.invite(GRACE, "Founders", invited.person_id)


async def test_j5_a_member_neither_invites_nor_shares_nor_hands_over(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")

    for act in (services.leading.invite, services.leading.share, services.leading.hand_over):
        with pytest.raises(FacilitatorsOnly):
            await act(KARI, "Founders", LUCA.person_id)


async def test_j5_two_lead_a_group_together(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")

    await services.leading.share(GRACE, None, KARI.person_id)

    assert await _roles(services) == {GRACE.person_id: Role.FACILITATOR, KARI.person_id: Role.FACILITATOR}
    assert await _waiting(services, KARI) == [Kind.NOW_LEADING]


async def test_j5_who_hands_over_stays_a_member(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")

    await services.leading.hand_over(GRACE, None, KARI.person_id)

    assert await _roles(services) == {GRACE.person_id: Role.MEMBER, KARI.person_id: Role.FACILITATOR}


async def test_j5_a_moderator_who_does_not_lead_has_nothing_to_hand_over(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")

    with pytest.raises(FacilitatorsOnly):
        await services.leading.hand_over(MARIA, "Founders", KARI.person_id)


async def test_j5_only_a_member_is_given_the_lead_by_a_facilitator(services: Services, founders: int) -> None:
    with pytest.raises(PersonNotInGroup):
        await services.leading.share(GRACE, None, KARI.person_id)
    with pytest.raises(LeadsAlready):
        await services.leading.share(GRACE, None, GRACE.person_id)


async def test_j5_a_moderator_names_a_facilitator_when_the_last_one_left(services: Services, founders: int) -> None:
    left = await services.joining.leave(GRACE, "Founders")

    await services.leading.name(MARIA, "Founders", LUCA.person_id)

    assert not left.is_led
    assert await _roles(services) == {LUCA.person_id: Role.FACILITATOR}


async def test_j5_only_a_moderator_names_a_facilitator(services: Services, founders: int) -> None:
    with pytest.raises(ModeratorsOnly):
        await services.leading.name(GRACE, "Founders", KARI.person_id)


async def _trying(services: Services, actor: Actor, group_id: int) -> Experiment:
    return (
        await services.experiments.start(actor, group_id, Frame(), Plan("Ask one open question", "", "", ""))
    ).experiment


async def test_j4_what_somebody_tries_rests_while_they_are_out_of_the_group(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    begun = await _trying(services, KARI, founders)

    left = await services.joining.leave(KARI, "Founders")
    clock.move(hours=24 * 30)
    back = await services.joining.join(KARI, "Founders")

    assert left.resting == 1
    assert [(each.id, each.ends_on) for each in back.taken_up] == [(begun.id, begun.ends_on.add(days=30))]


async def test_j4_what_rested_for_longer_than_thirty_days_is_over(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    await _trying(services, KARI, founders)

    await services.joining.leave(KARI, "Founders")
    clock.move(hours=24 * 31)
    back = await services.joining.join(KARI, "Founders")

    assert back.taken_up == []
    assert [each.standing for each in await services.experiments.list_own(KARI)] == [Standing.ENDED]


async def test_j4_what_somebody_was_still_to_hear_about_the_group_is_withdrawn(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    await services.leading.share(GRACE, None, KARI.person_id)
    assert await _waiting(services, LUCA) == []  # the word to Kari waits for her

    await services.joining.leave(KARI, "Founders")
    await services.joining.join(KARI, "Founders")

    assert await _waiting(services, KARI) == []


async def test_j4_before_a_prompt_and_a_digest_the_groups_members_are_looked_for(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    ahead = await services.roll_calls.to_look_for(20)
    clock.move_to(Instant.from_utc(2026, 9, 7, 8))
    at_prompt = await services.roll_calls.to_look_for(20)
    await services.rounds.take_due_steps()
    afterwards = await services.roll_calls.to_look_for(20)
    clock.move_to(Instant.from_utc(2026, 9, 14, 7))
    at_digest = await services.roll_calls.to_look_for(20)

    both = {HERE: {GRACE.person_id, KARI.person_id}}
    assert (ahead, at_prompt, afterwards, at_digest) == ({}, both, {}, both)


async def test_j4_who_is_gone_from_the_server_is_in_no_group_of_it_any_more(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")
    begun = await _trying(services, KARI, founders)

    gone = await services.roll_calls.note_gone(HERE, {KARI.person_id, LUCA.person_id})
    roles = await _roles(services)
    back = await services.joining.join(KARI, "Founders")

    assert gone == 1
    assert roles == {GRACE.person_id: Role.FACILITATOR}
    assert [each.id for each in back.taken_up] == [begun.id]


async def test_j4_who_is_gone_from_one_server_stays_in_the_groups_of_another(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")

    await services.roll_calls.note_gone(ELSEWHERE, {KARI.person_id})

    assert KARI.person_id in await _roles(services)


async def test_j5_nobody_reaches_a_group_of_another_community(services: Services, founders: int) -> None:
    stranger = Actor(ELSEWHERE, GRACE.person_id, Language.ENGLISH, is_moderator=True)

    for act in (services.leading.invite, services.leading.share, services.leading.hand_over, services.leading.name):
        with pytest.raises(GroupMissing):
            await act(stranger, "Founders", KARI.person_id)


async def test_j4_j5_who_comes_back_by_being_named_goes_on_where_they_were(services: Services, founders: int) -> None:
    await services.joining.join(KARI, "Founders")
    await _trying(services, KARI, founders)
    await services.joining.leave(KARI, "Founders")

    await services.leading.name(MARIA, "Founders", KARI.person_id)

    assert [each.standing for each in await services.experiments.list_own(KARI)] == [Standing.RUNNING]


async def test_j4_e10_who_comes_back_the_same_day_is_still_asked_how_it_ended(
    services: Services, founders: int, clock: SetClock
) -> None:
    await services.joining.join(KARI, "Founders")
    begun = await _trying(services, KARI, founders)
    await services.joining.leave(KARI, "Founders")
    await services.joining.join(KARI, "Founders")

    clock.move_to(instant_at(begun.ends_on, Time(18), "Europe/London"))

    assert await _waiting(services, KARI) == [Kind.CLOSING]
