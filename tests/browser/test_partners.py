"""Partners on the page: a private thread for two, which the others do not find."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.test_first_week import begin, make_group

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_p6_two_get_a_thread_on_the_page_and_a_third_does_not_find_it(visit: Visit) -> None:
    visitor = await visit("Maria")
    await make_group(visitor)
    await visitor.run("admin settings", **{"meeting-channel": ["#general"]})
    await visitor.reads("they get a private thread under")
    await visitor.be("Henry")
    await visitor.run("group join", name="Founders")
    await begin(visitor, "Ask one open question")
    await visitor.reads("Ask one open question")

    await visitor.next_delivery("Sun, 6 Sept")  # those who lead are asked a day before
    await visitor.next_delivery("Mon, 7 Sept")
    await visitor.open("Founders · 2026-09-07 · 1")
    await visitor.reads("What could I do that would help you?")
    await visitor.be("Kari")

    thread = visitor.page.locator(".channels").get_by_role("button", name="Founders · 2026-09-07 · 1")
    assert await thread.count() == 0
