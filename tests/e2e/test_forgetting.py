"""`/my forget`: nothing of somebody's words is left on any message of the bot's, wherever it stands (V2)."""

from whenever import Date, Time

from bot.demo.stage import Stage
from tests.e2e.acting import FIRST_MONDAY, NINE, a_group, commit, join, nothing_more_comes, sentence_of
from tests.e2e.test_asks import a_knowledge_channel, ask

WORD = "sinober"  # in all that Kari writes
FORGET, LABEL = "meg glem", "Slett alt om meg"
TUESDAY = Date(2026, 9, 8)


def places_with(stage: Stage, word: str) -> list[str]:
    """Where the word can be read, in channels, threads and direct messages, by anybody for whom it is not private; or
    is in the name of one."""
    found = []
    for channel in stage.sandbox.world.channels.values():
        readable = [message for message in channel.messages.values() if message.reader is None]
        told = [channel.name or "", *(f"{each.content} {each.components}" for each in readable)]
        found += [f"{channel.name or 'direct'}" for text in told if word in text]
    return found


async def _a_month_of_hers(stage: Stage) -> None:
    """Kari starts something, answers, asks, thanks, is answered, and meets a partner to whom she shows something."""
    knowledge = await a_knowledge_channel(stage)
    for person in stage.everybody:
        person.go(stage.channel)
    lounge = stage.guild.add_channel("meetings")
    await stage.maria.slash("admin settings", {"meeting-channel": lounge})
    await a_group(stage, stage.grace, stage.luca)
    await join(stage.kari)
    for person in (stage.kari, stage.luca):
        await person.press(custom_id="person:contact:message")
    await commit(stage.kari, f"Spørre om {WORD}", {"why": WORD})
    await commit(stage.kari, f"Bare for makkeren: {WORD}", visibility="partner")
    await stage.until(FIRST_MONDAY, NINE)
    for about in await stage.kari.complete("checkin", "experiment", ""):
        await stage.kari.slash("checkin", outcome="failed", experiment=about["value"])
        await stage.kari.submit(happened=WORD, learned=WORD)
    await stage.kari.slash("takk", {"person": stage.luca, "for": f"For {WORD}"})
    await ask(stage, stage.kari, f"Hvem kan {WORD}?")
    await stage.luca.press("🙋 Jeg kan hjelpe", on=stage.luca.sees(knowledge)[0])
    await stage.settle()


async def test_v2_after_two_questions_every_message_with_her_words_is_blank_in_channels_threads_and_messages(
    stage: Stage,
) -> None:
    await _a_month_of_hers(stage)
    before = places_with(stage, WORD)

    told = await stage.kari.slash(FORGET)
    await stage.kari.press(LABEL, on=told)
    refused = await stage.kari.submit(word="nei")
    kept = places_with(stage, WORD)
    await stage.kari.press(LABEL, on=told)
    done = await stage.kari.submit(word="Slett ")
    await nothing_more_comes()
    await stage.until(FIRST_MONDAY, Time(9, 1))

    assert len(set(before)) >= 4
    assert sentence_of(refused) == "Ingenting ble slettet. Vil du det, skriver du ordet «slett»."
    assert kept == before
    assert done.ephemeral and done.text.startswith("### Du er glemt")
    assert places_with(stage, WORD) == []


async def test_v2_killed_before_the_messages_are_blank_it_goes_on_after_the_restart(stage: Stage) -> None:
    await a_group(stage, stage.kari, stage.luca)
    await commit(stage.kari, f"Om {WORD}")
    await stage.settle()
    told = await stage.kari.slash(FORGET)
    await stage.kari.press(LABEL, on=told)
    await stage.kari.submit(word="slett")

    await stage.restart_bot()
    await stage.until(TUESDAY, NINE)

    assert places_with(stage, WORD) == []
