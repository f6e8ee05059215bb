"""Taken off a server, and put back (V4)."""

from whenever import Date

from bot.demo.stage import HANDLING_SECONDS, Stage
from cogs._shared.checks import INSTALL_PERMISSIONS
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, check_in, posted, prompts


async def heard(stage: Stage) -> None:
    """What Discord has told the bot is dealt with."""
    assert stage.app is not None
    await stage.sandbox.world.traffic.quiet()
    await stage.app.bot.finish_handling(HANDLING_SECONDS)


async def test_v4_off_a_server_for_two_weeks_nothing_goes_out_and_then_it_goes_on_with_all_there_was(
    stage: Stage,
) -> None:
    assert stage.app is not None
    await a_group(stage, stage.grace, stage.henry)
    await stage.until(FIRST_MONDAY, NINE)
    await check_in(stage.henry, tried="Called one")
    await stage.settle()
    await stage.app.bot.wait_until_ready()  # so that what is new is told as new

    stage.guild.remove_member(stage.sandbox.world.bot)
    await heard(stage)
    out = len(posted(stage))
    await stage.until(Date(2026, 9, 22), NINE)
    meanwhile = len(posted(stage)) - out
    stage.sandbox.world.install(stage.guild, INSTALL_PERMISSIONS.value)
    await heard(stage)
    await stage.settle()
    own = await stage.henry.slash("experiment list")

    late = prompts(stage)[-1]
    assert meanwhile == 0
    assert "This comes later than it should" in late.text
    assert "tried 1 time" in own.text
