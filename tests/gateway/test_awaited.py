"""A private reply is completed once what it tells of is out, and never stands in the way of anything."""

import asyncio

import pytest

from bot.domain.deliveries import Kind
from bot.gateway import awaited as room
from bot.gateway.awaited import Awaited


async def test_a_reply_is_completed_once() -> None:
    awaited, completed = Awaited(), []

    async def complete() -> None:
        completed.append("done")

    awaited.expect(Kind.ASK, 1, complete)
    for subject in (2, 1, 1):
        await awaited.is_out(Kind.ASK, subject)

    assert completed == ["done"]


@pytest.mark.parametrize("error", [OSError, TimeoutError, AssertionError])
async def test_a_reply_that_cannot_be_completed_is_left_as_it_was(error: type[Exception]) -> None:
    awaited = Awaited()

    async def complete() -> None:
        raise error

    awaited.expect(Kind.ASK, 1, complete)

    await awaited.is_out(Kind.ASK, 1)


async def test_of_many_that_are_awaited_the_oldest_are_forgotten() -> None:
    awaited, completed = Awaited(), []

    def completing(number: int) -> room.Completion:
        async def complete() -> None:
            completed.append(number)

        return complete

    for number in range(room.AWAITED_MOST + 1):
        awaited.expect(Kind.ASK, number, completing(number))
    await asyncio.gather(*(awaited.is_out(Kind.ASK, number) for number in (0, 1)))

    assert completed == [1]
