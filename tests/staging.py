"""A stage without the wait: the first of a process migrates and publishes in full, the others find both done."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from bot.demo.stage import Stage, on_stage
from tests.schema import laid_out

_commands: list[dict[str, Any]] = []


@asynccontextmanager
async def staged(
    folder: Path, opening: Callable[..., AbstractAsyncContextManager[Stage]] = on_stage, **how: Any
) -> AsyncIterator[Stage]:
    """A stage, or a town, from opening to closing, as it is after a restart of the bot; `how` is what `opening` takes.

    The database is `trellis.db` in the folder.
    """
    async with opening(await laid_out(folder / "trellis.db"), published=_commands, **how) as stage:
        _commands[:] = stage.commands
        yield stage
