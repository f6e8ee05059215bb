"""A bare WebSocket to the gateway."""

from __future__ import annotations

import json
from typing import Any

import aiohttp

from sandbox import Sandbox


class Socket:
    """Sends and reads payloads as they are."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket

    async def send(self, op: int, data: Any) -> None:
        await self._socket.send_str(json.dumps({"op": op, "d": data}))

    async def receive(self) -> dict[str, Any]:
        return json.loads((await self._socket.receive(timeout=5)).data)

    async def until(self, event: str) -> dict[str, Any]:
        while (payload := await self.receive())["t"] != event:
            pass
        return payload

    async def closed_with(self) -> int | None:
        while (await self._socket.receive(timeout=5)).type is aiohttp.WSMsgType.TEXT:
            pass
        return self._socket.close_code

    async def identify(self, sandbox: Sandbox, **fields: Any) -> dict[str, Any]:
        await self.send(2, {"token": sandbox.token, "intents": 1, "properties": {}, **fields})
        return (await self.until("READY"))["d"]
