"""What those who lead and moderate do to a group itself: let it rest, change its rhythm (A3)."""

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    THIRD_MONDAY,
    a_group,
    check_in,
    digests,
    posted,
    prompts,
    sentence_of,
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

    assert "every Wednesday at 12:30 (Europe/Oslo). The next prompt comes on Wednesday 9 September." in changed.text
    assert [line.partition(",")[0] for line in members.text.splitlines()[1:]] == ["- @Grace leads", "- @Henry"]
    assert sentence_of(early).startswith("“Founders” opens its next round on Wednesday 9 September anyway")
    assert back.text.splitlines()[:2] == ["### “Founders” goes on", "The next round opens on Wednesday 9 September."]
    assert [line.split(" · ")[1] for line in audit.text.splitlines() if "Founders” rest" in line] == [
        "@Grace lets “Founders” rest"
    ]
