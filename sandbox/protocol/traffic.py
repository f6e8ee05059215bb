"""Answers that are on their way to the client."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# Turns of the event loop in which a client in this loop reads an answer, parses it and acts on it: for
# discord.py over aiohttp about six.
_TURNS: Final = 32


class Traffic:
    """Knows which requests are carried out but not yet answered."""

    def __init__(self) -> None:
        self._answering = 0
        self._answered = asyncio.Event()

    @contextmanager
    def answering(self) -> Iterator[None]:
        """While this lasts an answer is on its way."""
        self._answering += 1
        self._answered.clear()
        try:
            yield
        finally:
            self._answering -= 1
            if not self._answering:
                self._answered.set()

    async def quiet(self) -> None:
        """Returns when the client has its answers: nobody's hand is faster than the wire.

        What a person sees, she sees when the request that caused it is carried out; the client learns it from
        the answer. Without this she could press a button before the client knows that it has one.
        """
        if self._answering:
            await self._answered.wait()
        for _ in range(_TURNS):
            await asyncio.sleep(0)
