"""The short run of the harness, and what shows that it would notice."""

import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from sandbox import Sandbox
from tests.chaos.month import Month, play
from tests.chaos.owed import Act, what_people_do
from tests.chaos.points import NAMED, Kill, Killer, named_points
from tests.chaos.town import START, new_clock
from tests.chaos.trouble import blind

SEED = 20260903
KEPT = timedelta(hours=3)


@pytest.fixture
async def month(tmp_path: Path) -> AsyncIterator[Month]:
    rng = random.Random(SEED)
    async with await Sandbox.start(clock=new_clock()) as sandbox:
        yield Month(sandbox, tmp_path, Killer(rng), rng, kills=0)


def first_answer(month: Month) -> Act:
    return what_people_do(month.town.teams, START, START + timedelta(days=7))[0]


async def test_twelve_kills_in_two_weeks_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    rng = random.Random(SEED)

    killed, verdict = await play(tmp_path, Killer(rng), rng, kills=12, weeks=2)

    assert (verdict.lost, verdict.doubled) == (Counter(), Counter())
    assert f"{killed} kills, {verdict}" == "12 kills, 0 lost, 0 doubled"


async def test_without_nonce_and_with_nothing_to_look_at_a_kill_is_seen_to_double(month: Month) -> None:
    act = first_answer(month)
    async with month.lived():
        await month.go_to(act.at)
        blind(month.sandbox)
        month.forgotten = 1.0
        await month.end_life(Kill(NAMED, {"courier.posted": 1}))
        await month.act(act)
        await month.go_to(act.at + KEPT)

    assert month.killed == 1
    assert str(month.verdict([act], act.at)) == "0 lost, 1 doubled"


async def test_a_message_that_vanishes_is_seen_to_be_lost(month: Month) -> None:
    act = first_answer(month)
    async with month.lived():
        await month.go_to(act.at)
        await month.act(act)
        await month.go_to(act.at + KEPT)
        [card] = [
            message
            for thread in month.town.guild.threads.values()
            for message in thread.messages.values()
            if f"Try{act.token}" in str(message.payload()["components"])
        ]
        month.sandbox.world.posts.delete(card)

    assert str(month.verdict([act], act.at)) == "1 lost, 0 doubled"


def test_every_step_on_the_way_is_a_point_to_be_killed_at() -> None:
    assert {
        "planner.planned",
        "dispatcher.claimed",
        "dispatcher.begun",
        "courier.direct_opened",
        "courier.found",
        "courier.not_found",
        "courier.posted",
        "dispatcher.message_sent",
        "dispatcher.message_noted",
        "courier.thread_opened",
        "courier.edited",
        "dispatcher.sent",
        "dispatcher.recorded",
    } <= set(named_points())
