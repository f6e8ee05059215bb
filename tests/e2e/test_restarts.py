"""The bot is restarted, or away, in the middle of each step: nothing is lost, nothing comes twice, late says so."""

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    EIGHT,
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    SECOND_MONDAY,
    THIRD_MONDAY,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    digests,
    found,
    join,
    posted,
    prompts,
    threads,
    whispers,
)

LATE = "This comes later than it should: I was offline. The round is open all the same."


async def _away(stage: Stage, until: Date, time: Time) -> None:
    """The bot stops now and starts again then."""
    await stage.stop_bot()
    await stage.until(until, time)
    await stage.start_bot()
    await stage.settle()


async def test_between_a_command_and_its_form(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await stage.kari.slash("experiment start", way="project")

    await stage.restart_bot()
    answered = await stage.kari.submit(what="Ringe kunder", why="Fordi")
    await stage.settle()

    assert (answered.ephemeral, answered.text.splitlines()[0]) == (True, "### Du er i gang: Ringe kunder")
    assert [message.text.splitlines()[1] for message in posted(stage)] == ["### Ringe kunder"]


async def test_between_a_form_that_was_refused_and_editing_it_again(stage: Stage) -> None:
    await found(stage)
    await join(stage.luca)
    await commit(stage.luca, "  ", {"why": "Perché sì"})

    await stage.restart_bot()
    reopened = await stage.luca.press("Modifica di nuovo")
    answered = await stage.luca.submit(what="Chiamare")

    assert reopened.form is not None
    assert reopened.form.field("why").value == "Perché sì"
    assert answered.text.splitlines()[0] == "### Si parte: Chiamare"


async def test_between_a_commitment_and_its_card(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    held = stage.sandbox.world.faults.answer(503, r"POST /channels/\d+/messages", times=None)
    await commit(stage.kari, "Ringe")
    await stage.settle()
    tried = held.struck

    stage.sandbox.world.faults.clear()
    await stage.restart_bot()
    await stage.clock.advance(minutes=1)

    assert tried > 0
    assert [message.text.splitlines()[1] for message in posted(stage)] == ["### Ringe"]


async def test_between_a_group_and_its_first_prompt(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    await stage.restart_bot()
    await stage.until(FIRST_MONDAY, NINE)
    await stage.restart_bot()
    await stage.settle()

    assert (len(prompts(stage)), len(threads(stage))) == (1, 1)
    assert LATE not in prompts(stage)[0].text


async def test_between_a_prompt_and_a_press(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    await stage.restart_bot()
    await stage.henry.press(TRIED)
    await stage.henry.submit(learned="It still knows me")
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert [card.text.splitlines()[0] for card in cards(stage)] == ["🌱 @Henry tried"]
    assert prompts(stage)[0].text.splitlines()[-2] == "**1 of 1** has answered"


async def test_between_the_private_list_and_the_choice(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await commit(stage.luca, "Secondo")
    await stage.until(FIRST_MONDAY, NINE)
    await stage.luca.press(TRIED)

    await stage.restart_bot()
    await stage.luca.choose("Quale esperimento?", "Secondo")
    await stage.luca.submit(learned="Ancora qui")
    await stage.settle()

    assert [card.text.splitlines()[1] for card in cards(stage)] == ["### Secondo"]


async def test_between_a_press_and_its_form(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await stage.henry.press(TRIED)

    await stage.restart_bot()
    await stage.henry.submit(learned="Patience")
    await stage.settle()

    assert len(whispers(stage.henry, "### Noted")) == 1
    assert len(cards(stage)) == 1


async def test_between_a_check_in_and_its_card(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    held = stage.sandbox.world.faults.answer(503, r"POST /channels/\d+/messages", times=None)
    await check_in(stage.henry)
    await stage.settle()
    tried, without = held.struck, cards(stage)

    stage.sandbox.world.faults.clear()
    await _away(stage, FIRST_MONDAY, Time(9, 30))
    await stage.until(FIRST_MONDAY, Time(10))

    assert (tried > 0, without) == (True, [])
    assert [card.text.splitlines()[0] for card in cards(stage)] == ["🌱 @Henry tried"]


async def test_a_stop_right_after_a_check_in_loses_no_card(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    await check_in(stage.henry)
    await stage.restart_bot()
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert len(cards(stage)) == 1
    assert prompts(stage)[0].text.splitlines()[-2] == "**1 of 1** has answered"


async def test_a_prompt_due_while_the_bot_is_down_comes_late_once_and_says_so(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    await _away(stage, FIRST_MONDAY, Time(13))
    late = [prompt.card.splitlines()[1] for prompt in prompts(stage)]
    await check_in(stage.henry)
    await stage.until(FIRST_MONDAY, Time(14))
    await stage.restart_bot()
    await stage.settle()

    assert late == [LATE]
    assert (len(prompts(stage)), len(threads(stage)), len(cards(stage))) == (1, 1, 1)
    assert prompts(stage)[0].card.splitlines()[1] == LATE


async def test_a_prompt_a_few_minutes_late_does_not_speak_of_it(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    await _away(stage, FIRST_MONDAY, Time(9, 10))
    await check_in(stage.henry)
    await stage.until(FIRST_MONDAY, Time(18))

    assert len(prompts(stage)) == 1
    assert LATE not in prompts(stage)[0].text


async def test_answers_from_before_the_outage_are_in_the_late_thread(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await check_in(stage.henry, "tried", learned="Early")

    await _away(stage, FIRST_MONDAY, Time(13))
    await stage.clock.advance(minutes=1)

    assert [card.text.splitlines()[0] for card in cards(stage)] == ["🌱 @Henry tried"]


async def test_a_nudge_due_while_the_bot_is_down_comes_once(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.kari.press("Send meg melding")
    await stage.until(FIRST_MONDAY, NINE)

    await _away(stage, HALF_WAY, Time(20))
    await stage.restart_bot()
    await stage.until(SECOND_MONDAY, Time(7))

    assert [message.card.splitlines()[0] for message in stage.kari.dms] == ["### Midtveis i runden i «Founders»"]


async def test_after_a_whole_round_down_nothing_stale_is_posted_and_the_next_round_comes(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    before = len(posted(stage))

    await _away(stage, SECOND_MONDAY, Time(8, 30))
    between = len(posted(stage))
    await stage.until(SECOND_MONDAY, NINE)

    assert between == before
    assert [thread.name for thread in threads(stage)] == ["Founders, Monday 14 September"]
    assert (len(prompts(stage)), digests(stage)) == (1, [])
    assert LATE not in prompts(stage)[0].text


async def test_after_weeks_down_only_the_round_that_is_open_is_prompted(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    await _away(stage, THIRD_MONDAY.add(days=1), Time(12))
    await stage.grace.slash("group list")

    assert [thread.name for thread in threads(stage)] == ["Founders, Monday 21 September"]
    assert [prompt.card.splitlines()[1] for prompt in prompts(stage)] == [LATE]
    assert whispers(stage.grace, "### A quiet round") == []


async def test_a_digest_due_while_the_bot_is_down_comes_once(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "failed", learned="Too late, still true")

    await _away(stage, SECOND_MONDAY, Time(12))
    await stage.restart_bot()
    await stage.settle()

    assert [digest.card.splitlines()[1] for digest in digests(stage)] == ["**1 of 1** tried something: 100%."]
    assert [len(cards(stage, thread)) for thread in threads(stage)] == [1, 0]


async def test_a_late_digest_comes_before_the_next_prompt(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry)

    await _away(stage, SECOND_MONDAY, Time(12))

    assert digests(stage)[0].id < prompts(stage)[1].id


@pytest.mark.parametrize("hour", [EIGHT, NINE], ids=["at the digest", "at the prompt"])
async def test_a_restart_at_the_very_moment_doubles_nothing(stage: Stage, hour: Time) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry)

    await _away(stage, SECOND_MONDAY, hour)
    await stage.restart_bot()
    await stage.until(SECOND_MONDAY, NINE)

    assert (len(digests(stage)), len(prompts(stage)), len(threads(stage))) == (1, 2, 2)
