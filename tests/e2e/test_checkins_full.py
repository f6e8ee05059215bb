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
    THIRD_MONDAY,
    TRIED,
    a_group,
    cards,
    check_in,
    commit,
    digests,
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
    assert shown.text.splitlines()[-3:] == [
        "Tuesday 8 September · tried · A day late",
        "Wednesday 9 September · tried · Today",
        "[Delete an answer ▾]",
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


@pytest.mark.worlds("edit-adds", "late-edits-400")
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
        "An answer can be changed for 7 days, and that time is over. Say what happened since: `/checkin`."
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

    assert "**What I cannot solve alone**\n> Nobody gives me a key" in flagged
    assert sentence_of(gone) == "Good, it is out of the way:"
    assert "✅ What stood in the way is gone." in cards(stage)[0].text
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


@pytest.mark.worlds("late-edits-400")
async def test_c9_edits_refused_for_their_number_are_waited_for_and_nothing_is_lost(stage: Stage) -> None:
    """30046: a message older than an hour was edited too often."""
    await a_group(stage, stage.henry)
    await stage.until(HALF_WAY, Time(10))
    world = stage.sandbox.world
    world.faults.refuse_late_edits(status=world.beliefs.late_edit_status)

    await check_in(stage.henry, learned="Late in the week")
    await stage.settle()
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

    await stage.until(FIRST_MONDAY, Time(9, 1))

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


async def test_c8_after_two_rounds_it_reaches_who_leads_with_the_words_and_a_question(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))
    await check_in(stage.henry, "not_yet", blocker="Nobody gives me a key")
    await stage.until(SECOND_MONDAY, Time(10))
    await check_in(stage.henry)
    early = await stage.grace.slash("group list")
    await stage.until(THIRD_MONDAY, Time(10))

    await stage.grace.slash("group list")
    await stage.settle()

    assert early.ephemeral
    [card] = whispers(stage.grace, "Nobody gives me a key")
    assert card.text.splitlines()[:3] == [
        "### Something has stood in @Henry's way for two rounds",
        "“One open question”, since Monday 7 September:",
        "> Nobody gives me a key",
    ]


async def test_c4_not_yet_brings_plan_and_why_back_and_three_ways_on(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await commit(
        stage.kari, "Ringe kunder", {"when_then": "Når kaffen er drukket, så ringer jeg", "why": "Jeg vil vokse"}
    )

    said = await check_in(stage.kari, "not_yet")

    assert said.text.splitlines()[2:] == [
        "Dette var planen din:",
        "> Når kaffen er drukket, så ringer jeg",
        "Og dette er grunnen:",
        "> Jeg vil vokse",
        "[🌱 Gjør det nå] [🤏 Gjør det mindre] [✏️ Endre det] [Endre svaret mitt]",
    ]


async def test_c4_do_it_now_asks_once_two_hours_later_and_the_try_replaces_the_not_yet(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))
    said = await check_in(stage.henry, "not_yet")

    for _ in range(2):
        set_out = await stage.henry.press("🌱 Do it now", on=said)
    await stage.until(FIRST_MONDAY, Time(12, 1))
    await stage.henry.slash("experiment list")
    await stage.settle()
    [asked] = whispers(stage.henry, "### You wanted to do it now")
    await stage.henry.press(TRIED, on=asked)
    await stage.henry.submit(learned="It took four minutes")
    await stage.settle()

    assert sentence_of(set_out) == "### Now is a good moment"
    assert [card.text.splitlines()[0] for card in cards(stage)] == ["🌱 @Henry tried"]


async def test_c4_who_has_tried_meanwhile_is_not_asked(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))
    said = await check_in(stage.henry, "not_yet")
    await stage.henry.press("🌱 Do it now", on=said)
    await check_in(stage.henry, "failed")

    await stage.until(FIRST_MONDAY, Time(12, 1))
    await stage.henry.slash("experiment list")
    await stage.settle()

    assert whispers(stage.henry, "### You wanted to do it now") == []


@pytest.mark.parametrize(
    ("label", "kept"), [("🤏 Make it smaller", None), ("✏️ Change it", "When it rings, then I ask")]
)
async def test_c4_a_plan_that_did_not_fit_is_changed_in_its_own_form(
    stage: Stage, label: str, kept: str | None
) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Ask first", {"when_then": "When it rings, then I ask"})
    said = await check_in(stage.henry, "not_yet", happened="It never rang")

    opened = await stage.henry.press(label, on=said)

    assert opened.form is not None
    values = {each.custom_id: each.value for each in opened.form.fields}
    assert (values["what"], values["obstacle"], values["when_then"]) == ("Ask first", "It never rang", kept)


async def test_c4_e8_a_plan_that_was_changed_meanwhile_is_not_taken_back(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry)
    await commit(stage.henry, "Ask first")
    said = await check_in(stage.henry, "not_yet")
    await stage.henry.press("✏️ Change it", on=said)
    await stage.henry.submit(what="Ask second")

    opened = await stage.henry.press("✏️ Change it", on=said)

    assert opened.form is not None
    assert opened.form.fields[0].value == "Ask second"


async def test_c6_the_reply_tells_the_strength_and_no_streak(stage: Stage) -> None:
    await a_daily_one(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))

    said = await check_in(stage.henry, "tried")

    assert said.text.splitlines()[2] == "Strength 5 of 100. It grows with every try, and one slip takes little away."


