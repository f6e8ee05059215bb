"""K7: what the daily look writes down, and for whom; use cases on a real database, without Discord."""

import pytest
from whenever import TimeDelta

from bot.domain.ask_threads import WOKEN_AFTER, AskThread, Glimpse
from bot.domain.asks import AskKind, AskState, AskWords
from bot.domain.communities import Setting
from bot.domain.deliveries import Delivered, Delivery, Impossible, Kind, Reason
from bot.domain.people import Actor, Language
from bot.services import Services
from bot.services.ask_threads import Looked
from bot.services.work import Work
from bot.storage import asks
from tests.conftest import SetClock

HERE, ELSEWHERE, CHANNEL, THREAD = 10, 20, 77, 500
GRACE, HENRY = Actor(HERE, 2, Language.ENGLISH), Actor(HERE, 3, Language.ENGLISH)
DAY, HOUR = TimeDelta(hours=24), TimeDelta(hours=1)
NOTHING = Looked(closed=0, reopened=0, to_wake=[])


@pytest.fixture(autouse=True)
async def channels(services: Services) -> None:
    """For asks, in both communities."""
    for community_id in (HERE, ELSEWHERE):
        maria = Actor(community_id, 1, Language.ENGLISH, is_moderator=True)
        await services.communities.decide(maria, {Setting.KNOWLEDGE_CHANNEL: CHANNEL})


async def an_ask(services: Services, actor: Actor = GRACE, *, thread: int = THREAD) -> int:
    """Out, with its thread."""
    made = await services.asks.ask(actor, AskKind.ADVICE, AskWords(f"What about {thread}?", "Nothing yet"))
    [card] = [each for each in await services.deliveries.claim(40) if each.kind is Kind.ASK]
    await services.deliveries.begin(card)
    await services.deliveries.record(card, Delivered(CHANNEL, thread, thread_id=thread))
    return made.ask.id


async def due(services: Services, kind: Kind) -> list[Delivery]:
    return [each for each in await services.deliveries.claim(40) if each.kind is kind]


async def state(work: Work, ask_id: int, community_id: int = HERE) -> AskState:
    async with work.reading() as tx:
        ask = await asks.get(tx, community_id, ask_id)
    assert ask is not None
    return ask.state


async def look(services: Services, seen: dict[int, Glimpse | None] | None) -> Looked:
    return await services.ask_threads.note_look(await services.ask_threads.to_look_at(), seen)


def quiet(*ask_ids: int, is_hidden: bool = False) -> dict[int, Glimpse | None]:
    return dict.fromkeys(ask_ids, Glimpse(THREAD, is_written=False, is_hidden=is_hidden))


async def idle(services: Services, clock: SetClock) -> int:
    """An ask that has just been closed since nobody wrote."""
    ask_id = await an_ask(services)
    clock.move(hours=24 * 10)
    await look(services, quiet(ask_id))
    return ask_id


async def test_an_ask_is_looked_at_every_day_from_when_its_card_is_out(services: Services, clock: SetClock) -> None:
    ask_id = await an_ask(services)
    early = await services.ask_threads.to_look_at()
    clock.move(hours=24)

    [thread] = await services.ask_threads.to_look_at()
    looked = await look(services, quiet(ask_id))

    assert early == []
    asked_at = clock.now() - DAY
    assert thread == AskThread(ask_id, HERE, THREAD, THREAD, asked_at, is_hidden=False, look_at=clock.now())
    assert looked == NOTHING
    assert await services.ask_threads.next_look() == clock.now() + DAY


async def test_those_of_one_community_are_looked_at_together(services: Services, clock: SetClock) -> None:
    first = await an_ask(services)
    clock.move(hours=10)
    second = await an_ask(services, HENRY, thread=600)
    elsewhere = await an_ask(services, Actor(ELSEWHERE, 9, Language.ENGLISH), thread=700)
    clock.move(hours=14)

    together = [thread.ask_id for thread in await services.ask_threads.to_look_at()]
    await look(services, quiet(first, second))
    clock.move(hours=10)
    later = [thread.ask_id for thread in await services.ask_threads.to_look_at()]

    assert (together, later) == ([first, second], [elsewhere])


async def test_where_discord_does_not_answer_it_is_looked_at_again_in_an_hour(
    services: Services, work: Work, clock: SetClock
) -> None:
    ask_id = await an_ask(services)
    clock.move(hours=24 * 11)

    looked = await look(services, None)

    assert looked == NOTHING
    assert await state(work, ask_id) is AskState.OPEN
    assert await services.ask_threads.next_look() == clock.now() + HOUR


async def test_an_idle_ask_is_closed_with_a_word_behind_the_edit_of_its_card(
    services: Services, work: Work, clock: SetClock
) -> None:
    ask_id = await an_ask(services)
    clock.move(hours=24 * 10)

    looked = await look(services, quiet(ask_id))
    clock.move(minutes=1)
    owed = [each.kind for each in await services.deliveries.claim(40) if each.kind in (Kind.ASK_EDIT, Kind.ASK_CLOSED)]

    assert looked == Looked(closed=1, reopened=0, to_wake=[])
    assert await state(work, ask_id) is AskState.IDLE
    assert owed == [Kind.ASK_EDIT, Kind.ASK_CLOSED]


async def test_a_reopened_ask_need_not_be_told_that_it_is_closed(services: Services, clock: SetClock) -> None:
    ask_id = await idle(services, clock)
    await services.asks.reopen(GRACE, ask_id)
    clock.move(minutes=1)

    [word] = await due(services, Kind.ASK_CLOSED)

    assert getattr(await services.deliveries.begin(word), "reason", None) is Reason.NO_LONGER_NEEDED


