"""Asking the community, in a text channel: one card for the whole chain (K1, K3, K4, K8)."""

import pytest

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen, Shown
from sandbox.protocol.channels import Channel
from tests.e2e.acting import found, nothing_more_comes, sentence_of, whispers

QUESTION = "Hvordan avslutter jeg en samtale?"


async def a_knowledge_channel(stage: Stage) -> Channel:
    """Named by Maria; everybody has it open."""
    channel = stage.guild.add_channel("ask-here")
    await stage.maria.slash("admin settings", {"knowledge-channel": channel})
    for person in stage.everybody:
        person.go(channel)
    return channel


async def ask(stage: Stage, person: Person, question: str = QUESTION, **texts: str) -> Shown:
    await person.slash("ask", kind="advice")
    said = await person.submit(question=question, tried="Å vente", **texts)
    await stage.settle()
    return said


def card(stage: Stage, channel: Channel) -> Seen:
    """What everybody sees there: one card."""
    [only] = [message for message in stage.maria.sees(channel) if not message.is_ephemeral]
    return only


async def press(stage: Stage, person: Person, channel: Channel, label: str) -> tuple[str, str]:
    """What only they read after a press on the card, its first line, and the last line of the card's words."""
    before = len([each for each in person.sees() if each.is_ephemeral])
    await person.press(label, on=card(stage, channel))
    await nothing_more_comes()
    said = [each for each in person.sees() if each.is_ephemeral][before:]
    return said[0].text.splitlines()[0], lines(card(stage, channel))[-1].partition(" · 2026")[0]


def thread_names(stage: Stage) -> list[str]:
    return [thread.name for thread in stage.guild.threads.values()]


def lines(shown: Seen) -> list[str]:
    """What can be read on a card, without its buttons and what stands in small print."""
    return [line for line in shown.text.splitlines() if not line.startswith(("[", "-#"))]


async def comes_by(stage: Stage, person: Person, waits: str) -> Seen:
    """A command that only reads, and what is shown after it of what has waited."""
    await stage.settle()
    await person.slash("group list")
    await nothing_more_comes()
    return whispers(person, waits)[-1]


async def test_k1_k4_an_ask_from_the_question_to_the_thanks_on_one_card(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)
    await ask(stage, stage.kari, able="Å si nei", hope="Mer tid", minutes="30")
    asked, first = card(stage, channel), whispers(stage.kari, QUESTION)[0]
    assert thread_names(stage) == [QUESTION]

    steps = [
        await press(stage, stage.kari, channel, "🙋 Jeg kan hjelpe"),
        await press(stage, stage.luca, channel, "✅ Løst"),
        await press(stage, stage.luca, channel, "🙋 Jeg kan hjelpe"),
        await press(stage, stage.henry, channel, "🙋 Jeg kan hjelpe"),
        await press(stage, stage.henry, channel, "🤝 Ta imot hjelp"),
        await press(stage, stage.kari, channel, "🤝 Ta imot hjelp"),
    ]
    chosen = await stage.kari.press("🤝 Ta imot", beside="@Luca")  # who offered first
    await stage.kari.press("🙏 Si takk", on=chosen)
    await stage.kari.submit(text="Nå tør jeg!")
    await stage.clock.advance(minutes=1)
    thanked = card(stage, channel)
    heard = await comes_by(stage, stage.luca, "ti dice grazie")
    closing = [
        await press(stage, stage.kari, channel, "✅ Løst"),
        await press(stage, stage.luca, channel, "🔄 Åpne igjen"),
        await press(stage, stage.kari, channel, "🔄 Åpne igjen"),
        await press(stage, stage.luca, channel, "Trekk tilbake"),
        await press(stage, stage.kari, channel, "Trekk tilbake"),
    ]
    await stage.clock.advance(minutes=1)

    assert first.text.splitlines()[:3] == [
        "### Spørsmålet ditt er lagt ut",
        f"Det går videre her: https://discord.com/channels/{stage.guild.id}/{channel.id}/{asked.payload['id']}",
        f"**{QUESTION}**",
    ]
    assert asked.text.splitlines() == [
        "🧭 Råd · @Kari spør",
        f"### {QUESTION}",
        "**Dette har jeg prøvd**",
        "> Å vente",
        "**Dette vil jeg kunne**",
        "> Å si nei",
        "**Dette håper jeg på for min egen del**",
        "> Mer tid",
        "⏱️ Tiden jeg ber om: 30 minutter",
        "-# Kan du hjelpe, trykk *Jeg kan hjelpe*, eller svar rett i tråden.",
        "[🙋 Jeg kan hjelpe] [👋 Jeg kan introdusere en som kan] [✅ Løst] [Trekk tilbake] [🌐 På mitt språk]",
    ]
    assert steps == [
        (
            "Dette er ditt eget spørsmål. Har du funnet svaret, trykk *Løst*, så lærer andre av det.",
            "⏱️ Tiden jeg ber om: 30 minutter",
        ),
        (
            "Questo lo decide chi ha chiesto. Se sai qualcosa che può servire, scrivilo nel thread.",
            "⏱️ Tiden jeg ber om: 30 minutter",
        ),
        ("### Ora sei sulla scheda", "🙋 Tilbyr hjelp: @Luca"),
        ("### You are on the card", "🙋 Tilbyr hjelp: @Luca og @Henry"),
        (
            "Only whoever asked decides this. If you know something that helps, write it in the thread.",
            "🙋 Tilbyr hjelp: @Luca og @Henry",
        ),
        ("Hvem tar du imot hjelp fra? Det kan være flere.", "🙋 Tilbyr hjelp: @Luca og @Henry"),
    ]
    assert chosen.text.splitlines()[:2] == ["### Tatt imot", "Jeg sier fra til @Luca. Resten er opp til dere to."]
    assert lines(thanked)[-3:] == ["🙋 Tilbyr hjelp: @Henry", "🤝 Tatt imot: @Luca", "🙏 Takket: @Luca"]
    assert "Nå tør jeg!" not in thanked.text
    assert heard.text.splitlines()[1:3] == ["> Nå tør jeg!", f"Per il tuo aiuto con «{QUESTION}»."]
    assert closing == [
        ("### Løst", "✅ Løst"),
        ("Questo lo decide chi ha chiesto. Se sai qualcosa che può servire, scrivilo nel thread.", "✅ Løst"),
        ("Det er åpent igjen. Hva mangler fortsatt? Skriv det i tråden.", "🙏 Takket: @Luca"),
        (
            "Questo lo decide chi ha chiesto. Se sai qualcosa che può servire, scrivilo nel thread.",
            "🙏 Takket: @Luca",
        ),
        (
            "Spørsmålet er trukket, og ordene dine er borte fra kortet. *Åpne igjen* henter dem tilbake.",
            "@Kari har trukket dette spørsmålet. Takk til alle som tenkte på det.",
        ),
    ]
    assert card(stage, channel).text.splitlines() == [
        "@Kari har trukket dette spørsmålet. Takk til alle som tenkte på det.",
        "[🔄 Åpne igjen] [🌐 På mitt språk]",
    ]
    assert thread_names(stage) == ["Et spørsmål som er trukket"]
    assert [person.notifications for person in stage.everybody] == [[]] * len(stage.everybody)

    await press(stage, stage.kari, channel, "🔄 Åpne igjen")
    await stage.clock.advance(minutes=1)

    assert lines(card(stage, channel))[:2] == lines(asked)[:2]
    assert thread_names(stage) == [QUESTION]


