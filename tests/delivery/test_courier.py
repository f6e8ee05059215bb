"""What becomes of a delivery when Discord refuses, stumbles or is not there: the real client, the real courier."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from whenever import Date, Time

from bot.demo.month import commit, make_group
from bot.demo.stage import Stage
from sandbox.people.seen import Seen
from sandbox.protocol.channels import Overwrite
from sandbox.protocol.threads import Thread
from tests.ledger import Ledger
from tests.staging import staged

MONDAY, THURSDAY = Date(2026, 9, 7), Date(2026, 9, 10)
MESSAGES = r"^POST /channels/\d+/messages$"
THREADS = r"^POST /channels/\d+/messages/\d+/threads$"
SEND_MESSAGES = 1 << 11


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        await make_group(stage)
        await commit(stage.grace, "project", what="Ask one open question")
        await stage.settle()
        yield stage


@pytest.fixture
def ledger(stage: Stage, tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "trellis.db")


def prompts(stage: Stage) -> list[Seen]:
    return [seen for seen in stage.grace.sees() if any(button.label == "🌱 I tried" for button in seen.buttons)]


def thread_count(stage: Stage) -> int:
    return len(stage.sandbox.world.journal.of("thread_created"))


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_prompt_refused_by_a_stumbling_discord_goes_out_once_it_stands(
    stage: Stage, ledger: Ledger, status: int
) -> None:
    stage.sandbox.world.faults.answer(status, MESSAGES, times=1)

    await stage.until(MONDAY, Time(9, 5))

    assert len(prompts(stage)) == 1
    assert ledger.of("prompt") == [("delivered", "sent")]


async def test_a_prompt_that_is_out_although_discord_said_500_is_not_doubled(stage: Stage, ledger: Ledger) -> None:
    stage.sandbox.world.faults.answer(503, MESSAGES, times=1, after_effect=True)

    await stage.until(MONDAY, Time(9, 5))

    assert len(prompts(stage)) == 1
    assert ledger.of("prompt") == [("delivered", "sent_before_crash")]


async def test_a_thread_that_is_there_although_discord_said_500_is_not_doubled(stage: Stage, ledger: Ledger) -> None:
    stage.sandbox.world.faults.answer(503, THREADS, times=1, after_effect=True)

    await stage.until(MONDAY, Time(9, 5))

    assert (len(prompts(stage)), thread_count(stage)) == (1, 1)
    assert ledger.of("prompt") == [("delivered", "sent")]


async def test_a_rate_limit_longer_than_our_patience_is_waited_out(stage: Stage, ledger: Ledger) -> None:
    stage.sandbox.world.faults.rate_limit(90, MESSAGES, times=1)

    await stage.until(MONDAY, Time(9, 1))
    early = len(prompts(stage))
    await stage.until(MONDAY, Time(9, 2))

    assert (early, len(prompts(stage))) == (0, 1)


async def test_a_connection_that_breaks_is_tried_again(stage: Stage, ledger: Ledger) -> None:
    stage.sandbox.world.faults.reset_connection(MESSAGES, times=3)

    await stage.until(MONDAY, Time(9, 5))

    assert len(prompts(stage)) == 1
    assert ledger.of("prompt") == [("delivered", "sent")]


async def test_a_deleted_channel_ends_the_prompt_with_its_reason(stage: Stage, ledger: Ledger) -> None:
    stage.guild.delete_channel(stage.channel)

    await stage.until(MONDAY, Time(9, 5))

    assert ledger.of("prompt") == [("unreachable", "channel_gone")]


async def test_a_permission_taken_away_ends_the_prompt_with_its_reason(stage: Stage, ledger: Ledger) -> None:
    bot_id = stage.sandbox.world.bot.id
    stage.channel.overwrites[bot_id] = Overwrite(bot_id, type=1, deny=SEND_MESSAGES)

    await stage.until(MONDAY, Time(9, 5))

    assert ledger.of("prompt") == [("unreachable", "no_access")]


async def test_a_count_that_meets_a_deleted_prompt_has_that_posted_again_instead(stage: Stage, ledger: Ledger) -> None:
    await stage.until(MONDAY, Time(9, 5))
    [prompt] = prompts(stage)
    await stage.grace.press("🌱 I tried")
    message = stage.sandbox.world.message(prompt.id)
    assert message is not None
    stage.sandbox.world.posts.delete(message)
    await stage.grace.submit()
    await stage.until(MONDAY, Time(9, 10))

    assert ledger.of("live_count") == [("cancelled", "no_longer_needed")]
    assert ledger.of("prompt") == [("scheduled", "busy")]  # until Discord has forgotten the nonce of the first


async def test_an_archived_thread_is_woken_for_a_card(stage: Stage, ledger: Ledger) -> None:
    await stage.until(MONDAY, Time(9, 5))
    [prompt] = prompts(stage)
    thread = stage.sandbox.world.channels[prompt.id]
    assert isinstance(thread, Thread)
    stage.sandbox.world.thread_life.edit(thread, {"archived": True})
    await stage.grace.press("🌱 I tried")
    await stage.grace.submit(learned="It works")

    await stage.settle()

    assert ledger.of("check_in") == [("delivered", "sent")]


async def test_a_direct_message_says_why_it_came_and_can_be_the_last(stage: Stage, ledger: Ledger) -> None:
    await stage.kari.slash("group join", name="Founders")
    await stage.kari.press(custom_id="person:contact:message")
    await commit(stage.kari, "project", what="Ringe en kunde")
    await stage.until(THURSDAY, Time(10))
    stage.kari.go(stage.kari.dm_channel)

    why = await stage.kari.press("💬 Hvorfor får jeg denne?")
    once = await stage.kari.press("Mindre av dette")
    never = await stage.kari.press("Mindre av dette")
    await stage.until(Date(2026, 9, 17), Time(10))

    assert why.text.startswith("Du har et åpent eksperiment")
    assert once.text.startswith("Fint: fra nå av høyst 1 påminnelse i uken")
    assert never.text.startswith("Fint: ingen flere påminnelser")
    assert len([seen for seen in stage.kari.sees() if "Midtveis" in seen.text]) == 1


async def test_closed_direct_messages_become_waiting_and_are_shown_once_at_the_next_command(
    stage: Stage, ledger: Ledger
) -> None:
    await stage.kari.slash("group join", name="Founders")
    await stage.kari.press(custom_id="person:contact:message")
    await commit(stage.kari, "project", what="Ringe en kunde")
    stage.kari.close_dms()
    await stage.until(THURSDAY, Time(10))
    before = ledger.of("nudge")

    await stage.kari.slash("experiment list")
    shown = await stage.kari.sees_next("Midtveis")
    await stage.kari.slash("experiment list")
    await stage.settle()

    assert before == [("waiting", "messages_closed"), ("waiting", "no_consent")]
    assert shown.is_ephemeral
    assert len([seen for seen in stage.kari.sees() if "Midtveis" in seen.text]) == 1
    assert ledger.of("nudge") == [("delivered", "read"), ("waiting", "no_consent")]


async def test_when_discord_says_too_many_messages_all_of_them_rest_for_two_hours(stage: Stage, ledger: Ledger) -> None:
    for person in (stage.kari, stage.henry):
        await person.slash("group join", name="Founders")
        await person.press(custom_id="person:contact:message")
        await commit(person, "project", what="Ringe en kunde")
    stage.sandbox.world.faults.answer(403, r"^POST /users/@me/channels$", times=1, code=40003)

    await stage.until(THURSDAY, Time(9, 5))
    resting = ledger.of("nudge")

    assert resting == [("scheduled", "busy"), ("scheduled", "busy"), ("waiting", "no_consent")]
    assert (stage.kari.dms, stage.henry.dms) == ([], [])


@pytest.mark.parametrize("status", [403, 404])
@pytest.mark.parametrize("route", [MESSAGES, THREADS])
async def test_a_page_in_place_of_discords_answer_is_offline_and_tried_again(
    stage: Stage, ledger: Ledger, status: int, route: str
) -> None:
    stage.sandbox.world.faults.answer(status, route, times=1, html="<html>Attention Required!</html>")

    with capture_logs() as logs:
        await stage.until(MONDAY, Time(9, 5))

    warned = [log["status"] for log in logs if log["event"] == "courier.offline" and log["log_level"] == "warning"]
    assert (len(prompts(stage)), thread_count(stage), warned) == (1, 1, [status])
    assert ledger.of("prompt") == [("delivered", "sent")]


async def test_a_page_that_says_all_is_well_is_not_taken_for_discords_answer(stage: Stage, ledger: Ledger) -> None:
    stage.sandbox.world.faults.answer(200, MESSAGES, times=1, html="<html>Log in to the Wi-Fi</html>")

    await stage.until(MONDAY, Time(9, 5))

    assert len(prompts(stage)) == 1
    assert ledger.of("prompt") == [("delivered", "sent")]


async def test_a_refusal_with_a_code_that_is_not_about_permissions_does_not_blame_them(
    stage: Stage, ledger: Ledger
) -> None:
    stage.sandbox.world.faults.answer(403, MESSAGES, times=1, code=240000)  # a harmful link

    await stage.until(MONDAY, Time(9, 5))

    assert ledger.of("prompt") == [("unreachable", "refused")]


async def test_a_page_while_a_thread_is_woken_does_not_lock_it(stage: Stage, ledger: Ledger) -> None:
    await stage.until(MONDAY, Time(9, 5))
    [prompt] = prompts(stage)
    thread = stage.sandbox.world.channels[prompt.id]
    assert isinstance(thread, Thread)
    stage.sandbox.world.thread_life.edit(thread, {"archived": True})
    stage.sandbox.world.faults.answer(403, r"^PATCH /channels/\d+$", times=1, html="<html>Attention Required!</html>")
    await stage.grace.press("🌱 I tried")
    await stage.grace.submit(learned="It works")

    await stage.until(MONDAY, Time(9, 10))

    assert ledger.of("check_in") == [("delivered", "sent")]