async def test_the_thread_of_an_open_ask_that_was_hidden_is_to_be_woken(services: Services, clock: SetClock) -> None:
    ask_id = await an_ask(services)
    clock.move(hours=24)

    assert await look(services, quiet(ask_id, is_hidden=True)) == Looked(closed=0, reopened=0, to_wake=[THREAD])


async def test_a_thread_that_comes_back_is_looked_at_at_once_and_writing_reopens(
    services: Services, work: Work, clock: SetClock
) -> None:
    ask_id = await idle(services, clock)
    clock.move(hours=1)

    came_back = await services.ask_threads.came_back(HERE, THREAD)
    looked = await look(services, {ask_id: Glimpse(THREAD + 1, is_written=True, is_hidden=False)})

    assert came_back is True
    assert looked == Looked(closed=0, reopened=1, to_wake=[])
    assert await state(work, ask_id) is AskState.OPEN


@pytest.mark.parametrize(("community", "thread"), [(ELSEWHERE, THREAD), (HERE, THREAD + 1)])
async def test_no_other_thread_and_no_other_community_brings_an_ask_back(
    services: Services, clock: SetClock, community: int, thread: int
) -> None:
    await idle(services, clock)

    assert await services.ask_threads.came_back(community, thread) is False
    assert await services.ask_threads.to_look_at() == []


async def test_a_reopened_ask_is_looked_at_soon_however_long_it_was_closed(services: Services, clock: SetClock) -> None:
    ask_id = await idle(services, clock)
    for _ in range(31):
        clock.move(hours=24)
        await look(services, quiet(ask_id, is_hidden=True))
    forgotten = await services.ask_threads.next_look()

    await services.asks.reopen(GRACE, ask_id)

    assert forgotten is None
    assert await services.ask_threads.next_look() == clock.now() + WOKEN_AFTER


async def test_whoever_asked_hears_once_for_each_reason_that_it_is_not_out(services: Services, clock: SetClock) -> None:
    maria = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
    await services.asks.ask(GRACE, AskKind.ADVICE, AskWords("What now?", "Waiting"))
    told: list[tuple[int | None, str]] = []

    for reason in (Reason.NO_ACCESS, Reason.NO_ACCESS, Reason.NO_TAG):
        [card] = await due(services, Kind.ASK)
        await services.deliveries.begin(card)
        await services.deliveries.record(card, Impossible(reason))
        told += [(each.person_id, each.occurrence) for each in await due(services, Kind.ASK_ASTRAY)]
        await services.oversight.retry(maria, card.id)

    assert told == [(GRACE.person_id, Reason.NO_ACCESS), (GRACE.person_id, Reason.NO_TAG)]


async def test_an_ask_is_worth_posting_two_weeks_late(services: Services, clock: SetClock) -> None:
    await services.asks.ask(GRACE, AskKind.ADVICE, AskWords("What now?", "Waiting"))
    clock.move(hours=24 * 13)

    assert len(await due(services, Kind.ASK)) == 1


async def test_an_ask_whose_thread_is_deleted_goes_on_while_its_card_is_there(
    services: Services, work: Work, clock: SetClock
) -> None:
    """K7: people still press on it; a word in a thread that is gone is owed to nobody."""
    ask_id = await an_ask(services)
    states = []
    for _ in range(10):
        clock.move(hours=24)
        await look(services, {ask_id: None})
        states.append(await state(work, ask_id))
        clock.move(minutes=1)
        for edit in await due(services, Kind.ASK_EDIT):
            await services.deliveries.begin(edit)
            await services.deliveries.record(edit, Delivered(CHANNEL, THREAD))

    assert states == [AskState.OPEN] * 9 + [AskState.IDLE]
    assert await due(services, Kind.ASK_CLOSED) == []


@pytest.mark.parametrize("gone", [Reason.MESSAGE_GONE, Reason.CHANNEL_GONE])
async def test_an_ask_whose_card_is_deleted_is_closed_and_its_person_alone_hears_of_it(
    services: Services, work: Work, clock: SetClock, gone: Reason
) -> None:
    """They can ask anew, and moderators, who deleted it, have nothing to mend."""
    maria = Actor(HERE, 1, Language.ENGLISH, is_moderator=True)
    ask_id = await an_ask(services)
    clock.move(hours=24)
    await look(services, {ask_id: None})
    clock.move(minutes=1)

    [edit] = await due(services, Kind.ASK_EDIT)
    await services.deliveries.begin(edit)
    await services.deliveries.record(edit, Impossible(gone))

    [word] = await due(services, Kind.ASK_ASTRAY)
    assert (word.person_id, await state(work, ask_id)) == (GRACE.person_id, AskState.WITHDRAWN)
    assert (await services.oversight.undelivered(maria)).rows == []
    assert await services.ask_care.next_due() is None


async def test_an_ask_without_a_thread_is_closed_all_the_same(services: Services, work: Work, clock: SetClock) -> None:
    made = await services.asks.ask(GRACE, AskKind.ADVICE, AskWords("What now?", "Waiting"))
    [card] = await due(services, Kind.ASK)
    await services.deliveries.begin(card)
    await services.deliveries.record(card, Delivered(CHANNEL, 1, reason=Reason.TOO_MANY_THREADS))
    clock.move(hours=24 * 10)

    looked = await look(services, {made.ask.id: None})

    assert looked == Looked(closed=1, reopened=0, to_wake=[])
    assert await state(work, made.ask.id) is AskState.IDLE
    assert await services.ask_threads.next_look() is None
