"""Strangers at a server on loopback: another name, another page, a file from nowhere."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
from pytest_asyncio import fixture
from whenever import Instant

from sandbox import Sandbox
from sandbox.page import Served, showing
from sandbox.page.state import FILES_BYTES, FILES_KEPT, Page
from sandbox.protocol.checks import UploadedFile
from sandbox.protocol.checks.files import FILE_BYTES

# NiceGUI lives in one event loop, that of the browser's tests.
pytestmark = pytest.mark.asyncio(loop_scope="session")

EVIL = "evil.example"


@fixture(loop_scope="session")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with await Sandbox.start() as running:
        yield running


@fixture(loop_scope="session")
async def page(sandbox: Sandbox) -> AsyncIterator[Page]:
    async def never() -> Instant | None:
        return None

    home = sandbox.world.add_guild("Hillside").add_channel("general")
    served = Served(people=[sandbox.person("Maria")], home=home, zone="Europe/Oslo", next_due=never, restart=never)
    async with showing(sandbox, served) as page:
        yield page


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": EVIL},
        {"Host": f"{EVIL}:80"},
        {"Host": f"127.0.0.1.{EVIL}"},
        {"Host": "["},
        {"Host": ""},
        {"Origin": f"http://{EVIL}"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
@pytest.mark.parametrize("path", ["/", "/api/v10/users/@me", "/gateway", "/files?name=a"])
async def test_another_name_or_another_page_is_refused(
    sandbox: Sandbox, page: Page, path: str, headers: dict[str, str]
) -> None:
    token = {"Authorization": f"Bot {sandbox.token}"}
    method = "POST" if "files" in path else "GET"

    async with aiohttp.ClientSession() as session:
        answer = await session.request(method, f"http://127.0.0.1:{sandbox.port}{path}", headers={**token, **headers})

    assert answer.status == 403


@pytest.mark.parametrize("path", ["/gateway?v=10", "/?v=10", "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"])
async def test_a_foreign_page_opens_no_socket(sandbox: Sandbox, page: Page, path: str) -> None:
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
            await session.ws_connect(f"ws://127.0.0.1:{sandbox.port}{path}", origin=f"http://{EVIL}")

    assert refused.value.status == 403


async def test_this_machine_has_more_than_one_name(sandbox: Sandbox) -> None:
    names = [f"127.0.0.1:{sandbox.port}", f"localhost:{sandbox.port}", "localhost"]
    token = {"Authorization": f"Bot {sandbox.token}"}

    async with aiohttp.ClientSession() as session:
        asked = [session.get(f"{sandbox.api_base}/users/@me", headers={**token, "Host": name}) for name in names]
        answers = [(await each).status for each in asked]

    assert answers == [200, 200, 200]


@pytest.mark.parametrize("headers", [{}, {"X-Screen": ""}, {"X-Screen": "guessed"}])
async def test_a_file_from_no_open_page_is_not_kept(sandbox: Sandbox, page: Page, headers: dict[str, str]) -> None:
    async with aiohttp.ClientSession() as session:
        url = f"http://127.0.0.1:{sandbox.port}/files?name=a.txt"
        answer = await session.post(url, data=b"hello", headers=headers)

    assert (answer.status, page.files) == (403, {})


async def test_the_files_of_all_browsers_together_are_bounded(page: Page) -> None:
    large = UploadedFile(filename="large", content_type="text/plain", data=b"x" * FILE_BYTES)

    numbers = [page.keep_file(large) for _ in range(FILES_KEPT)]

    assert list(page.files) == numbers[-(FILES_BYTES // FILE_BYTES) :]


async def test_what_arrives_at_once_is_bounded_and_forgotten_when_it_has_come(page: Page) -> None:
    with page.arriving() as first, page.arriving() as second:
        room = [first(FILES_BYTES), second(1)]
    with page.arriving() as third:
        again = third(FILES_BYTES)

    assert (room, again) == ([True, False], True)
