"""C1 to C12 as people live them: answering late, changing, being stuck, being honoured; and what others see of it."""

import asyncio

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox import Person
from tests.e2e.acting import (
    FAILED,
    FIRST_MONDAY,
    HALF_WAY,
    NINE,
    NOT_YET,
    SECOND_MONDAY,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    found,
    join,
    pressed,
    prompts,
    sentence_of,
    threads,
    whispers,
)

TUESDAY, WEDNESDAY = Date(2026, 9, 8), Date(2026, 9, 9)


async def answer(person: Person, label: str, stage: Stage, /, **texts: str) -> None:
    """Presses a button of the newest prompt and sends the form; settled."""
    await person.press(custom_id=pressed(prompts(stage)[-1], label))
    await person.submit(**texts)
    await stage.settle()


async def a_daily_one(stage: Stage, person: Person) -> None:
    await found(stage)
    await join(person)
    await commit(person, "One open question", cadence="daily")
    await stage.settle()


async def test_c3_yesterday_is_answered_today_and_shown_in_the_same_rounds_thread(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(WEDNESDAY, NINE)

    suggested = await stage.henry.complete("checkin", "day", "yest")
    await stage.henry.slash("checkin", outcome="tried", day=suggested[0]["value"])
    said = await stage.henry.submit(learned="A day late")
    await check_in(stage.henry, "tried", learned="Today")
    await stage.settle()
    shown = await stage.henry.slash("experiment show", experiment=await only_choice(stage.henry))

    assert suggested == [{"name": "yesterday, Tuesday 8 September", "value": "2026-09-08"}]
    assert sentence_of(said) == "### Noted"
    assert [card.text.count("A day late") for card in cards(stage)] == [1, 0]
    assert shown.text.splitlines()[-2:] == [
        "Tuesday 8 September · tried · A day late",
        "Wednesday 9 September · tried · Today",
    ]


async def only_choice(person: Person) -> str:
    [choice] = await person.complete("experiment show", "experiment", "")
    return str(choice["value"])


async def test_c3_a_day_of_the_round_before_goes_into_that_rounds_thread(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))
    await check_in(stage.henry)
    await stage.until(SECOND_MONDAY, Time(10))

    await stage.henry.slash("checkin", outcome="failed", day="9.9")
    await stage.henry.submit(learned="From last week")
    await stage.settle()

    first, second = threads(stage)
    assert [card.text.count("From last week") for card in cards(stage, first)] == [0, 1]
    assert cards(stage, second) == []


async def test_c3_an_answer_given_again_is_prefilled_and_changes_its_card(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await answer(stage.henry, NOT_YET, stage, happened="Too busy", blocker="No budget")

    await stage.henry.press(custom_id=pressed(prompts(stage)[0], TRIED))
    assert stage.henry.form
    prefilled = {each.custom_id: each.value for each in stage.henry.form.fields if each.value}
    await stage.henry.submit(tried="I asked after all")
    await stage.settle()

    assert prefilled == {"happened": "Too busy", "blocker": "No budget"}
    [card] = cards(stage)
    assert card.text.splitlines()[:6] == [
        "🌱 @Henry tried",
        "### One open question",
        "**What I tried**",
        "> I asked after all",
        "**What happened**",
        "> Too busy",
    ]


async def test_c3_the_reply_changes_the_answer_for_seven_days_and_then_says_so(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))
    said = await check_in(stage.henry, "not_yet", happened="Forgot")
    await stage.settle()
    await stage.until(SECOND_MONDAY, Time(10))

    asked = await stage.henry.press("Change my answer", on=said)
    await stage.henry.press(TRIED, on=asked)
    await stage.henry.submit(happened="I had done it after all")
    await stage.settle()
    await stage.until(Date(2026, 9, 15), Time(10))
    late = await stage.henry.press("Change my answer", on=said)

    assert asked.text.splitlines()[0] == "How did it go with “One open question” on Monday 7 September?"
    assert [card.text.splitlines()[0] for card in cards(stage, threads(stage)[0])] == ["🌱 @Henry tried"]
    assert sentence_of(late) == (
        "An answer can be changed for 7 days, and that time is over. `/checkin` tells what happened since."
    )


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("11.9", "Friday 11 September is still to come. Answer once you know what happened; `/checkin` takes today "
         "and the days before it."),
        ("1.9", "I can add answers for the last 7 days, so Tuesday 1 September is too long ago. What you do today "
         "counts as much."),
        ("2.9", "“One open question” begins on Thursday 3 September; your first check-in can come then."),
        ("someday", "“someday” is not a date I can read. Write it as day and month, such as 24.12, or as 2026-12-24."),
    ],
)  # fmt: skip
async def test_c3_a_day_that_takes_no_answer_is_one_clear_sentence(stage: Stage, day: str, sentence: str) -> None:
    """Also a check-in for tomorrow."""
    await a_daily_one(stage, stage.henry)
    await stage.until(Date(2026, 9, 9 if day != "11.9" else 10), NINE)

    said = await stage.henry.slash("checkin", outcome="tried", day=day)

    assert sentence_of(said) == sentence


async def test_c1_one_of_several_experiments_is_named_with_the_command(stage: Stage) -> None:
    await a_group(stage, stage.luca)
    await commit(stage.luca, "Secondo")

    [choice] = await stage.luca.complete("check-in", "esperimento", "sec")
    opened = await stage.luca.slash("check-in", esito="tried", esperimento=choice["value"])

    assert choice["name"] == "Secondo"
    assert opened.kind == "form"


