"""How payloads are put into frames: as text, or compressed as the client asked."""

from __future__ import annotations

import importlib
import zlib
from collections.abc import Callable
from typing import Final, Protocol, TypeAlias

Frame: TypeAlias = str | bytes
_ZstdContext: TypeAlias = Callable[[bytes], bytes]

# "Even when enabled, not all events are compressed" (Discord's gateway documentation): the short ones stay text.
_WORTH_COMPRESSING: Final = 1024


class Encoder(Protocol):
    """Turns the payloads of one connection, in order, into frames."""

    def encode(self, text: str) -> Frame: ...


class Plain:
    """A text frame for each payload."""

    def encode(self, text: str) -> Frame:
        return text


class PayloadZlib:
    """Each longer payload by itself, as `compress` of an identify asks."""

    def encode(self, text: str) -> Frame:
        return zlib.compress(text.encode(), 1) if len(text) >= _WORTH_COMPRESSING else text


class ZlibStream:
    """One zlib context for the connection; every frame ends with a sync flush, 00 00 FF FF."""

    def __init__(self) -> None:
        self._context = zlib.compressobj(1)

    def encode(self, text: str) -> Frame:
        return self._context.compress(text.encode()) + self._context.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """One zstd frame for the connection, flushed after every payload."""

    def __init__(self, context: _ZstdContext) -> None:
        self._context = context

    def encode(self, text: str) -> Frame:
        return self._context(text.encode())


def encoder_for(asked: str | None) -> Encoder | None:
    """What the query parameter `compress` asks for; None if this sandbox cannot do it."""
    match asked:
        case None | "":
            return Plain()
        case "zlib-stream":
            return ZlibStream()
        case "zstd-stream" if (context := _zstd_context()) is not None:
            return ZstdStream(context)
        case _:
            return None


def _zstd_context() -> _ZstdContext | None:
    """From the standard library where it is (Python 3.14), else from the package that discord.py[speed] brings."""
    try:
        library = importlib.import_module("compression.zstd")
    except ImportError:
        return _zstandard_context()
    compressor = library.ZstdCompressor(level=1)

    def compress(data: bytes) -> bytes:
        return bytes(compressor.compress(data, compressor.FLUSH_BLOCK))

    return compress


def _zstandard_context() -> _ZstdContext | None:
    try:
        library = importlib.import_module("zstandard")
    except ImportError:
        return None
    context = library.ZstdCompressor(level=1).compressobj()

    def compress(data: bytes) -> bytes:
        return bytes(context.compress(data) + context.flush(library.COMPRESSOBJ_FLUSH_BLOCK))

    return compress
