"""Time-ordered 63-bit ids, made before the row is written so that both databases take the same insert."""

from collections.abc import Callable

EPOCH_MS = 1_767_225_600_000  # 2026-01-01T00:00:00Z
WORKER_BITS = 10
SEQUENCE_BITS = 12


class Ids:
    """Hands out ids that grow and never repeat: 41 bits of milliseconds, 10 of worker, 12 of sequence.

    The milliseconds are real time even where the program's clock is moved by hand: an id becomes a message's nonce,
    and Discord remembers nonces in real time.
    """

    def __init__(self, *, milliseconds: Callable[[], int], worker: int) -> None:
        self._milliseconds = milliseconds
        self._worker = worker % (1 << WORKER_BITS)
        self._last_ms = 0
        self._sequence = 0

    def new(self) -> int:
        # A clock set back must not repeat an id, so the last millisecond seen is kept until time has caught up.
        ms = max(self._milliseconds() - EPOCH_MS, self._last_ms)
        if ms > self._last_ms:
            self._last_ms, self._sequence = ms, 0
        else:
            self._sequence += 1
            if self._sequence >> SEQUENCE_BITS:
                self._last_ms, self._sequence = ms + 1, 0
        return (self._last_ms << WORKER_BITS + SEQUENCE_BITS) | (self._worker << SEQUENCE_BITS) | self._sequence
