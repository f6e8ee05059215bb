"""Hands that do a thing twice, and a gateway that says it twice: one result."""

import asyncio

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    found,
    join,
    nothing_more_comes,
    posted,
    prompts,
    threads,
    whispers,
)


async def test_a_form_told_twice_makes_one_experiment(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await stage.kari.slash("experiment start", way="project")
    stage.sandbox.world.faults.duplicate()

    await stage.kari.submit(what="Bare én")
    await nothing_more_comes()
    await stage.settle()
    listed = await stage.kari.slash("experiment list")

    assert listed.text.splitlines()[1:2] == ["**Bare én**"]
    assert listed.text.count("**Bare én**") == 1
    assert len(posted(stage)) == 1


async def test_a_command_told_twice_joins_once_and_is_answered_once(stage: Stage) -> None:
    await found(stage)
    stage.sandbox.world.faults.duplicate()

    await join(stage.luca)
    await nothing_more_comes()

    assert len(whispers(stage.luca, "Founders")) == 1


async def test_a_press_told_twice_opens_one_form(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    stage.sandbox.world.faults.duplicate()

    opened = await stage.henry.press(TRIED)
    await nothing_more_comes()

    assert opened.kind == "form"
    assert whispers(stage.henry, "went wrong") == []


async def test_a_check_in_told_twice_is_one_card(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await stage.henry.press(TRIED)
    stage.sandbox.world.faults.duplicate()

    await stage.henry.submit(learned="Once")
    await nothing_more_comes()
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert len(cards(stage)) == 1
    assert prompts(stage)[0].text.splitlines()[-2] == "**1 of 1** has answered"


async def test_three_people_who_answer_at_the_same_moment_are_all_counted(stage: Stage) -> None:
    people = (stage.henry, stage.kari, stage.luca)
    await a_group(stage, *people)
    await stage.until(FIRST_MONDAY, NINE)

    await asyncio.gather(*(check_in(person) for person in people))
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert len(cards(stage)) == 3
    assert prompts(stage)[0].text.splitlines()[-2] == "**3 of 3** have answered"


async def test_nine_stays_nine_when_the_clocks_are_put_back(stage: Stage) -> None:
    await found(stage)
    await commit(stage.grace, "Sixty days", days=60)

    await stage.until(Date(2026, 10, 27), NINE)

    opened = {prompt.id for prompt in prompts(stage)}
    hours = [
        entry.instant.to_tz("Europe/Oslo").time()
        for entry in stage.sandbox.world.journal.of("message_created")
        if entry.message and entry.message.id in opened
    ]
    assert len(threads(stage)) == 8
    assert hours == [NINE] * 8
