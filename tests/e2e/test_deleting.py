"""Taking back an answer, an experiment, an ask: each after a second question, and off every message (V2)."""

from whenever import Time

from bot.demo.stage import Stage
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, cards, check_in, nothing_more_comes, prompts, sentence_of
from tests.e2e.test_asks import a_knowledge_channel, ask, card, thread_names, whispers

SOON, LATER, LAST = Time(9, 1), Time(9, 2), Time(9, 3)
ERASED = "-# What was written here has been erased."
DONE = "It is deleted, and off my messages within a minute."


async def test_v2_an_answer_is_deleted_and_then_its_experiment_and_nothing_of_them_is_left(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "failed", happened="It went badly")
    await check_in(stage.kari, "tried")
    await stage.until(FIRST_MONDAY, SOON)
    counted = prompts(stage)[0].text

    [own] = await stage.henry.complete("experiment delete", "experiment", "")
    shown = await stage.henry.slash("experiment show", experiment=own["value"])
    asked = await stage.henry.choose("Delete an answer", "Monday 7 September · tried and it failed", on=shown)
    answer = await stage.henry.press("Delete for good", on=asked)
    await stage.until(FIRST_MONDAY, LATER)
    after = prompts(stage)[0].text
    asked = await stage.henry.slash("experiment delete", experiment=own["value"])
    experiment = await stage.henry.press("Delete for good", on=asked)
    await stage.until(FIRST_MONDAY, LAST)

    assert (sentence_of(answer), sentence_of(experiment)) == (DONE, DONE)
    assert ("2 of 2" in counted, "1 of 2" in after, "1 of 1" in prompts(stage)[0].text) == (True, True, True)
    assert [each.text for each in cards(stage) if "@Henry" in each.text] == []
    assert ERASED in [each.text for each in cards(stage)]
    assert "no experiments here yet" in (await stage.henry.slash("experiment list")).text


async def test_v2_an_ask_that_is_withdrawn_can_be_deleted_with_the_name_of_its_thread(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)
    await ask(stage, stage.henry, "How do I end a call?")
    await stage.henry.press("Withdraw", on=card(stage, channel))
    await nothing_more_comes()

    [withdrawn] = whispers(stage.henry, "It is withdrawn")
    await stage.henry.press("Delete for good", on=withdrawn)
    await stage.until(FIRST_MONDAY, NINE)

    assert card(stage, channel).text == ERASED
    assert thread_names(stage) == ["An ask that was erased"]
