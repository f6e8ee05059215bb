"""How values look on the wire: snowflakes, timestamps, flags."""

from __future__ import annotations

from typing import Any, Final, TypeAlias

from whenever import Instant

from sandbox.clock import RealTime

Json: TypeAlias = dict[str, Any]

DISCORD_EPOCH_MS: Final = 1_420_070_400_000

EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
SUPPRESS_EMBEDS: Final = 1 << 2
HAS_THREAD: Final = 1 << 5
SUPPRESS_NOTIFICATIONS: Final = 1 << 12
COMPONENTS_V2: Final = 1 << 15


def timestamp(instant: Instant) -> str:
    """ISO 8601 with six decimals and an offset, as Discord writes it."""
    return instant.to_stdlib().isoformat(timespec="microseconds")


class Snowflakes:
    """Ids that carry real time: the client computes the end of a token from the interaction's id."""

    def __init__(self, real: RealTime) -> None:
        self._real = real
        self._last = 0

    def next(self) -> int:
        """A new id, greater than every one before."""
        born = (int(self._real.unix() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last = max(born, self._last + 1)
        return self._last


def born_at(snowflake: int) -> float:
    """Unix seconds of a snowflake."""
    return ((snowflake >> 22) + DISCORD_EPOCH_MS) / 1000
