"""The whole bot on a Discord of our own: a server with five people, and a month played on it.

With `bot/__main__.py` this is the only part of the program that knows the sandbox.
"""

import tempfile
from pathlib import Path

from bot.demo.month import play_month
from bot.demo.stage import ZONE, on_stage
from bot.demo.transcript import Transcript
from bot.settings import Settings

HOW_TO_READ = (
    "In [brackets] is who can read it; the server's owner, here Operator, reads private threads too.\n"
    "→ is what somebody does, … what you have read before; 📱 is what the phones of those it calls show of a message,\n"
    "or, where it names nobody, of those who follow the whole channel. In the app, that line stands above the rest."
)


async def play(_settings: Settings) -> int:
    """Plays the month in a folder of its own and prints what everybody saw, in the order it happened."""
    with tempfile.TemporaryDirectory(prefix="trellis-demo-") as folder:
        async with on_stage(Path(folder) / "trellis.db") as stage:
            await play_month(stage)
            transcript = Transcript(stage.sandbox.world, ZONE)
            told = list(transcript.of(stage.sandbox.world.journal.entries))
    print("\n\n".join([HOW_TO_READ, *told]))  # noqa: T201 — printing it is the point
    return 0
