"""A group's first week, by clicks and keys alone."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def make_group(visitor: Visitor) -> None:
    bar = await visitor.command("admin group create")
    await bar.locator("[name=name]").fill("Founders")
    await bar.locator("[name=channel]").select_option(label="#accountability")
    await bar.locator("[name=weekday]").select_option(label="Monday")
    await bar.locator("[name=time]").fill("09:00")
    await bar.locator("[name=zone]").fill("osl")
    await bar.get_by_role("option", name="Oslo").click()
    await bar.locator("[name=language]").select_option(label="English")
    await bar.locator("[name=facilitator]").select_option(label="Grace")
    await visitor.page.keyboard.press("Enter")
    await visitor.reads("“Founders” is ready")


async def begin(visitor: Visitor, what: str) -> None:
    bar = await visitor.command("experiment start")
    await bar.locator("[name=way]").select_option(index=1)
    await visitor.page.keyboard.press("Enter")
    await bar.locator("[type=submit]").click()
    await visitor.fill(what=what)
    await visitor.send()


async def test_a_group_lives_its_first_week_by_clicks_alone(visit: Visit) -> None:
    visitor = await visit("Maria")

    await make_group(visitor)
    await visitor.be("Henry")
    await visitor.run("group join", name="Founders")
    await visitor.reads("Welcome to “Founders”")
    await begin(visitor, "Ask one open question")
    await visitor.reads("Ask one open question")
    await visitor.next_delivery("Sun, 6 Sept")  # those who lead are asked a day before
    await visitor.next_delivery("Mon, 7 Sept")
    await visitor.reads("“Founders”: what happened?")
    await visitor.press("I tried")
    await visitor.fill(happened="She told me a story", learned="Silence works")
    await visitor.send()
    await visitor.page.locator(".log time[data-s=date]", has_text="Monday").wait_for()
    await visitor.page.get_by_role("button", name="More time").click()
    await visitor.page.get_by_role("button", name="+1 week").click()
    await visitor.page.locator(".now", has_text="Mon, 14 Sept").wait_for()
    await visitor.page.locator(".steps").wait_for()

    await visitor.reads("100%")
    await visitor.reads("Silence works")


async def test_a_form_that_is_refused_keeps_what_was_typed(visit: Visit) -> None:
    visitor = await visit("Maria")
    await make_group(visitor)
    await visitor.run("group join", name="Founders")
    await begin(visitor, "")

    await visitor.form.get_by_role("alert").wait_for()
    await visitor.fill(why="Because it matters")
    refusal = await visitor.form.get_by_role("alert").inner_text()
    await visitor.send()
    kept = await visitor.form.locator("[name=why]").input_value()
    await visitor.fill(what="Call one customer")
    await visitor.send()

    await visitor.reads("Call one customer")
    assert refusal == "“What will you try?” is required"
    assert kept == "Because it matters"


async def test_the_page_outlives_a_restart_of_the_bot(visit: Visit) -> None:
    visitor = await visit("Maria")
    await make_group(visitor)

    await visitor.faults()
    await visitor.page.get_by_role("button", name="Restart the bot").click()
    await visitor.told("The bot was stopped and started again")
    await visitor.run("group join", name="Founders")

    await visitor.reads("Welcome to “Founders”")


async def test_two_browsers_are_two_people_at_once(visit: Visit) -> None:
    maria, kari = await visit("Maria"), await visit("Kari")

    await maria.page.get_by_role("textbox", name="Message").fill("Hei, Kari!")
    await maria.page.keyboard.press("Enter")
    await kari.reads("Hei, Kari!")
    await kari.page.get_by_role("textbox", name="Message").fill("Hei, Maria!")
    await kari.page.keyboard.press("Enter")

    await maria.reads("Hei, Maria!")


async def test_a_private_answer_is_seen_by_one_person_and_can_be_dismissed(visit: Visit) -> None:
    maria, grace = await visit("Maria"), await visit("Grace")

    await make_group(maria)
    await maria.reads("Only you can see this")
    seen_by_grace = await grace.log.locator("article").count()
    await maria.press("Dismiss message")
    await maria.newest.wait_for(state="detached")

    assert seen_by_grace == 0
