"""What their phones show, beside the people: the line of what called for them, in three languages, empty ones too."""

import pytest

from bot.demo.stage import Stage
from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor
from tests.e2e.acting import HALF_WAY, NINE, a_group

pytestmark = pytest.mark.asyncio(loop_scope="session")

TITLES = {"Henry": "What their phones show", "Kari": "Hva telefonene viser", "Luca": "Cosa mostrano i telefoni"}
EMPTY = {
    "Henry": "nothing but where it came from",
    "Kari": "bare hvor det kommer fra",
    "Luca": "solo da dove arriva",
}
CUT = "[...document.querySelectorAll('.phone .place')].filter((each) => each.scrollWidth > each.clientWidth).length"
WIDER = "document.documentElement.scrollWidth - innerWidth"


async def nudged(stage: Stage) -> None:
    """Henry, Kari and Luca get a direct message; Henry is mentioned in a layout, and Kari put into a thread."""
    await a_group(stage, stage.henry, stage.kari, stage.luca)
    for person, label in ((stage.henry, "Message me"), (stage.kari, "Send meg melding"), (stage.luca, "Scrivimi")):
        await person.press(label)
    await stage.until(HALF_WAY, NINE)
    world = stage.sandbox.world
    layout = [{"type": 10, "content": f"{stage.henry.mention}, how is it going?"}]
    world.posts.create(stage.channel, world.bot, {"components": layout, "flags": 1 << 15})
    thread = world.thread_life.start(stage.channel, world.bot, {"name": "Walks", "type": 11})
    world.thread_life.add_member(thread, stage.kari.id, by=world.bot)


async def lines(visitor: Visitor) -> dict[str, list[str]]:
    """By whose phone it is, from the top, with the place and without the time."""
    phones = visitor.page.locator(".drawer .phone")
    shown = {}
    for at in range(await phones.count()):
        name = await phones.nth(at).locator("h3 .name").inner_text()
        places = await phones.nth(at).locator(".place").all_inner_texts()
        said = await phones.nth(at).locator("li > p").all_inner_texts()
        assert await phones.nth(at).locator("time:not(:empty)").count() == len(said)
        shown[name] = [f"{place}: {line}" for place, line in zip(places, said, strict=True)]
    return shown


async def test_every_phone_shows_its_lines_beside_its_person_and_ones_own_comes_first(
    visit: Visit, stage: Stage
) -> None:
    """Also of whom one becomes while the drawer is open, and then in their words."""
    await nudged(stage)
    visitor = await visit("Henry")

    await visitor.page.get_by_role("button", name=TITLES["Henry"]).click()
    shown, cut = {}, []
    for name, title in TITLES.items():
        await visitor.be(name)
        await visitor.page.get_by_role("complementary", name=title).wait_for()
        cut.append(await visitor.page.evaluate(CUT))
        shown[name] = await lines(visitor)

    assert cut == [0, 0, 0]
    assert [next(iter(phones)) for phones in shown.values()] == ["Henry", "Kari", "Luca"]
    for name, phones in shown.items():
        assert phones == {
            "Maria": [],
            "Grace": [],
            "Henry": [f"#accountability: {EMPTY[name]}", "Direct message: How is your experiment going?"],
            "Kari": ["#Walks: la deg til i Walks", "Direktemelding: Hvordan går det med eksperimentet ditt?"],
            "Luca": ["Messaggio diretto: Come va il tuo esperimento?"],
        }


async def test_a_person_s_menu_leads_to_their_phone_which_shows_what_comes_next(visit: Visit, stage: Stage) -> None:
    await stage.luca.write(stage.channel, "Ciao!")
    visitor = await visit("Henry", width=400, height=780)
    page = visitor.page

    await visitor.log.get_by_role("button", name="Luca").first.click()
    await page.get_by_role("menuitem", name="What their phone shows").click()
    before = page.locator(".drawer .phone").first
    await before.get_by_text("Nothing so far.").wait_for()
    await stage.henry.write(stage.channel, f"Ciao {stage.luca.mention}, " + "how was your week? " * 20)
    await before.get_by_text("Ciao @Luca, how was").wait_for()

    assert await before.locator(".name").inner_text() == "Luca"
    assert await page.evaluate(WIDER) == 0