async def test_c2_two_phones_that_send_the_same_form_give_one_answer_and_the_later_wins(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    other_phone = Person(stage.sandbox.world, stage.henry.user, locale="en-US")
    other_phone.go(stage.channel)
    for phone in (stage.henry, other_phone):
        await phone.press(custom_id=pressed(prompts(stage)[0], TRIED))

    await stage.henry.submit(learned="From the first")
    await other_phone.submit(learned="From the second")
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert [card.text.count("From the second") for card in cards(stage)] == [1]
    assert "**1 of 1** has answered" in prompts(stage)[0].text


async def test_c5_the_first_failed_try_is_honoured_and_the_second_is_told_as_ever(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))

    first = await check_in(stage.henry, "failed", learned="Nobody came")
    await stage.until(TUESDAY, Time(10))
    second = await check_in(stage.henry, "failed", learned="One came")
    await stage.settle()

    assert [sentence_of(each) for each in (first, second)] == [
        "### Noted, and honoured",
        "### Noted, and thank you",
    ]
    assert [card.text.splitlines()[0] for card in cards(stage)] == [
        "🔬 @Henry tried, it failed, and says so here for the first time: an honour to read. Now we know more",
        "🔬 @Henry tried, it failed, and now we know more",
    ]


async def test_c8_what_stands_in_the_way_is_on_the_card_until_it_is_resolved(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))

    said = await check_in(stage.henry, "not_yet", blocker="Nobody gives me a key")
    await stage.settle()
    flagged = cards(stage)[0].text
    gone = await stage.henry.press("✅ Resolved", on=said)
    await stage.settle()

    assert "**What I cannot move alone**\n> Nobody gives me a key" in flagged
    assert sentence_of(gone) == "Good, it is out of the way:"
    assert "✅ What stood in the way is out of it." in cards(stage)[0].text
    assert "key" not in cards(stage)[0].text


async def test_c9_the_answer_itself_brings_the_prompt_up_to_date(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)

    await stage.henry.press(custom_id=pressed(prompts(stage)[0], TRIED))
    shown = await stage.henry.submit(learned="At once")

    assert shown.kind == "update"
    assert "**1 of 2** have answered" in prompts(stage)[0].text
    assert len(whispers(stage.henry, "### Noted")) == 1
    assert whispers(stage.kari, "### Noted") == []


async def test_c9_where_the_prompt_cannot_be_written_the_answer_is_still_taken_and_the_count_follows(
    stage: Stage,
) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await stage.henry.press(custom_id=pressed(prompts(stage)[0], TRIED))
    stage.sandbox.world.faults.answer(404, r"/interactions/\d+/.+/callback", times=1)

    await stage.henry.submit(learned="All the same")
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert len(whispers(stage.henry, "### Noted")) == 1
    assert "**1 of 1** has answered" in prompts(stage)[0].text


async def test_c9_edits_refused_for_their_number_are_waited_for_and_nothing_is_lost(stage: Stage) -> None:
    """30046: a message older than an hour was edited too often."""
    await a_group(stage, stage.henry)
    await stage.until(HALF_WAY, Time(10))
    stage.sandbox.world.faults.refuse_late_edits(status=400)

    await check_in(stage.henry, learned="Late in the week")
    await stage.until(HALF_WAY, Time(10, 30))
    waiting = prompts(stage)[0].text
    await stage.until(HALF_WAY, Time(12))

    assert "**0 of 1** has answered" in waiting
    assert "**1 of 1** has answered" in prompts(stage)[0].text


async def test_c11_an_answer_before_the_prompt_and_one_after_midnight_count(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.luca)
    await stage.until(Date(2026, 9, 6), Time(23, 50))
    await check_in(stage.henry, learned="On Sunday")
    await stage.until(FIRST_MONDAY, Time(0, 10))
    await check_in(stage.luca, learned="After midnight")

    await stage.until(FIRST_MONDAY, NINE)

    assert len(cards(stage)) == 2
    assert "**2 of 2** have answered" in prompts(stage)[0].text


async def test_c12_who_joins_in_mid_round_is_taken_in(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(WEDNESDAY, NINE)
    await join(stage.kari)
    await commit(stage.kari, "Midt i uka")

    await answer(stage.kari, TRIED, stage, learned="Straks")
    await stage.until(WEDNESDAY, Time(9, 2))

    assert len(cards(stage)) == 2  # Kari's commitment, and her answer
    assert "**1 of 2** have answered" in prompts(stage)[0].text


@pytest.mark.parametrize(
    "text",
    ["😀" * 500, "مرحبا " * 80, "# no heading ```js\n> x``` ||[y](javascript:z)||", "@everyone <@&1> <@1> @here"],
    ids=["emoji", "right to left", "markdown", "mentions"],
)
async def test_c2_whatever_is_written_stands_in_the_card_as_words_and_pings_nobody(stage: Stage, text: str) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    await answer(stage.henry, FAILED, stage, tried=text, happened=text, learned=text, next_step=text, blocker=text)

    [card] = cards(stage)
    assert card.text.splitlines()[1] == "### Henry's own"
    assert stage.kari.notifications == stage.luca.notifications == []


async def test_c3_three_who_change_at_once_keep_one_card_each(stage: Stage) -> None:
    people = (stage.henry, stage.kari, stage.luca)
    await a_group(stage, *people)
    await stage.until(FIRST_MONDAY, NINE)
    await asyncio.gather(*(check_in(person) for person in people))
    await asyncio.gather(*(check_in(person, learned="Anew") for person in people))

    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert [card.text.count("Anew") for card in cards(stage)] == [1, 1, 1]
