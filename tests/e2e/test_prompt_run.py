"""C13, `/facilitate prompt`: a facilitator sees the prompt before it is out, and posts it when they choose."""

import asyncio

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    EIGHT,
    FIRST_MONDAY,
    NINE,
    SECOND_MONDAY,
    TRIED,
    a_group,
    cards,
    commit,
    digests,
    found,
    join,
    pressed,
    prompts,
    sentence_of,
    threads,
)

SATURDAY = Date(2026, 9, 5)


async def test_c13_who_leads_sees_what_would_be_posted_and_when_it_goes_out_by_itself(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.kari)

    shown = await stage.grace.slash("facilitate prompt")

    assert shown.ephemeral
    assert shown.text == (
        "This is what “Founders” would be asked now. It goes out by itself on 2026-09-07 07:00 UTC.\n"
        "### “Founders”: what happened?\n"
        "One honest answer about your experiment. A try that failed is worth as much as one that worked.\n"
        "@Grace · Grace's own\n@Kari · Kari's own\n"
        "**0 of 2** have answered\n"
        "[🌱 I tried] (disabled) [🔬 I tried and it failed] (disabled) [⏳ Not yet] (disabled)"
        " [🌐 In my language] (disabled)\n"
        "[Post it now]"
    )
    assert prompts(stage) == []


async def test_c13_posted_early_it_takes_answers_at_once_and_does_not_come_again(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await stage.until(SATURDAY, NINE)

    said = await stage.grace.press("Post it now", on=await stage.grace.slash("facilitate prompt", group="Founders"))
    await stage.settle()
    await stage.kari.press(custom_id=pressed(prompts(stage)[0], TRIED))
    await stage.kari.submit(learned="Two days early")
    await stage.until(SATURDAY, Time(9, 1))
    answered = cards(stage)
    await stage.until(SECOND_MONDAY, NINE)

    assert sentence_of(said) == (
        "The prompt of “Founders” goes out now, in #accountability. It does not come a second time in this round."
    )
    assert len(answered) == 1
    assert len(prompts(stage)) == 2  # Saturday's, and that of the round behind it
    assert len(digests(stage)) == 1


async def test_c13_two_who_press_at_once_post_one_prompt(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await stage.grace.slash("facilitate prompt")
    await stage.maria.slash("facilitate prompt", group="Founders")

    said = await asyncio.gather(stage.grace.press("Post it now"), stage.maria.press("Post it now"))
    await stage.settle()

    assert sorted(sentence_of(each).partition(" ")[0] for each in said) == ["The", "This"]
    assert len(prompts(stage)) == len(threads(stage)) == 1


async def test_c13_one_that_is_out_is_linked_and_offers_no_second(stage: Stage) -> None:
    await a_group(stage, stage.grace)
    await stage.until(FIRST_MONDAY, NINE)

    shown = await stage.grace.slash("facilitate prompt")

    out = prompts(stage)[0]
    assert sentence_of(shown) == (
        "The prompt of “Founders” has been out since 2026-09-07 07:00 UTC: "
        f"https://discord.com/channels/{stage.guild.id}/{stage.channel.id}/{out.id}"
    )
    assert shown.message and [button.label for button in shown.message.buttons if not button.disabled] == []


async def test_c13_a_round_that_began_with_nothing_to_ask_is_opened_once_there_is(stage: Stage) -> None:
    await found(stage)
    await stage.until(FIRST_MONDAY, Time(10))
    await commit(stage.grace, "A day late")
    await stage.settle()

    shown = await stage.grace.slash("facilitate prompt")
    await stage.grace.press("Post it now")
    await stage.settle()

    assert sentence_of(shown) == (
        "Nobody in “Founders” had an open experiment when this round began, so nothing was posted. "
        "By now there is something to ask about."
    )
    assert "I was offline" not in prompts(stage)[0].text


async def test_c13_nothing_is_posted_where_nobody_has_anything_to_answer_about(stage: Stage) -> None:
    await found(stage)

    shown = await stage.grace.slash("facilitate prompt")

    assert sentence_of(shown) == (
        "Nobody in “Founders” has an open experiment, so nothing would be posted. This is what it would look like."
    )
    assert shown.message and [button.label for button in shown.message.buttons if not button.disabled] == []


async def test_c13_who_does_not_lead_is_told_whose_it_is(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)

    named = await stage.henry.slash("facilitate prompt", group="Founders")
    unnamed = await stage.kari.slash("fasiliter startmelding")

    assert sentence_of(named) == "This is for those who lead “Founders”. `/group show` says who that is."
    assert unnamed.ephemeral


async def test_c13_a_button_kept_until_the_prompt_is_out_posts_no_second(stage: Stage) -> None:
    await a_group(stage, stage.grace)
    shown = await stage.grace.slash("facilitate prompt")
    await stage.until(FIRST_MONDAY, EIGHT)
    await stage.until(FIRST_MONDAY, NINE)

    said = await stage.grace.press("Post it now", on=shown)
    await stage.settle()

    assert sentence_of(said) == ("This round's prompt is out already, or on its way. `/facilitate prompt` shows where.")
    assert len(prompts(stage)) == 1
