"""Moderators hear, once, what could not be delivered and which permission went missing (A5, A8)."""

from whenever import Date

from bot.demo.stage import Stage
from sandbox.protocol import permissions
from sandbox.protocol.channels import Overwrite
from sandbox.protocol.rest.channels import tell_changed
from tests.e2e.acting import FIRST_MONDAY, NINE, SECOND_MONDAY, a_group, nothing_more_comes, whispers

TUESDAY = Date(2026, 9, 8)
HEAD = "could not be delivered"


def _take(stage: Stage, denied: int) -> None:
    bot = stage.sandbox.world.bot
    stage.channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=denied)
    tell_changed(stage.sandbox.world, stage.channel)


async def test_what_fails_for_one_reason_makes_one_notice_that_names_the_permission(stage: Stage) -> None:
    office = stage.guild.add_channel("office")
    await a_group(stage, stage.grace, stage.henry)
    await stage.maria.slash("admin settings", {"moderators-channel": office, "language": "en"})
    _take(stage, permissions.SEND_MESSAGES)

    await stage.until(TUESDAY, NINE)
    [notice] = [message for message in stage.maria.sees(office) if HEAD in message.text]
    _take(stage, 0)
    await stage.until(SECOND_MONDAY, NINE)

    assert notice.text.splitlines() == [
        "### 1 message could not be delivered",
        "“Founders”, #accountability",
        "Prompt",
        "Grant me there: Send Messages.",
        "Then press Retry under `/admin deliveries`. I say this once a day at most.".replace("Retry", "*Retry*"),
        "[🌐 In my language]",
    ]
    assert len([message for message in stage.maria.sees(office) if HEAD in message.text]) == 1


async def test_without_a_channel_of_theirs_it_waits_for_a_moderator_and_for_nobody_else(stage: Stage) -> None:
    await a_group(stage, stage.grace, stage.henry)
    _take(stage, permissions.VIEW_CHANNEL)
    await stage.until(FIRST_MONDAY, NINE)
    await stage.clock.advance(hours=1)

    await stage.henry.slash("my profile")
    await stage.maria.slash("my profile")
    await nothing_more_comes()

    assert whispers(stage.henry, HEAD) == []
    [notice] = whispers(stage.maria, HEAD)
    assert "Grant me there: View Channel." in notice.text


async def test_a_channel_of_theirs_that_does_not_work_makes_no_notice_of_itself(stage: Stage) -> None:
    office = stage.guild.add_channel("office")
    await a_group(stage, stage.grace, stage.henry)
    await stage.maria.slash("admin settings", {"moderators-channel": office, "language": "en"})
    for channel in (office, stage.channel):
        bot = stage.sandbox.world.bot
        channel.overwrites[bot.id] = Overwrite(bot.id, 1, deny=permissions.VIEW_CHANNEL)
        tell_changed(stage.sandbox.world, channel)

    await stage.until(TUESDAY, NINE)
    listed = await stage.maria.slash("admin deliveries")

    assert listed.text.count("**Word to the moderators**") == 1
