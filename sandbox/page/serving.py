"""The page on the sandbox's own server. NiceGUI is started once a process, and stopped with the last page."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from hmac import compare_digest
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import events, ui
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sandbox.page.acts import Acts
from sandbox.page.screen import Screen
from sandbox.page.served import Served
from sandbox.page.state import Page
from sandbox.protocol.channels import Channel
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.checks.files import FILE_BYTES
from sandbox.server import Sandbox

STATIC: Final = Path(__file__).parent / "static"
STATIC_PATH: Final = "/sandbox-page"
RECONNECT_SECONDS: Final = 60.0
TOO_LARGE: Final = f"Your files are too powerful. Max file size: {FILE_BYTES >> 20} MB."
TOO_MANY: Final = "Too many files are arriving at once. Try again in a moment."
NO_SCREEN: Final = "This file came from no open page. Reload the page and attach it again."
_SCOPE: Final = "sandbox.page"


class _Runtime:
    """NiceGUI has one application a process; many sandboxes may show themselves through it."""

    def __init__(self) -> None:
        self._outer: FastAPI | None = None
        self._pages = 0
        self._running = AsyncExitStack()

    async def enter(self) -> ASGIApp:
        if self._outer is None:
            self._outer = FastAPI(openapi_url=None)
            ui.run_with(
                self._outer,
                title="Sandbox",
                dark=None,
                favicon=STATIC / "icon.svg",
                tailwind=False,
                reconnect_timeout=RECONNECT_SECONDS,
                show_welcome_message=False,
                binding_refresh_interval=None,
            )
            nicegui_app.add_static_files(STATIC_PATH, STATIC, max_cache_age=0)
            ui.page("/")(_draw)
        if not self._pages:
            await self._running.enter_async_context(self._outer.router.lifespan_context(self._outer))
        self._pages += 1
        return self._outer

    async def leave(self) -> None:
        self._pages -= 1
        if not self._pages:
            await self._running.aclose()


_runtime = _Runtime()


@asynccontextmanager
async def showing(sandbox: Sandbox, served: Served) -> AsyncIterator[Page]:
    """The page is at the sandbox's root until the block is left."""
    inner = await _runtime.enter()
    page = Page(sandbox, served)

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == "/files" and scope["method"] == "POST":
            await (await _take_file(page, Request(scope, receive)))(scope, receive, send)
            return
        scope[_SCOPE] = page
        await inner(scope, receive, send)

    unmount = sandbox.mount(application)
    try:
        yield page
    finally:
        unmount()
        page.close()
        for screen in tuple(page.screens):
            screen.leave()
        await _runtime.leave()


def _draw(request: Request) -> None:
    page: Page = request.scope[_SCOPE]
    ui.add_head_html(
        f'<link rel="stylesheet" href="{STATIC_PATH}/page.css"><script src="{STATIC_PATH}/page.js" defer></script>'
    )
    client = ui.context.client
    people = page.served.people
    wanted = request.query_params.get("as", "").lower()
    person = next((each for each in people if each.name.lower() == wanted), people[0])
    screen = Screen(page, client, person, _channel(page, request.query_params.get("channel", "")))
    acts = Acts(screen)
    page.screens.add(screen)
    page.look_ahead_soon()

    async def act(event: events.GenericEventArguments) -> None:
        arguments: Any = event.args
        await acts.do(arguments if isinstance(arguments, dict) else arguments[0])

    ui.on("act", act)
    client.on_connect(screen.set_address)
    client.on_delete(screen.leave)


def _channel(page: Page, wanted: str) -> Channel:
    channel = page.world.channels.get(int(wanted)) if wanted.isdigit() else None
    return channel or page.home


async def _take_file(page: Page, request: Request) -> Response:
    """Keep a file that was chosen in a browser that shows the page, or say in a sentence why not."""
    key = request.headers.get("x-screen", "")
    if not any(compare_digest(key.encode(), screen.key.encode()) for screen in page.screens):
        return JSONResponse({"refused": NO_SCREEN}, 403)
    data = bytearray()
    with page.arriving() as has_room:
        async for chunk in request.stream():
            data += chunk
            if len(data) > FILE_BYTES:
                return JSONResponse({"refused": TOO_LARGE}, 413)
            if not has_room(len(chunk)):
                return JSONResponse({"refused": TOO_MANY}, 413)
    name = request.query_params.get("name") or "file"
    kind = request.headers.get("content-type") or "application/octet-stream"
    number = page.keep_file(UploadedFile(filename=name, content_type=kind, data=bytes(data)))
    return JSONResponse({"id": number})
