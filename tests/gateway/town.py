"""A town of groups, each in a channel of its own and with something to answer, and Trellis set as a test needs it."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from whenever import Instant, TimeDelta

from bot.app import App, running
from bot.domain.experiments import Frame, Plan
from bot.domain.people import Actor, Language
from bot.services.groups import NewGroup
from bot.settings import DatabaseSettings, DeliverySettings, DiscordSettings, Settings
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Sandbox, SandboxClock
from sandbox.protocol.ratelimits import RateLimits
from tests.schema import laid_out

START = Instant.from_utc(2026, 9, 3, 8)
PROMPTS_AT = Instant.from_utc(2026, 9, 7, 7)  # Monday, nine in Oslo
MESSAGES = r"^POST /channels/\d+/messages$"


@dataclass(frozen=True)
class Town:
    sandbox: Sandbox
    app: App
    database: Path

    def prompts(self) -> list[tuple[str, str | None]]:
        """State and reason of every prompt, sorted."""
        with closing(sqlite3.connect(self.database)) as connection:
            rows = connection.execute("SELECT state, reason FROM deliveries WHERE kind = 'prompt' ORDER BY 1, 2")
            return rows.fetchall()


@asynccontextmanager
async def town(
    folder: Path, *, groups: int, limits: RateLimits | None = None, discord: Any = None, delivery: Any = None
) -> AsyncIterator[Town]:
    """`discord` and `delivery` are settings that differ from the default."""
    database = await laid_out(folder / "trellis.db")
    async with await Sandbox.start(clock=SandboxClock(START, frozen=True), limits=limits) as sandbox:
        guild = sandbox.world.add_guild("Hillside")
        sandbox.world.install(guild, INSTALL_PERMISSIONS.value, since=START - TimeDelta(hours=24 * 30))
        address = {"api_base": sandbox.api_base, "gateway_url": sandbox.gateway_url}
        settings = Settings(
            _env_file=None,
            discord=DiscordSettings(token=SecretStr(sandbox.token), **address, **(discord or {})),
            database=DatabaseSettings(path=database),
            delivery=DeliverySettings(**(delivery or {})),
        )
        async with running(settings, clock=sandbox.clock) as app:
            sandbox.clock.attach(next_due=app.engine.next_due, settle=app.engine.settle)
            await sandbox.bot_connected()
            for number in range(groups):
                channel, leader = guild.add_channel(f"circle-{number}"), sandbox.person(f"Leader {number}").user
                guild.add_member(leader)
                actor = Actor(guild.id, leader.id, Language.ENGLISH, is_moderator=True)
                name = f"Circle {number}"
                new = NewGroup(name, channel.id, 1, "09:00", "Europe/Oslo", Language.ENGLISH, leader.id)
                made = await app.services.groups.create(actor, new)
                plan = Plan("Ask one open question", "", "", "")
                await app.services.experiments.start(actor, made.group.id, Frame(), plan)
            await app.engine.settle()
            yield Town(sandbox, app, database)
            sandbox.clock.detach()
