"""A town in this process, and a real Chromium that looks at it. One event loop for all: NiceGUI and Playwright each
live in one."""

import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import async_playwright
from pytest_asyncio import fixture

from bot.demo.stage import Stage
from bot.demo.town import open_town
from sandbox import Sandbox
from tests.browser.fair import Fair, open_fair
from tests.browser.visitor import Visitor
from tests.staging import staged

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# A new context opens a browser window, which nobody sees. Building the list under its address bar, a page of its own,
# takes twice as long as building ours. The last list counts, so what Playwright turns off for good reason is repeated.
UNUSED = [
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "SpareRendererForSitePerProcess",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "MediaRouter",
    "OptimizationHints",
    "PaintHolding",
]
FLAGS = [
    f"--disable-features={','.join(UNUSED)}",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Visit = Callable[..., Awaitable[Visitor]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents and "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="needs Chromium: apt-get install chromium"))


@fixture(loop_scope="session", scope="session")
async def chromium() -> AsyncIterator[Any]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@fixture(loop_scope="session")
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path, open_town, frozen=True) as opened:
        yield opened


@fixture(loop_scope="session")
async def visit(stage: Stage, chromium: Any) -> AsyncIterator[Visit]:
    """Opens the page in a browser of its own; fails the test if a script in it failed."""
    async with visiting(stage.sandbox, chromium) as opened:
        yield opened


@fixture(loop_scope="session")
async def fair() -> AsyncIterator[Fair]:
    async with open_fair() as opened:
        yield opened


@fixture(loop_scope="session")
async def visit_fair(fair: Fair, chromium: Any) -> AsyncIterator[Visit]:
    """Opens the page of the other bot."""
    async with visiting(fair.sandbox, chromium) as opened:
        yield opened


@asynccontextmanager
async def visiting(sandbox: Sandbox, chromium: Any) -> AsyncIterator[Visit]:
    async with AsyncExitStack() as open_contexts:
        failures: list[str] = []

        async def opened(name: str = "Maria", *, width: int = 1280, height: int = 800) -> Visitor:
            context = await chromium.new_context(viewport={"width": width, "height": height}, locale="en-GB")
            open_contexts.push_async_callback(context.close)
            page = await context.new_page()
            page.set_default_timeout(10_000)
            page.on("pageerror", lambda error: failures.append(str(error)))
            visitor = Visitor(page, f"http://127.0.0.1:{sandbox.port}/")
            await visitor.arrive(name)
            return visitor

        yield opened
        assert failures == []
