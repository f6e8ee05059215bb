"""The Discord client: guilds intent only, no caches it does not need, every feature set up by its package."""

import asyncio
import re
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol

import aiohttp
import discord
import structlog
import yarl
from discord.app_commands import AppCommandContext, AppInstallationType
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.domain.things import Thing
from bot.gateway.awaited import Awaited
from bot.gateway.cards import CardTable, DigestSection
from bot.gateway.member_check import MemberCheck
from bot.gateway.mentions import NOBODY
from bot.gateway.servers import Servers
from bot.gateway.tree import CatalogueTranslator, Heard, OnceTree
from bot.gateway.watchdog import Watchdog
from bot.reporting import Reporter
from bot.services import Services
from bot.settings import DiscordSettings
from bot.wording.texts import Texts, Wording

log = structlog.get_logger()

# Trellis never speaks; the library would warn at every start that it could not.
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


# What discord.py 2.7.1 calls the tasks in which it runs commands, controls and listeners.
HANDLER_TASKS = ("CommandTree-invoker", "discord-ui-", "discord.py: ")


class FormKind(Protocol):
    """One kind of dialog: how it is built, also from a draft, and what a submit means.

    `args` is what its custom id carries behind the prefix, `given` its texts by name. `about` is a sort of thing, and
    which of the args names it.
    """

    prefix: str
    about: tuple[Thing, int]

    def build(self, texts: Texts, args: Sequence[str], given: Mapping[str, str]) -> discord.ui.Modal: ...

    async def submit(
        self, interaction: "discord.Interaction[Trellis]", args: Sequence[str], given: Mapping[str, str]
    ) -> None: ...


class Trellis(commands.Bot):
    """`cards`, `digest_sections`, `forms` and `controls` are filled by the features' `setup`; courier and form dispatch
    read them."""

    def __init__(
        self,
        settings: DiscordSettings,
        services: Services,
        wording: Wording,
        features: Sequence[str],
        *,
        trace: aiohttp.TraceConfig,
    ) -> None:
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=OnceTree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=NOBODY,
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            http_trace=trace,
            max_ratelimit_timeout=settings.rate_limit_patience_seconds,
            allowed_contexts=AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=AppInstallationType(guild=True, user=False),
        )
        self.services = services
        self.wording = wording
        self.cards: CardTable = {}
        self.digest_sections: list[DigestSection] = []
        self.forms: dict[str, FormKind] = {}
        self.heard = Heard()
        self.awaited = Awaited()
        self.member_check = MemberCheck(self)
        self.controls: dict[re.Pattern[str], type[discord.ui.DynamicItem[Any]]] = {}
        self._features = features
        self._reporter = Reporter("gateway.listener_failed")
        self._watchdog = Watchdog(settings.resume_attempts, settings.resume_seconds)
        self._watchdog.watch(self)
        Servers(services.removals).watch(self)

    async def setup_hook(self) -> None:
        # Not as extensions, which are unloaded and run anew: a process has each class and each table of a feature once.
        for feature in self._features:
            await import_module(feature).setup(self)
        await self.tree.set_translator(CatalogueTranslator(self.wording))

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stays connected until closed. A session that cannot be resumed is given up and a new one begun."""
        while not self.is_closed():
            self._watchdog.reset()
            connecting = asyncio.create_task(super().connect(reconnect=reconnect))
            barking = asyncio.create_task(self._watchdog.bark())
            try:
                await asyncio.wait([connecting, barking], return_when=asyncio.FIRST_COMPLETED)
                if connecting.done():
                    return connecting.result()
            finally:
                connecting.cancel()
                barking.cancel()
                await asyncio.wait([connecting, barking])
            log.warning("gateway.session_given_up")
            await self.ws.close()
        return None

    async def on_error(self, _event: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Reports what a listener raised; the library calls it while it handles that."""
        if isinstance(error := sys.exc_info()[1], Exception):
            self._reporter.failed(error)

    async def finish_handling(self, seconds: float) -> None:
        """Waits, for at most `seconds`, until everything people did so far is dealt with to its end."""
        handling = [task for task in asyncio.all_tasks() if task.get_name().startswith(HANDLER_TASKS)]
        if handling:
            await asyncio.wait(handling, timeout=seconds)

    def add_controls(self, *controls: type[discord.ui.DynamicItem[Any]]) -> None:
        """Takes buttons and menus; `knows_control` tells theirs from those of a version long gone."""
        self.add_dynamic_items(*controls)
        self.controls |= {control.__discord_ui_compiled_template__: control for control in controls}

    def knows_control(self, custom_id: str) -> bool:
        return any(template.fullmatch(custom_id) for template in self.controls)

    def add_form(self, form: FormKind) -> None:
        self.forms[form.prefix] = form


def point_at(settings: DiscordSettings) -> None:
    """Has discord.py speak to a Discord-compatible server instead of Discord, where one is named."""
    if settings.api_base:
        Route.BASE = settings.api_base
    if settings.gateway_url:
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(settings.gateway_url)
