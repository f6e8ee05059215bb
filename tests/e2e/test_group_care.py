"""What those who lead and moderate do to a group itself: let it rest, change its rhythm (A3)."""

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    SECOND_MONDAY,
    THIRD_MONDAY,
    TRIED,
    a_group,
    check_in,
    digests,
    found,
    join,
    posted,
    prompts,
    sentence_of,
    threads,
)


async def test_a3_a_group_rests_and_goes_on_by_itself(stage: Stage) -> None:
    """A round that is open ends with its digest; then nothing comes until the pause is over, in nobody's language."""
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "tried", learned="Before the rest")

    told = await stage.grace.slash("facilitate group pause", until="27.9")
    refused = await stage.henry.slash("facilitate group resume", group="Founders")
    await stage.until(THIRD_MONDAY, Time(12))
    rested = [len(prompts(stage)), len(digests(stage))]
    tried = await stage.henry.slash("checkin", outcome="tried")
    shown = await stage.henry.slash("group show", name="Founders")
    planned = await stage.maria.slash("admin schedule")
    await stage.until(Date(2026, 9, 28), NINE)

    assert told.text.splitlines()[:3] == [
        "### 💤 “Founders” rests until Sunday 27 September",
        "The round that is open goes on to its end.",
        "Nothing is asked meanwhile. What you try here rests as long, and its last day moves along.",
    ]
    assert sentence_of(refused) == "This is for those who lead “Founders”. `/group show` says who that is."
    assert [message.text.count("💤 “Founders” rests") for message in posted(stage)].count(1) == 1
    assert rested == [1, 1]
    assert sentence_of(tried).startswith("“Henry's own” is paused, so nobody expects an answer.")
    assert "💤 At rest until Sunday 27 September. The next round opens on Monday 28 September." in shown.text
    assert "Rests from Monday 14 September to Sunday 27 September" in planned.text
    assert len(prompts(stage)) == 2


async def test_a3_who_leads_moves_the_rhythm_of_their_group_and_sees_who_is_in_it(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    changed = await stage.grace.slash("facilitate group edit", weekday=3, time="12.30")
    members = await stage.grace.slash("facilitate group members")
    early = await stage.grace.slash("facilitate group pause", until="3.9")
    await stage.grace.slash("facilitate group pause", until="16.9")
    back = await stage.grace.slash("facilitate group resume")
    audit = await stage.maria.slash("admin audit", group="Founders")

    assert "every Wednesday at 12:30 (Oslo). The next prompt comes on Wednesday 9 September." in changed.text
    assert [line.partition(",")[0] for line in members.text.splitlines()[1:]] == ["- @Grace leads", "- @Henry"]
    assert sentence_of(early).startswith("“Founders” opens its next round on Wednesday 9 September anyway")
    assert back.text.splitlines()[:2] == ["### “Founders” goes on", "The next round opens on Wednesday 9 September."]
    assert [line.split(" · ")[1] for line in audit.text.splitlines() if "Founders” rest" in line] == [
        "@Grace lets “Founders” rest"
    ]


async def test_a3_a_group_is_archived_in_the_middle_of_a_round_and_comes_back_elsewhere(stage: Stage) -> None:
    hall = stage.guild.add_channel("hall")
    await stage.maria.slash("admin settings", {"meeting-channel": hall})
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    [pair] = [thread for thread in threads(stage) if thread.parent is hall]

    away = await stage.maria.slash("admin group archive", name="Founders")
    await stage.settle()
    pressed_late = await stage.henry.press(TRIED, on=prompts(stage)[-1])
    listed = await stage.henry.slash("group list")
    own = await stage.henry.slash("experiment list")
    stage.guild.delete_channel(stage.channel)
    stage.maria.go(hall)
    await stage.until(SECOND_MONDAY, Time(12))
    nowhere = await stage.maria.slash("admin group restore", name="Founders")
    back = await stage.maria.slash("admin group restore", name="Founders", channel=hall)
    await stage.until(THIRD_MONDAY, NINE)

    assert away.card.splitlines()[0] == "### “Founders” is archived"
    assert sentence_of(pressed_late).startswith("“Founders” is archived, so it takes nothing new.")
    assert "There are no groups here yet." in listed.card
    assert "At rest since “Founders” was archived." in own.card
    assert stage.henry.sees(pair)[-1].card.startswith("“Founders” is archived, so this pair ends here.")
    assert sentence_of(nowhere).startswith("The channel that “Founders” met in is gone.")
    assert back.card.splitlines()[:3] == [
        "### “Founders” goes on",
        "The next round opens on Monday 21 September.",
        "1 experiment goes on where it was.",
    ]
    told = [message for message in stage.maria.sees(hall) if not message.is_ephemeral and message.card]
    assert [message.card.partition("\n")[0] for message in told] == [
        "### “Founders” goes on",
        "### “Founders”: what happened?",
    ]


async def test_a9_a_follow_up_is_made_in_one_step_asks_about_its_workshop_and_ends_by_itself(stage: Stage) -> None:
    made = await found(stage, template="follow_up", workshop="Selling by listening")
    await join(stage.henry)
    opened = await stage.henry.slash("experiment start", way="project", days=90)
    await stage.henry.submit(what="Ask one open question")
    await stage.until(Date(2026, 10, 26), NINE)
    await check_in(stage.henry, "tried", learned="To wait for the answer")
    await stage.until(Date(2026, 11, 2), Time(12))
    late = await stage.henry.slash("checkin", outcome="tried")

    assert "🏁 It ends on Sunday 1 November" in made.text
    assert "Selling by listening" in str(opened)
    assert "You learned something in “Selling by listening”." in prompts(stage)[0].text
    assert len(prompts(stage)) == 8
    assert "🏁 That was the last round here." in digests(stage)[-1].text
    assert sentence_of(late).startswith("You have no open experiment")
