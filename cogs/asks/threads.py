"""A thread that comes out of the archive: if it is that of a closed ask, somebody may have written there."""

from collections.abc import Callable, Coroutine
from typing import Any

from discord import RawThreadUpdateEvent

from bot.gateway.client import Trellis


def thread_changed(bot: Trellis) -> Callable[[RawThreadUpdateEvent], Coroutine[Any, Any, None]]:
    async def changed(event: RawThreadUpdateEvent) -> None:
        was_in_use = event.thread is not None  # the library forgets threads that go to the archive
        if not was_in_use and not event.data["thread_metadata"]["archived"]:
            await bot.services.ask_threads.came_back(event.guild_id, event.thread_id)

    return changed
