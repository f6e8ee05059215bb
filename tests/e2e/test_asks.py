"""Asking the community, in a text channel: one card for the whole chain (K1, K3, K4)."""

from bot.demo.stage import Stage
from sandbox.people import Seen
from sandbox.protocol.channels import Channel
from tests.e2e.acting import whispers


async def a_knowledge_channel(stage: Stage) -> Channel:
    channel = stage.guild.add_channel("ask-here")
    await stage.maria.slash("admin settings", {"knowledge-channel": channel})
    return channel


def card(stage: Stage, channel: Channel) -> Seen:
    [only] = stage.maria.sees(channel)
    return only


async def test_k1_an_ask_is_one_card_with_a_thread_in_the_channel_for_asks(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)
    await stage.kari.slash("ask", kind="advice")
    await stage.kari.submit(question="Hvordan avslutter jeg en samtale?", tried="Å vente", minutes="30")
    await stage.settle()
    asked = card(stage, channel)

    stage.henry.go(channel)
    await stage.henry.press("🙋 I can help", on=asked)
    at_once = card(stage, channel)
    await stage.clock.advance(minutes=1)

    assert [thread.name for thread in stage.guild.threads.values()] == ["Hvordan avslutter jeg en samtale?"]
    assert "### Hvordan avslutter jeg en samtale?" in asked.text
    assert [each.text.splitlines()[0] for each in whispers(stage.henry, "@Kari")] == ["### You are on the card"]
    assert "🙋 Offered to help: @Henry" in at_once.text
    assert card(stage, channel).text == at_once.text