async def test_k3_who_chose_direct_messages_accepts_and_thanks_there(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)
    await stage.henry.slash("my nudges")
    await stage.henry.press("Message me")
    await ask(stage, stage.henry, "How do you end a call?")
    await press(stage, stage.luca, channel, "🙋 I can help")
    await stage.settle()
    told = stage.henry.dms[-1]

    accepted = await stage.henry.press("🤝 Accept help", on=told)
    await stage.henry.press("🙏 Thank", on=accepted)
    said = await stage.henry.submit(text="Now I know!")
    await stage.clock.advance(minutes=1)

    assert told.card.splitlines()[:2] == ["### 🙋 Somebody can help", "With “How do you end a call?”: @Luca"]
    assert sentence_of(said) == "### Passed on"
    assert lines(card(stage, channel))[-2:] == ["🤝 Accepted: @Luca", "🙏 Thanked: @Luca"]


@pytest.mark.worlds("mention-adds-nobody")
async def test_k3_who_lets_threads_mention_them_hears_of_help_in_the_thread_of_the_ask(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)
    await stage.kari.slash("meg påminnelser")
    await stage.kari.press("Nevn meg i tråden")
    await ask(stage, stage.kari)

    await press(stage, stage.luca, channel, "🙋 Jeg kan hjelpe")
    await stage.settle()

    [thread] = stage.guild.threads.values()
    [told] = [message for message in stage.grace.sees(thread) if "Noen kan hjelpe" in message.card]
    assert told.pushed == "Noen kan hjelpe deg med spørsmålet ditt. @Kari"
    assert len(stage.kari.notifications) == 1
    refused = await stage.grace.press("🤝 Ta imot hjelp", on=told)
    assert sentence_of(refused).startswith("Only whoever asked decides this.")


async def test_k3_who_knows_somebody_introduces_them_and_the_card_says_so_once_both_want_it(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)
    await found(stage, facilitator=stage.luca)
    await ask(stage, stage.kari)
    before = card(stage, channel).text

    await stage.grace.press("👋 Jeg kan introdusere en som kan", on=card(stage, channel))
    said = await stage.grace.submit({"with": stage.luca}, why="He knows", hope="To learn, too", question="How?")
    await stage.clock.advance(minutes=1)
    for person, yes in ((stage.kari, "🤝 Ja, introduser oss"), (stage.luca, "🤝 Sì, presentaci")):
        assert card(stage, channel).text == before
        await comes_by(stage, person, "")
        await person.press(yes)
    await stage.settle()
    await stage.clock.advance(minutes=1)

    assert said.ephemeral
    assert "👋 Introdusert av @Grace: @Luca" in card(stage, channel).text.splitlines()


async def test_k8_work_gets_three_kind_ways_on_and_nothing_is_posted_before_one_is_taken(stage: Stage) -> None:
    channel = await a_knowledge_channel(stage)

    said = await ask(stage, stage.kari, "Skriv søknaden min for meg")
    nothing = [message for message in stage.maria.sees(channel) if not message.is_ephemeral]
    form = await stage.kari.press("🎣 Gjør det til et spørsmål", on=said)
    await stage.kari.press("🎁 Tilby noe til gjengjeld", on=said)
    await stage.kari.submit(in_return="Jeg leser din")
    await stage.settle()
    fair = card(stage, channel)
    await stage.kari.press("Legg det ut som det er", on=said)
    await stage.settle()

    assert said.ephemeral
    assert nothing == []
    assert "Skriv søknaden min for meg" in form.text
    assert "**Dette tilbyr jeg til gjengjeld**\n> Jeg leser din" in fair.text
    assert card(stage, channel) == fair  # the same words once more are the same ask


async def test_k1_without_a_channel_for_asks_it_is_said_before_anybody_writes(stage: Stage) -> None:
    refused = await stage.luca.slash("chiedi", tipo="advice")

    assert sentence_of(refused) == (
        "Su questo server non c'è ancora un canale per le richieste. Lo sceglie chi modera, con `/admin impostazioni`."
    )
