"""Each button of the drawer of faults, and what a person sees afterwards."""

import pytest

from bot.demo.stage import ZONE, Stage
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def make_group(stage: Stage) -> None:
    about = {"weekday": 1, "time": "09:00", "zone": ZONE, "language": "en", "facilitator": stage.grace}
    await stage.maria.slash("admin group create", name="Founders", channel=stage.channel, **about)
    await stage.grace.slash("experiment start", way="project")
    await stage.grace.submit(what="Open every one-to-one with a question")
    await stage.settle()


async def in_a_thread(visit: Visit, stage: Stage, name: str) -> Visitor:
    """Somebody in the thread of the first prompt, with the faults open."""
    await make_group(stage)
    visitor = await visit(name)
    await visitor.next_delivery("Sun, 6 Sept")  # those who lead are asked a day before
    await visitor.next_delivery("Mon, 7 Sept")
    await visitor.page.locator(".channel.thread").first.click()
    await visitor.page.locator(".head .crumb").wait_for()
    await visitor.faults()
    return visitor


async def test_an_answer_of_500_is_tried_again_and_the_person_sees_the_answer(visit: Visit) -> None:
    visitor = await visit("Maria")

    await visitor.breaks("500 once")
    await visitor.reads("Now: the next request is answered 500.", within=".drawer")
    await visitor.run("group list")

    await visitor.reads("Only you can see this")
    await visitor.page.locator(".tool .count").wait_for(state="detached")


async def test_500_to_every_message_is_shown_until_everything_works_again(visit: Visit, stage: Stage) -> None:
    await make_group(stage)
    visitor = await visit("Maria")

    await visitor.breaks("500 to every message")
    await visitor.reads("Now: every message is answered 500.", within=".drawer")
    await visitor.breaks("Everything works again")
    await visitor.page.locator(".drawer .warm").wait_for(state="detached")
    await visitor.next_delivery("Sun, 6 Sept")  # those who lead are asked a day before
    await visitor.next_delivery("Mon, 7 Sept")

    await visitor.reads("“Founders”: what happened?")
    assert await visitor.page.locator(".tool .count").count() == 0


async def test_an_answer_of_429_delays_what_the_bot_posts(visit: Visit, stage: Stage) -> None:
    await make_group(stage)
    visitor = await visit("Maria")

    await visitor.breaks("429 for 3 s")
    await visitor.reads("Now: the next request is answered 429, come back in 3 seconds.", within=".drawer")
    await visitor.next_delivery("Sun, 6 Sept")  # those who lead are asked a day before
    await visitor.next_delivery("Mon, 7 Sept")

    await visitor.reads("“Founders”: what happened?")
    await visitor.page.locator(".tool .count").wait_for(state="detached")


async def test_edits_that_are_refused_are_named_until_everything_works_again(visit: Visit) -> None:
    visitor = await visit("Maria")

    await visitor.breaks("No edits")
    await visitor.reads("Now: edits of messages are answered 429, as too many of an old one.", within=".drawer")
    await visitor.breaks("Everything works again")

    await visitor.page.locator(".drawer p.warm").wait_for(state="detached")


async def test_a_slow_answer_is_waited_for(visit: Visit) -> None:
    visitor = await visit("Maria")
    await visitor.breaks("Slow by 1 s")
    await visitor.reads("Now: every answer takes a second.", within=".drawer")

    bar = await visitor.command("group list")
    await bar.locator("[type=submit]").click()
    await bar.locator("[type=submit].busy").wait_for()

    await visitor.reads("Only you can see this")


async def test_an_answer_that_is_too_slow_is_refused_and_never_seen(visit: Visit, stage: Stage) -> None:
    visitor = await visit("Maria")
    await visitor.breaks("Too slow: 4 s")

    bar = await visitor.command("group list")
    await bar.locator("[type=submit]").click()

    await visitor.told("The application did not respond")
    await visitor.breaks("Everything works again")
    await stage.settle()
    await visitor.page.get_by_role("button", name="Refused").click()

    await visitor.reads("10062", within=".drawer")
    assert await visitor.log.locator("article").count() == 0


async def test_a_bot_whose_connection_broke_answers_the_next_command(visit: Visit, stage: Stage) -> None:
    visitor = await visit("Maria")

    await visitor.breaks("Drop the connection")
    await visitor.told("The connection broke")
    await stage.sandbox.bot_connected()
    await visitor.run("group list")

    await visitor.reads("Only you can see this")


async def test_a_bot_whose_session_ended_logs_in_anew_and_answers(visit: Visit, stage: Stage) -> None:
    visitor = await visit("Maria")

    await visitor.breaks("End the session")
    await visitor.told("The session is over")
    await stage.sandbox.bot_connected()
    await visitor.run("group list")

    await visitor.reads("Only you can see this")


