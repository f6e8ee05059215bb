"""A group's first week, by clicks and keys alone."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def make_group(visitor: Visitor, *, facilitator: str = "Grace") -> None:
    bar = await visitor.command("admin group create")
    await bar.locator("[name=name]").fill("Founders")
    await bar.locator("[name=channel]").select_option(label="#accountability")
    await bar.locator("[name=weekday]").select_option(label="Monday")
    await bar.locator("[name=time]").fill("09:00")
    await bar.locator("[name=zone]").fill("osl")
    await bar.get_by_role("option", name="Oslo").click()
    await bar.locator("[name=language]").select_option(label="English")
    await bar.locator("[name=facilitator]").select_option(label=facilitator)
    await bar.locator("[type=submit]").click()
    await visitor.reads("“Founders” is ready")


async def begin(visitor: Visitor, what: str, *, command: str = "experiment start") -> None:
    bar = await visitor.command(command)
    await bar.locator("[name=way]").select_option(index=1)
    await visitor.page.keyboard.press("Enter")
    await bar.locator("[type=submit]").click()
    await visitor.fill(what=what)
    await visitor.send()


async def test_three_people_in_three_languages_come_from_nothing_to_the_first_digest_by_clicks(visit: Visit) -> None:
    maria, kari, luca = await visit("Maria"), await visit("Kari"), await visit("Luca")
    await make_group(maria, facilitator="Maria")
    await maria.run("admin settings", **{"meeting-channel": ["#general"]})
    await maria.reads("they get a private thread under")
    await begin(maria, "Ask one open question")
    await maria.reads("What happened? I ask on Monday 7 September")

    await _come_in_by_buttons(kari)
    await luca.run("gruppo entra", name="Founders")
    await luca.press("Solo qui")
    await luca.reads("niente messaggi diretti")
    await begin(luca, "Chiedere a chi se n'è andato", command="esperimento avvia")
    await luca.reads("Si parte")
    await _lead(maria)
    await maria.next_delivery("Mon, 7 Sept")
    await _answer(kari, "I tried", learned="Stillhet virker")
    await kari.reads("Gi tilbakemelding")
    await _answer(luca, "I tried and it failed", learned="Meglio al mattino")
    await luca.reads("Dai un riscontro")
    await _respond_to_luca(maria)
    await maria.later("+1 hour", "Mon, 7 Sept 2026, 10:00")
    await _read_the_response(luca)
    await _meet(maria, kari, luca)
    await maria.next_delivery("Sun, 13 Sept")
    await maria.next_delivery("Mon, 14 Sept 2026, 08:00")
    await kari.open("accountability")
    await kari.reads("100%")
    await kari.press("In my language")
    await kari.reads("Stillhet virker")
    await kari.reads("Hva vil du prøve nå?")
    await maria.next_delivery("Mon, 14 Sept 2026, 09:00")

    await luca.open("Founders · 2026-09-14 · 1")
    await luca.reads("What could I do that would help you?")


async def _come_in_by_buttons(kari: Visitor) -> None:
    """From the list of groups to an experiment, with nothing typed."""
    await kari.run("gruppe liste")
    await kari.press("Bli med")
    await kari.reads("Velkommen til «Founders»")
    await kari.press("Send meg melding")
    await kari.reads("påminnelsene kommer som direktemeldinger")
    await kari.press("Vis meg ideer")
    await kari.press("Begynn på dette")
    await kari.fill()
    await kari.send()
    await kari.reads("Du er i gang")


async def _lead(maria: Visitor) -> None:
    """Leaders go first: asked on Sunday, she finds the question after her next command."""
    await maria.next_delivery("Sun, 6 Sept")
    await maria.run("experiment list")
    await maria.reads("leaders go first")
    await _answer(maria, "I tried", learned="Silence works")
    await maria.reads("It goes into the round's thread when the round opens")


async def _answer(visitor: Visitor, label: str, **texts: str) -> None:
    await visitor.press(label)
    await visitor.fill(**texts)
    await visitor.send()


async def _respond_to_luca(maria: Visitor) -> None:
    await maria.open("Founders, Monday 7 September")
    await maria.reads("Meglio al mattino")
    await maria.press("Respond")
    await maria.fill(text="Who could you ask first?")
    await maria.send()
    await maria.reads("Your response goes under the check-in")


async def _read_the_response(luca: Visitor) -> None:
    """It waited for his next command."""
    await luca.run("partner mostra")
    await luca.reads("Who could you ask first?")
    await luca.reads("nel thread del giro sotto")


async def _meet(maria: Visitor, kari: Visitor, luca: Visitor) -> None:
    """In their private thread; two days before the end they are asked whether they did."""
    for visitor in (kari, luca):
        await visitor.open("Founders · 2026-09-07 · 1")
        await visitor.reads("Partners this round")
    await kari.say("Onsdag klokken tolv?")
    await luca.reads("Onsdag klokken tolv?")
    await maria.next_delivery("Thu, 10 Sept")
    await maria.next_delivery("Sat, 12 Sept")
    await kari.press("We met")
    await kari.reads("Notert: dere møttes")
    await luca.press("Not yet")
    await luca.reads("Segnato: non ancora")


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
