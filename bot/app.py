"""The composition root: builds everything, starts it in order, stops it in reverse."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from whenever import Instant

from bot.delivery.alarm import Alarm
from bot.delivery.ask_look import AskLook
from bot.delivery.dispatcher import Dispatcher
from bot.delivery.engine import Engine
from bot.delivery.housekeeping import Housekeeping
from bot.delivery.pacer import Pacer
from bot.delivery.planner import Planner
from bot.delivery.thread_room import RoomMaker
from bot.domain.clock import Clock
from bot.domain.ids import Ids
from bot.gateway.breaker import Breaker
from bot.gateway.client import Trellis, point_at
from bot.gateway.courier import DiscordCourier
from bot.gateway.guild_threads import GuildThreads
from bot.gateway.observer import Observer
from bot.gateway.roll_call import GuildRollCall
from bot.services import Services, build_services
from bot.services.work import Work
from bot.settings import Settings
from bot.storage.database import Database, SqliteDatabase
from bot.storage.migrate import migrate
from bot.wording.texts import Wording, load_wording
from cogs import FEATURES

log = structlog.get_logger()

DRAIN_SECONDS = 10.0


class SystemClock:
    """The world's time."""

    def now(self) -> Instant:
        return Instant.now()


@dataclass(frozen=True)
class App:
    """A running Trellis. `gateway` ends only if Discord ends it for good, `storage` only if the database is gone, each
    with the error that says why."""

    bot: Trellis
    services: Services
    engine: Engine
    gateway: asyncio.Task[None]
    storage: asyncio.Task[None]


class MissingToken(Exception):
    """DISCORD__TOKEN is not set."""


@asynccontextmanager
async def running(
    settings: Settings, *, clock: Clock | None = None, wording: Wording | None = None
) -> AsyncIterator[App]:
    """Trellis from first connection to clean end: database, migrations, deliveries, Discord.

    `clock` is the program's time, the world's unless somebody moves their own; `wording` what it says, its own
    catalogues unless somebody brings others. Leaving the block drains what is being sent and closes everything.
    MissingToken, DatabaseInUse, DatabaseFault, discord.HTTPException, discord.LoginFailure; nothing is left open then.
    """
    if settings.discord.token is None or not settings.discord.token.get_secret_value():
        raise MissingToken
    point_at(settings.discord)
    real_clock = SystemClock()
    database = await SqliteDatabase.open(settings.database.path)
    try:
        await _migrate(settings, database, real_clock)
        parts = _build(settings, database, clock or real_clock, real_clock, wording or load_wording())
        await _index(parts.services)
        await parts.services.gate.look()
        async with (
            _watching(database, settings.delivery.heartbeat_seconds) as storage,
            _serving(parts, settings.discord.token.get_secret_value(), storage) as app,
        ):
            yield app
    finally:
        await database.close()


@asynccontextmanager
async def _watching(database: SqliteDatabase, seconds: float) -> AsyncIterator[asyncio.Task[None]]:
    watching = asyncio.create_task(database.watch(seconds), name="database")
    try:
        yield watching
    finally:
        watching.cancel()
        await asyncio.wait([watching])


async def _migrate(settings: Settings, database: Database, real_clock: Clock) -> None:
    now = real_clock.now()
    stamp = now.to_stdlib().strftime("%Y%m%dT%H%M%S")
    backup = settings.database.path.with_name(f"{settings.database.path.name}.before-{stamp}")
    if applied := await migrate(database, now, backup=backup):
        log.info("app.migrated", applied=applied)


async def _index(services: Services) -> None:
    """After an update that finds lessons or offers by other words; at every other start there is nothing to do."""
    for index_anew in (services.lessons.index_anew, services.offers.index_anew):
        indexed = 0
        while batch := await index_anew():
            indexed += batch
        if indexed:
            log.info("app.indexed", what=index_anew.__qualname__, number=indexed)


@dataclass(frozen=True)
class _Parts:
    bot: Trellis
    services: Services
    engine: Engine
    alarm: Alarm


def _build(settings: Settings, database: Database, clock: Clock, real_clock: Clock, wording: Wording) -> _Parts:
    ids = Ids(milliseconds=lambda: time.time_ns() // 1_000_000, worker=os.getpid())
    rung = _Bell()
    services = build_services(Work(database, clock, real_clock, ids, rung.ring), owner=settings.delivery.owner)
    patience = settings.discord.rate_limit_patience_seconds
    pacer = Pacer(settings.delivery.requests_per_second, patience_seconds=patience)
    breaker = Breaker(settings.discord.invalid_requests_most)
    trace = Observer(pacer, breaker, patience_seconds=patience).trace()
    bot = Trellis(settings.discord, services, wording, FEATURES, trace=trace)
    between = settings.delivery.seconds_between_messages
    courier = DiscordCourier(bot, pacer, breaker, seconds_between_messages=between)
    threads = GuildThreads(bot, pacer, breaker)
    planner = Planner(
        services.rounds,
        services.pairs,
        services.introductions,
        services.deliveries,
        services.roll_calls,
        GuildRollCall(bot),
        others=[
            services.ask_care,
            services.rings,
            services.held,
            AskLook(services.ask_threads, threads),
        ],
        rooms=RoomMaker(services.thread_rooms, threads),
    )
    chores = (
        services.drafts.forget_old,
        services.held.forget_old,
        services.removals.erase_old,
        services.retention.forget_old,
        database.empty_log,  # the last: in it stands what the others have erased
    )
    dispatcher = Dispatcher(services.deliveries, courier, at_once=settings.delivery.at_once)
    engine = Engine(planner, dispatcher, Housekeeping(clock, chores))
    rung.engine = engine
    alarm = Alarm(clock, real_clock, ring=engine.ring, heartbeat_seconds=settings.delivery.heartbeat_seconds)
    return _Parts(bot, services, engine, alarm)


class _Bell:
    """Ties the knot between use cases, which ring, and the engine, which is built from them."""

    engine: Engine | None = None

    def ring(self) -> None:
        if self.engine:
            self.engine.ring()


@asynccontextmanager
async def _serving(parts: _Parts, token: str, storage: asyncio.Task[None]) -> AsyncIterator[App]:
    """Deliveries begin when Discord has let us in, and end before it lets us go."""
    await parts.services.deliveries.take_over()
    async with parts.bot:
        await parts.bot.login(token)
        parts.alarm.start()
        delivering = asyncio.create_task(parts.engine.run(parts.alarm), name="deliveries")
        gateway = asyncio.create_task(parts.bot.connect(reconnect=True), name="gateway")
        try:
            yield App(parts.bot, parts.services, parts.engine, gateway, storage)
        finally:
            parts.alarm.stop()
            await parts.engine.drain(DRAIN_SECONDS)
            delivering.cancel()
            await parts.bot.finish_handling(DRAIN_SECONDS)  # what has begun is answered while we still can
            await parts.bot.close()
            await parts.bot.finish_handling(DRAIN_SECONDS)
            gateway.cancel()
            # How the gateway ended is told by awaiting `App.gateway`; here it only must have ended.
            await asyncio.wait([delivering, gateway])
