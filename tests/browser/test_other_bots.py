"""What Trellis does not use but other bots do, as the page shows it."""

from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Locator

from tests.browser.conftest import Visit
from tests.browser.fair import Fair
from tests.browser.show_bot import png
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")

NINE, ELEVEN = 9 * 1024 * 1024, 11 * 1024 * 1024
NATURAL_WIDTH = "image => image.decode().then(() => image.naturalWidth)"


def written(folder: Path, name: str, size: int) -> Path:
    path = folder / name
    path.write_bytes(png(60, 150, 80, size=size))
    return path


async def alternatives(pictures: Locator) -> list[Any]:
    return [await each.get_attribute("alt") for each in await pictures.all()]


async def widths_of(pictures: Locator, number: int) -> list[Any]:
    """How wide the pictures are, once so many are there; `all` alone would not wait for any."""
    await pictures.nth(number - 1).wait_for(state="attached")
    return [await each.evaluate(NATURAL_WIDTH) for each in await pictures.all()]


async def lines(shown: Locator) -> list[str]:
    return [line for line in (await shown.inner_text()).split("\n") if line]


async def opened_form(visitor: Visitor, command: str) -> Locator:
    await visitor.run(command)
    await visitor.form.wait_for()
    return visitor.form


async def test_a_menu_of_people_and_one_of_channels_tell_the_bot_who_and_where(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")
    await visitor.run("menus")

    await visitor.log.get_by_label("Who").select_option(label="Kari")
    await visitor.reads("Who: Kari")
    offered = await visitor.log.get_by_label("Where").locator("option:enabled").all_inner_texts()
    await visitor.log.get_by_label("Where").select_option(label="#general")

    await visitor.reads("Where: general")
    assert offered == ["#general"]


async def test_a_menu_of_several_is_ticked_and_one_of_none_can_be_emptied(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")
    await visitor.run("menus")

    await visitor.log.locator("summary", has_text="Fruit").click()
    await visitor.log.get_by_label("🍎 Apple — Grows on trees").check()
    await visitor.log.get_by_label("Pear").check()
    await visitor.log.get_by_role("button", name="Fruit").click()
    await visitor.reads("Fruit: Apple, Pear")
    await visitor.log.get_by_label("Tea").select_option(label="Green")
    await visitor.reads("Tea: Green")
    await visitor.log.get_by_label("Tea").select_option(value="")

    await visitor.reads("Tea: none")
    assert await visitor.log.locator("details[open]").count() == 0


async def test_what_is_disabled_is_shown_so_and_does_nothing(visit_fair: Visit, fair: Fair) -> None:
    await fair.maria.slash("panel")
    await fair.maria.slash("menus")
    visitor = await visit_fair("Maria")
    dead = visitor.log.get_by_role("button", name="Dead")
    closed = visitor.log.get_by_role("button", name="Closed")

    await dead.click(force=True)
    await closed.click(force=True)

    assert (await dead.is_disabled(), await closed.get_attribute("aria-disabled")) == (True, "true")
    assert await visitor.log.locator("details[open], .busy").count() == 0
    assert len(fair.sandbox.world.journal.of("interaction_created")) == 2


async def test_a_form_of_menus_and_ticks_is_refused_half_filled_and_taken_whole(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")
    form = await opened_form(visitor, "profile")

    await form.get_by_label("Drink").select_option(label="Coffee")
    await form.get_by_label("Friday").check()
    await form.get_by_label("Monday").check()
    await form.get_by_label("Send me news").check()
    await visitor.send()
    refusal = await form.get_by_role("alert").inner_text()
    await form.get_by_label("Fast").check()
    await visitor.send()

    await visitor.reads("coffee / fast / monday+friday / news True")
    assert refusal == "“Pace” is required"


async def test_a_menu_of_several_in_a_form_is_ticked_and_begins_as_the_bot_chose(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")
    await visitor.run("week")
    form = visitor.form
    await form.wait_for()

    for label in ("Together", "Online", "Kari"):
        await form.get_by_label(label).check()
    await visitor.send()
    refusal = await form.get_by_role("alert").inner_text()
    await form.get_by_label("Online").uncheck()
    await visitor.send()

    await visitor.reads("alone+together with Kari")
    assert refusal == "“How?” takes 1 to 2 choices, not 3"


async def test_a_form_takes_files_up_to_10_mb(visit_fair: Visit, tmp_path: Path) -> None:
    visitor = await visit_fair("Maria")
    form = await opened_form(visitor, "papers")
    small, big = written(tmp_path, "small.png", 5000), written(tmp_path, "big.png", ELEVEN)

    await form.get_by_label("Papers").set_input_files([small, big])
    await visitor.send()
    refusal = await form.get_by_role("alert").inner_text()
    await form.get_by_label("Papers").set_input_files([small, written(tmp_path, "other.png", 6000)])
    await visitor.send()

    await visitor.reads("small.png of 5000 and other.png of 6000")
    assert refusal == "Your files are too powerful. Max file size: 10 MB."


async def test_a_command_on_a_person_and_one_on_a_message_stand_in_their_menus(visit_fair: Visit, fair: Fair) -> None:
    await fair.kari.write(fair.channel, "Begin with a question")
    visitor = await visit_fair("Maria")

    await visitor.newest.get_by_role("button", name="Kari", exact=True).click(button="right")
    await visitor.page.get_by_role("menuitem", name="Thank").click()
    await visitor.reads("Thank you, Kari")
    await visitor.log.get_by_text("Begin with a question").click(button="right")
    await visitor.page.get_by_role("menuitem", name="Save as lesson").click()

    await visitor.reads("Saved: Begin with a question")
    await visitor.reads("Only you can see this")


async def test_the_list_of_members_has_a_menu_for_each(visit_fair: Visit, fair: Fair) -> None:
    visitor = await visit_fair("Maria")

    await visitor.page.get_by_role("button", name="Members").click()
    listed = visitor.page.locator(".drawer .member .name")
    await listed.first.wait_for()
    names = await listed.all_inner_texts()
    await visitor.page.locator(".drawer .member", has_text="Kari").click()
    await visitor.page.get_by_role("menuitem", name="Thank").click()

    await visitor.reads("Thank you, Kari")
    assert names == ["Kari", "Maria", "Operator", "Trellis"]


async def test_a_menu_speaks_the_language_of_who_opens_it(visit_fair: Visit, fair: Fair) -> None:
    await fair.maria.write(fair.channel, "Begin with a question")
    visitor = await visit_fair("Kari")

    await visitor.log.get_by_text("Begin with a question").click(button="right")
    items = visitor.page.get_by_role("menuitem")
    await items.first.wait_for()

    assert await visitor.page.locator(".popup small").inner_text() == "Apper"
    assert await items.all_inner_texts() == ["Save as lesson", "Kopier tekst", "Kopier meldings-ID"]


async def test_a_private_thread_stands_in_the_list_of_its_members_alone(visit_fair: Visit, fair: Fair) -> None:
    world = fair.sandbox.world
    pair = world.thread_life.start(fair.channel, world.bot, {"name": "Pair", "type": 12})
    maria, kari = await visit_fair("Maria"), await visit_fair("Kari")

    world.posts.create(pair, world.bot, {"content": f"Hello {fair.maria.mention}"})
    await maria.open("Pair")
    await kari.open("general")

    await maria.page.locator(".head .badge", has_text="private").wait_for()
    assert await maria.page.get_by_title("Pair · private thread").count() == 1
    assert await kari.page.locator(".channel.thread").count() == 0


async def test_a_mention_has_the_menu_of_who_is_mentioned(visit_fair: Visit, fair: Fair) -> None:
    await fair.kari.write(fair.channel, f"Over to {fair.maria.mention}")
    visitor = await visit_fair("Kari")

    await visitor.newest.get_by_role("button", name="@Maria").click()
    await visitor.page.get_by_role("menuitem", name="Thank").click()

    await visitor.reads("Thank you, Maria")


async def test_a_card_shows_its_section_its_line_and_its_pictures_in_words_too(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")

    await visitor.run("card")
    card = visitor.log.locator(".container")
    widths = await widths_of(card.locator("img"), 3)
    hidden = card.locator(".spoiler-box")
    await hidden.click()
    await card.locator(".spoiler-box.shown").wait_for()

    assert await lines(card.locator(".section")) == ["Walks", "Three this week"]
    assert await card.get_by_role("separator").count() == 1
    assert await alternatives(card.locator("img")) == ["A map", "A green hill", "The sea"]
    assert widths == [240, 240, 240]


async def test_an_embed_shows_its_fields_and_its_picture(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")

    await visitor.run("embed")
    embed = visitor.log.locator(".embed")
    widths = await widths_of(embed.locator("img"), 2)
    lefts = [await each.evaluate("field => field.offsetTop") for each in await embed.locator(".fields > div").all()]

    assert await lines(embed) == [
        *("Hillside", "Week 3", "It went well"),
        *("Tried", "4 of 5", "Learned", "3 things", "Next", "A longer field", "on two lines"),
        "Until next week",
    ]
    assert widths == [240, 240]
    assert lefts[0] == lefts[1] < lefts[2]
    assert await visitor.log.locator(".content > .picture").count() == 0


async def test_a_post_in_a_forum_shows_its_tags_and_its_reactions(visit_fair: Visit) -> None:
    maria, kari = await visit_fair("Maria"), await visit_fair("Kari")

    await maria.run("ask", title="Where is the key?")
    await maria.reads("Asked in")
    await kari.open("questions")
    listed = await lines(kari.log.locator(".post"))
    await kari.log.locator(".post").click()
    await kari.page.locator(".head .badge", has_text="❓ Question").wait_for()
    await kari.log.get_by_role("button", name="👍 1").click()
    await kari.log.locator(".reaction.mine", has_text="👍 2").wait_for()
    await maria.open("Where is the key?")

    await maria.log.get_by_role("button", name="👍 2").wait_for()
    assert listed == ["❓ Question", "Where is the key?", "0 messages"]


async def test_a_forum_has_no_box_to_write_in(visit_fair: Visit) -> None:
    visitor = await visit_fair("Maria")
    box = visitor.page.get_by_role("textbox", name="Message")

    await visitor.open("questions")
    await box.wait_for(state="hidden")
    await visitor.open("general")

    await box.wait_for()


async def test_a_command_takes_a_picture_of_9_mb_and_refuses_one_of_11(visit_fair: Visit, tmp_path: Path) -> None:
    visitor = await visit_fair("Maria")
    bar = await visitor.command("greet")
    await bar.locator("[name=name]").fill("Bo")

    await bar.locator("[name=picture]").set_input_files(written(tmp_path, "huge.png", ELEVEN))
    await bar.locator("[type=submit]").click()
    await visitor.told("Your files are too powerful. Max file size: 10 MB.")
    await bar.locator("[name=picture]").set_input_files(written(tmp_path, "big.png", NINE))
    await bar.locator("[type=submit]").click()

    await visitor.reads("Hello Bo ×1 big.png")