async def test_an_archived_thread_says_so_and_wakes_when_somebody_writes(visit: Visit, stage: Stage) -> None:
    visitor = await in_a_thread(visit, stage, "Kari")
    badge = visitor.page.locator(".head .badge", has_text="archived")

    await visitor.page.get_by_role("button", name="Archive it").click()
    await badge.wait_for()
    await visitor.page.get_by_role("button", name="Wake it").wait_for()
    await visitor.say("Hei")

    await visitor.reads("Hei")
    await badge.wait_for(state="detached")
    await visitor.page.get_by_role("button", name="Archive it").wait_for()


async def test_in_a_locked_thread_nobody_but_a_moderator_writes(visit: Visit, stage: Stage) -> None:
    visitor = await in_a_thread(visit, stage, "Kari")
    badge = visitor.page.locator(".head .badge", has_text="locked")

    await visitor.page.get_by_role("button", name="Lock it").click()
    await badge.wait_for()
    await visitor.say("Hei")
    await visitor.page.locator(".toast.bad", has_text="is locked").wait_for()
    kept = await visitor.page.get_by_role("textbox", name="Message").input_value()
    await visitor.page.get_by_role("button", name="Unlock it").click()
    await badge.wait_for(state="detached")

    assert kept == "Hei"


async def test_permissions_and_direct_messages_come_back_together(visit: Visit, stage: Stage) -> None:
    await make_group(stage)
    visitor = await visit("Maria")
    sending = visitor.page.get_by_role("switch", name="Send Messages", exact=True)
    messages = visitor.page.get_by_role("switch", name="Kari takes direct messages")
    await visitor.faults()
    await sending.click()
    await messages.click()
    await visitor.reads(
        "Now: Kari takes no direct messages; Trellis lacks permissions in #accountability.", within=".drawer"
    )

    await visitor.page.get_by_role("button", name="Everything works again").click()
    await visitor.page.get_by_role("button", name="Everything works again").wait_for(state="detached")
    await visitor.next_delivery("Sun, 6 Sept")  # those who lead are asked a day before
    await visitor.next_delivery("Mon, 7 Sept")

    await visitor.reads("“Founders”: what happened?")
    assert await sending.get_attribute("aria-checked") == "true"
    assert await messages.get_attribute("aria-checked") == "true"


async def test_a_deleted_channel_can_be_made_anew(visit: Visit, stage: Stage) -> None:
    visitor = await visit("Maria")
    await visitor.faults()
    await visitor.page.get_by_role("button", name="Delete it").click()
    await visitor.page.locator(".head h1", has_text="general").wait_for()

    await visitor.page.get_by_role("button", name="Make #accountability anew").click()
    await visitor.told("There is a new #accountability")
    await visitor.open("accountability")
    await visitor.run("group list")

    await visitor.reads("Only you can see this")
    assert await visitor.page.get_by_role("button", name="Make #accountability anew").count() == 0


async def test_who_leaves_the_server_is_left_with_her_direct_messages_and_comes_back_with_her_role(
    visit: Visit, stage: Stage
) -> None:
    visitor = await visit("Maria")
    await visitor.faults()
    maria = visitor.page.get_by_role("switch", name="Maria is in the server")

    await maria.click()
    await visitor.told("Maria left Hillside Founders")
    await visitor.page.locator(".head h1", has_text="Trellis").wait_for()
    channels = await visitor.page.locator(".channel").count()
    await visitor.breaks("Everything works again")
    await visitor.page.locator(".who small", has_text="Moderator").wait_for()
    await visitor.open("accountability")

    assert channels == 1
    assert stage.guild.members[stage.maria.id].roles == [stage.guild.role("Moderator")]


async def test_who_loses_sight_of_a_channel_is_elsewhere_until_everything_works_again(
    visit: Visit, stage: Stage
) -> None:
    maria, kari = await visit("Maria"), await visit("Kari")
    listed = kari.page.locator(".channel", has_text="accountability")
    await maria.faults()

    await maria.page.get_by_role("switch", name="Kari sees #accountability").click()
    await maria.told("Kari no longer sees #accountability")
    await listed.wait_for(state="detached")
    await maria.reads("Now: Kari does not see #accountability.", within=".drawer")
    await maria.breaks("Everything works again")
    await kari.open("accountability")

    assert stage.channel.overwrites == {}


async def test_a_bot_that_was_removed_offers_no_commands_until_it_is_invited_again(visit: Visit, stage: Stage) -> None:
    visitor = await visit("Maria")
    await visitor.faults()

    await visitor.breaks("Remove it from the server")
    await visitor.told("Trellis was removed from Hillside Founders")
    await visitor.page.get_by_role("textbox", name="Message").fill("/group")
    await visitor.reads("No command like that here.", within=".palette")
    await visitor.page.keyboard.press("Escape")
    await visitor.breaks("Invite it again")
    await visitor.told("Trellis is in Hillside Founders again")
    await visitor.run("group list")

    await visitor.reads("Only you can see this")
