"""A group that changes its weekday, time or zone: no round lost, none doubled."""

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, check_in, found, prompts, sentence_of


def opened_on(stage: Stage) -> list[str]:
    """When each prompt was posted, in Oslo's wall time."""
    ids = {prompt.id for prompt in prompts(stage)}
    return [
        entry.instant.to_tz("Europe/Oslo").to_plain().format_iso(unit="minute")
        for entry in stage.sandbox.world.journal.of("message_created")
        if entry.message and entry.message.id in ids
    ]


async def test_before_the_first_prompt_the_round_moves(stage: Stage) -> None:
    await a_group(stage, stage.henry)

    changed = await stage.maria.slash("admin group edit", name="Founders", weekday=3, time="12.30")
    await stage.until(Date(2026, 9, 17), NINE)

    assert changed.text == (
        "“Founders” meets in #accountability every Wednesday at 12:30 (Oslo). "
        "The next prompt comes on Wednesday 9 September."
    )
    assert opened_on(stage) == ["2026-09-09T12:30", "2026-09-16T12:30"]


async def test_in_the_middle_of_a_round_the_next_one_opens_on_the_new_day_and_answers_stay(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, "tried", learned="Before the change")

    await stage.maria.slash("admin group edit", name="Founders", weekday=5)
    await stage.until(Date(2026, 9, 19), NINE)

    assert opened_on(stage) == ["2026-09-07T09:00", "2026-09-11T09:00", "2026-09-18T09:00"]
    assert [message.text.count("Before the change") for message in stage.maria.sees(stage.channel)].count(1) == 1


async def test_another_zone_moves_the_prompt_by_its_clock_and_doubles_nothing(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)

    await stage.maria.slash("admin group edit", name="Founders", zone="Auckland")
    await stage.until(Date(2026, 9, 22), NINE)

    assert opened_on(stage) == ["2026-09-07T09:00", "2026-09-13T23:00", "2026-09-20T23:00"]


async def test_a_zone_that_does_not_exist_changes_nothing(stage: Stage) -> None:
    await found(stage)

    refused = await stage.maria.slash("admin group edit", name="Founders", zone="Atlantis")
    shown = await stage.maria.slash("group show", name="Founders")

    assert sentence_of(refused).startswith("I do not know the time zone “Atlantis”.")
    assert "Every Monday at 09:00 (Oslo)" in shown.text


async def test_twice_changed_back_is_as_if_it_had_not_been(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    await stage.until(FIRST_MONDAY, Time(10))

    await stage.maria.slash("admin group edit", name="Founders", weekday=4)
    await stage.maria.slash("admin group edit", name="Founders", weekday=1)
    await stage.until(Date(2026, 9, 21), Time(10))

    assert opened_on(stage) == ["2026-09-07T09:00", "2026-09-14T09:00", "2026-09-21T09:00"]


async def test_a_group_whose_channel_is_gone_goes_on_in_another(stage: Stage) -> None:
    await a_group(stage, stage.henry)
    hall = stage.guild.add_channel("hall")
    stage.guild.delete_channel(stage.channel)
    stage.maria.go(hall)

    await stage.maria.slash("admin group edit", name="Founders", channel=hall)
    await stage.until(FIRST_MONDAY, NINE)

    assert [message.card.splitlines()[0] for message in stage.maria.sees(hall) if not message.is_ephemeral] == [
        "### “Founders”: what happened?"
    ]
