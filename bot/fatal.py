"""Errors that keep the program from starting, or end it: each is one sentence for the operator."""

from collections.abc import Callable
from typing import Any

import aiohttp
import discord

from bot.app import MissingToken
from bot.domain.errors import DatabaseDamaged, DatabaseFault, DatabaseFull, DatabaseGone, DatabaseInUse
from bot.gateway.observer import NotDiscord
from bot.settings import Settings
from bot.storage.migrate import DatabaseNewer, MigrationChanged

NO_TOKEN = """\
Trellis needs a token to join Discord: create an application at https://discord.com/developers/applications,
open Bot, press Reset Token, and put it into .env as DISCORD__TOKEN=… (see .env.example).
To try it without one: make try."""


def sentence(error: Exception, settings: Settings) -> str | None:
    """What the operator is told; None for what nobody expected. No text of a page that came instead of an answer."""
    for kind in type(error).__mro__:
        if say := SENTENCES.get(kind):
            return say(error, settings)
    return None


def _refused(error: discord.HTTPException, _settings: Settings) -> str:
    if error.code:
        return f"Discord refuses to let Trellis in: {error.text} (status {error.status}, code {error.code})."
    if error.status == 429:
        return "Discord asks this address for silence (status 429). Wait ten minutes at least, then start again."
    if error.status >= 500:
        return (
            f"Discord is not well: it answered {error.status}. See https://discordstatus.com, and start again in a few"
            " minutes."
        )
    return _not_discord(error.status)


def _not_discord(status: int) -> str:
    return (
        f"Discord did not let Trellis in: what answered, with status {status}, is not Discord itself but something on"
        " the way, such as Cloudflare or a proxy. Try again in a few minutes."
    )


def _damaged(error: DatabaseDamaged, settings: Settings) -> str:
    return (
        f"The database {settings.database.path} is damaged: {error}. Put a copy in its place, as the operators' guide"
        " says; Trellis has changed nothing in it."
    )


def _gone(error: DatabaseGone, _settings: Settings) -> str:
    if error.left is None:
        return f"{error.file} was deleted or replaced while Trellis was using it, so Trellis has stopped."
    if error.left.name.endswith("-wal"):
        return f"{error.file} is gone, but {error.left} is not. Put the database back beside it, or take that away too."
    return f"{error.file} is gone, but what it held is in {error.left}. Rename that, then start again."


SENTENCES: dict[type[BaseException], Callable[[Any, Settings], str]] = {
    MissingToken: lambda *_: NO_TOKEN,
    discord.LoginFailure: lambda *_: (
        "Discord does not accept this token. Reset it in the developer portal and set it anew."
    ),
    discord.ConnectionClosed: lambda error, _: (
        f"Discord closed the connection for good, with code {error.code}. See the operators' guide."
    ),
    discord.PrivilegedIntentsRequired: lambda *_: (
        "Discord closed the connection for good, with code 4014. See the operators' guide."
    ),
    discord.RateLimited: lambda error, _: (
        f"Discord asks for silence. Wait {error.retry_after:.0f} seconds, then start again."
    ),
    discord.HTTPException: _refused,
    NotDiscord: lambda error, _: _not_discord(error.status),
    DatabaseInUse: lambda error, _: (
        f"Another Trellis is using {error}. Stop it first, or set DATABASE__PATH to another file."
    ),
    DatabaseNewer: lambda *_: "The database was written by a newer Trellis. Install that version, or restore a backup.",
    MigrationChanged: lambda error, _: (
        f"{error} was changed after it had been applied here. Install an unmodified Trellis."
    ),
    DatabaseFull: lambda error, settings: (
        f"Nothing can be written to {settings.database.path} ({error}). Make room on the disk, then start again; what"
        " was there is unharmed."
    ),
    DatabaseDamaged: _damaged,
    DatabaseGone: _gone,
    DatabaseFault: lambda error, settings: f"The database {settings.database.path} cannot be used: {error}.",
    aiohttp.InvalidURL: lambda *_: (
        "DISCORD__API_BASE or DISCORD__GATEWAY_URL is no address. Leave both out, and Trellis speaks to Discord."
    ),
    aiohttp.ClientError: lambda error, _: f"Discord cannot be reached: {error}.",
    OSError: lambda error, _: f"Discord, or the database's folder, cannot be reached: {error}.",
}
