"""A moderator stops everything, keeps somebody out, and takes somebody out (A8)."""

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import (
    FIRST_MONDAY,
    NINE,
    TRIED,
    a_group,
    nothing_more_comes,
    posted,
    prompts,
    sentence_of,
    whispers,
)

STOPPED = "A moderator has stopped me on this server for now. Nothing of yours is lost; ask them when it goes on."
TUESDAY = Date(2026, 9, 8)


async def test_a8_everything_stops_at_once_and_goes_on_late_with_nothing_lost_or_doubled(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.henry)
    before = len(posted(stage))
    stopped = await stage.maria.slash("admin stop")
    await stage.restart_bot()
    await stage.until(FIRST_MONDAY, Time(12))

    command = await stage.henry.slash("checkin", outcome="tried")
    suggested = await stage.henry.complete("group show", "name", "F")
    helped = await stage.henry.slash("help")
    of_moderator = await stage.maria.slash("admin schedule")
    silent = len(posted(stage)) - before
    await stage.maria.press("▶️ Resume", on=stopped)
    await stage.settle()

    assert (sentence_of(command), suggested) == (STOPPED, [])
    assert helped.text.startswith("### What I do")
    assert of_moderator.ephemeral
    assert silent == 0
    [prompt] = prompts(stage)
    assert "late" in prompt.text
    pressed = await stage.henry.press(TRIED, on=prompt)
    assert pressed.form is not None


async def test_a8_a_form_that_was_open_when_all_was_stopped_is_given_back(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.henry)
    await stage.henry.slash("checkin", outcome="tried")
    await stage.maria.slash("admin stop")

    refused = await stage.henry.submit(tried="A long thought")
    await stage.maria.slash("admin resume")
    again = await stage.henry.press("Edit again", on=refused)

    assert sentence_of(refused) == STOPPED
    assert again.form is not None
    assert "A long thought" in [field.value for field in again.form.fields]


async def test_a8_who_is_kept_out_reads_why_at_every_press_and_is_reminded_of_nothing(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.henry, stage.kari)
    await stage.until(FIRST_MONDAY, NINE)
    [prompt] = prompts(stage)

    done = await stage.maria.slash("admin member block", person=stage.kari)
    pressed = await stage.kari.press(TRIED, on=prompt)
    command = await stage.kari.slash("gruppe liste")
    who = await stage.maria.slash("admin member show", person=stage.kari)
    heard = len(stage.kari.notifications)
    await stage.until(Date(2026, 9, 14), NINE)

    refusal = (
        "En moderator på denne serveren har bestemt at jeg ikke svarer deg her. Spør moderatorene hvis du tror det er "
        "en feil. `/meg data` og `/meg glem` virker likevel."
    )
    assert "cannot use me here any more" in done.text
    assert (sentence_of(pressed), sentence_of(command)) == (refusal, refusal)
    assert who.text.splitlines()[:3] == [
        "### @Kari",
        "⛔ Kept from using me here. `/admin member unblock` lets them in again.",
        "In none of the groups here.",
    ]
    assert len(stage.kari.notifications) == heard


async def test_a8_who_is_taken_out_of_a_group_is_told_once(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.henry)

    await stage.maria.slash("admin member remove", person=stage.henry, group="Founders")
    await stage.settle()
    told = await stage.henry.slash("group list")
    await nothing_more_comes()
    refused = await stage.maria.slash("admin member remove", person=stage.henry, group="Founders")

    assert told.ephemeral
    assert len(whispers(stage.henry, "You are no longer in “Founders”")) == 1
    assert "Henry" in sentence_of(refused)
