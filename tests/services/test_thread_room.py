"""Pairs without room for a thread are told privately, and moderators hear before anything is refused."""

from whenever import Instant

from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Delivery, Kind
from bot.domain.people import Actor, Language
from bot.domain.thread_room import IN_USE_MOST, KEPT_FREE, ThreadNeed, ThreadRoom
from bot.services import Services
from bot.services.groups import NewGroup
from tests.conftest import SetClock

COMMUNITY, CHANNEL, MEETING = 10, 20, 40
PROMPT_AT = Instant.from_utc(2026, 9, 7, 7)  # Monday, nine in Oslo
MARIA = Actor(COMMUNITY, 1, Language.ENGLISH, is_moderator=True)
GRACE, HENRY, KARI, LUCA = (Actor(COMMUNITY, number, Language.ENGLISH) for number in (2, 3, 4, 5))


async def four_are_paired(services: Services, clock: SetClock, room: ThreadRoom | None) -> list[Delivery]:
    """Two pairs, made where there is this much room; returns what is owed."""
    await services.communities.decide(MARIA, {Setting.MEETING_CHANNEL: MEETING})
    new = NewGroup("Founders", CHANNEL, 1, "09:00", "Europe/Oslo", Language.ENGLISH, facilitator_id=GRACE.person_id)
    await services.groups.create(MARIA, new)
    for member in (HENRY, KARI, LUCA):
        await services.joining.join(member, "Founders")
    clock.move_to(PROMPT_AT)
    while await services.rounds.take_due_steps():
        pass
    await services.pairs.pair_next({COMMUNITY: room})
    return [each for each in await services.deliveries.claim(40) if each.kind in (Kind.PAIR, Kind.PAIR_NOTE)]


async def test_a_pair_beyond_the_room_there_is_hears_privately_who_it_is(services: Services, clock: SetClock) -> None:
    room = ThreadRoom(1)

    owed = await four_are_paired(services, clock, room)

    assert [each.kind for each in owed] == [Kind.PAIR, Kind.PAIR_NOTE, Kind.PAIR_NOTE]
    assert room.left == 0


async def test_with_room_for_all_nobody_is_told_privately(services: Services, clock: SetClock) -> None:
    room = ThreadRoom(10)

    owed = await four_are_paired(services, clock, room)

    assert [each.kind for each in owed] == [Kind.PAIR, Kind.PAIR]
    assert room.left == 8


async def test_moderators_hear_once_a_month_that_room_is_running_out(services: Services, clock: SetClock) -> None:
    need = ThreadNeed(owed=0, pairs=10)
    for _ in range(3):
        await services.thread_rooms.note_room(COMMUNITY, 20, need)

    [first] = await services.deliveries.claim(10)
    await services.deliveries.record(first, Delivered(CHANNEL, 1))
    await services.thread_rooms.note_room(COMMUNITY, IN_USE_MOST - KEPT_FREE, need)
    clock.move(hours=24 * 31)
    await services.thread_rooms.note_room(COMMUNITY, 20, need)
    [again] = [each for each in await services.deliveries.claim(10) if each.id != first.id]

    assert (first.kind, again.kind) == (Kind.THREADS_SHORT, Kind.THREADS_SHORT)