async def test_c7_a_peer_responds_along_one_question_and_the_author_finds_it_in_the_thread_and_waiting(
    stage: Stage,
) -> None:
    await a_group(stage, stage.henry, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    await answer(stage.henry, FAILED, stage, learned="Nobody came")

    asked = await stage.kari.press("💬 Respond", on=cards(stage)[0])
    assert asked.form is not None
    question = asked.form.fields[0].description
    said = await stage.kari.submit(text="Inviter tre i stedet for ti")
    await stage.until(FIRST_MONDAY, Time(9, 30))
    await stage.henry.slash("experiment list")
    await stage.settle()

    assert sentence_of(said) == "### Takk"
    assert question and question.startswith("Hvordan")
    response = cards(stage)[1]
    assert response.text.splitlines()[0] == "💬 @Kari responds to @Henry: Henry's own"
    assert response.text.splitlines()[1].startswith("**How")
    assert response.text.splitlines()[2] == "> Inviter tre i stedet for ti"
    [note] = whispers(stage.henry, "### 1 response to your check-in")
    assert "> Inviter tre i stedet for ti" in note.text
    assert stage.henry.notifications == []


async def test_c7_several_responses_make_one_note(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari, stage.luca)
    await stage.henry.press(custom_id="person:contact:message")
    await stage.until(FIRST_MONDAY, NINE)
    await answer(stage.henry, TRIED, stage)

    for person, label in ((stage.kari, "💬 Gi tilbakemelding"), (stage.luca, "💬 Dai un riscontro")):
        mine = await person.press("🌐 In my language", on=cards(stage)[0])
        await person.press(label, on=mine)
        await person.submit(text=f"From {person.name}")
    await stage.until(FIRST_MONDAY, Time(9, 30))

    notes = [message for message in stage.henry.dms if "responses" in message.card]
    assert [note.card.splitlines()[0] for note in notes] == ["### 2 responses to your check-ins"]


@pytest.mark.worlds("mention-adds-nobody")
async def test_c7_who_lets_the_thread_mention_them_is_mentioned_and_not_told_twice(stage: Stage) -> None:
    await a_group(stage, stage.henry, stage.kari)
    await stage.henry.press(custom_id="person:contact:mention")
    await stage.until(FIRST_MONDAY, NINE)
    await answer(stage.henry, TRIED, stage)

    await stage.kari.press("💬 Respond", on=cards(stage)[0])
    await stage.kari.submit(text="Bra")
    await stage.until(FIRST_MONDAY, Time(9, 30))
    await stage.henry.slash("experiment list")
    await stage.settle()

    assert len(stage.henry.notifications) == 1
    assert whispers(stage.henry, "### 1 response to your check-in") == []


async def test_c7_ones_own_check_in_takes_no_response_of_ones_own(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await answer(stage.henry, TRIED, stage)

    refused = await stage.henry.press("💬 Respond", on=cards(stage)[0])

    assert sentence_of(refused) == (
        "This is your own check-in, and responses come from the others. Press *Respond* on somebody else's: "
        "who responds learns too."
    )


async def test_c7_who_is_not_in_the_group_does_not_respond(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await answer(stage.henry, TRIED, stage)

    refused = await stage.maria.press("💬 Respond", on=cards(stage)[0])

    assert sentence_of(refused) == "This is not for you to read, or no longer."


async def test_c10_the_digest_tells_all_there_is_and_nothing_that_is_private(stage: Stage) -> None:
    await found(stage)
    await join(stage.henry, stage.kari, stage.luca)
    await commit(stage.henry, "Open question")
    await commit(stage.kari, "Hemmelig", synlighet="private")
    await commit(stage.luca, "Domanda")
    await stage.until(FIRST_MONDAY, NINE)
    prompt = prompts(stage)[0].card
    await check_in(stage.henry, "failed", learned="Nobody came", blocker="No room")
    await check_in(stage.kari, "failed", learned="Skjult", blocker="Skjult")
    await check_in(stage.luca, "tried", learned="Aspettare")
    await stage.settle()
    await stage.luca.press("💬 Respond", on=cards(stage)[0])
    await stage.luca.submit(text="La prossima volta, in due")
    await stage.settle()
    shown = len(cards(stage))

    await stage.until(SECOND_MONDAY, Time(8, 30))

    assert "Hemmelig" not in prompt
    assert "and 1 more" in prompt
    assert shown == 3  # two answers and a response; Kari's answer is hers
    assert digests(stage)[0].card.splitlines()[1:] == [
        "**2 of 2** tried something: 100%.",  # Kari's failed try is hers; that she answered is no secret
        "Counting what isn't shared here, **3 of 3** answered.",
        "🔬 Told for the first time of a try that failed: @Henry. Thank you: we learn most from these.",
        "🔬 @Henry tried, it failed, and says:",
        "> Nobody came",
        "🌱 @Luca learned:",
        "> Aspettare",
        "**In the way: who can help?**",
        "@Henry",
        "> No room",
        "💬 1 response was given.",
        "What will you try next?",
        "[🌐 In my language]",
    ]


async def test_c9_a_prompt_says_how_many_there_are_where_nobody_shows_theirs(stage: Stage) -> None:
    await found(stage)
    await join(stage.kari)
    await commit(stage.kari, "Hemmelig", synlighet="private")

    await stage.until(FIRST_MONDAY, NINE)

    assert prompts(stage)[0].card.splitlines()[2:4] == ["1 experiment is under way.", "**0 of 1** has answered"]
