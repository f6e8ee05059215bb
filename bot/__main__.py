"""The command line: `python -m bot run | sync | demo | sandbox`. A start-up error is one sentence and an exit code."""

import argparse
import asyncio
import errno
import re
import signal
import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager

import discord
from pydantic import ValidationError
from pydantic_settings import SettingsError

from bot import fatal
from bot.app import MissingToken, running
from bot.log import set_up_logging
from bot.settings import Settings, load_settings
from cogs._shared.checks import INSTALL_PERMISSIONS

OK, FAILED, MISUSED = 0, 1, 2

PORT = 8737


async def run(settings: Settings) -> int:
    """Runs until interrupted, asked to stop, shut out by Discord for good, or bereft of its database."""
    with _stopped_by(signal.SIGTERM):
        async with running(settings) as app:
            print(f"Invite me with: {install_link(app.bot.application_id or 0)}", file=sys.stderr)
            ends = [app.gateway, app.storage]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            for end in ends:
                if end.done():
                    end.result()
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


@contextmanager
def _stopped_by(number: signal.Signals) -> Iterator[None]:
    """Has a signal end what runs in the block, however far its start has come: it is cancelled, as at Ctrl-C."""
    loop, running_here = asyncio.get_running_loop(), asyncio.current_task()
    assert running_here is not None
    asked = False

    def stop() -> None:
        nonlocal asked
        if not asked:  # once is enough: what is being sent shall be recorded
            asked = True
            running_here.cancel()

    loop.add_signal_handler(number, stop)
    try:
        yield
    except asyncio.CancelledError:
        if not asked:
            raise
        running_here.uncancel()
    finally:
        loop.remove_signal_handler(number)


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
    except SettingsError as error:
        return _complain(_unreadable_sentence(error), MISUSED)
    except (OSError, UnicodeDecodeError) as error:
        return _complain(f".env cannot be read: {error}.", MISUSED)
    set_up_logging("ERROR" if command is demo else settings.log.level, as_json=settings.log.as_json)
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(command(settings))
    except KeyboardInterrupt:
        return OK
    except Exception as error:
        sentence = fatal.sentence(error, settings)
        if sentence is None:
            raise
        return _complain(sentence, MISUSED if isinstance(error, MissingToken) else FAILED)


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


def _unreadable_sentence(error: SettingsError) -> str:
    """Without the value, which may hold the token."""
    found = re.search(r'field "(\w+)"', str(error))
    name = found[1].upper() if found else "A setting"
    return f"{name} cannot be read. What belongs to it is set one by one, as {name}__…; see .env.example."


def _complain(sentence: str, code: int = FAILED) -> int:
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
