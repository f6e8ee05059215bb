"""Leaders go first: asked a day before the prompt, and their answer opens the thread (E16)."""

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    SECOND_MONDAY,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    found,
    join,
    nothing_more_comes,
    prompts,
    sentence_of,
    threads,
    whispers,
)

SUNDAY, SECOND_SUNDAY = FIRST_MONDAY.subtract(days=1), SECOND_MONDAY.subtract(days=1)


async def _asked(stage: Stage, person: Person, heading: str) -> Seen:
    """What a facilitator reads who comes by."""
    await stage.settle()
    await person.slash("group list")
    await nothing_more_comes()
    return whispers(person, heading)[-1]


async def test_e16_a_new_groups_facilitator_is_asked_a_day_before_in_their_own_language(stage: Stage) -> None:
    await found(stage, facilitator=stage.kari)
    await stage.until(SUNDAY, NINE)

    asked = await _asked(stage, stage.kari, "går foran")

    assert asked.text == (
        "### «Founders»: den som leder, går foran\n"
        "Neste runde åpner mandag 7. september klokken 09:00 (Oslo).\n"
        "Du har ikke noe åpent eksperiment der. Begynn på et før du ber andre om det: `/eksperiment start`.\n"
        "[💬 Hvorfor får jeg denne?]"
    )


async def test_e16_the_leaders_answer_opens_the_thread_whoever_answered_before(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await check_in(stage.kari, happened="Early")
    await stage.until(SUNDAY, NINE)
    asked = await _asked(stage, stage.grace, "leaders go first")

    await stage.grace.press(TRIED, on=asked)
    await stage.grace.submit(happened="First of all")
    await stage.until(FIRST_MONDAY, NINE.replace(minute=1))

    assert [card.text.splitlines()[0].split()[1] for card in cards(stage)] == ["@Grace", "@Kari"]


async def test_e16_the_prompt_shows_the_leaders_experiment_first_whoever_began_before(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await commit(stage.kari, "Kari began first")
    await commit(stage.grace, "Grace began later")

    await stage.until(FIRST_MONDAY, NINE)

    assert prompts(stage)[0].card.splitlines()[2:4] == ["@Grace · Grace began later", "@Kari · Kari began first"]


async def test_e16_it_belongs_to_the_round_to_come_while_everybody_elses_goes_to_the_open_one(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.kari)
    await stage.until(SECOND_SUNDAY, NINE)
    asked = await _asked(stage, stage.grace, "leaders go first")

    await check_in(stage.grace, happened="This week")
    await stage.grace.press(TRIED, on=asked)
    await stage.grace.submit(happened="For next week")
    await check_in(stage.kari, happened="Kari this week")
    await stage.until(SECOND_MONDAY, NINE.replace(minute=1))

    first, second = threads(stage)
    assert [_words(card) for card in cards(stage, first)] == ["This week", "Kari this week"]
    assert [_words(card) for card in cards(stage, second)] == ["For next week"]
    assert "**1 of 2** have answered" in prompts(stage)[1].text


async def test_e16_a_leader_answers_under_the_direct_message_they_chose(stage: Stage) -> None:
    await found(stage)
    await commit(stage.grace, "Ask first")
    await stage.grace.slash("my nudges")
    await stage.grace.press("Message me")
    await stage.until(SUNDAY, NINE)

    await stage.grace.press(TRIED, on=stage.grace.dms[-1])
    answered = await stage.grace.submit(happened="From my sofa")
    await stage.until(FIRST_MONDAY, NINE.replace(minute=1))

    assert answered.ephemeral
    assert [_words(card) for card in cards(stage)] == ["From my sofa"]


async def test_e16_a_leader_with_several_experiments_is_asked_which(stage: Stage) -> None:
    await found(stage)
    await commit(stage.grace, "Ask first")
    await commit(stage.grace, "Listen longer")
    await stage.until(SUNDAY, NINE)
    asked = await _asked(stage, stage.grace, "leaders go first")

    await stage.grace.press(TRIED, on=asked)
    await stage.grace.choose("Which experiment?", "Listen longer")
    await stage.grace.submit(happened="Ten seconds")
    await stage.until(FIRST_MONDAY, NINE.replace(minute=1))

    assert [_words(card) for card in cards(stage)] == ["Ten seconds"]


async def test_e16_the_rhythm_may_change_after_the_leader_has_answered(stage: Stage) -> None:
    await a_group(stage, stage.grace)
    await stage.until(SECOND_SUNDAY, NINE)
    asked = await _asked(stage, stage.grace, "leaders go first")
    await stage.grace.press(TRIED, on=asked)
    await stage.grace.submit(happened="For next week")

    await stage.maria.slash("admin group edit", name="Founders", weekday=2)
    await stage.until(SECOND_MONDAY.add(days=1), NINE.replace(minute=1))

    assert [_words(card) for card in cards(stage, threads(stage)[1])] == ["For next week"]


async def test_e16_whoever_has_left_the_lead_gets_no_word(stage: Stage) -> None:
    await a_group(stage, stage.grace)
    await join(stage.kari)
    await stage.grace.slash("facilitate group hand-over", person=stage.kari)
    await stage.until(SUNDAY, NINE)

    await stage.grace.slash("group list")
    await nothing_more_comes()

    assert whispers(stage.grace, "leaders go first") == []
    assert sentence_of(await stage.grace.slash("group list")).startswith("### Groups here")


def _words(card: Seen) -> str:
    """What somebody wrote under “what happened”."""
    return next(line.removeprefix("> ") for line in card.text.splitlines() if line.startswith("> "))
