"""Nine people and many threads: on a desk and on a phone nothing lies over anything else or outside."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from pytest_asyncio import fixture

from tests.browser.conftest import Visit, visiting
from tests.browser.fair import Fair, open_fair

pytestmark = pytest.mark.asyncio(loop_scope="session")

MORE = ("Grace", "Henry", "Luca", "Åse", "Giulia Bianchi", "Tomas", "Wilhelmina Featherstonehaugh")
THREADS = 40
DESK, PHONE = (1280, 800), (400, 780)

# How many elements reach over the edges of the box they are in.
OUTSIDE = """([inner, outer]) => {
  const box = document.querySelector(outer).getBoundingClientRect();
  return [...document.querySelectorAll(inner)].map((each) => each.getBoundingClientRect())
    .filter((each) => each.width && (each.left < box.left - 1 || each.right > box.right + 1)).length;
}"""
WIDER = "document.documentElement.scrollWidth - innerWidth"


@fixture(loop_scope="session")
async def crowd() -> AsyncIterator[Fair]:
    async with open_fair(*MORE) as opened:
        life, bot = opened.sandbox.world.thread_life, opened.sandbox.world.bot
        for number in range(1, THREADS + 1):
            life.start(opened.channel, bot, {"name": f"Week {number}: what did you try and learn?", "type": 11})
        yield opened


@fixture(loop_scope="session")
async def visit_crowd(crowd: Fair, chromium: Any) -> AsyncIterator[Visit]:
    async with visiting(crowd.sandbox, chromium) as opened:
        yield opened


@pytest.mark.parametrize(("width", "height"), [DESK, PHONE], ids=["desk", "phone"])
async def test_nine_people_and_forty_threads_fit_the_side(visit_crowd: Visit, width: int, height: int) -> None:
    visitor = await visit_crowd("Maria", width=width, height=height)
    page = visitor.page
    if (width, height) == PHONE:
        await page.get_by_role("button", name="Channels").click()

    await page.locator(".channel", has_text=f"Week {THREADS}:").scroll_into_view_if_needed()
    people = page.locator(".people .person")
    outside = [await page.evaluate(OUTSIDE, [inner, ".left"]) for inner in (".person", ".channel .name", ".channel")]

    assert (await people.count(), outside, await page.evaluate(WIDER)) == (9, [0, 0, 0], 0)
    await page.get_by_role("button", name=f"Be {MORE[-1]}").click()
    await visitor.is_now(MORE[-1])


@pytest.mark.parametrize(("width", "height"), [DESK, PHONE], ids=["desk", "phone"])
async def test_members_menus_and_faults_of_nine_fit_their_drawers(visit_crowd: Visit, width: int, height: int) -> None:
    visitor = await visit_crowd("Maria", width=width, height=height)
    page = visitor.page

    await page.get_by_role("button", name="Members").click()
    member = page.locator(".drawer .member", has_text=MORE[-1])
    await member.wait_for()
    members = await page.evaluate(OUTSIDE, [".member", ".drawer"])
    await member.click()
    await page.locator(".popup").get_by_role("menuitem", name="Thank").wait_for()
    menu = await page.evaluate(OUTSIDE, [".popup", "body"])
    await page.keyboard.press("Escape")
    await page.locator(".drawer > header").get_by_role("button", name="Close").click()
    await visitor.faults()
    await page.locator(".drawer summary", has_text="Direct messages").click()
    switch = page.get_by_role("switch", name=f"{MORE[-1]} takes direct messages")
    await switch.click()

    await visitor.reads(f"{MORE[-1]} takes no direct messages", within=".drawer .warm")
    assert await switch.is_visible()
    toggles = await page.evaluate(OUTSIDE, [".toggle", ".drawer"])
    assert (members, menu, toggles, await page.evaluate(WIDER)) == (0, 0, 0, 0)


async def test_archived_threads_stay_unfolded_while_others_write(visit_crowd: Visit, crowd: Fair) -> None:
    life = crowd.sandbox.world.thread_life
    for thread in list(crowd.guild.threads.values())[:5]:
        life.edit(thread, {"archived": True})
    visitor = await visit_crowd("Maria")

    await visitor.page.locator(".older summary", has_text="5 archived").click()
    await crowd.kari.write(list(crowd.guild.threads.values())[-1], "Hei")
    await visitor.page.locator(".channel.unread").wait_for()

    assert await visitor.page.locator(".older .channel").first.is_visible()
