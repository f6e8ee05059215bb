"""An ask over time: who hears of it within three days, and what came of it two weeks later (K2, K5, K6)."""

from bot.demo.stage import Stage
from sandbox import Person
from sandbox.people import Seen
from sandbox.protocol.channels import Channel
from tests.e2e.acting import found, join, nothing_more_comes, whispers

QUESTION = "Hvordan begynner jeg kalde samtaler?"


async def an_ask(stage: Stage) -> tuple[Channel, str]:
    """Founders with a channel for asks, and Kari's ask in it; returns the channel and the link to the card."""
    await found(stage)
    await join(stage.henry, stage.kari, stage.luca)
    channel = stage.guild.add_channel("ask-here")
    await stage.maria.slash("admin settings", {"knowledge-channel": channel})
    await stage.henry.slash("offer add", what="Kalde samtaler")
    await stage.luca.slash("offerta aggiungi", cosa="Samtaler på to språk")
    await stage.kari.slash("ask", kind="advice")
    await stage.kari.submit(question=QUESTION, tried="Å vente", minutes="30")
    await stage.settle()
    [card] = stage.maria.sees(channel)
    return channel, f"https://discord.com/channels/{stage.guild.id}/{channel.id}/{card.id}"


async def messages_to(person: Person, press: str = "Message me") -> None:
    await person.slash("my nudges")
    await person.press(press)


async def comes_by(person: Person) -> Seen:
    """A command that only reads, and what is shown after it of what has waited."""
    await person.slash("offer list")
    await nothing_more_comes()
    return whispers(person, QUESTION)[-1]


def chain(stage: Stage, channel: Channel) -> list[str]:
    """How far the ask has come, as its card says, and the buttons under it."""
    [card] = stage.maria.sees(channel)
    return card.text.partition("⏱️")[2].splitlines()[1:]


async def test_k2_k6_an_ask_is_told_to_who_could_teach_it_then_to_more_then_to_who_leads(stage: Stage) -> None:
    await messages_to(stage.henry)
    await messages_to(stage.grace)
    channel, link = await an_ask(stage)

    await stage.clock.advance(minutes=2)
    told = stage.henry.dms[-1]
    passed = await stage.henry.press("Not this time", on=told)
    await stage.clock.advance(days=1)
    widened = await comes_by(stage.luca)
    await stage.clock.advance(days=2)
    [handed_over] = [message for message in stage.grace.dms if "An ask still waits" in message.card]
    await stage.grace.press("🙋 I can help", on=handed_over)
    await stage.clock.advance(minutes=1)

    assert told.card.splitlines() == [
        "### 🙋 Somebody asks about what you could teach",
        "@Kari asks:",
        f"> {QUESTION}",
        "You offer “Kalde samtaler”. Time asked for: 30 minutes.",
        f"It goes on here: {link}",
        "-# Half an answer is welcome, too. With *Not this time* nobody hears that I asked you.",
        "[🙋 I can help] [Not this time] [Less of this] [💬 Why this?]",
    ]
    assert passed.card == "Fine. Nobody hears of it, and it does not count among the times a month that you offered."
    assert widened.card.splitlines()[1:4] == [
        "@Kari chiede:",
        f"> {QUESTION}",
        "Potresti insegnare «Samtaler på to språk». Tempo richiesto: 30 minuti.",
    ]
    assert "[👋 Posso presentarti chi può aiutare]" in widened.card  # on the server, where people can be chosen
    assert handed_over.card.splitlines() == [
        "### An ask still waits for its first answer",
        "@Kari asked 2026-09-03 08:00 UTC:",
        f"> {QUESTION}",
        "You could ask @Luca, who offers “Samtaler på to språk”.",
        f"It goes on here: {link}",
        "-# In doubt an ask gets an answer: also “I do not know, but I would begin like this” is one.",
        "[🙋 I can help] [💬 Why this?]",
    ]
    assert chain(stage, channel)[0] == "🙋 Tilbyr hjelp: @Grace"


async def test_k5_two_weeks_later_whoever_asked_says_whether_it_worked_and_who_helped_hears_of_it(stage: Stage) -> None:
    await messages_to(stage.kari, "Send meg melding")
    channel, link = await an_ask(stage)
    stage.luca.go(channel)
    await stage.luca.press("🙋 Jeg kan hjelpe")
    stage.kari.go(channel)
    await stage.kari.press("🤝 Ta imot hjelp")
    await stage.kari.press("✅ Løst")
    await stage.settle()

    await stage.clock.advance(days=14)
    asked = stage.kari.dms[-1]
    yes = await stage.kari.press("🌱 Det virket", on=asked)
    await stage.clock.advance(minutes=2)
    heard = await comes_by(stage.luca)
    worked = chain(stage, channel)
    not_yet = await stage.kari.press("⏳ Ikke ennå", on=asked)
    await stage.kari.press("🔄 Åpne igjen", on=not_yet)
    await stage.clock.advance(minutes=1)

    assert asked.card.splitlines() == [
        "### To uker senere: virket det?",
        f"> {QUESTION}",
        "Hjelpen kom fra @Luca.",
        f"Det går videre her: {link}",
        "-# Alle tre svarene lærer oss noe. Svaret ditt står på kortet, og du kan endre det.",
        "[🌱 Det virket] [🌿 Delvis] [⏳ Ikke ennå] [Mindre av dette] [💬 Hvorfor får jeg denne?]",
    ]
    assert yes.card.splitlines() == ["Notert: det virket.", "Det står på kortet, og jeg sier det til @Luca."]
    assert heard.card.splitlines()[:3] == [
        "### 🌱 Il tuo aiuto ha funzionato",
        "@Kari ci ripensa, due settimane dopo:",
        f"> {QUESTION}",
    ]
    assert worked == [
        "🤝 Tatt imot: @Luca",
        "✅ Løst · 2026-09-03 08:00 UTC",
        "🌱 To uker senere: det virket",
        "[🔄 Åpne igjen] [🌐 På mitt språk]",
    ]
    assert not_yet.card.splitlines()[-1] == "[🔄 Åpne igjen]"
    assert chain(stage, channel)[0] == "🤝 Tatt imot: @Luca"
    assert "To uker senere" not in "".join(chain(stage, channel))
