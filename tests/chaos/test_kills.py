"""Killed −9 at every named point, then started again: what was owed is there once."""

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from whenever import Date, Time

from bot.demo.month import answer, commit, make_group
from bot.demo.stage import ZONE, Stage
from sandbox.people.seen import Seen
from sandbox.protocol.channels import FORUM
from tests.chaos.process import Died, Process
from tests.staging import staged

PROMPT_AT = Date(2026, 9, 7).at(Time(9)).assume_tz(ZONE).to_instant()
HALF_WAY_AT = Date(2026, 9, 10).at(Time(9)).assume_tz(ZONE).to_instant()
DIGEST_AT = Date(2026, 9, 14).at(Time(8)).assume_tz(ZONE).to_instant()
NONCE_WINDOW_SECONDS = 3600.0

POINTS = [
    "planner.planned",
    "dispatcher.claimed",
    "dispatcher.begun",
    "dispatcher.message_sent",
    "dispatcher.message_noted",
    "dispatcher.sent",
    "dispatcher.recorded",
]
PAIRING = [
    "planner.paired",
    "dispatcher.claimed",
    "dispatcher.begun",
    "dispatcher.thread_made",
    "dispatcher.thread_noted",
    "courier.posted",
    "dispatcher.sent",
    "dispatcher.recorded",
]
AFTER_SENDING = ["dispatcher.message_sent", "dispatcher.message_noted", "dispatcher.sent"]


async def a_group_with_one_experiment(stage: Stage) -> None:
    await make_group(stage)
    await commit(stage.grace, "project", what="Ask one open question")
    await stage.settle()


async def two_to_be_paired(stage: Stage) -> None:
    """Nobody has an experiment, so the pair's card is all that is owed with the prompt."""
    meetings = stage.guild.add_channel("meetings")
    await stage.maria.slash("admin settings", {"meeting-channel": meetings})
    await make_group(stage)
    await stage.henry.slash("group join", name="Founders")
    await stage.settle()


def among_few(stage: Stage) -> list[tuple[str, int]]:
    """Every thread there is, by its name, with how many messages the bot has written in it."""
    own_id = stage.sandbox.world.bot.id
    return [
        (thread.name, sum(message.author.id == own_id for message in thread.messages.values()))
        for thread in stage.guild.threads.values()
    ]


async def live(stage: Stage, database: Path, *, until_event: str = "") -> int:
    """Runs Trellis as a process at the stage's time; returns how it ended."""
    log = database.with_suffix(".log")
    process = await Process.warm_up(log)
    now = stage.clock.now()
    process.begin(stage.sandbox, database, now, die={until_event: 1} if until_event else {})
    try:
        await process.ask("settle", now)
    except Died:
        assert process.ending == -signal.SIGKILL, log.read_text()
        return -signal.SIGKILL
    process.kill()
    await process.gone
    return 0


def say_yes(database: Path, person_id: int) -> None:
    """The other answer, as a process leaves it that dies right after."""
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute(
            "INSERT INTO introduction_answers SELECT community_id, id, ?, 'yes', 0 FROM introductions", (person_id,)
        )


def how_it_ended(database: Path, kind: str) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT state, reason FROM deliveries WHERE kind = ?", (kind,)).fetchall()


def prompts(stage: Stage) -> list[Seen]:
    return [
        seen
        for seen in stage.grace.sees()
        if not seen.is_ephemeral and any("checkin:" in (button.custom_id or "") for button in seen.buttons)
    ]


def threads(stage: Stage) -> list[str]:
    return [entry.facts["thread"]["name"] for entry in stage.sandbox.world.journal.of("thread_created")]


@pytest.mark.parametrize("point", POINTS)
async def test_a_kill_while_prompting_leaves_one_prompt_with_one_thread(tmp_path: Path, point: str) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await a_group_with_one_experiment(stage)
        await stage.stop_bot()
        await stage.clock.advance_to(PROMPT_AT)

        killed = await live(stage, database, until_event=point)
        ended = await live(stage, database)

        assert (killed, ended) == (-signal.SIGKILL, 0)
        assert len(prompts(stage)) == 1
        assert threads(stage) == ["Founders, Monday 7 September"]


@pytest.mark.parametrize("point", AFTER_SENDING)
async def test_long_after_the_nonce_is_forgotten_a_prompt_that_is_out_is_found(tmp_path: Path, point: str) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await a_group_with_one_experiment(stage)
        await stage.stop_bot()
        await stage.clock.advance_to(PROMPT_AT)

        await live(stage, database, until_event=point)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        assert ended == 0
        assert len(prompts(stage)) == 1
        assert threads(stage) == ["Founders, Monday 7 September"]


async def test_a_kill_after_a_direct_message_leaves_one_direct_message(tmp_path: Path) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await a_group_with_one_experiment(stage)
        await stage.kari.slash("group join", name="Founders")
        await stage.kari.press(custom_id="person:contact:message")
        await commit(stage.kari, "project", what="Ringe en kunde")
        await stage.clock.advance_to(PROMPT_AT)
        await answer(stage.grace, "tried")
        await stage.settle()
        await stage.stop_bot()
        await stage.clock.advance_to(HALF_WAY_AT)

        await live(stage, database, until_event="dispatcher.sent")
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        assert ended == 0
        assert len(stage.kari.sees(stage.kari.dm_channel)) == 1


@pytest.mark.parametrize("point", ["planner.planned", "dispatcher.begun", "dispatcher.sent", "dispatcher.recorded"])
async def test_a_kill_while_closing_a_round_leaves_one_digest(tmp_path: Path, point: str) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await a_group_with_one_experiment(stage)
        await stage.clock.advance_to(PROMPT_AT)
        await answer(stage.grace, "tried", learned="People like to be asked")
        await stage.settle()
        await stage.stop_bot()
        await stage.clock.advance_to(DIGEST_AT)

        await live(stage, database, until_event=point)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        digests = [seen for seen in stage.grace.sees() if "People like to be asked" in seen.text]
        assert ended == 0
        assert len(digests) == 1


