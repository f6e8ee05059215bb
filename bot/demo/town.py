"""The server that `make try` opens: five people in three languages, and the page to be them on."""

import asyncio
import os
import signal
import sys
import tempfile
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from whenever import Instant

from bot.demo.month import play_three_weeks
from bot.demo.stage import START, ZONE, Stage
from sandbox import Sandbox, SandboxClock
from sandbox.page import Served, showing
from sandbox.protocol.channels import FORUM, ForumTag
from sandbox.protocol.wire import Json
from sandbox.server import HOST

GUIDE = (
    "Begin as Maria, who looks after this server: `/admin setup`. Six questions lead to the first group.",
    "Let pairs meet under #general, asks go to #ask-and-offer, and Grace lead the group. Later, try `/ask`.",
    "Be Grace, with her picture at the bottom left or behind ☰, and begin: `/experiment start`. Leaders go first.",
    "Be Kari or Luca: `/group join`, take one of the ideas, and see Trellis speak Norwegian or Italian.",
    "Go on, with the green button at the top: Grace is asked on Sunday, everybody on Monday. Answer, and respond.",
    "Go on until the digest. Then try `/my away`, an answer that failed, or a fault, at the top right.",
)
AFTER_HISTORY = (
    "Three weeks have been played here. Open a thread, or be somebody else at the bottom left.",
    "Go to the next delivery, with the green button at the top, and answer as anybody.",
)


@asynccontextmanager
async def open_town(
    database: Path,
    *,
    port: int = 0,
    history: bool = False,
    frozen: bool = False,
    start: Instant = START,
    published: Sequence[Json] = (),
) -> AsyncIterator[Stage]:
    """The town with its page, from opening to closing. `frozen` stops the clock between moves; `published` is as for
    a stage.

    Raises OSError if the port is taken.
    """
    async with await Sandbox.start(port=port, clock=SandboxClock(start, frozen=frozen)) as sandbox:
        stage = Stage(sandbox, database, published)
        stage.guild.add_channel("general", topic="Whatever else there is to say")
        try:
            await stage.start_bot()
            if history:
                await play_three_weeks(stage)
            else:
                tags = _tags(stage)
                stage.guild.add_channel("ask-and-offer", FORUM, topic="Ask, and somebody may know", available_tags=tags)
            async with showing(sandbox, _served(stage, GUIDE if not history else AFTER_HISTORY)):
                yield stage
        finally:
            await stage.stop_bot()


def _tags(stage: Stage) -> list[ForumTag]:
    names = ("Advice", "Feedback", "Resource", "Introduction", "Compare notes")
    return [ForumTag(stage.sandbox.world.ids.next(), name) for name in names]


def _served(stage: Stage, guide: tuple[str, ...]) -> Served:
    async def next_due() -> Instant | None:
        return await stage.app.engine.next_due() if stage.app else None

    return Served(
        people=stage.everybody,
        home=stage.channel,
        zone=ZONE,
        next_due=next_due,
        restart=stage.restart_bot,
        guide=guide,
    )


async def serve(*, port: int, history: bool, browser: bool) -> int:
    """Keeps the town open until interrupted. Nothing of it is kept; raises OSError if the port is taken."""
    if os.environ.get("DISCORD__TOKEN"):
        _say("DISCORD__TOKEN is set. The sandbox neither uses nor keeps it: the bot logs in with a token made here.")
    if history:
        _say("Three weeks are being played …")
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    with tempfile.TemporaryDirectory(prefix="trellis-sandbox-") as folder:
        async with open_town(Path(folder) / "trellis.db", port=port, history=history) as stage:
            address = f"http://{HOST}:{stage.sandbox.port}/"
            _say(f"Trellis is waiting for you at {address}   (Ctrl+C ends it)")
            if browser and _has_screen():
                await asyncio.to_thread(webbrowser.open, address)
            await stopped.wait()
    return 0


def _has_screen() -> bool:
    """Whether a browser that is opened would be seen; a browser in this very terminal would be in the way."""
    return sys.platform in ("darwin", "win32") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(sentence: str) -> None:
    print(sentence, flush=True)  # noqa: T201 — the terminal is where this program speaks
