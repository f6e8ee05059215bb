"""What is withdrawn leaves no thread in use (N13)."""

from bot.demo.stage import Stage
from sandbox.protocol.threads import Thread
from tests.e2e.test_asks import a_knowledge_channel, ask, card, press


def in_use(stage: Stage) -> list[Thread]:
    return stage.sandbox.world.thread_life.active(stage.guild)


async def test_n13_the_thread_of_an_ask_that_is_withdrawn_is_put_away_and_back_once_it_is_reopened(
    stage: Stage,
) -> None:
    channel = await a_knowledge_channel(stage)
    await ask(stage, stage.grace, "How do I end a call?")
    [thread] = in_use(stage)

    await press(stage, stage.grace, channel, "Withdraw")
    await stage.clock.advance(minutes=5)
    withdrawn = in_use(stage)
    await stage.grace.press("🔄 Reopen", on=card(stage, channel))
    await stage.clock.advance(minutes=5)

    assert withdrawn == []
    assert in_use(stage) == [thread]
