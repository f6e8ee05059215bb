"""The command line: `python -m bot run | sync | demo | sandbox`. A start-up error is one sentence and an exit code."""

import argparse
import asyncio
import errno
import signal
import sys
from collections.abc import Callable, Coroutine

import discord
from pydantic import ValidationError

from bot.app import MissingToken, running
from bot.log import set_up_logging
from bot.settings import Settings, load_settings
from bot.storage.database import DatabaseInUse
from bot.storage.migrate import DatabaseNewer, MigrationChanged
from cogs._shared.checks import INSTALL_PERMISSIONS

OK, FAILED, MISUSED = 0, 1, 2

NO_TOKEN = """\
Trellis needs a token to join Discord: create an application at https://discord.com/developers/applications,
open Bot, press Reset Token, and put it into .env as DISCORD__TOKEN=… (see .env.example).
To try it without one: make try."""

PORT = 8737


async def run(settings: Settings) -> int:
    """Runs until interrupted, asked to stop, or shut out by Discord for good."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    async with running(settings) as app:
        print(f"Invite me with: {install_link(app.bot.application_id or 0)}", file=sys.stderr)
        stopping = asyncio.create_task(stopped.wait())
        await asyncio.wait([stopping, app.gateway], return_when=asyncio.FIRST_COMPLETED)
        if app.gateway.done():
            app.gateway.result()
    return OK


async def sync(settings: Settings) -> int:
    """Publishes the commands. A deploy step, not a start step: Discord allows 200 new commands a day."""
    async with running(settings) as app:
        published = await app.bot.tree.sync()
        print(f"Published {len(published)} commands: {', '.join(command.name for command in published)}.")
    return OK


async def demo(settings: Settings) -> int:
    """Plays a group's first month on a Discord of our own and prints what everybody saw."""
    from bot.demo import play

    return await play(settings)


COMMANDS: dict[str, Callable[[Settings], Coroutine[None, None, int]]] = {"run": run, "sync": sync, "demo": demo}


async def sandbox(options: argparse.Namespace) -> int:
    """Opens a Discord of our own in the browser, with Trellis in it. Needs no settings, and takes no token."""
    from bot.demo.town import serve

    try:
        return await serve(port=options.port, history=options.history, browser=not options.no_browser)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise
        return _complain(f"Port {options.port} is in use. Choose another: PORT={options.port + 1} make try.")


def install_link(application_id: int) -> str:
    """Where a moderator adds the bot, with no permission it does not need."""
    return discord.utils.oauth_url(
        application_id, permissions=INSTALL_PERMISSIONS, scopes=("bot", "applications.commands")
    )


def main() -> int:
    options = _parser().parse_args()
    if options.command == "sandbox":
        return _run_sandbox(options)
    command = COMMANDS[options.command]
    try:
        settings = load_settings()
    except ValidationError as error:
        return _complain(_settings_sentence(error), MISUSED)
    set_up_logging("ERROR" if command is demo else settings.log.level, as_json=settings.log.as_json)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(command(settings))
    except KeyboardInterrupt:
        return OK
    except MissingToken:
        return _complain(NO_TOKEN, MISUSED)
    except discord.LoginFailure:
        return _complain("Discord does not accept this token. Reset it in the developer portal and set it anew.")
    except discord.ConnectionClosed as error:
        return _complain(f"Discord closed the connection for good, with code {error.code}. See the operators' guide.")
    except DatabaseInUse as error:
        return _complain(f"Another Trellis is using {error}. Stop it first, or set DATABASE__PATH to another file.")
    except DatabaseNewer:
        return _complain("The database was written by a newer Trellis. Install that version, or restore a backup.")
    except MigrationChanged as error:
        return _complain(f"{error} was changed after it had been applied here. Install an unmodified Trellis.")
    except OSError as error:
        return _complain(f"Discord, or the database's folder, cannot be reached: {error}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Trellis, a bot for accountability groups.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=command.__doc__)
    trying = commands.add_parser("sandbox", help=sandbox.__doc__)
    trying.add_argument("--port", type=_port, default=PORT, help=f"where the page is; {PORT} unless told, 0 is any")
    trying.add_argument("--no-browser", action="store_true", help="only prints the address")
    trying.add_argument("--history", action="store_true", help="plays three weeks first")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise ValueError
    return port


def _run_sandbox(options: argparse.Namespace) -> int:
    set_up_logging("ERROR", as_json=False)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(sandbox(options))
    except KeyboardInterrupt:
        return OK


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _settings_sentence(error: ValidationError) -> str:
    names = ["__".join(map(str, each["loc"])).upper() + f" ({each['msg']})" for each in error.errors()]
    return f"Some settings cannot be used: {', '.join(names)}. See .env.example."


def _complain(sentence: str, code: int = FAILED) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
