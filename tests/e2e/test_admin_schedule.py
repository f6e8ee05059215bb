"""`/admin schedule`: what comes next in each group, on the group's clock and on the reader's."""

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import FIRST_MONDAY, HALF_WAY, NINE, a_group, found

HEAD = "### What comes next\nThe first time is the group's own, the second is yours."
SILENT = "-# No experiment runs in it then, so that prompt will stay silent."


async def test_before_the_first_prompt(stage: Stage) -> None:
    await a_group(stage, stage.kari)

    shown = await stage.maria.slash("admin schedule")

    assert shown.ephemeral
    assert shown.text == (
        f"{HEAD}\n"
        "**Founders** · #accountability · Oslo\n"
        "Prompt: Monday 7 September at 09:00 · 2026-09-07 07:00 UTC\n"
        "Half-way reminder: Thursday 10 September at 09:00 · 2026-09-10 07:00 UTC\n"
        "Digest: Monday 14 September at 08:00 · 2026-09-14 06:00 UTC"
    )


async def test_in_the_middle_of_a_round_the_next_prompt_comes_last(stage: Stage) -> None:
    await a_group(stage, stage.kari)

    await stage.until(FIRST_MONDAY, NINE)
    early = await stage.maria.slash("admin schedule")
    await stage.until(HALF_WAY, NINE)
    late = await stage.maria.slash("admin schedule")

    digest_and_prompt = [
        "Digest: Monday 14 September at 08:00 · 2026-09-14 06:00 UTC",
        "Prompt: Monday 14 September at 09:00 · 2026-09-14 07:00 UTC",
    ]
    assert early.text.splitlines()[3:] == [
        "Half-way reminder: Thursday 10 September at 09:00 · 2026-09-10 07:00 UTC",
        *digest_and_prompt,
    ]
    assert late.text.splitlines()[3:] == digest_and_prompt


async def test_a_group_without_a_running_experiment_says_that_its_prompt_stays_silent(stage: Stage) -> None:
    await found(stage)

    shown = await stage.maria.slash("admin schedule")

    assert shown.text.splitlines()[-1] == SILENT


async def test_wall_time_stays_when_the_clocks_go_back(stage: Stage) -> None:
    await a_group(stage, stage.kari)
    await stage.until(Date(2026, 10, 19), Time(10))

    shown = await stage.maria.slash("admin schedule")

    assert shown.text.splitlines()[-2:] == [
        "Prompt: Monday 26 October at 09:00 · 2026-10-26 08:00 UTC",
        SILENT,  # thirty days are over
    ]


@pytest.mark.parametrize(
    ("locale", "command", "line"),
    [
        ("no", "admin tidsplan", "Startmelding: mandag 7. september kl. 09:00 · 2026-09-07 07:00 UTC"),
        ("it", "admin calendario", "Messaggio d'apertura: lunedì 7 settembre alle 09:00 · 2026-09-07 07:00 UTC"),
    ],
)
async def test_it_speaks_the_moderators_language(stage: Stage, locale: str, command: str, line: str) -> None:
    await a_group(stage, stage.kari)
    stage.maria.locale = locale

    shown = await stage.maria.slash(command)

    assert shown.text.splitlines()[3] == line


async def test_five_groups_a_page_also_after_a_restart(stage: Stage) -> None:
    for number in range(1, 7):
        await found(stage, name=f"Circle {number}")

    first = await stage.maria.slash("admin schedule")
    await stage.restart_bot()
    second = await stage.maria.press("➡️ Next")

    assert [shown.text.count("**Circle") for shown in (first, second)] == [5, 1]
    assert second.text.splitlines()[1].endswith("Page 2 of 2.")


async def test_a_server_without_groups_is_told_how_to_begin(stage: Stage) -> None:
    shown = await stage.maria.slash("admin schedule")

    assert shown.text == "There are no groups here yet. A moderator makes the first one with `/admin group create`."
