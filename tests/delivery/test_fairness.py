"""What one server is owed, and how long Discord takes about it, keeps no other server waiting."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.delivery.lanes import Lane, Lanes
from bot.delivery.turns import Turns
from bot.demo.stage import MANAGE_GUILD, Stage
from bot.domain.deliveries import Delivery, Kind
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person
from sandbox.protocol.channels import Channel
from tests.conftest import START
from tests.e2e.acting import a_group, commit, join, nothing_more_comes
from tests.staging import staged

HERE, THERE = 10, 20


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage
        await nothing_more_comes()


async def a_group_elsewhere(stage: Stage) -> tuple[Person, Channel]:
    """The one member of a group on another server, and its channel."""
    world = stage.sandbox.world
    guild = world.add_guild("Bakery")
    channel = guild.add_channel("ovens")
    bo = stage.sandbox.person("Bo")
    guild.add_member(bo.user, roles=[guild.add_role("Moderator", permissions=MANAGE_GUILD)])
    bo.go(channel)
    world.install(guild, INSTALL_PERMISSIONS.value)
    await bo.slash(
        "admin group create",
        {"name": "Bakers", "channel": channel, "weekday": 1, "time": "09:00", "zone": "Europe/Oslo", "facilitator": bo},
    )
    await stage.settle()
    return bo, channel


async def is_said(stage: Stage, channel: Channel, words: str) -> None:
    """Returns once a message of the bot's with these words is in the channel."""
    messages = channel.messages.values()
    if not any(words in str(message.components) for message in messages):
        await stage.sandbox.world.wait_for(
            lambda entry: entry.message is not None and words in str(entry.message.components), timeout=10
        )
    assert [words in str(message.components) for message in messages].count(True) == 1


async def test_a_request_that_hangs_for_one_server_keeps_no_card_of_another_in(stage: Stage) -> None:
    await a_group(stage)
    bo, ovens = await a_group_elsewhere(stage)
    hold = stage.sandbox.world.faults.hold(rf"^POST /channels/{stage.channel.id}/messages")
    await commit(stage.grace, "Hangs")
    await hold.arrived.wait()

    await commit(bo, "Bake rye")

    await is_said(stage, ovens, "Bake rye")
    hold.release()
    await stage.settle()


async def test_a_direct_message_that_hangs_keeps_no_card_of_its_own_group_in(stage: Stage) -> None:
    await a_group(stage)
    await join(stage.henry)
    await stage.henry.press("Message me")
    await stage.settle()
    hold = stage.sandbox.world.faults.hold(r"^POST /users/@me/channels")
    await stage.maria.slash("admin member remove", person=stage.henry, group="Founders")
    await hold.arrived.wait()

    await commit(stage.grace, "Ring two clients")

    await is_said(stage, stage.channel, "Ring two clients")
    hold.release()
    await stage.settle()


def owed(id: int, community_id: int, group_id: int = 1) -> Delivery:
    return Delivery(id, community_id, Kind.EXPERIMENT, id, "once", group_id, None, START, START.add(hours=1))


class Serving:
    """Holds every lane that is begun until it is let go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.let_go: dict[int, asyncio.Event] = {}

    async def serve(self, lane: Lane) -> None:
        self.begun.append(lane[0].id)
        await self.let_go.setdefault(lane[0].id, asyncio.Event()).wait()

    async def end(self, id: int) -> None:
        self.let_go[id].set()
        await settled()


async def settled() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_a_community_has_its_lanes_however_many_wait_of_another() -> None:
    serving = Serving()
    lanes = Lanes(serving.serve, asyncio.Event(), of_each=2, of_all=3)
    lanes.add([owed(id, HERE)] for id in (1, 2, 3, 4))
    lanes.add([[owed(5, THERE)], [owed(6, THERE)]])
    await settled()
    at_first = list(serving.begun)

    await serving.end(1)
    await serving.end(2)

    assert (at_first, serving.begun) == ([1, 2, 5], [1, 2, 5, 3, 6])
    await lanes.end()


async def test_lanes_have_run_dry_once_nothing_waits_behind_one_that_has_ended() -> None:
    serving = Serving()
    lanes = Lanes(serving.serve, asyncio.Event(), of_each=1, of_all=9)
    lanes.add([[owed(1, HERE)], [owed(2, HERE)]])
    await settled()

    await serving.end(1)
    while_one_waits = lanes.has_run_dry
    await serving.end(2)

    assert (while_one_waits, lanes.has_run_dry, lanes.is_busy) == (False, True, False)


def test_who_comes_with_little_is_next_whoever_waits_for_much() -> None:
    turns = Turns()
    many = [turns.draw(HERE) for _ in range(100)]
    turns.reach(many[0])

    one = turns.draw(THERE)

    assert sorted([*many, one], key=lambda turn: turn.place).index(one) in (1, 2)


def test_a_silence_saves_up_no_turns() -> None:
    turns = Turns()
    for _ in range(100):
        turns.reach(turns.draw(HERE))

    there, here = [turns.draw(THERE) for _ in range(3)], [turns.draw(HERE) for _ in range(3)]

    assert [turn.number for turn in there] == [turn.number for turn in here]


def test_what_is_urgent_goes_before_all_its_community_waits_for_and_not_before_others_for_ever() -> None:
    turns = Turns()
    waiting = [turns.draw(HERE) for _ in range(50)]
    elsewhere = turns.draw(THERE)

    cards = [turns.draw(HERE, urgent=True) for _ in range(50)]

    in_turn = sorted([*waiting, elsewhere, *cards], key=lambda turn: turn.place)
    assert in_turn[0] is cards[0]
    assert in_turn.index(elsewhere) <= 6
