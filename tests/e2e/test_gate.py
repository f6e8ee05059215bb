"""Under a direct message also those press who have left the server, were banned, are kept out, or find all stopped."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from whenever import Date, Time

from bot.demo.stage import Stage
from sandbox.people import Shown
from tests.e2e.acting import commit, found, join, nothing_more_comes, posted, sentence_of
from tests.e2e.authorization_town import Who, a_town
from tests.e2e.past_the_client import BUTTON, Craftsman
from tests.e2e.unchanging import Unchanging

LAST = Date(2026, 9, 9), Time(18)
MEMBER = r"^GET /guilds/\d+/members/\d+$"
GONE = (
    "You aren't on that server any more, so I can't do this from here. Once you're back, it works again. "
    "`/my data` and `/my forget` work wherever you meet me."
)
SILENT = (
    "Discord didn't tell me in time that you're still on the server. Nothing you wrote is lost; please try again in a "
    "minute."
)
STOPPED = "A moderator has stopped me on this server for now. Nothing of yours is lost; ask them when it goes on."
KEPT_OUT = (
    "A moderator of this server has decided that I do not answer you here. Ask the moderators if you think it is a "
    "mistake. `/my data` and `/my forget` work all the same."
)


@pytest.fixture
async def asked(stage: Stage) -> Stage:
    """Henry was asked by direct message how it ended."""
    await found(stage)
    await join(stage.henry)
    await stage.henry.press("Message me")
    await commit(stage.henry, "Cold calls", days=7)
    await stage.until(*LAST)
    await nothing_more_comes()
    return stage


async def _banned(stage: Stage) -> None:
    stage.guild.remove_member(stage.henry.user)


async def _stopped(stage: Stage) -> None:
    await stage.maria.slash("admin stop")


async def _kept_out(stage: Stage) -> None:
    await stage.maria.slash("admin member block", person=stage.henry)


async def _open(stage: Stage) -> Shown:
    [question] = [message for message in stage.henry.dms if "How did it end?" in message.text]
    return await stage.henry.press("🌳 Say how it ended", on=question)


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [(_banned, GONE), (_stopped, STOPPED), (_kept_out, KEPT_OUT)],
    ids=["banned", "stopped", "kept out"],
)
async def test_nothing_of_a_form_that_was_open_reaches_the_group(
    asked: Stage, ends: Callable[[Stage], Awaitable[None]], sentence: str
) -> None:
    await _open(asked)
    await ends(asked)
    before = [message.text for message in posted(asked)]

    refused = await asked.henry.submit({"verdict": "adapt", "happened": "They are all fools"})
    await asked.settle()

    assert sentence_of(refused) == sentence
    assert [message.text for message in posted(asked)] == before


async def test_where_discord_is_silent_what_was_written_is_kept_and_can_be_sent_again(asked: Stage) -> None:
    silence = asked.sandbox.world.faults.answer(403, MEMBER, html="<html></html>")
    await _open(asked)

    refused = await asked.henry.submit({"verdict": "adapt", "happened": "Nobody answered"})
    again = await asked.henry.press("Edit again", on=refused)
    closed = await asked.henry.submit()

    assert (sentence_of(refused), silence.struck) == (SILENT, 1)
    assert again.form is not None
    assert [field.value for field in again.form.fields if field.custom_id == "happened"] == ["Nobody answered"]
    assert closed.text.startswith("### On to the next try")


async def test_who_has_left_accepts_no_help_meets_nobody_and_leaves_no_words(tmp_path: Path) -> None:
    async with a_town(tmp_path) as town, Unchanging(town.database, town.stage) as before:
        craftsman, hand = Craftsman(town.stage), town.hands[Who.DIRECT]
        templates = ("ask:accept:{ask}:{leader}", "introduction:yes:{introduction}", "lesson:keep:{held}")
        custom_ids = [each.format_map(hand.things) for each in templates]
        await hand.person.leaves_server(town.stage.guild)

        came = {each: await craftsman.send(hand, craftsman.control(hand, each, None, BUTTON)) for each in custom_ids}

        assert [each for each, what in came.items() if GONE not in str(what.shown)] == []
        assert await before.put_back() == []
