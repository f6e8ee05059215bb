"""A small server with Trellis in it: five people in three languages, the real client over real sockets, a clock that
stands still until somebody moves it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from discord import Locale
from pydantic import SecretStr
from whenever import Date, Instant, Time, TimeDelta

from bot.app import App, running
from bot.gateway.tree import language_of
from bot.settings import DatabaseSettings, DeliverySettings, DiscordSettings, Settings
from bot.wording.texts import SOURCE_LANGUAGE, Wording
from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Person, Sandbox, SandboxClock
from sandbox.protocol.wire import Json

START = Instant.from_utc(2026, 9, 3, 8)  # a Thursday, 10:00 in Oslo
ZONE = "Europe/Oslo"
A_MONTH = TimeDelta(hours=24 * 30)
MANAGE_GUILD = 1 << 5
HANDLING_SECONDS = 10.0


class Stage:
    """`grace` and `henry` speak English, `kari` Norwegian, `luca` Italian; `maria` is the moderator.

    With `locale`, all of them use Discord in it; with `wording`, that is what Trellis says.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        database: Path,
        published: Sequence[Json] = (),
        *,
        locale: str | None = None,
        wording: Wording | None = None,
    ) -> None:
        self.sandbox = sandbox
        self.clock = sandbox.clock
        self.guild = sandbox.world.add_guild("Hillside Founders")
        self.channel = self.guild.add_channel("accountability")
        self.language = language_of(Locale(locale)) if locale else SOURCE_LANGUAGE  # of the group
        self.maria = self.move_in("Maria", locale or "en-GB", moderator=True)
        self.grace = self.move_in("Grace", locale or "en-GB")
        self.henry = self.move_in("Henry", locale or "en-US")
        self.kari = self.move_in("Kari", locale or "no")
        self.luca = self.move_in("Luca", locale or "it")
        long_ago = self.clock.now() - A_MONTH  # it introduced itself back then
        sandbox.world.install(self.guild, INSTALL_PERMISSIONS.value, since=long_ago)
        sandbox.world.registry.overwrite(None, published)
        self._settings = Settings(
            _env_file=None,
            discord=DiscordSettings(
                token=SecretStr(sandbox.token), api_base=sandbox.api_base, gateway_url=sandbox.gateway_url
            ),
            database=DatabaseSettings(path=database),
            # Discord's own limit, not ours, is what a demonstration waits for.
            delivery=DeliverySettings(requests_per_second=50, seconds_between_messages=0),
        )
        self._wording = wording
        self._bot = AsyncExitStack()
        self.app: App | None = None

    @property
    def everybody(self) -> list[Person]:
        return [self.maria, self.grace, self.henry, self.kari, self.luca]

    @property
    def commands(self) -> list[Json]:
        """What is published; it stays so while the bot comes and goes."""
        return self.sandbox.world.registry.in_scope(None)

    async def start_bot(self) -> App:
        """Starts Trellis on the server as it stands, and publishes its commands if none are."""
        opened = running(self._settings, clock=self.clock, wording=self._wording)
        self.app = await self._bot.enter_async_context(opened)
        self.clock.attach(next_due=self.app.engine.next_due, settle=self.app.engine.settle)
        await self.sandbox.bot_connected()
        if not self.commands:
            await self.app.bot.tree.sync()
        return self.app

    async def stop_bot(self) -> None:
        self.clock.detach()
        await self._bot.aclose()
        self._bot = AsyncExitStack()

    async def restart_bot(self) -> App:
        await self.stop_bot()
        return await self.start_bot()

    async def settle(self) -> None:
        """Waits until everything people did is dealt with to its end, and everything that is due now is out."""
        assert self.app is not None
        await self.app.bot.finish_handling(HANDLING_SECONDS)
        await self.app.engine.settle()

    async def until(self, date: Date, time: Time) -> None:
        """Moves the clock to a wall time in Oslo, through everything that falls due on the way."""
        await self.clock.advance_to(date.at(time).assume_tz(ZONE).to_instant())

    def move_in(self, name: str, locale: str, *, moderator: bool = False) -> Person:
        """One more person on the server, looking at the group's channel."""
        person = self.sandbox.person(name, locale=locale)
        roles = [self.guild.add_role("Moderator", permissions=MANAGE_GUILD)] if moderator else []
        self.guild.add_member(person.user, roles=roles)
        person.go(self.channel)
        return person


@asynccontextmanager
async def on_stage(
    database: Path,
    *,
    start: Instant = START,
    with_bot: bool = True,
    published: Sequence[Json] = (),
    locale: str | None = None,
    wording: Wording | None = None,
) -> AsyncIterator[Stage]:
    """A stage from curtain to curtain; `database` is where the bot keeps its state. `published` are the commands of
    another stage, which need not be published anew; `locale` and `wording` as of Stage."""
    async with await Sandbox.start(clock=SandboxClock(start, frozen=True)) as sandbox:
        stage = Stage(sandbox, database, published, locale=locale, wording=wording)
        try:
            if with_bot:
                await stage.start_bot()
            yield stage
        finally:
            await stage.stop_bot()
