"""People on phones: what notifies them has its line, forms show their newest words, and what is out stays in use."""

from dataclasses import replace
from typing import Any

import pytest
from whenever import Time

from bot.demo.stage import Stage
from bot.domain.deliveries import Kind
from bot.gateway.cards import Card
from bot.services.letters import Letter
from bot.wording.texts import Texts
from cogs.checkins.round_cards import prompt_card
from sandbox.people import Seen
from tests.e2e.acting import (
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    TRIED,
    a_group,
    check_in,
    pressed,
    prompts,
)

V2 = 1 << 15
# What is out as a layout is tried as what it would be today, and then written as what it is.
LEGACY_FIELDS = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"


def is_layout(message: Seen) -> bool:
    return bool(message.payload["flags"] & V2)


async def post_as_before(stage: Stage) -> Seen:
    """The prompt as it went out before phones were thought of: the same card as a layout, recorded as ever."""
    assert stage.app is not None

    def layout(letter: Letter, texts: Texts) -> Card:
        return replace(prompt_card(letter, texts), push=None)

    stage.app.bot.cards[Kind.PROMPT] = layout
    await stage.until(FIRST_MONDAY, NINE)
    await stage.restart_bot()
    [prompt] = prompts(stage)
    return prompt


async def test_n12_a_prompt_shows_its_line_on_a_lock_screen(stage: Stage) -> None:
    await a_group(stage, stage.grace)

    await stage.until(FIRST_MONDAY, NINE)

    assert [message.pushed for message in prompts(stage)] == ["“Founders”: how did it go this week?"]
    assert not is_layout(prompts(stage)[0])


async def test_n12_a_direct_message_shows_its_line_in_the_language_of_who_gets_it(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari, stage.luca)
    for person, label in ((stage.henry, "Message me"), (stage.kari, "Send meg melding"), (stage.luca, "Scrivimi")):
        await person.press(label)

    await stage.until(HALF_WAY, NINE)

    pushed = {person.name: [(each.why, each.pushed) for each in person.notifications] for person in stage.everybody}
    assert pushed == {
        "Maria": [],
        "Grace": [],
        "Henry": [("dm", "How is your experiment going?")],
        "Kari": [("dm", "Hvordan går det med eksperimentet ditt?")],
        "Luca": [("dm", "Come va il tuo esperimento?")],
    }


async def test_n12_two_phones_and_a_desktop_show_ones_newest_words(stage: Stage) -> None:
    await a_group(stage, stage.grace)
    await stage.until(FIRST_MONDAY, NINE)
    said = await check_in(stage.grace, "tried", learned="Ask first")
    devices: list[dict[str, Any] | None] = [{}, {}, None]
    read: list[list[str]] = []

    for words in ("Ask first", "Ask twice", "Ask last"):
        before = []
        for device in devices:
            stage.grace.device = device
            asked = await stage.grace.press("Change my answer", on=said)
            form = await stage.grace.press(TRIED, on=asked)
            assert form.form is not None
            before.append(str(form.form.field("learned").value))
        read.append(before)
        await stage.grace.submit(learned={"Ask first": "Ask twice"}.get(words, "Ask last"))
        await stage.settle()

    assert read == [["Ask first"] * 3, ["Ask twice"] * 3, ["Ask last"] * 3]


@pytest.mark.provokes(LEGACY_FIELDS)
async def test_a_prompt_of_the_week_before_is_pressed_and_counts_on(stage: Stage) -> None:
    """The count is written by the answer itself, and stays right by the edit that follows."""
    await a_group(stage, stage.grace, stage.kari)
    before = await post_as_before(stage)

    await stage.grace.press(custom_id=pressed(before, TRIED))
    written = await stage.grace.submit(learned="It works")
    await stage.until(FIRST_MONDAY, Time(9, 5))
    [after] = prompts(stage)

    assert "**0 of 2** have answered" in before.text
    assert [written.kind, *("**1 of 2** have answered" in text for text in (written.text, after.text))] == [
        "update",
        True,
        True,
    ]
    assert [is_layout(message) for message in (before, after)] == [True, True]
    assert [button.custom_id for button in after.buttons] == [button.custom_id for button in before.buttons]


@pytest.mark.provokes(LEGACY_FIELDS)
async def test_a_prompt_of_the_week_before_is_edited_for_who_answers_elsewhere(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.kari)
    before = await post_as_before(stage)

    for person in (stage.grace, stage.kari):
        await check_in(person, "tried", learned="It works")
    await stage.until(FIRST_MONDAY, Time(9, 5))
    [after] = prompts(stage)

    assert is_layout(after)
    assert (after.id, "**2 of 2** have answered" in after.text) == (before.id, True)
