"""A bot as a process of its own, whose CPU is looked at from outside: `python -m tests.bench.answering WHICH`.

`trellis` is the whole bot but for its alarm: what it owes is sent when it is told to, so that answering is measured
alone. `pong` is discord.py with one command that answers “pong”. Both log in where the line of JSON on standard input
says, publish their commands, and write a line when they are ready and whenever they have done what a line asks.
"""

import asyncio
import json
import logging
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import discord
import uvloop
from discord import app_commands
from pydantic import SecretStr
from whenever import Instant

from bot.app import SystemClock
from bot.delivery.ask_look import AskLook
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.engine import Engine
from bot.delivery.pacer import Pacer
from bot.delivery.planner import Planner
from bot.domain.ids import Ids
from bot.gateway.breaker import Breaker
from bot.gateway.client import Trellis, point_at
from bot.gateway.courier import DiscordCourier
from bot.gateway.guild_threads import GuildThreads
from bot.gateway.observer import Observer
from bot.gateway.roll_call import GuildRollCall
from bot.log import set_up_logging
from bot.services import build_services
from bot.services.work import Work
from bot.settings import DiscordSettings
from bot.storage.database import SqliteDatabase
from bot.wording.texts import load_wording
from cogs import FEATURES
from tests.bench.filling import SetClock

Do = Callable[[], Awaitable[None]]


@asynccontextmanager
async def trellis(told: dict[str, Any], settings: DiscordSettings) -> AsyncIterator[tuple[discord.Client, Do]]:
    database = await SqliteDatabase.open(Path(told["database"]))
    try:
        ids = Ids(milliseconds=lambda: time.time_ns() // 1_000_000, worker=os.getpid())
        clock = SetClock(Instant.parse_iso(told["now"]))
        services = build_services(Work(database, clock, SystemClock(), ids, ring=lambda: None), owner="bench")
        pacer, breaker = Pacer(50, patience_seconds=60), Breaker(1000)
        bot = Trellis(
            settings, services, load_wording(), FEATURES, trace=Observer(pacer, breaker, patience_seconds=60).trace()
        )
        roll_call = GuildRollCall(bot)
        planner = Planner(
            services.rounds,
            services.pairs,
            services.introductions,
            services.deliveries,
            services.roll_calls,
            roll_call,
            [services.ask_care, services.held, AskLook(services.ask_threads, GuildThreads(bot, pacer, breaker))],
        )
        courier = DiscordCourier(bot, pacer, breaker, seconds_between_messages=0)
        engine = Engine(planner, Dispatcher(services.deliveries, courier, at_once=20))
        yield bot, engine.settle
    finally:
        await database.close()


@asynccontextmanager
async def pong(_told: dict[str, Any], _settings: DiscordSettings) -> AsyncIterator[tuple[discord.Client, Do]]:
    bot = discord.Client(intents=discord.Intents(guilds=True))
    tree = app_commands.CommandTree(bot)

    @tree.command(description="Answers")
    async def ping(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("pong", ephemeral=True)

    async def nothing() -> None:
        pass

    bot.tree = tree  # type: ignore[attr-defined]  # where `live` looks for what to publish
    yield bot, nothing


async def live(which: str) -> None:
    told = json.loads(sys.stdin.readline())
    settings = DiscordSettings(
        token=SecretStr(told["token"]), api_base=told["api_base"], gateway_url=told["gateway_url"]
    )
    point_at(settings)
    async with {"trellis": trellis, "pong": pong}[which](told, settings) as (bot, settle), bot:
        ready = asyncio.Event()

        async def on_ready() -> None:
            ready.set()

        bot.event(on_ready)
        await bot.login(told["token"])
        connected = asyncio.create_task(bot.connect())
        await ready.wait()
        await bot.tree.sync()  # type: ignore[attr-defined]
        reader = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        print("ready", flush=True)
        while await reader.readline():
            await settle()
            print("settled", flush=True)
        await bot.close()
        await connected


if __name__ == "__main__":
    set_up_logging("CRITICAL", as_json=False)
    logging.disable(logging.CRITICAL)
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(live(sys.argv[1]))
