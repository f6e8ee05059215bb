"""The gateway in the three compressions that clients ask for, read by hand."""

from __future__ import annotations

import json
import zlib
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
import zstandard

from sandbox import Sandbox
from sandbox.protocol.guilds import Guild
from tests.sandbox.conftest import Bot

Open = Callable[[str], Any]
SYNC_FLUSH = b"\x00\x00\xff\xff"


@pytest.fixture
async def connect(sandbox: Sandbox) -> AsyncIterator[Open]:
    async with aiohttp.ClientSession() as session:
        yield lambda query: session.ws_connect(f"{sandbox.gateway_url}?v=10&{query}")


def identify(sandbox: Sandbox, **fields: Any) -> str:
    return json.dumps({"op": 2, "d": {"token": sandbox.token, "intents": 1, "properties": {}, **fields}})


async def first_three(socket: aiohttp.ClientWebSocketResponse, sandbox: Sandbox, **fields: Any) -> list[Any]:
    """The frames of Hello, READY and GUILD_CREATE."""
    hello = await socket.receive(timeout=5)
    await socket.send_str(identify(sandbox, **fields))
    return [hello.data, *[(await socket.receive(timeout=5)).data for _ in range(2)]]


def names(texts: list[str | bytes]) -> list[str | None]:
    return [json.loads(text)["t"] for text in texts]


@pytest.mark.usefixtures("guild")
async def test_one_zlib_context_serves_the_whole_connection(sandbox: Sandbox, connect: Open) -> None:
    async with connect("encoding=json&compress=zlib-stream") as socket:
        frames = await first_three(socket, sandbox)

    inflator = zlib.decompressobj()
    assert names([inflator.decompress(frame) for frame in frames]) == [None, "READY", "GUILD_CREATE"]
    assert [frame[-4:] for frame in frames] == [SYNC_FLUSH] * 3


@pytest.mark.usefixtures("guild")
async def test_one_zstd_frame_serves_the_whole_connection(sandbox: Sandbox, connect: Open) -> None:
    async with connect("compress=zstd-stream") as socket:
        frames = await first_three(socket, sandbox)

    inflator = zstandard.ZstdDecompressor().decompressobj()
    assert names([inflator.decompress(frame) for frame in frames]) == [None, "READY", "GUILD_CREATE"]


@pytest.mark.usefixtures("guild")
async def test_an_identify_may_ask_for_compressed_payloads(sandbox: Sandbox, connect: Open) -> None:
    async with connect("encoding=json") as socket:
        hello, ready, created = await first_three(socket, sandbox, compress=True)
        await socket.send_str(json.dumps({"op": 1, "d": None}))
        acknowledged = await socket.receive(timeout=5)

    assert names([hello, ready, zlib.decompress(created)]) == [None, "READY", "GUILD_CREATE"]
    assert acknowledged.type is aiohttp.WSMsgType.TEXT


@pytest.mark.usefixtures("guild")
async def test_nothing_is_compressed_unless_asked(sandbox: Sandbox, connect: Open) -> None:
    async with connect("encoding=json") as socket:
        frames = await first_three(socket, sandbox)

    assert names(frames) == [None, "READY", "GUILD_CREATE"]


async def test_a_payload_may_come_in_a_binary_frame(sandbox: Sandbox, connect: Open) -> None:
    async with connect("encoding=json") as socket:
        await socket.receive(timeout=5)
        await socket.send_bytes(identify(sandbox).encode())

        ready = await socket.receive(timeout=5)

    assert names([ready.data]) == ["READY"]


@pytest.mark.parametrize("query", ["encoding=etf", "compress=lz4-stream"])
async def test_a_format_the_sandbox_does_not_speak_is_refused_and_written_down(
    sandbox: Sandbox, connect: Open, query: str
) -> None:
    async with connect(query) as socket:
        closing = await socket.receive(timeout=5)

    (written,) = sandbox.world.journal.of("unknown_route")
    assert (closing.type, closing.data) == (aiohttp.WSMsgType.CLOSE, 4000)
    assert query in written.facts["path"]


async def test_the_client_hears_compressed_events_and_resumes(sandbox: Sandbox, bot: Bot, guild: Guild) -> None:
    sandbox.world.faults.drop_gateway()
    missed = guild.add_channel("missed", topic="Ære være " * 100)

    await bot.hear("resumed")

    assert bot.get_channel(missed.id).topic == missed.topic