async def test_a_kill_after_a_forum_post_leaves_one_post(tmp_path: Path) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        forum = stage.guild.add_channel("asks", FORUM)
        await stage.maria.slash("admin settings", {"knowledge-channel": forum})
        hold = stage.sandbox.world.faults.answer(503, r"^POST /channels/\d+/threads$", times=1)
        await stage.grace.slash("ask", kind="advice")
        await stage.grace.submit(question="How do you price a workshop?", tried="By the hour", minutes="30")
        await stage.settle()
        await stage.stop_bot()
        await stage.clock.advance(minutes=1)

        killed = await live(stage, database, until_event="courier.post_made")
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        assert (hold.struck, killed, ended) == (1, -signal.SIGKILL, 0)
        assert among_few(stage) == [("How do you price a workshop?", 1)]


@pytest.mark.parametrize("point", PAIRING)
async def test_a_kill_while_bringing_two_together_leaves_one_thread_with_one_message(
    tmp_path: Path, point: str
) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await two_to_be_paired(stage)
        await stage.stop_bot()
        await stage.clock.advance_to(PROMPT_AT)

        killed = await live(stage, database, until_event=point)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        assert (killed, ended) == (-signal.SIGKILL, 0)
        assert among_few(stage) == [("Founders · 2026-09-07 · 1", 1)]


@pytest.mark.parametrize("point", ["planner.planned", "dispatcher.thread_made"])
async def test_a_kill_while_two_are_introduced_leaves_one_thread_with_one_message(tmp_path: Path, point: str) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await two_to_be_paired(stage)
        await stage.maria.slash("group join", name="Founders")
        await stage.grace.slash("introduce", first=stage.henry, second=stage.maria)
        await stage.grace.submit(why="Both sell", hope="To learn", question="How did you begin?")
        await stage.settle()
        await stage.henry.slash("introduce")
        await stage.henry.sees_next("### Would you like to meet")  # it waited for him
        await stage.henry.press("🤝 Yes, introduce us")
        await stage.stop_bot()
        await asyncio.to_thread(say_yes, database, stage.maria.id)

        killed = await live(stage, database, until_event=point)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        assert (killed, ended) == (-signal.SIGKILL, 0)
        assert among_few(stage) == [("🤝 · 2026-09-03 · 1", 1)]


@pytest.mark.parametrize("point", ["dispatcher.recorded", "dispatcher.message_sent", "courier.thread_opened"])
async def test_a_kill_while_a_deleted_prompt_and_its_thread_are_made_again_leaves_one_of_each(
    tmp_path: Path, point: str
) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await a_group_with_one_experiment(stage)
        await stage.clock.advance_to(PROMPT_AT)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        [thread] = stage.guild.threads.values()
        stage.sandbox.world.posts.delete(stage.channel.messages[thread.id])
        stage.guild.delete_channel(thread)
        stage.sandbox.world.faults.answer(503, r"^POST /channels/\d+/messages$", times=1)
        await stage.grace.slash("checkin", outcome="tried")
        await stage.grace.submit(learned="People like to be asked")
        await stage.settle()
        await stage.stop_bot()
        await stage.clock.advance(minutes=5)

        killed = await live(stage, database, until_event=point)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        await live(stage, database)
        await stage.clock.advance(minutes=5)  # the card waits for what it goes into
        ended = await live(stage, database)

        [again] = stage.guild.threads.values()
        assert (killed, ended) == (-signal.SIGKILL, 0)
        assert [prompt.id for prompt in prompts(stage)] == [again.id]
        assert len([seen for seen in stage.grace.sees(again) if "People like to be asked" in seen.text]) == 1


@pytest.mark.parametrize("point", ["dispatcher.message_noted", "courier.thread_put_away", "dispatcher.sent"])
async def test_a_kill_while_an_idle_ask_is_put_away_closes_it_once(tmp_path: Path, point: str) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await stage.maria.slash("admin settings", {"knowledge-channel": stage.guild.add_channel("asks")})
        await stage.grace.slash("ask", kind="advice")
        await stage.grace.submit(question="How do you price a workshop?", tried="By the hour", minutes="30")
        await stage.settle()
        await stage.stop_bot()
        await stage.clock.advance(hours=24 * 11)
        await live(stage, database)
        await stage.clock.advance(minutes=1)

        killed = await live(stage, database, until_event=point)
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        [thread] = stage.guild.threads.values()
        assert (killed, ended) == (-signal.SIGKILL, 0)
        assert how_it_ended(database, "ask_closed") == [("delivered", "sent")]
        assert (thread.archived, among_few(stage)) == (True, [("How do you price a workshop?", 2)])  # its start, a word


async def test_a_thread_that_was_hidden_between_two_tries_is_found_and_woken(tmp_path: Path) -> None:
    database = tmp_path / "trellis.db"
    async with staged(tmp_path) as stage:
        await two_to_be_paired(stage)
        await stage.stop_bot()
        await stage.clock.advance_to(PROMPT_AT)

        await live(stage, database, until_event="dispatcher.thread_made")
        [thread] = stage.guild.threads.values()
        stage.sandbox.world.thread_life.edit(thread, {"archived": True})
        stage.sandbox.world.real.skip(NONCE_WINDOW_SECONDS)
        ended = await live(stage, database)

        assert ended == 0
        assert among_few(stage) == [("Founders · 2026-09-07 · 1", 1)]
