"""K7: looking whether a person has written in a thread, whatever Discord answers."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs
from whenever import Instant

from bot.delivery.pacer import Pacer
from bot.demo.stage import Stage
from bot.domain.ask_threads import AskThread, Glimpse
from bot.gateway.breaker import Breaker
from bot.gateway.guild_threads import GuildThreads
from sandbox.protocol.channels import PUBLIC_THREAD
from sandbox.protocol.threads import Thread
from tests.staging import staged

ASK = 1
ACTIVE, MESSAGES = r"^GET /guilds/\d+/threads/active$", r"^GET /channels/\d+/messages$"


@pytest.fixture
async def stage(tmp_path: Path) -> AsyncIterator[Stage]:
    async with staged(tmp_path) as stage:
        yield stage


@pytest.fixture
def threads(stage: Stage) -> GuildThreads:
    assert stage.app is not None
    return GuildThreads(stage.app.bot, Pacer(1000, patience_seconds=1), Breaker(1000))


@pytest.fixture
def thread(stage: Stage) -> Thread:
    """The bot's own, with nothing in it that a person wrote."""
    body = {"name": "How?", "type": PUBLIC_THREAD}
    return stage.sandbox.world.thread_life.start(stage.channel, stage.sandbox.world.bot, body)


def watched(thread: Thread, *, newest: int = 0, is_hidden: bool = False) -> AskThread:
    assert thread.guild_id is not None
    last = newest or thread.last_message_id or thread.id
    return AskThread(ASK, thread.guild_id, thread.id, last, Instant.MIN, is_hidden, look_at=None)


def say(stage: Stage, thread: Thread) -> int:
    """A word of the bot's own."""
    return stage.sandbox.world.posts.create(thread, stage.sandbox.world.bot, {"content": "Hm"}).id


async def test_what_a_person_wrote_is_seen_and_what_the_bot_says_is_not(
    stage: Stage, threads: GuildThreads, thread: Thread
) -> None:
    known = watched(thread)
    own = say(stage, thread)
    first = await threads.look(stage.guild.id, [known])
    theirs = (await stage.henry.write(thread, "By what it is worth")).id
    own_again = say(stage, thread)
    second = await threads.look(stage.guild.id, [watched(thread, newest=own)])

    assert first == {ASK: Glimpse(own, is_written=False, is_hidden=False)}
    assert second == {ASK: Glimpse(own_again, is_written=True, is_hidden=False)}
    assert theirs < own_again


async def test_where_nothing_is_new_one_request_tells_of_all(
    stage: Stage, threads: GuildThreads, thread: Thread
) -> None:
    say(stage, thread)
    asked = stage.sandbox.world.faults.with_headers({}, "^GET ", times=None)
    known = [watched(thread)] * 3

    await threads.look(stage.guild.id, known)

    assert asked.struck == 1


async def test_the_last_words_in_a_thread_that_was_hidden_meanwhile_are_seen_once(
    stage: Stage, threads: GuildThreads, thread: Thread
) -> None:
    known = watched(thread)
    theirs = (await stage.henry.write(thread, "By what it is worth")).id
    stage.sandbox.world.thread_life.edit(thread, {"archived": True})

    seen = await threads.look(stage.guild.id, [known])
    hidden = await threads.look(stage.guild.id, [watched(thread, newest=theirs, is_hidden=True)])

    assert seen == {ASK: Glimpse(theirs, is_written=True, is_hidden=True)}
    assert hidden == {ASK: Glimpse(theirs, is_written=False, is_hidden=True)}


async def test_of_a_server_that_does_not_answer_nothing_is_said(
    stage: Stage, threads: GuildThreads, thread: Thread
) -> None:
    stage.sandbox.world.faults.answer(503, ACTIVE, times=1)

    assert await threads.look(stage.guild.id, [watched(thread)]) is None
    assert await threads.look(stage.guild.id + 1, [watched(thread)]) is None


async def test_a_thread_that_is_gone_is_told_from_one_that_may_not_be_read(
    stage: Stage, threads: GuildThreads, thread: Thread
) -> None:
    known = watched(thread)
    say(stage, thread)
    stage.sandbox.world.faults.answer(403, MESSAGES, times=1, code=50001)
    unread = await threads.look(stage.guild.id, [known])
    stage.guild.delete_channel(thread)

    assert unread == {}
    assert await threads.look(stage.guild.id, [known]) == {ASK: None}


async def test_a_locked_thread_is_left_in_the_archive(stage: Stage, threads: GuildThreads, thread: Thread) -> None:
    stage.sandbox.world.thread_life.edit(thread, {"archived": True, "locked": True})
    await threads.wake(thread.id)
    locked = thread.archived
    stage.sandbox.world.thread_life.edit(thread, {"archived": True, "locked": False})

    with capture_logs() as logs:
        await threads.wake(thread.id)
        stage.guild.delete_channel(thread)
        await threads.wake(thread.id)

    assert (locked, thread.archived) == (True, False)
    assert [entry["event"] for entry in logs if entry["event"].startswith("threads.")] == [
        "threads.woken",
        "threads.not_woken",
    ]
