"""Permits: spaced, in order, held back for a bucket, a pause or an answer somebody waits for."""

import asyncio

import pytest

from bot.delivery.pacer import Pacer
from bot.domain.retry import NotNow

HERE, THERE = "POST /channels/1/messages", "POST /channels/2/messages"
FAST = 1000.0


def pacer(per_second: float = FAST, *, patience: float = 30.0) -> Pacer:
    return Pacer(per_second, patience_seconds=patience)


async def served(pacer: Pacer, *wanted: tuple[str, str, bool]) -> list[str]:
    """The names of who wants a permit, in the order they get it."""
    order: list[str] = []

    async def want(name: str, bucket: str, urgent: bool) -> None:
        await pacer.permit(bucket, urgent=urgent)
        order.append(name)

    async with asyncio.TaskGroup() as group:
        for each in wanted:
            group.create_task(want(*each))
    return order


async def test_permits_are_spaced_and_nothing_is_made_up_for_after_a_silence() -> None:
    loop, spaced = asyncio.get_running_loop(), pacer(100)
    began = loop.time()

    await served(spaced, *(("", HERE, False) for _ in range(11)))

    assert loop.time() - began >= 0.099


async def test_who_came_first_goes_first_and_an_answer_somebody_waits_for_before_all() -> None:
    wanted = [("first", HERE, False), ("second", THERE, False), ("third", HERE, False), ("answer", THERE, True)]

    order = await served(pacer(200), *wanted)

    assert order == ["first", "answer", "second", "third"]


async def test_a_bucket_that_is_used_up_holds_back_its_own_and_nobody_else() -> None:
    held = pacer()
    held.note(HERE, 0, 0.3)
    loop = asyncio.get_running_loop()
    began = loop.time()

    order = await served(held, ("here", HERE, True), ("there", THERE, False), ("there again", THERE, False))

    assert order == ["there", "there again", "here"]
    assert loop.time() - began >= 0.299


async def test_requests_under_way_count_before_their_answers_are_heard() -> None:
    counted = pacer(patience=0.5)
    counted.note(HERE, 2, 60)
    await served(counted, ("", HERE, False), ("", HERE, False))
    counted.note(HERE, 1, 60)

    with pytest.raises(NotNow):
        await counted.permit(HERE)


async def test_a_bucket_is_full_again_when_its_window_is_over() -> None:
    refilled = pacer(patience=0.5)
    refilled.note(HERE, 0, 0.01)

    order = await served(refilled, *((str(number), HERE, False) for number in range(5)))

    assert order == ["0", "1", "2", "3", "4"]


async def test_a_pause_is_for_everybody_also_for_who_waits_already() -> None:
    paused = pacer(50)
    loop = asyncio.get_running_loop()
    await paused.permit(HERE)
    waiting = asyncio.create_task(paused.permit(THERE, urgent=True))
    began = loop.time()
    await asyncio.sleep(0)

    paused.pause(0.08)
    await waiting

    assert loop.time() - began >= 0.079


@pytest.mark.parametrize("bucket", [HERE, THERE])
async def test_a_pause_beyond_our_patience_sends_away_and_says_for_how_long(bucket: str) -> None:
    paused = pacer(patience=30)
    paused.pause(90)

    with pytest.raises(NotNow) as away:
        await paused.permit(bucket)

    assert 89 < away.value.wait.total("seconds") <= 90


async def test_who_waits_is_sent_away_when_the_pause_grows_beyond_our_patience() -> None:
    paused = pacer(patience=30)
    paused.pause(20)
    waiting = asyncio.create_task(paused.permit(HERE))
    await asyncio.sleep(0)

    paused.pause(90)

    with pytest.raises(NotNow):
        await waiting


async def test_who_gives_up_waiting_takes_no_permit() -> None:
    given = pacer(50, patience=0.5)
    given.note(HERE, 2, 60)
    await given.permit(HERE)
    gives_up, stays = asyncio.create_task(given.permit(HERE)), asyncio.create_task(given.permit(HERE))
    await asyncio.sleep(0)

    gives_up.cancel()
    await stays

    with pytest.raises(NotNow):
        await given.permit(HERE)
    assert gives_up.cancelled()
